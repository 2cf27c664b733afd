"""Draws all years of a timeline: a block for each claim, in a column for the claim's month.

Only the years around the zoomed months have a column for each month. Other years are left out if
they have no claim. All numbers are in units of the drawing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.views.parts.labels import GRAVEST_FIRST
from build_tools.views.parts.occurrences import Occurrence
from build_tools.views.parts.time_axis import LETTER
from build_tools.views.parts.zoomed_months import Span

# The largest number of years drawn by month, and of columns on either side of these years.
YEARS = 6
_SIDE = 8
# The height of the tallest column, and the largest height of a block. If blocks would be too flat
# to see, each column has a single bar for each verdict instead.
_HEIGHT = 100
_BLOCK = 4.6
_FLATTEST = 2.0
_BELOW = 24  # the space for the names of years


class Blocks(NamedTuple):
    """All blocks with the same verdict and states, as a single path."""

    verdict: str
    states: str
    path: str


class MonthColumn(NamedTuple):
    """The area of a month, or of a column on a side, with a link to the claims."""

    left: float
    width: float
    words: str
    month: str
    number: int


class YearName(NamedTuple):
    """The name of a year or of several years, below the columns."""

    left: float
    width: float
    words: str
    has_months: bool


class YearsPicture(NamedTuple):
    """The picture of all years.

    ``zoom_left`` and ``zoom_width`` are the position and width of the zoomed months.
    """

    width: int
    height: int
    base: float
    blocks: tuple[Blocks, ...]
    columns: tuple[MonthColumn, ...]
    years: tuple[YearName, ...]
    zoom_left: float
    zoom_width: float
    is_bars: bool

    @property
    def has_sides(self) -> bool:
        """Whether the picture has years that are not drawn by month."""
        return not all(year.has_months for year in self.years)


class _Slot(NamedTuple):
    """A column's position, width, name and occurrences."""

    left: float
    width: float
    words: str
    group: list[Occurrence]


class _Scale(NamedTuple):
    """The positions of years.

    ``side`` is the width of a side column, and ``month`` is the width of a month.
    """

    main: range
    begin: float
    month: float
    side: float
    after: float

    def month_left(self, year: int, month: int) -> float:
        """Return the position at which a month begins. Month 0 is for claims without a month."""
        return self.begin + (13 * (year - self.main.start) + month) * self.month


def main_years(occurrences: Iterable[Occurrence], zoom: Span) -> range:
    """Return the years to draw by month: the years with the most claims around the zoomed years."""
    counts = Counter(occurrence.first.year for occurrence in occurrences)
    first, last = zoom.first.year, zoom.last.year
    size = max(YEARS, last - first + 1)
    windows = (range(begin, begin + size) for begin in range(last - size + 1, first + 1))
    best = max(windows, key=lambda years: (sum(counts[year] for year in years), -years.start))
    inside = [first, last, *(year for year in best if counts[year])]
    return range(min(inside), max(inside) + 1)


def years_picture(
    occurrences: Iterable[Occurrence],
    zoom: Span,
    width: int,
    blocks: int,
    words: Catalogue = IN_ENGLISH,
) -> YearsPicture:
    """Return the picture. ``blocks`` is the number of blocks next to each other in a column."""
    occurrences = tuple(occurrences)
    main = main_years(occurrences, zoom)
    before = _side(
        words, [occurrence for occurrence in occurrences if occurrence.first.year < main.start]
    )
    after = _side(
        words, [occurrence for occurrence in occurrences if occurrence.first.year >= main.stop]
    )
    scale = _scale(main, len(before), len(after), width)
    slots = [
        *_side_slots(before, 0, scale.side),
        *_month_slots(words, occurrences, scale),
        *_side_slots(after, scale.after, scale.side),
    ]
    most = max((len(slot.group) for slot in slots), default=1)
    rows = ceil(most / blocks)
    is_bars = _HEIGHT / rows < _FLATTEST
    unit = _HEIGHT / most if is_bars else min(_BLOCK, _HEIGHT / rows)
    base = _rounded((most if is_bars else rows) * unit + 6)
    across = 1 if is_bars else blocks
    zoom_left = scale.month_left(zoom.first.year, zoom.first.month)
    zoom_end = scale.month_left(zoom.last.year, zoom.last.month + 1)
    return YearsPicture(
        width,
        ceil(base + _BELOW),
        base,
        tuple(_blocks(slots, base, unit, across, scale.month)),
        tuple(
            MonthColumn(
                _rounded(slot.left),
                _rounded(slot.width),
                slot.words,
                slot.group[0].month,
                len(slot.group),
            )
            for slot in slots
        ),
        (
            *_side_names(before, 0, scale.side),
            *_year_names(words, scale),
            *_side_names(after, scale.after, scale.side),
        ),
        _rounded(zoom_left),
        _rounded(zoom_end - zoom_left),
        is_bars,
    )


def _rounded(number: float) -> float:
    return round(number, 1)


def _scale(main: range, before: int, after: int, width: int) -> _Scale:
    side = min(42.0, 0.24 * width / max(1, before + after))
    gap = 0.02 * width
    begin = before * side + (gap if before else 0)
    end = width - after * side - (gap if after else 0)
    return _Scale(main, begin, (end - begin) / (13 * len(main)), side, width - after * side)


def _side(words: Catalogue, occurrences: Iterable[Occurrence]) -> Mapping[str, list[Occurrence]]:
    """Return the occurrences on one side, grouped by year.

    If there are too many years, there is a group for each decade, or only a single group.
    """
    group = sorted(occurrences, key=lambda occurrence: occurrence.first)
    for name in (_year, _decade):
        groups: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in group:
            groups[name(words, occurrence.first.year)].append(occurrence)
        if len(groups) <= _SIDE:
            return groups
    first, last = (_year(words, occurrence.first.year) for occurrence in (group[0], group[-1]))
    return {words.gettext("%(first)s to %(last)s", first=first, last=last): group}


def _year(words: Catalogue, year: int) -> str:
    return str(year) if year > 0 else words.gettext("%(year)s BC", year=1 - year)


def _decade(words: Catalogue, year: int) -> str:
    return words.gettext("%(year)ss", year=_year(words, year - year % 10))


def _side_slots(
    groups: Mapping[str, list[Occurrence]], begin: float, width: float
) -> Iterator[_Slot]:
    for number, (words, group) in enumerate(groups.items()):
        yield _Slot(begin + number * width, width, words, group)


def _month_slots(
    words: Catalogue, occurrences: Iterable[Occurrence], scale: _Scale
) -> Iterator[_Slot]:
    months: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if occurrence.first.year in scale.main:
            has_month = occurrence.month.endswith(f"-{occurrence.first.month:02}")
            months[(occurrence.first.year, occurrence.first.month if has_month else 0)].append(
                occurrence
            )
    for year, month in sorted(months):
        group = months[(year, month)]
        if month:
            name = words.month_of(year, month)
        else:
            name = words.gettext("%(year)s, without a month", year=_year(words, year))
        yield _Slot(scale.month_left(year, month), scale.month, name, group)


def _side_names(
    groups: Mapping[str, list[Occurrence]], begin: float, width: float
) -> Iterator[YearName]:
    """Yield the names of the columns on one side.

    If the names do not fit, a single name gives the first and the last column.
    """
    names = list(groups)
    if all(len(name) * LETTER + 3 <= width for name in names):
        for number, name in enumerate(names):
            yield YearName(_rounded(begin + number * width), _rounded(width), name, False)
    else:
        words = names[0] if len(names) == 1 else f"{names[0]}–{names[-1][-2:]}"
        yield YearName(_rounded(begin), _rounded(len(names) * width), words, False)


def _year_names(words: Catalogue, scale: _Scale) -> Iterator[YearName]:
    width = 13 * scale.month
    for year in scale.main:
        name = _year(words, year)
        name = name if width > 4 * LETTER + 6 else f"’{name[-2:]}"
        left = _rounded(scale.month_left(year, 0))
        yield YearName(left, _rounded(width), name, True)


def _blocks(
    slots: Sequence[_Slot], base: float, unit: float, across: int, month: float
) -> Iterator[Blocks]:
    """Yield the blocks for each verdict. The worst verdict is at the top of a column.

    A block on a side is as wide as a block in a month, so all blocks in a picture have the same
    size.
    """
    paths: dict[tuple[str, str], list[str]] = defaultdict(list)
    # A column has a limited width even if the picture has few years.
    wide = min((month - min(1.6, 0.2 * month)) / across, 28 if across == 1 else 8)
    width = wide - min(0.8, 0.2 * wide)
    for slot in slots:
        kinds = Counter(
            (occurrence.link.verdict.key, occurrence.states) for occurrence in slot.group
        )
        number = 0
        for kind in sorted(kinds, key=lambda kind: (-GRAVEST_FIRST.index(kind[0]), kind[1])):
            step = kinds[kind] if across == 1 else 1
            for _ in range(0, kinds[kind], step):
                row, column = divmod(number, across)
                height = step * unit
                left, top = slot.left + column * wide, base - row * unit - height
                size = f"h{width:.1f}v{height - min(0.8, 0.2 * height):.1f}h-{width:.1f}z"
                paths[kind].append(f"M{left:.1f} {top:.1f}{size}")
                number += step
    for (verdict, states), path in sorted(paths.items()):
        yield Blocks(verdict, states, "".join(path))
