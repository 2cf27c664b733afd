"""Dated claims as the pictures of a timeline draw them: in days, with a lane and a label."""

from typing import NamedTuple

from build_tools.facts.dates import When
from build_tools.facts.dates.days import Day
from build_tools.views.parts.reference import ClaimLink


class Occurrence(NamedTuple):
    """A dated claim from its first to its last day, the same for a known day.

    ``states`` are classes by which readers choose, separated by spaces; ``lane`` is the name of its
    country, or None. ``rank`` sorts what deserves a label first; ``month`` is where it is listed.
    """

    link: ClaimLink
    states: str
    first: Day
    last: Day
    lane: str | None
    rank: tuple[int, ...]
    month: str

    @property
    def is_day(self) -> bool:
        """Whether it belongs to one day."""
        return self.first == self.last


def days_of(when: When) -> tuple[Day, Day] | None:
    """Return the first and last day of a date; None without any.

    What has no known end, or no known beginning, is shown where the end that is known lies.
    """
    known = when if when.start and when.end else when.start or when.end or when
    first, last = known.earliest, known.latest
    return (first, last) if first is not None and last is not None else None
