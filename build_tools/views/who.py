"""Who appears in the story? All people, organisations and places, by country."""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.views.organisations import collect as all_organisations
from build_tools.views.people import EntityView
from build_tools.views.people import collect as all_people
from build_tools.views.places import PlaceView
from build_tools.views.places import collect as all_places


class Who(NamedTuple):
    """All people, organisations and places that have a page."""

    people: tuple[EntityView, ...]
    organisations: tuple[EntityView, ...]
    places: tuple[PlaceView, ...]


def collect(ledger: Ledger) -> Who:
    """Return all of them, each group sorted by name."""
    return Who(
        tuple(sorted(all_people(ledger), key=lambda person: person.name)),
        tuple(sorted(all_organisations(ledger), key=lambda organisation: organisation.name)),
        tuple(sorted(all_places(ledger), key=lambda place: place.entity.name)),
    )
