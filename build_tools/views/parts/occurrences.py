"""Describes dated claims for the pictures of a timeline: in days, with a lane and a label."""

from typing import NamedTuple

from build_tools.facts.dates import When
from build_tools.facts.dates.days import Day
from build_tools.views.parts.reference import ClaimLink


class Occurrence(NamedTuple):
    """A dated claim, from its first to its last day. For a known day, both are the same.

    ``states`` are the classes by which readers choose, separated by spaces. ``lane`` is the name of
    its country, or None. The lowest ``rank`` gets a label first. ``month`` is the month whose list
    contains it.
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
        """Whether it begins and ends on the same day."""
        return self.first == self.last


def days_of(when: When) -> tuple[Day, Day] | None:
    """Return the first and last day of a date; None if neither is known.

    If only one of them is known, it is returned as both.
    """
    known = when if when.start and when.end else when.start or when.end or when
    first, last = known.earliest, known.latest
    return (first, last) if first is not None and last is not None else None
