"""Chooses the months that a timeline draws by day: the site's choice, or the busiest months.

Months are numbers: twelve times the year, plus the month counted from 0.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from build_tools.facts.dates import When
from build_tools.facts.dates.days import Day, days_in_month
from build_tools.views.parts.occurrences import Occurrence

# The number of months to draw by day if the site does not choose the months.
MONTHS = 4


class Span(NamedTuple):
    """A stretch of time, from its first day to its last day, both included."""

    first: Day
    last: Day

    def meets(self, first: Day, last: Day) -> bool:
        """Return whether the stretch shares a day with the period from ``first`` to ``last``."""
        return self.first <= last and first <= self.last

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """The year and month of each month in the stretch."""
        numbers = range(_number(self.first), _number(self.last) + 1)
        return tuple((number // 12, number % 12 + 1) for number in numbers)


def spans_of(dates: Iterable[When]) -> tuple[Span, ...]:
    """Return the span of each date that has a first and last day, in order."""
    return tuple(
        sorted(Span(date.earliest, date.latest) for date in dates if date.earliest and date.latest)
    )


def zoomed_months(
    occurrences: Iterable[Occurrence], articles: Sequence[Span], chosen: When | None
) -> Span | None:
    """Return the months to draw by day, or None without a dated claim.

    Unless the site chooses the months, these are the busiest four consecutive months that include
    part of an article's date. If no claim is near an article, these are the busiest four
    consecutive months of all. Empty months at the edges are left out, except the months of an
    article.
    """
    if chosen and (spans := spans_of([chosen])):
        first, last = spans[0]
        return _span(_number(first), _number(last))
    counts = Counter(
        _number(occurrence.first)
        for occurrence in occurrences
        if _number(occurrence.first) == _number(occurrence.last)
    )
    if not counts:
        return None
    in_articles = {
        number
        for span in articles
        for number in range(_number(span.first), _number(span.last) + 1)[:MONTHS]
    }
    near = [
        first for number in in_articles for first in _begins(number) if _claims_in(counts, first)
    ]
    begins = near or [first for number in counts for first in _begins(number)]
    best = min(begins, key=lambda first: (-_claims_in(counts, first), first))
    window = range(best, best + MONTHS)
    shown = [number for number in window if counts[number] or (near and number in in_articles)]
    return _span(shown[0], shown[-1])


def _begins(number: int) -> range:
    return range(number - MONTHS + 1, number + 1)


def _claims_in(counts: Counter[int], first: int) -> int:
    return sum(counts[number] for number in range(first, first + MONTHS))


def _number(day: Day) -> int:
    return 12 * day.year + day.month - 1


def _span(first: int, last: int) -> Span:
    year, month = last // 12, last % 12 + 1
    return Span(Day(first // 12, first % 12 + 1, 1), Day(year, month, days_in_month(year, month)))
