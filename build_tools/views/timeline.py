"""What happened when? Lists dated claims by month and marks uncertain dates and later events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, groupby
from math import sqrt
from operator import itemgetter

from build_tools.facts.dates import MONTHS, Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Kind
from build_tools.views.filters import FilterGroup, filters_of
from build_tools.views.parts.page_links import NamedLink, countries_of
from build_tools.views.parts.pagination import MAX_ROWS
from build_tools.views.parts.reference import ClaimLink, claim_link

# A timeline shows what happened, so a characterisation is left out. A status or connection is
# shown if the day on which it began is known.
TIMED = (Kind.EVENT, Kind.QUOTATION, Kind.NUMBER, Kind.ATTRIBUTION)
BEGUN = (Kind.STATUS, Kind.RELATION)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated claim. ``reported`` is when it was known, if that differs."""

    link: ClaimLink
    uncertain: bool
    reported: str | None
    later: bool
    countries: tuple[NamedLink, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of a month, or of a year if the month is not known."""

    id: str
    title: str
    entries: tuple[TimelineEntry, ...]

    @property
    def height(self) -> int:
        """The height of its bar, at most 30: by the square root, so that a single entry is seen."""
        return min(30, 3 + round(3.6 * sqrt(len(self.entries))))


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year, or of several years if the year is not known."""

    title: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The number of entries that concern a country, by year."""

    country: NamedLink
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Months in order, without those that have no entries."""

    months: tuple[Month, ...]
    filters: tuple[FilterGroup, ...] = ()

    @property
    def years(self) -> tuple[Year, ...]:
        """The months by year."""
        years = groupby(self.months, key=lambda month: month.id.partition("-")[0])
        return tuple(Year(title.capitalize(), tuple(months)) for title, months in years)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The countries with the most entries first."""
        years = self.years
        counts_by_country: dict[NamedLink, list[int]] = {}
        for number, year in enumerate(years):
            for entry in chain.from_iterable(month.entries for month in year.months):
                for country in dict.fromkeys(entry.countries):
                    counts_by_country.setdefault(country, [0] * len(years))[number] += 1
        lanes = (Lane(country, tuple(counts)) for country, counts in counts_by_country.items())
        return tuple(sorted(lanes, key=lambda lane: -sum(lane.counts)))

    @property
    def is_long(self) -> bool:
        """Whether the entries are too many for one page; then each month has its own."""
        return self.count > MAX_ROWS

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(len(month.entries) for month in self.months)


def collect(ledger: Ledger) -> Timeline:
    """Return the timeline of all claims, with filters."""
    timed = [claim for claim in ledger.claims.values() if _is_timed(claim)]
    return replace(timeline_of(ledger, timed), filters=filters_of(ledger, timed))


def timeline_of(ledger: Ledger, claims: Iterable[Claim]) -> Timeline:
    """Return the timeline of these claims."""
    # By month first: a whole year sorts with its first day, so it would split January in two.
    timed = [
        (_month_of(claim.when), claim.when.sort_key, claim.id, claim)
        for claim in claims
        if _is_timed(claim)
    ]
    timed.sort(key=itemgetter(0, 1, 2))
    return Timeline(
        tuple(
            Month(key, title, tuple(_entry(ledger, claim) for *_, claim in group))
            for (_, _, key, title), group in groupby(timed, key=itemgetter(0))
        )
    )


def _is_timed(claim: Claim) -> bool:
    begun = claim.when.start or claim.when
    return claim.kind in TIMED or (claim.kind in BEGUN and begun.precision is Precision.DAY)


def _month_of(when: When) -> tuple[int, int, str, str]:
    """Return the year, the month (0 if it is not known), and both as an id and as a title.

    For an interval, these are of its beginning, or of its end if only that is known.
    """
    begun = when.start or when.end or when
    first, last = begun.earliest, begun.latest
    if first is None or last is None:
        return 0, 0, "undated", "Without a date"
    if first[:2] == last[:2]:
        key = f"{first.year}-{first.month:02}"
        return first.year, first.month, key, f"{MONTHS[first.month - 1]} {first.year}"
    # A winter counts under the year in which it begins.
    if first.year == last.year or begun.precision is Precision.SEASON:
        return first.year, 0, f"{first.year}", f"{first.year}, without a month"
    return first.year, 0, f"{first.year}-to-{last.year}", f"{first.year} to {last.year}"


def _entry(ledger: Ledger, claim: Claim) -> TimelineEntry:
    when = claim.when
    return TimelineEntry(
        link=claim_link(ledger, claim),
        uncertain=when.approximate or when.uncertain,
        reported=claim.as_of.words() if claim.as_of else None,
        later=claim.later,
        countries=countries_of(ledger, claim),
    )
