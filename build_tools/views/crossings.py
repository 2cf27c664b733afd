"""Which border crossing was open when?"""

from dataclasses import dataclass

from build_tools.dates import Day, Edge, Precision, When
from build_tools.ledger import Ledger
from build_tools.records import Place
from build_tools.views.claims import NamedLink
from build_tools.views.reference import ClaimLink, claim_link
from build_tools.views.words import PLACE_STATES


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A stretch of time with its state, and the claim that carries it."""

    state: str
    words: str
    when: str
    claim: ClaimLink | None


@dataclass(frozen=True, slots=True)
class DayView:
    """How the crossings stood from one day on: each with its state, or with nothing known."""

    day: str
    machine: str
    states: tuple[tuple[NamedLink, PeriodView | None], ...]


@dataclass(frozen=True, slots=True)
class CrossingView:
    """A crossing and its periods, oldest first."""

    link: NamedLink
    countries: tuple[str, ...]
    periods: tuple[PeriodView, ...]
    spans: tuple[When, ...]

    def on(self, day: Day) -> PeriodView | None:
        """Return the period in which the day certainly lies; None where nothing is known of it."""
        for when, period in zip(self.spans, self.periods, strict=True):
            first, last = _certain_days(when)
            inside = (first is None or first <= day) and (last is None or day <= last)
            if inside and not _is_vague(when):
                return period
        return None


def _is_vague(when: When) -> bool:
    return when.approximate or when.uncertain


def _certain_days(when: When) -> tuple[Day | None, Day | None]:
    """Return the first and the last day that certainly lie in a period; None where it is open.

    Of one that began in some February, only what follows that month is certain, and of one whose
    begin or end is unknown (not open) only the end that is known.
    """
    if when.precision is not Precision.INTERVAL:
        return when.earliest, when.latest
    first = when.start.latest if when.start else None
    last = when.end.earliest if when.end else None
    if when.start_edge is Edge.UNKNOWN:
        first = last
    if when.end_edge is Edge.UNKNOWN:
        last = first
    return first, last


def collect(ledger: Ledger) -> tuple[CrossingView, ...]:
    """Return every crossing of which a period is known."""
    return tuple(_view(ledger, place) for place in ledger.places.values() if place.periods)


def crossings_of(ledger: Ledger, country: str) -> tuple[CrossingView, ...]:
    """Return the crossings on the country's borders."""
    return tuple(
        _view(ledger, place)
        for place in ledger.places.values()
        if place.periods and country in place.countries
    )


def _view(ledger: Ledger, place: Place) -> CrossingView:
    periods = sorted(place.periods, key=lambda period: period.when.sort_key)
    return CrossingView(
        NamedLink(f"places/{place.id}.html", place.name),
        tuple(ledger.countries[name].name for name in place.countries if name in ledger.countries),
        tuple(
            PeriodView(
                period.state.value,
                PLACE_STATES[period.state],
                period.when.words(),
                claim_link(claim) if (claim := ledger.claims.get(period.claim)) else None,
            )
            for period in periods
        ),
        tuple(period.when for period in periods),
    )


def days_of(crossings: tuple[CrossingView, ...], also: tuple[Day, ...] = ()) -> tuple[DayView, ...]:
    """Return how the crossings stood on each day on which one of them changed, and on ``also``.

    A period that began on some day of a month or year adds no day: which it was is not known.
    """
    begins = [when.start or when for one in crossings for when in one.spans]
    known = [one for one in begins if one.earliest == one.latest and not _is_vague(one)]
    changes = {one.earliest for one in known if one.earliest}
    return tuple(
        DayView(
            When.parse(day.iso()).words(),
            day.iso(),
            tuple((one.link, one.on(day)) for one in crossings),
        )
        for day in sorted({*changes, *also})
    )
