"""Describes dated claims for the pictures of a timeline: their days, lanes and labels."""

from typing import NamedTuple

from build_tools.facts.dates import When
from build_tools.facts.dates.days import Day
from build_tools.views.parts.reference import ClaimLink


class Occurrence(NamedTuple):
    """A dated claim, from its first to its last day.

    If the day is known, ``first`` and ``last`` are the same. ``states`` contains the CSS classes
    for the reader's choice, separated by spaces. ``lane`` is the name of the claim's country, or
    None. Claims with a lower ``rank`` get their labels first. ``month`` is the id of the month
    whose list contains the claim.
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
        """Whether the claim has only one day."""
        return self.first == self.last


def days_of(when: When) -> tuple[Day, Day] | None:
    """Return the first and last day of a date, or None if neither end of the date is known.

    If only one end is known, both days are from that end.
    """
    known = when if when.start and when.end else when.start or when.end or when
    first, last = known.earliest, known.latest
    return (first, last) if first is not None and last is not None else None
