"""Sorts occurrences into lanes by country, and computes how many marks a day may have."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from build_tools.facts.dates.days import Day
from build_tools.views.parts.occurrences import Occurrence

# The largest number of lanes with names of their own. All other occurrences share the last lane.
LANES = 8
OTHERS = "Other"
# The largest number of marks in a picture. With more marks, a picture would be slow and unreadable.
MARKS = 400
_ROWS = (7, 5, 4, 3, 2, 1)


def lanes_of(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    """Return the occurrences by lane: the fullest lane first, the shared lane last.

    A site without countries has a single lane without a name.
    """
    counts = Counter(occurrence.lane for occurrence in occurrences if occurrence.lane)
    named = [name for name, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    if len(named) > LANES + 1:
        named = named[:LANES]
    lanes: dict[str, list[Occurrence]] = {name: [] for name in named}
    other = OTHERS if named else ""
    for occurrence in occurrences:
        lanes.setdefault(occurrence.lane if occurrence.lane in lanes else other, []).append(
            occurrence
        )
    return lanes


def by_day(lane: Iterable[Occurrence]) -> dict[Day, list[Occurrence]]:
    """Return the occurrences that have a known day, by day.

    Each day's occurrences are in rank order.
    """
    days: dict[Day, list[Occurrence]] = defaultdict(list)
    for occurrence in lane:
        if occurrence.is_day:
            days[occurrence.first].append(occurrence)
    return {day: sorted(days[day], key=lambda occurrence: occurrence.rank) for day in sorted(days)}


def lasting(lane: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the occurrences without a single known day, by first day, then longest first."""
    bars = [occurrence for occurrence in lane if not occurrence.is_day]
    bars.sort(key=lambda occurrence: occurrence.link.id)
    bars.sort(key=lambda occurrence: occurrence.last, reverse=True)
    return sorted(bars, key=lambda occurrence: occurrence.first)


def most_rows(lanes: Mapping[str, Sequence[Occurrence]], columns: Callable[[str, Day], int]) -> int:
    """Return how many rows of marks a day may have if the picture has at most ``MARKS`` marks."""
    sizes = [
        (len(group), columns(name, day))
        for name, lane in lanes.items()
        for day, group in by_day(lane).items()
    ]
    fitting = (
        rows for rows in _ROWS if sum(min(size, rows * wide) for size, wide in sizes) <= MARKS
    )
    return next(fitting, _ROWS[-1])
