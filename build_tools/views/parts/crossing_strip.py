"""Draws when each crossing was open: a row for each crossing, with time from left to right.

Positions along the time axis are percentages of the drawing's width, so one drawing fits every
screen and its letters keep their size. A stretch of only a few days is drawn wider than its share,
with a note for readers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.dates import Day, Edge, When, days_between
from build_tools.views.parts.certain_days import certain_days, is_vague
from build_tools.views.parts.labels import PLACE_STATES
from build_tools.views.parts.zoomed_months import Span

WIDTH = 100.0
# The space at a side on which a state continues, and the length of the tail for an unknown end.
_MARGIN = 4.0
_TAIL = 3.0
# The minimum width of a stretch between two changes, and the largest share of the drawing's width
# that all minimum widths may take up together.
_LEAST = 2.0
_MAX_SHARE = 0.4
# The smallest distance between two axis labels, and the last position for a label, on a phone.
_APART, _LAST = 10.0, 90.0
_MONTHS_APART, _LAST_MONTH = 24.0, 72.0
_MAX_TICKS = 100
_ORIGIN = Day(0, 1, 1)


class Period(NamedTuple):
    """A period to draw: a state, the state's name, and the period's time in words and as a date."""

    state: str
    words: str
    when: str
    span: When


class Bar(NamedTuple):
    """A part of a row. ``begin`` and ``width`` are percentages of the drawing's width.

    ``is_certain`` is False if the days in this part may not be in the period.
    """

    begin: float
    width: float
    is_certain: bool = True

    @property
    def end(self) -> float:
        """The position of the bar's end."""
        return self.begin + self.width


class DrawnPeriod(NamedTuple):
    """The bars of a period, in order. ``track`` is the period's track in its row, from 0.

    ``is_open_before`` and ``is_open_after`` mean that the state continues beyond the drawing.
    """

    period: Period
    track: int
    bars: tuple[Bar, ...]
    is_open_before: bool
    is_open_after: bool

    @property
    def middle(self) -> float:
        """The middle of the longest certain bar, for the name, or 0 without a certain bar."""
        longest = max(self._certain, key=lambda bar: bar.width, default=Bar(0, 0))
        return round(longest.begin + longest.width / 2, 2)

    @property
    def room(self) -> float:
        """The width of the longest certain bar, or 0 without a certain bar."""
        return max((bar.width for bar in self._certain), default=0)

    @property
    def _certain(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.is_certain]


class Row(NamedTuple):
    """The periods of a crossing. ``top`` is the number of tracks above the row.

    Periods that overlap or may overlap are on different tracks.
    """

    top: int
    tracks: int
    periods: tuple[DrawnPeriod, ...]


class Tick(NamedTuple):
    """A line across the rows. ``words`` is empty if there is no room for a label."""

    at: float
    words: str


class Strip(NamedTuple):
    """The rows, one for each crossing in the given order, and the axis behind them.

    ``stretches`` contains the stretches of days that a reader can choose, by id. ``is_widened`` is
    True if some stretches are drawn wider than their share.
    """

    rows: tuple[Row, ...]
    tracks: int
    ticks: tuple[Tick, ...]
    articles: tuple[Bar, ...]
    stretches: Mapping[str, Bar]
    is_widened: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The label at each article's bar: the article's number, from 1.

        Articles that are near each other share a label.
        """
        labels: list[str] = []
        first = 0
        for number, bar in enumerate(self.articles, 1):
            is_near = bool(labels) and bar.begin - self.articles[first].begin < _APART
            if is_near:
                labels[first] += f", {number}"
            else:
                first = len(labels)
            labels.append("" if is_near else str(number))
        return tuple(labels)

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """The states in the drawing, each with its name."""
        states = {drawn.period.state: drawn.period.words for drawn in self._periods}
        return tuple((state, states[state]) for state in PLACE_STATES if state in states)

    @property
    def is_uncertain(self) -> bool:
        """Whether the drawing contains days that may not be in a period."""
        return any(not bar.is_certain for drawn in self._periods for bar in drawn.bars)

    @property
    def continues(self) -> bool:
        """Whether a state continues beyond either end of the drawing."""
        return any(drawn.is_open_before or drawn.is_open_after for drawn in self._periods)

    @property
    def _periods(self) -> Iterator[DrawnPeriod]:
        return (drawn for row in self.rows for drawn in row.periods)


class _Scale(NamedTuple):
    """The positions of the days on which a state may change.

    Between two of these days, all days have the same width.
    """

    span: Span
    days: tuple[int, ...]
    edges: tuple[float, ...]
    is_widened: bool

    def at(self, day: int) -> float:
        """Return the position at which a day begins.

        A day outside the drawing is moved to the nearest end.
        """
        day = min(max(day, self.days[0]), self.days[-1])
        index = min(bisect_right(self.days, day), len(self.days) - 1)
        first, last = self.days[index - 1], self.days[index]
        begin, end = self.edges[index - 1], self.edges[index]
        return begin + (end - begin) * (day - first) / (last - first)


def strip_of(
    crossings: Sequence[Sequence[Period]],
    stretches: Mapping[str, tuple[Day | None, Day | None]],
    articles: Iterable[Span],
    words: Catalogue = IN_ENGLISH,
) -> Strip | None:
    """Return the drawing, or None if no crossing has a period.

    Each of the ``stretches`` has a first and a last day, with None for an open end.
    """
    periods = [period for crossing in crossings for period in crossing]
    if not periods:
        return None
    spans = tuple(articles)
    scale = _scale_of(periods, spans)
    rows: list[Row] = []
    for crossing in crossings:
        drawn, tracks = _on_tracks([_drawn(period, scale) for period in crossing])
        top = rows[-1].top + rows[-1].tracks if rows else 0
        rows.append(Row(top, tracks, drawn))
    return Strip(
        rows=tuple(rows),
        tracks=rows[-1].top + rows[-1].tracks,
        ticks=tuple(_ticks(words, scale)),
        articles=tuple(_between(scale, span.first, span.last) for span in spans),
        stretches={name: _between(scale, *days) for name, days in stretches.items()},
        is_widened=scale.is_widened,
    )


def _scale_of(periods: Sequence[Period], articles: Sequence[Span]) -> _Scale:
    whens = [period.span for period in periods]
    spans = [_span(when) for when in whens] + list(articles)
    edges = sorted(
        {day for when in whens for day in _days_of(when)}
        | {day for span in articles for day in (_number(span.first), _number(span.last) + 1)}
    )
    before = _MARGIN * any(when.start_edge is not Edge.KNOWN for when in whens)
    after = _MARGIN * any(when.end_edge is not Edge.KNOWN for when in whens)
    lengths = [second - first for first, second in pairwise(edges)]
    widths, is_widened = _widths(lengths, WIDTH - before - after)
    return _Scale(
        Span(min(span.first for span in spans), max(span.last for span in spans)),
        tuple(edges),
        tuple(accumulate(widths, initial=before)),
        is_widened,
    )


def _span(when: When) -> Span:
    """Return the first and last known day of a date. Every date has at least one known day."""
    days = [day for day in (when.earliest, when.latest, *certain_days(when)) if day]
    return Span(min(days), max(days))


def _days_of(when: When) -> Iterator[int]:
    """Yield the days on which a period may begin, and the days after its possible ends."""
    first, last = certain_days(when)
    yield from (_number(day) for day in (when.earliest, first) if day)
    yield from (_number(day) + 1 for day in (when.latest, last) if day)
    # If one end of a period is open, at least one day is drawn at the other end.
    if when.earliest is None and when.latest:
        yield _number(last or when.latest)
    if when.latest is None and when.earliest:
        yield _number(first or when.earliest) + 1


def _widths(lengths: Sequence[int], total: float) -> tuple[list[float], bool]:
    """Return a width for each length in days, and whether any width is larger than its share."""
    least = min(_LEAST, _MAX_SHARE * total / len(lengths))
    short: set[int] = set()
    while True:
        rest = sum(length for index, length in enumerate(lengths) if index not in short)
        share = (total - least * len(short)) / rest
        more = {
            index
            for index, length in enumerate(lengths)
            if index not in short and length * share < least
        }
        if not more:
            break
        short |= more
    widths = [least if index in short else n * share for index, n in enumerate(lengths)]
    return widths, bool(short)


def _drawn(period: Period, scale: _Scale) -> DrawnPeriod:
    when = period.span
    first, last = certain_days(when)
    begin = scale.at(_number(first)) if first else 0.0
    end = scale.at(_number(last) + 1) if last else WIDTH
    left = _side(when.start_edge, begin, scale.at(_number(when.earliest)) if when.earliest else 0.0)
    right_end = scale.at(_number(when.latest) + 1) if when.latest else WIDTH
    right = WIDTH - _side(when.end_edge, WIDTH - end, WIDTH - right_end)
    if is_vague(when) or begin >= end:
        parts = [(left, right, False)]
    else:
        parts = [(left, begin, False), (begin, end, True), (end, right, False)]
    return DrawnPeriod(
        period,
        0,
        tuple(
            Bar(round(start, 2), round(stop - start, 2), is_certain)
            for start, stop, is_certain in parts
            if stop - start > 0.005
        ),
        when.start_edge is Edge.OPEN,
        when.end_edge is Edge.OPEN,
    )


def _side(edge: Edge, certain: float, possible: float) -> float:
    """Return the distance from a side of the drawing to the period's end on that side.

    An unknown end has a tail.
    """
    if edge is Edge.OPEN:
        return 0.0
    return max(0.0, certain - _TAIL) if edge is Edge.UNKNOWN else possible


def _on_tracks(periods: Iterable[DrawnPeriod]) -> tuple[tuple[DrawnPeriod, ...], int]:
    """Return each period on the first track without an overlap, and the number of tracks."""
    ends: list[float] = []
    placed = []
    for drawn in sorted(periods, key=lambda drawn: drawn.bars[0].begin):
        begin, end = drawn.bars[0].begin, drawn.bars[-1].end
        free = (track for track, last in enumerate(ends) if last <= begin + 0.02)
        track = next(free, len(ends))
        ends[track : track + 1] = [end]
        placed.append(drawn._replace(track=track))
    return tuple(placed), max(1, len(ends))


def _between(scale: _Scale, first: Day | None, last: Day | None) -> Bar:
    begin = scale.at(_number(first)) if first else 0.0
    end = scale.at(_number(last) + 1) if last else WIDTH
    return Bar(round(begin, 2), round(end - begin, 2))


def _ticks(words: Catalogue, scale: _Scale) -> Iterator[Tick]:
    """Yield a tick for each year that begins in the drawing, or else for each month.

    A drawing of more than ``_MAX_TICKS`` years skips years. If no month begins in the drawing
    either, yield a tick for the first day.
    """
    first, last = scale.span
    step = 1 + (last.year - first.year) // _MAX_TICKS
    years = [Day(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    if years:
        yield from _labelled(scale, [(day, str(day.year)) for day in years], _APART, _LAST)
        return
    months = [Day(first.year, month, 1) for month in range(first.month + 1, last.month + 1)]
    names = [(day, words.month_of(*day[:2])) for day in months or [first]]
    yield from _labelled(scale, names, _MONTHS_APART, _LAST_MONTH)


def _labelled(
    scale: _Scale, names: Iterable[tuple[Day, str]], apart: float, last: float
) -> Iterator[Tick]:
    free = 0.0
    for day, name in names:
        at = round(scale.at(_number(day)), 2)
        has_room = free <= at <= last
        free = at + apart if has_room else free
        yield Tick(at, name if has_room else "")


def _number(day: Day) -> int:
    return days_between(_ORIGIN, day)
