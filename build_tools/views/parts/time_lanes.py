"""Draws the zoomed months from left to right, with a lane for each country.

A claim with a known day is a mark. A claim with several days or an unknown day is a bar from its
first day to its last. All numbers are in units of the drawing. Letters are counted instead of
measured, so that equal facts give equal drawings on every machine.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from math import ceil
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates.days import Day
from build_tools.facts.wording import clipped
from build_tools.views.parts.lane_order import by_day, lanes_of, lasting, most_rows
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.time_axis import Axis, month_axis
from build_tools.views.parts.zoomed_months import Span

WIDTH = 1200
_NAMES = 112  # the width for the names of countries, to the left of the lanes
_TOP = 62
_ROW = 14
_MARK = 10.6
_LETTER = 6.7
# Each bar has a label. In each lane, at most this many of the most important days have a label.
_LABELS = 6
_BARS = 10
_LONGEST = 44  # the largest number of letters in a label
_ARROW = 8  # the length of an arrow at the end of a bar that continues beyond the picture
_APART = 80  # the smallest distance between the labels of two articles


class Label(NamedTuple):
    """A few words beside a mark, or ``rise`` units above it.

    If ``is_end`` is True, the words end at ``x``.
    """

    x: float
    day: str
    words: str
    is_end: bool
    rise: int = 0


class LaneMark(NamedTuple):
    """A mark for a day, or a bar. ``bar`` is the position at which the bar ends, or 0 for a mark.

    A bar may begin before the picture or continue after the picture.
    """

    occurrence: Occurrence
    x: float
    y: float
    bar: float
    label: Label | None
    begins_before: bool = False
    goes_on: bool = False


class More(NamedTuple):
    """The number of occurrences that are not drawn, and the month whose list contains them."""

    x: float
    y: float
    number: int
    month: str


class Lane(NamedTuple):
    """A country and its marks. ``undrawn`` is the number of bars that did not fit."""

    name: str
    top: int
    marks: tuple[LaneMark, ...]
    more: tuple[More, ...]
    undrawn: int


class Stretch(NamedTuple):
    """A stretch of the axis: the days of an article, or all days after the last article.

    ``numbers`` contains the numbers of the articles in the label, oldest first. It is empty if this
    article's number is in the label of a previous article, because two labels would be too close
    together.
    """

    begin: float
    length: float
    numbers: str = ""


class LanesPicture(NamedTuple):
    """The lanes and their axis. ``articles`` and ``later`` are stretches of the axis."""

    width: int
    height: int
    left: int
    axis: Axis
    articles: tuple[Stretch, ...]
    later: Stretch | None
    lanes: tuple[Lane, ...]

    @property
    def has_arrows(self) -> bool:
        """Whether any bar begins before the picture or continues after the picture."""
        return any(mark.begins_before or mark.goes_on for lane in self.lanes for mark in lane.marks)

    @property
    def has_more(self) -> bool:
        """Whether any day has more entries than the picture shows."""
        return any(lane.more for lane in self.lanes)


def stretches(axis: Axis, articles: Sequence[Span]) -> tuple[tuple[Stretch, ...], Stretch | None]:
    """Return the days of the articles on an axis, and the days after the last article."""
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
    occurrences: Iterable[Occurrence],
    span: Span,
    articles: Sequence[Span],
    words: Catalogue = IN_ENGLISH,
) -> LanesPicture:
    """Return the picture of the occurrences. Each occurrence must share a day with the span."""
    occurrences = tuple(occurrences)
    lanes = lanes_of(occurrences)
    left = _NAMES if any(lanes) else 0
    axis = month_axis(span, occurrences, left, WIDTH, words)
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
    return Lane(
        name,
        top,
        tuple(mark._replace(y=top + _ROW + mark.y) for mark in marks),
        tuple(link._replace(y=top + _ROW + link.y) for link in more),
        undrawn,
    )


def _columns(axis: Axis, day: Day, size: int) -> int:
    """Return the number of marks next to each other on a day with ``size`` marks."""
    return max(1, min(3, int(axis.width(day) / (_MARK - 0.4)))) if size > 2 else 1


def _labelled(lane: Iterable[Occurrence]) -> frozenset[str]:
    """Return the ids of the occurrences that get a label. Each day has at most one label."""
    best: dict[Day, Occurrence] = {}
    for occurrence in sorted(lane, key=lambda occurrence: occurrence.rank):
        if occurrence.link.label and occurrence.is_day:
            best.setdefault(occurrence.first, occurrence)
    return frozenset(occurrence.link.id for occurrence in [*best.values()][:_LABELS])


class _Packing:
    """Places marks, bars and labels in rows, each in the first row with enough room."""

    def __init__(self, axis: Axis, left: float, labelled: frozenset[str]) -> None:
        self._axis = axis
        self._left = left
        self._labelled = labelled
        self.rows: list[list[tuple[float, float]]] = []

    def lane(self, lane: Sequence[Occurrence], rows: int) -> tuple[list[LaneMark], list[More], int]:
        """Return the marks, the days with more occurrences, and the number of omitted bars.

        The ``y`` of a mark is its distance from the first row.
        """
        bars = lasting(lane)
        marks = [self._bar(occurrence) for occurrence in bars[:_BARS]]
        more: list[More] = []
        for day, group in by_day(lane).items():
            columns = _columns(self._axis, day, len(group))
            drawn = group[: columns * rows]
            row, begin = self._cluster(day, drawn, columns, len(group) > len(drawn))
            marks += self._marks(drawn, columns, row, begin)
            if len(group) > len(drawn):
                y = (row + ceil(len(drawn) / columns)) * _ROW
                more.append(More(begin, y, len(group) - len(drawn), group[0].month))
        return marks, more, len(bars[_BARS:])

    def _fit(self, wide: tuple[float, float], narrow: tuple[float, float], height: int) -> int:
        """Reserve ``height`` rows, and return the number of the first row.

        The first row needs the space ``wide``, and each row after it needs the space ``narrow``.
        """
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

    def _bar(self, occurrence: Occurrence) -> LaneMark:
        begin = self._axis.begin(occurrence.first)
        end = max(self._axis.end(occurrence.last), begin + 18)
        if end > WIDTH:
            begin, end = WIDTH - 18, WIDTH
        before = occurrence.first < self._axis.span.first
        after = occurrence.last > self._axis.span.last
        words = occurrence.link.label or clipped(occurrence.link.claim.rstrip("."), _LONGEST)
        room = len(words) * _LETTER + 8
        if end + room <= WIDTH:
            label = Label(round(end + 5, 1), "", words, False)
            taken = begin, end + room
        elif begin - room >= self._left:
            label = Label(round(begin - 4, 1), "", words, True)
            taken = begin - room, end
        else:
            # There is no room on either side, so the label gets its own row above the bar.
            x = round(min(begin, WIDTH - room), 1)
            label = Label(x, "", words, False, _ROW - 2)
            taken = x, x + room
        bar = begin, end
        row = self._fit(taken, bar, 2) + 1 if label.rise else self._fit(taken, taken, 1)
        x = round(begin + _ARROW * before, 1)
        until = round(end - _ARROW * after, 1)
        return LaneMark(occurrence, x, row * _ROW, until, label, before, after)

    def _cluster(
        self, day: Day, group: Sequence[Occurrence], columns: int, has_more: bool
    ) -> tuple[int, float]:
        """Return the row of a day's first mark, and the position at which that mark begins."""
        width = columns * _MARK
        middle = self._axis.begin(day) + self._axis.width(day) / 2
        begin = round(min(max(middle - width / 2, self._left), WIDTH - width), 1)
        height = ceil(len(group) / columns) + has_more
        room = self._room(group[0])
        wide = (
            (begin - room, begin + width)
            if self._is_before(begin, room)
            else (begin, begin + width + room)
        )
        end = begin + max(width, 24 * has_more)
        return self._fit(wide, (begin, end), height), begin

    def _room(self, occurrence: Occurrence) -> float:
        if occurrence.link.id not in self._labelled:
            return 0
        return (len(occurrence.link.label or "") + len(self._day(occurrence)) + 1) * _LETTER + 10

    def _day(self, occurrence: Occurrence) -> str:
        return self._axis.catalogue.short_day(occurrence.first)

    def _is_before(self, begin: float, room: float) -> bool:
        """Return whether there is enough room for a label before its mark."""
        return begin - room >= self._left + 2

    def _marks(
        self, group: Sequence[Occurrence], columns: int, row: int, begin: float
    ) -> Iterator[LaneMark]:
        for number, occurrence in enumerate(group):
            down, across = divmod(number, columns)
            label = None
            if number == 0 and (room := self._room(occurrence)):
                is_end = self._is_before(begin, room)
                x = begin - 4 if is_end else begin + columns * _MARK + 4
                label = Label(
                    round(x, 1),
                    self._day(occurrence),
                    occurrence.link.label or "",
                    is_end,
                )
            yield LaneMark(
                occurrence, round(begin + across * _MARK, 1), (row + down) * _ROW, 0, label
            )


def _is_free(row: Sequence[tuple[float, float]], begin: float, end: float) -> bool:
    return all(end + 1 <= taken or begin - 1 >= until for taken, until in row)
