"""Computes where each day begins and ends on an axis, and the names along the axis.

All lengths are in units of the drawing. A month with many claims is drawn wider than the others,
and the axis says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates.days import Day, days_between, days_in_month
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.zoomed_months import Span

# A busy month takes at most this much of the axis, and its days at most this many units.
_BUSY_SHARE = 0.6
_BUSY_DAY = 21.0
# The least width of a day with its number, and of a month with a number in the middle.
_NUMBERED = 17.0
_HALVED = 70.0
# The average width of a letter on an axis.
LETTER = 7.0


class Tick(NamedTuple):
    """A line across the picture, and its label, which is empty if there is no room."""

    at: float
    words: str
    is_strong: bool = False
    middle: float = 0


class Axis(NamedTuple):
    """The days of a period: where each begins, and where the last ends."""

    span: Span
    edges: tuple[float, ...]
    wider: tuple[int, int] | None = None
    catalogue: Catalogue = IN_ENGLISH

    def _index(self, day: Day) -> int:
        return days_between(self.span.first, min(max(day, self.span.first), self.span.last))

    def begin(self, day: Day) -> float:
        """Return where a day begins. Days outside the axis are drawn at the nearest end."""
        return self.edges[self._index(day)]

    def end(self, day: Day) -> float:
        """Return where a day ends."""
        return self.edges[self._index(day) + 1]

    def width(self, day: Day) -> float:
        """Return the width of a day."""
        return self.end(day) - self.begin(day)

    def months(self) -> tuple[Tick, ...]:
        """Return where each month begins, and its name."""
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
        """Return the days with a number: all days of wide months, the 1st and 15th of others."""
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
    """Return an axis on which all days of a month are equally wide, and a busy month is wider."""
    counts = Counter(
        occurrence.first[:2]
        for occurrence in occurrences
        if occurrence.first[:2] == occurrence.last[:2] and occurrence.is_day
    )
    months = {month: days_in_month(*month) for month in span.months}
    busiest = max(months, key=lambda month: counts[month])
    rest = sum(months.values()) - months[busiest]
    others = counts.total() - counts[busiest]
    # Twice as busy as the average of the other months.
    is_wider = rest > 0 and counts[busiest] * (len(months) - 1) > 2 * others
    widths = {month: (end - begin) / sum(months.values()) for month in months}
    if is_wider and widths[busiest] < _BUSY_DAY:
        busy = min(_BUSY_DAY, _BUSY_SHARE * (end - begin) / months[busiest])
        if busy > widths[busiest]:
            left = (end - begin - busy * months[busiest]) / rest
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
