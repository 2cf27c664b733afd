"""Finds the days that a period certainly covers.

Pages show a crossing's state only on these days.
"""

from build_tools.facts.dates import Day, Edge, Precision, When


def is_vague(when: When) -> bool:
    """Return whether a date is approximate or uncertain, so none of its days is certain."""
    return when.approximate or when.uncertain


def certain_days(when: When) -> tuple[Day | None, Day | None]:
    """Return the first and last day that are certainly in a period, with None for an open end.

    If a period began on an unknown day in February, only the days after February are certain. If
    one end is unknown (not open), only the day at the other end is certain.
    """
    if when.precision is not Precision.INTERVAL:
        return when.earliest, when.latest
    first = when.start.latest if when.start else None
    last = when.end.earliest if when.end else None
    if when.start_edge is Edge.UNKNOWN:
        first = last
    if when.end_edge is Edge.UNKNOWN:
        last = first
    return first, last
