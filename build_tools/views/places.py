"""What do the claims say about each place, and when was each crossing open?"""

from collections.abc import Mapping
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Place
from build_tools.views.crossings import CrossingView, strip_for
from build_tools.views.crossings import collect as all_crossings
from build_tools.views.parts.crossing_strip import Strip
from build_tools.views.parts.reference import SourceLink, source_link
from build_tools.views.people import EntityView, entity_view


class PlaceView(NamedTuple):
    """A place.

    If the place is a crossing, ``crossing`` contains its periods and ``strip`` draws them.
    """

    id: str
    entity: EntityView
    coordinates: str | None
    located_by: SourceLink | None
    crossing: CrossingView | None
    strip: Strip | None

    @property
    def without_periods(self) -> EntityView:
        """The entity without the claims that support the periods, which the page already shows."""
        periods = self.crossing.periods if self.crossing else ()
        shown = {period.claim.id for period in periods if period.claim}
        return self.entity._replace(
            claims=tuple(link for link in self.entity.claims if link.id not in shown),
            later=tuple(link for link in self.entity.later if link.id not in shown),
        )


def collect(ledger: Ledger) -> tuple[PlaceView, ...]:
    """Return a view of every place."""
    crossings = {crossing.link.path: crossing for crossing in all_crossings(ledger)}
    return tuple(_view(ledger, place, crossings) for place in ledger.places.values())


def _view(ledger: Ledger, place: Place, crossings: Mapping[str, CrossingView]) -> PlaceView:
    source = ledger.sources.get(place.located_by or "")
    crossing = crossings.get(f"places/{place.id}.html")
    return PlaceView(
        place.id,
        entity_view(ledger, place, place.kind, next(iter(place.countries), None)),
        place.coordinates,
        source_link(ledger, source) if source else None,
        crossing,
        strip_for(ledger, (crossing,)) if crossing else None,
    )
