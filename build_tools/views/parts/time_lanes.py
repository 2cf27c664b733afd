"""Draws the zoomed months from left to right, with a lane for each country.

A known day is a mark; what lasts, or whose day is not known, a bar from its first to its last day.
All numbers are units of the drawing. Letters are counted, not measured, so that equal facts give
equal drawings wherever they are made.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import ceil
from typing import NamedTuple

from build_tools.facts.dates import MONTHS
from build_tools.facts.dates.days import Day
from build_tools.views.parts.lane_order import by_day, lanes_of, lasting, most_rows
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.time_axis import Axis, month_axis
from build_tools.views.parts.zoomed_months import Span

WIDTH = 1200
_NAMES = 112  # left of the lanes, for the names of countries
_TOP = 62
_ROW = 14
_MARK = 10.6
_LETTER = 6.7
# A label is set only if it can be read: so many a lane, those that matter most.
_LABELS = 6
_BARS = 10
_APART = 80  # the least between the labels of two articles


class Label(NamedTuple):
    """A few words beside a mark. ``is_end`` if they end at ``x``; ``is_over`` if on a bar."""

    x: float
    day: str
    words: str
    is_end: bool
    is_over: bool = False


class LaneMark(NamedTuple):
    """A mark at a day, or at the beginning of a bar that ends at ``bar`` (0: there is none)."""

    one: Occurrence
    x: float
    y: float
    bar: float
    label: Label | None


class More(NamedTuple):
    """How many are not drawn here, and the month in whose list they are."""

    x: float
    y: float
    number: int
    month: str


class Lane(NamedTuple):
    """A country with its marks; ``undrawn`` bars did not fit."""

    name: str
    top: int
    marks: tuple[LaneMark, ...]
    more: tuple[More, ...]
    undrawn: int


class Stretch(NamedTuple):
    """A stretch of the axis: the days of an article, or all days after it.

    ``numbers`` are those of the articles that a label here names, from the oldest. It is empty if
    the label of the article before is so near that it names this one, too.
    """

    begin: float
    length: float
    numbers: str = ""


class LanesPicture(NamedTuple):
    """The lanes with their axis, the days of the article and those after it."""

    width: int
    height: int
    left: int
    axis: Axis
    articles: tuple[Stretch, ...]
    later: Stretch | None
    lanes: tuple[Lane, ...]

    @property
    def has_more(self) -> bool:
        """Whether a day has more entries than are drawn."""
        return any(lane.more for lane in self.lanes)


def stretches(axis: Axis, articles: Sequence[Span]) -> tuple[tuple[Stretch, ...], Stretch | None]:
    """Return the days of the articles on an axis, and the days after the last of them."""
    marked: list[Stretch] = []
    labelled = 0
    for number, span in enumerate(articles, 1):
        if not axis.span.meets(*span):
            continue
        begin = axis.begin(span.first)
        if marked and begin - marked[labelled].begin < _APART:
            label = marked[labelled]
            marked[labelled] = label._replace(numbers=f"{label.numbers}, {number}")
        else:
            labelled = len(marked)
        name = str(number) if labelled == len(marked) else ""
        marked.append(Stretch(begin, round(axis.end(span.last) - begin, 1), name))
    until = max((span.last for span in articles), default=axis.span.last)
    if until >= axis.span.last:
        return tuple(marked), None
    after = axis.end(until) if until >= axis.span.first else axis.edges[0]
    return tuple(marked), Stretch(after, round(axis.edges[-1] - after, 1))


def lanes_picture(
    occurrences: Iterable[Occurrence], span: Span, articles: Sequence[Span]
) -> LanesPicture:
    """Return the picture of occurrences that all share a day with the span."""
    occurrences = tuple(occurrences)
    lanes = lanes_of(occurrences)
    left = _NAMES if any(lanes) else 0
    axis = month_axis(span, occurrences, left, WIDTH)
    rows = most_rows(lanes, lambda _, day: _columns(axis, day, 3))
    top, drawn = _TOP, []
    for name, lane in lanes.items():
        packed = _Packing(axis, left, _labelled(lane))
        marks, more, undrawn = packed.lane(lane, rows)
        drawn.append(_at(name, top, marks, more, undrawn))
        top += max(2, len(packed.rows)) * _ROW + 12
    marked, later = stretches(axis, articles)
    return LanesPicture(WIDTH, top + 4, left, axis, marked, later, tuple(drawn))


def _at(name: str, top: int, marks: Sequence[LaneMark], more: Sequence[More], undrawn: int) -> Lane:
    """Return the lane with all that is in it moved down to where the lane is."""
    return Lane(
        name,
        top,
        tuple(mark._replace(y=top + _ROW + mark.y) for mark in marks),
        tuple(one._replace(y=top + _ROW + one.y) for one in more),
        undrawn,
    )


def _columns(axis: Axis, day: Day, size: int) -> int:
    """Return how many marks are next to each other on a day with so many."""
    return max(1, min(3, int(axis.width(day) / (_MARK - 0.4)))) if size > 2 else 1


def _labelled(lane: Iterable[Occurrence]) -> frozenset[str]:
    """Return the ids that get a label: of a day only the one that matters most."""
    best: dict[object, Occurrence] = {}
    for one in sorted(lane, key=lambda one: one.rank):
        if one.link.label:
            best.setdefault(one.first if one.is_day else one.link.id, one)
    return frozenset(one.link.id for one in [*best.values()][:_LABELS])


class _Packing:
    """Places marks, bars and labels into rows, each in the first row that has room."""

    def __init__(self, axis: Axis, left: float, labelled: frozenset[str]) -> None:
        self._axis = axis
        self._left = left
        self._labelled = labelled
        self.rows: list[list[tuple[float, float]]] = []

    def lane(self, lane: Sequence[Occurrence], rows: int) -> tuple[list[LaneMark], list[More], int]:
        """Return all marks of a lane, with ``y`` from its first row."""
        bars = lasting(lane)
        marks = [self._bar(one) for one in bars[:_BARS]]
        more: list[More] = []
        for day, ones in by_day(lane).items():
            columns = _columns(self._axis, day, len(ones))
            drawn = ones[: columns * rows]
            row, begin = self._cluster(day, drawn, columns, len(ones) > len(drawn))
            marks += self._marks(drawn, columns, row, begin)
            if len(ones) > len(drawn):
                y = (row + ceil(len(drawn) / columns)) * _ROW
                more.append(More(begin, y, len(ones) - len(drawn), ones[0].month))
        return marks, more, len(bars[_BARS:])

    def _fit(self, wide: tuple[float, float], narrow: tuple[float, float], height: int) -> int:
        """Take room in so many rows, wide in the first one; return the number of the first."""
        needs = [wide, *[narrow] * (height - 1)]
        for first in count():
            while len(self.rows) < first + height:
                self.rows.append([])
            taken = self.rows[first : first + height]
            if all(_is_free(row, *need) for row, need in zip(taken, needs, strict=True)):
                for row, need in zip(taken, needs, strict=True):
                    row.append(need)
                return first
        raise AssertionError("a row further down is always free")

    def _bar(self, one: Occurrence) -> LaneMark:
        begin = self._axis.begin(one.first)
        end = max(self._axis.end(one.last), begin + 18)
        if end > WIDTH:
            begin, end = WIDTH - 18, WIDTH
        if one.link.id not in self._labelled:
            row = self._fit((begin, end), (begin, end), 1)
            return LaneMark(one, begin, row * _ROW, end, None)
        words = one.link.label or ""
        room = len(words) * _LETTER + 8
        if end + room <= WIDTH:
            label = Label(round(end + 5, 1), "", words, False)
            taken = begin, end + room
        elif begin - room >= self._left:
            label = Label(round(begin - 4, 1), "", words, True)
            taken = begin - room, end
        else:
            label = Label(round(end - 6, 1), "", words, True, True)
            taken = min(begin, end - room), end
        row = self._fit(taken, taken, 1)
        return LaneMark(one, begin, row * _ROW, end, label)

    def _cluster(
        self, day: Day, ones: Sequence[Occurrence], columns: int, has_more: bool
    ) -> tuple[int, float]:
        """Return the row of a day's first mark, and where it begins."""
        width = columns * _MARK
        middle = self._axis.begin(day) + self._axis.width(day) / 2
        begin = round(min(max(middle - width / 2, self._left), WIDTH - width), 1)
        height = ceil(len(ones) / columns) + has_more
        room = self._room(ones[0])
        wide = (
            (begin - room, begin + width)
            if self._is_before(begin, room)
            else (begin, begin + width + room)
        )
        end = begin + max(width, 24 * has_more)
        return self._fit(wide, (begin, end), height), begin

    def _room(self, one: Occurrence) -> float:
        if one.link.id not in self._labelled:
            return 0
        return (len(one.link.label or "") + len(_short_day(one.first)) + 1) * _LETTER + 10

    def _is_before(self, begin: float, room: float) -> bool:
        """Return whether a label is before its mark: it is if there is room."""
        return begin - room >= self._left + 2

    def _marks(
        self, ones: Sequence[Occurrence], columns: int, row: int, begin: float
    ) -> Iterator[LaneMark]:
        for number, one in enumerate(ones):
            down, across = divmod(number, columns)
            label = None
            if number == 0 and (room := self._room(one)):
                is_end = self._is_before(begin, room)
                x = begin - 4 if is_end else begin + columns * _MARK + 4
                label = Label(round(x, 1), _short_day(one.first), one.link.label or "", is_end)
            yield LaneMark(one, round(begin + across * _MARK, 1), (row + down) * _ROW, 0, label)


def _is_free(row: Sequence[tuple[float, float]], begin: float, end: float) -> bool:
    return all(end + 1 <= taken or begin - 1 >= until for taken, until in row)


def _short_day(day: Day) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
