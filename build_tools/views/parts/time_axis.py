"""Computes the position of each day on an axis, and the names along the axis.

All lengths are in units of the drawing. A month with many claims is drawn wider than the other
months.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates.days import Day, days_between, days_in_month
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.zoomed_months import Span

# The largest share of the axis for a busy month, and the largest width of a day in that month.
_BUSY_SHARE = 0.6
_BUSY_DAY = 21.0
# A month is drawn wider only if its days are at least this many times as wide. A smaller difference
# only confuses readers.
_CLEARLY_WIDER = 4 / 3
# The smallest width of a day that shows its number, and of a month that shows a number in the
# middle.
_NUMBERED = 17.0
_HALVED = 70.0
# The average width of a letter on an axis.
LETTER = 7.0


class Tick(NamedTuple):
    """A line across the picture. Its label is empty if there is no room for a label."""

    at: float
    words: str
    is_strong: bool = False
    middle: float = 0


class Axis(NamedTuple):
    """The days in a period.

    ``edges`` contains the position at which each day begins, and the end of the last day.
    """

    span: Span
    edges: tuple[float, ...]
    wider: tuple[int, int] | None = None
    catalogue: Catalogue = IN_ENGLISH

    def _index(self, day: Day) -> int:
        return days_between(self.span.first, min(max(day, self.span.first), self.span.last))

    def begin(self, day: Day) -> float:
        """Return the position at which a day begins.

        A day outside the axis is moved to the nearest end of the axis.
        """
        return self.edges[self._index(day)]

    def end(self, day: Day) -> float:
        """Return the position at which a day ends."""
        return self.edges[self._index(day) + 1]

    def width(self, day: Day) -> float:
        """Return the width of a day."""
        return self.end(day) - self.begin(day)

    def months(self) -> tuple[Tick, ...]:
        """Return a line with a name for the beginning of each month."""
        return tuple(self._month(*month) for month in self.span.months)

    def _month(self, year: int, month: int) -> Tick:
        begin = self.begin(Day(year, month, 1))
        room = self.end(Day(year, month, days_in_month(year, month))) - begin
        say = self.catalogue
        name, whole = say.month(month), say.month_of(year, month)
        words = [whole, name, say.short_month(month), ""]
        if (year, month) == self.wider:
            words.insert(0, say.gettext("%(month)s, drawn wider", month=whole))
        if (year, month) != self.span.months[0] and month != 1 and len(words) == 4:
            words = words[1:]
        fitting = next(label for label in words if len(label) * LETTER < room - 4 or not label)
        return Tick(begin, fitting, True)

    def days(self) -> tuple[Tick, ...]:
        """Return lines for all days in wide months, and for the 1st and 15th in narrower months."""
        return tuple(
            tick
            for year, month in self.span.months
            for number in range(1, days_in_month(year, month) + 1)
            if (tick := self._day(Day(year, month, number)))
        )

    def _day(self, day: Day) -> Tick | None:
        width = self.width(day)
        room = width * days_in_month(day.year, day.month)
        if width >= _NUMBERED or (day.day in (1, 15) and room >= _HALVED):
            at, is_numbered = self.begin(day), width >= _NUMBERED
            return Tick(at, str(day.day), day.day == 1, round(width / 2, 1) if is_numbered else 0)
        return None


def month_axis(
    span: Span,
    occurrences: Iterable[Occurrence],
    begin: float,
    end: float,
    words: Catalogue = IN_ENGLISH,
) -> Axis:
    """Return an axis with days of equal width, except that the days in a busy month are wider."""
    counts = Counter(
        occurrence.first[:2]
        for occurrence in occurrences
        if occurrence.first[:2] == occurrence.last[:2] and occurrence.is_day
    )
    months = {month: days_in_month(*month) for month in span.months}
    busiest = max(months, key=lambda month: counts[month])
    rest = sum(months.values()) - months[busiest]
    others = counts.total() - counts[busiest]
    # A busy month has more than twice the average number of claims in the other months.
    is_wider = rest > 0 and counts[busiest] * (len(months) - 1) > 2 * others
    widths = {month: (end - begin) / sum(months.values()) for month in months}
    if is_wider and widths[busiest] < _BUSY_DAY:
        busy = min(_BUSY_DAY, _BUSY_SHARE * (end - begin) / months[busiest])
        left = (end - begin - busy * months[busiest]) / rest
        if busy > _CLEARLY_WIDER * left:
            widths = {month: busy if month == busiest else left for month in months}
            return _axis(span, widths, begin, busiest, words)
    return _axis(span, widths, begin, None, words)


def _axis(
    span: Span,
    widths: Mapping[tuple[int, int], float],
    begin: float,
    wider: tuple[int, int] | None,
    words: Catalogue,
) -> Axis:
    lengths = (widths[month] for month in span.months for _ in range(days_in_month(*month)))
    edges = accumulate(lengths, initial=begin)
    return Axis(span, tuple(round(edge, 1) for edge in edges), wider, words)


def day_axis(span: Span, lengths: Iterable[float], begin: float) -> Axis:
    """Return an axis on which each day has its own length."""
    return Axis(span, tuple(round(edge, 1) for edge in accumulate(lengths, initial=begin)))
