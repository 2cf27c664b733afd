"""Draws the zoomed months for phones, from top to bottom, with a column for each country.

Days with more marks are taller. All numbers are in units of the drawing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates.days import Day, days_in_month
from build_tools.views.parts.lane_order import by_day, lanes_of, lasting, most_rows
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.time_axis import Axis, Tick, day_axis
from build_tools.views.parts.time_lanes import More, Stretch, stretches
from build_tools.views.parts.zoomed_months import Span

WIDTH = 390
_DAYS = 52  # the smallest width for the names of days, to the left of the columns
_BAR = 6
_MARK = 11
_ROW = 12
_DAY = 4.2  # the smallest height of a day
_ARROW = 7  # the length of an arrow at the end of a bar that continues beyond the picture
_LETTER, _WIDE_LETTER = 6.8, 11.5
_LONGEST_DAY = 7  # the day's number replaces a longer name
# Names are drawn at an angle of 50 degrees. These are a name's width and height as shares of its
# length.
_ACROSS, _UP = 0.643, 0.766
_LONGEST_NAME = 16
# The numbers of bars and of marks next to each other in a column, largest first.
_SIZES = ((7, 3), (6, 3), (5, 3), (4, 3), (4, 2), (3, 2), (3, 1), (2, 1), (1, 1))


class ColumnBar(NamedTuple):
    """A bar at ``x`` from ``top`` to ``bottom``. The claim may continue beyond both ends."""

    occurrence: Occurrence
    x: float
    top: float
    bottom: float
    begins_before: bool
    goes_on: bool


class ColumnMark(NamedTuple):
    """A mark for a claim with a known day."""

    occurrence: Occurrence
    x: float
    y: float


class Column(NamedTuple):
    """A country, its bars and its marks. ``undrawn`` is the number of bars that did not fit."""

    name: str
    left: float
    middle: float
    bars: tuple[ColumnBar, ...]
    marks: tuple[ColumnMark, ...]
    more: tuple[More, ...]
    undrawn: int


class ColumnsPicture(NamedTuple):
    """The columns and their axis. ``articles`` and ``later`` are stretches of the axis."""

    width: int
    height: int
    top: float
    months: tuple[Tick, ...]
    days: tuple[Tick, ...]
    articles: tuple[Stretch, ...]
    later: Stretch | None
    columns: tuple[Column, ...]


class _Size(NamedTuple):
    """The numbers of bars and marks next to each other, which determine a column's width."""

    bars: int
    marks: int

    @property
    def width(self) -> int:
        return self.bars * _BAR + self.marks * _MARK + 6


def columns_picture(
    occurrences: Iterable[Occurrence],
    span: Span,
    articles: Sequence[Span],
    words: Catalogue = IN_ENGLISH,
) -> ColumnsPicture:
    """Return the picture of the occurrences. Each occurrence must share a day with the span."""
    lanes = lanes_of(tuple(occurrences))
    tracks = {name: _tracks(lane, span) for name, lane in lanes.items()}
    last = list(lanes)[-1] if lanes else ""
    begin = _room_for_days(words, span)
    sizes = _sizes(lanes, tracks, last, WIDTH - begin)
    rows = most_rows(lanes, lambda name, _: sizes[name].marks)
    heights = _heights(lanes, sizes, span, rows)
    top = 14 + max((_length(name) for name in lanes), default=0) * _UP
    axis = day_axis(span, heights, round(top + 6, 1))
    room = WIDTH - begin - _overhang(last, sizes) - sum(size.width for size in sizes.values())
    gap, left, columns = min(room / max(1, len(lanes)), 40), float(begin), []
    for name, lane in lanes.items():
        columns.append(_column(name, lane, tracks[name], sizes[name], axis, round(left, 1), rows))
        left += sizes[name].width + gap
    marked, later = stretches(axis, articles)
    months = tuple(
        Tick(axis.begin(Day(*month, 1)), words.short_month(month[1]), True) for month in span.months
    )
    return ColumnsPicture(
        WIDTH,
        ceil(axis.edges[-1]) + 2,
        round(top, 1),
        months,
        tuple(_days(words, axis, articles)),
        marked,
        later,
        tuple(columns),
    )


def _room_for_days(words: Catalogue, span: Span) -> int:
    """Return the width to the left of the columns.

    Some languages have no short names for months.
    """
    names = [words.short_month(month) for _, month in span.months]
    letter = _LETTER if all(map(str.isascii, names)) else _WIDE_LETTER
    return max(_DAYS, ceil(max(map(len, names)) * letter) + 5)


def _length(name: str) -> float:
    return min(len(name), _LONGEST_NAME) * _LETTER


def _overhang(last: str, sizes: dict[str, _Size]) -> float:
    """Return the distance by which the last name extends beyond its column."""
    return max(0, _length(last) * _ACROSS + 8 - sizes[last].width) if last in sizes else 0


def _tracks(lane: Sequence[Occurrence], span: Span) -> list[list[Occurrence]]:
    """Return the bars of a lane in tracks. No two bars on a track share a day."""
    tracks: list[list[Occurrence]] = []
    for occurrence in lasting(lane):
        first = max(occurrence.first, span.first)
        free = next((track for track in tracks if track[-1].last < first), None)
        if free is None:
            tracks.append([occurrence])
        else:
            free.append(occurrence)
    return tracks


def _sizes(
    lanes: dict[str, list[Occurrence]],
    tracks: dict[str, list[list[Occurrence]]],
    last: str,
    room: int,
) -> dict[str, _Size]:
    """Return the largest sizes that let all columns fit next to each other."""
    sizes: dict[str, _Size] = {}
    for bars, marks in _SIZES:
        sizes = {
            name: _Size(
                min(bars, len(tracks[name])),
                max(1, min(marks, ceil(max(map(len, by_day(lane).values()), default=0) / 2))),
            )
            for name, lane in lanes.items()
        }
        width = sum(size.width for size in sizes.values())
        if width + _overhang(last, sizes) <= room:
            break
    return sizes


def _heights(
    lanes: dict[str, list[Occurrence]], sizes: dict[str, _Size], span: Span, rows: int
) -> Iterator[float]:
    """Yield the height of each day, which depends on the column with the most marks on that day."""
    needed: dict[Day, int] = defaultdict(int)
    for name, lane in lanes.items():
        for day, group in by_day(lane).items():
            full = ceil(len(group) / sizes[name].marks)
            needed[day] = max(needed[day], min(full, rows + 1))
    for year, month in span.months:
        for number in range(1, days_in_month(year, month) + 1):
            yield max(_DAY, needed[Day(year, month, number)] * _ROW + 2)


def _column(
    name: str,
    lane: Sequence[Occurrence],
    tracks: Sequence[Sequence[Occurrence]],
    size: _Size,
    axis: Axis,
    left: float,
    rows: int,
) -> Column:
    bars = tuple(
        ColumnBar(
            occurrence,
            round(left + number * _BAR + 2.5, 1),
            axis.begin(occurrence.first) + 1 + _ARROW * (occurrence.first < axis.span.first),
            max(axis.end(occurrence.last) - 1, axis.begin(occurrence.first) + 4)
            - _ARROW * (occurrence.last > axis.span.last),
            occurrence.first < axis.span.first,
            occurrence.last > axis.span.last,
        )
        for number, track in enumerate(tracks[: size.bars])
        for occurrence in track
    )
    begin, marks, more = left + size.bars * _BAR, [], []
    for day, group in by_day(lane).items():
        drawn = group[: rows * size.marks]
        for number, occurrence in enumerate(drawn):
            down, across = divmod(number, size.marks)
            x, y = begin + across * _MARK, axis.begin(day) + down * _ROW + 1
            marks.append(ColumnMark(occurrence, round(x, 1), round(y, 1)))
        if left_over := len(group) - len(drawn):
            more.append(More(round(begin, 1), axis.end(day) - 4, left_over, group[0].month))
    undrawn = sum(map(len, tracks[size.bars :]))
    middle = round(left + size.width / 2 - 3, 1)
    return Column(_cut(name), left, middle, bars, tuple(marks), tuple(more), undrawn)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _days(words: Catalogue, axis: Axis, articles: Sequence[Span]) -> Iterator[Tick]:
    """Yield the days to name at the side. Articles come first, then tall days, then the 15th."""
    days = [
        Day(year, month, number)
        for year, month in axis.span.months
        for number in range(2, days_in_month(year, month) + 1)
    ]
    own = {span.first for span in articles}
    days.sort(key=lambda day: (day not in own, -round(axis.width(day)), day.day != 15, day))
    taken = [axis.begin(Day(*month, 1)) for month in axis.span.months]
    chosen = []
    for day in days:
        at = axis.begin(day)
        wanted = day in own or axis.width(day) > _ROW + 2 or day.day == 15
        if wanted and all(abs(at - other) >= 15 for other in taken):
            taken.append(at)
            chosen.append(day)
    for day in sorted(chosen):
        name = words.short_day(day)
        short = name if len(name) <= _LONGEST_DAY else str(day.day)
        yield Tick(axis.begin(day), short, day in own)
