"""Reads, compares and counts EDTF dates, and puts them into plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from build_tools.facts.dates.advice import error_of
from build_tools.facts.dates.days import (
    EXAMPLES,
    MONTHS,
    SEASONS,
    DateError,
    Day,
    days_between,
    days_in_month,
)

LENGTH_LIMIT = 64


class Precision(StrEnum):
    """The unit of a date. The bounds of a date with a time are still those of its whole day."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Edge(StrEnum):
    """The form of an interval's end: a date, open (``..``) or unknown (left empty)."""

    KNOWN = "known"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF date, date-time or interval, as ``When.parse`` reads it.

    ``earliest`` and ``latest`` are the first and last possible days, both included. Either is None
    at an open or unknown end of an interval, and ``start_edge`` and ``end_edge`` show which kind of
    end it is. ``start`` and ``end`` are the two dates of an interval, and None for any other date.
    ``approximate`` (``~``, ``%``) and ``uncertain`` (``?``, ``%``) do not widen the bounds, because
    EDTF does not define by how much. An interval is approximate or uncertain if either of its ends
    is.
    """

    written: str
    earliest: Day | None
    latest: Day | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    start_edge: Edge = Edge.KNOWN
    end_edge: Edge = Edge.KNOWN
    start: When | None = None
    end: When | None = None

    @classmethod
    def parse(cls, text: str) -> When:
        """Read an EDTF level 0 or 1 date of at most 64 characters, or raise DateError.

        Seasons are the meteorological seasons of the northern hemisphere: 21 is March to May, and
        24 is December to the end of the next February. A date-time covers the day that it names,
        whatever its offset from UTC. Every level 1 date may have a mark, even a season or a date
        with X.
        """
        if len(text) > LENGTH_LIMIT:
            message = f"A date has at most {LENGTH_LIMIT} characters, but this has {len(text)}."
            raise DateError(message, EXAMPLES)
        return _read(text)

    @classmethod
    def of_year(cls, year: int) -> When:
        """Return the date that is this whole astronomical year."""
        sign = "-" if year < 0 else ""
        return cls.parse(f"Y{year}" if abs(year) > 9999 else f"{sign}{abs(year):04}")

    @property
    def unspecified(self) -> bool:
        """Whether a digit, a day or a month is unknown and written as X."""
        return "X" in self.written

    @property
    def days(self) -> int | None:
        """The number of days between the bounds, both included, or None if a bound is missing."""
        if self.earliest is None or self.latest is None:
            return None
        return days_between(self.earliest, self.latest) + 1

    @property
    def sort_key(self) -> tuple[Day, bool, Day, str]:
        """A key that sorts dates by earliest day, then latest day, then the text as written.

        Without an earliest day, the latest day counts as the earliest. Without a latest day, the
        date sorts after all dates with the same earliest day.
        """
        # `parse` always sets a bound. Year 0 is only for values created in other ways.
        anchor = self.earliest or self.latest or Day(0, 1, 1)
        return (anchor, self.latest is None, self.latest or anchor, self.written)

    def includes(self, day: Day) -> bool:
        """Return whether a day is within the bounds. A missing bound excludes no day."""
        after_start = self.earliest is None or self.earliest <= day
        return after_start and (self.latest is None or day <= self.latest)

    def overlaps(self, other: When) -> bool:
        """Return whether the two dates can share a day. A missing bound excludes no day."""
        return not _ends_before(self, other) and not _ends_before(other, self)

    def certainly_before(self, other: When) -> bool:
        """Return whether all days of this date are before all days of the other date.

        The result is False if either date is approximate or uncertain, because its
        bounds prove nothing.
        """
        doubtful = self.approximate or self.uncertain or other.approximate or other.uncertain
        return not doubtful and _ends_before(self, other)

    def before_in_every_zone(self, other: When) -> bool:
        """Return whether this date is before the other date in every time zone.

        Two consecutive days are not enough. When a day begins in the far east, the previous day has
        not yet ended in the far west.
        """
        return (
            self.certainly_before(other)
            and self.latest is not None
            and other.earliest is not None
            and days_between(self.latest, other.earliest) > 1
        )

    def machine(self) -> str | None:
        """Return a value for HTML's ``<time datetime>``: YYYY, YYYY-MM or YYYY-MM-DD.

        This is the shortest of the three periods that covers the whole date or, for an interval,
        its start. It is None if none of the three does, as for a decade, a winter or the year
        12023.
        """
        if self.precision is Precision.INTERVAL:
            return self.start.machine() if self.start else None
        first, last = self.earliest, self.latest
        if first is None or last is None or first.year != last.year or not 0 < first.year < 10000:
            return None
        length = 10 if first == last else 7 if first.month == last.month else 4
        return first.iso()[:length]

    def words(self) -> str:
        """Return the date in plain British English, such as "about 10 August 2023"."""
        if self.precision is Precision.INTERVAL:
            return _interval_words(self)
        lead, name = _name(self)
        possibly = "possibly " if self.uncertain else ""
        about = "about " if self.approximate else ""
        return f"{possibly}{lead}{about}{' '.join(name)}"


def _ends_before(first: When, second: When) -> bool:
    if first.latest is None or second.earliest is None:
        return False
    return first.latest < second.earliest


def _year_words(year: int) -> str:
    if year <= 0:
        return f"{_grouped(1 - year)} BC"
    return f"AD {year}" if year < 1000 else _grouped(year)


def _grouped(year: int) -> str:
    return f"{year:,}" if year > 9999 else str(year)


def _name(when: When) -> tuple[str, list[str]]:
    """Return the words before a date, and the parts of the date from day to year."""
    first, last = when.earliest, when.latest
    assert first is not None and last is not None, "only an interval may lack a bound"
    month, year = MONTHS[first.month - 1], _year_words(first.year)
    if when.precision is Precision.TIME:
        time = when.written.partition("T")[2]
        zone = f"UTC{time[8:].removeprefix('Z')}" if time[8:] else "local time"
        return "", [str(first.day), month, year, f"at {time[:8]} ({zone})"]
    if when.precision is Precision.DAY and first == last:
        return "", [str(first.day), month, year]
    if when.precision in (Precision.DAY, Precision.MONTH):
        lead = f"some {when.precision} in " if when.unspecified else ""
        return lead, [month, year] if first.month == last.month else [year]
    if when.precision is Precision.SEASON:
        years = year if first.year == last.year else f"{year} to {_year_words(last.year)}"
        return "", [SEASONS[20 + first.month // 3], years]
    if when.precision is Precision.YEAR:
        return "", [year]
    if when.precision is Precision.DECADE and first.year >= 1000 and first.year % 100:
        return "", [f"the {first.year}s"]
    # "The 1900s" may mean ten or a hundred years, so we give the first and last year.
    return "", [f"the years {year} to {_year_words(last.year)}"]


def _interval_words(when: When) -> str:
    start, end = when.start, when.end
    if end is None:
        known = start.words() if start else when.written
        is_open = when.end_edge is Edge.OPEN
        return f"since {known}" if is_open else f"from {known} to an unknown date"
    if start is None:
        lead = "until" if when.start_edge is Edge.OPEN else "from an unknown date to"
        return f"{lead} {end.words()}"
    if when.approximate or when.uncertain:
        # Without "from", both years in "about 1984 to 2004" would seem approximate.
        return f"from {start.words()} to {end.words()}"
    first, last = _name(start)[1], _name(end)[1]
    if first == last:
        return end.words()
    if start.precision is end.precision:
        # If both names end in the same year, or month and year, that part is written once.
        while first[-1] == last[len(first) - 1]:
            first = first[:-1]
    return f"{' '.join(first)} to {end.words()}"


_MARK = r"(?P<mark>[?~%]?)"
_LONG_YEAR = re.compile(rf"Y(?P<year>-?[1-9][0-9]{{4,}}){_MARK}")
_YEARS = re.compile(rf"(?P<minus>-?)(?P<digits>[0-9]{{2}}(?:[0-9]X|XX)){_MARK}")
_DATE = re.compile(
    r"(?P<year>(?:-(?!0000))?[0-9]{4})"
    rf"(?:-(?P<month>[0-9]{{2}}|XX)(?:-(?P<day>XX|(?<!XX-)[0-9]{{2}}))?)?{_MARK}"
)
_TIME = re.compile(
    r"(?P<date>(?:-(?!0000))?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(?:Z|(?P<sign>[+-])(?P<zone_hour>[0-9]{2})(?::(?P<zone_minute>[0-9]{2}))?)?"
)


def _read(text: str) -> When:
    if match := _DATE.fullmatch(text):
        return _read_date(text, match)
    if match := _YEARS.fullmatch(text):
        return _read_years(text, match)
    if match := _LONG_YEAR.fullmatch(text):
        year = int(match["year"])
        return _single(text, Day(year, 1, 1), Day(year, 12, 31), Precision.YEAR)
    if match := _TIME.fullmatch(text):
        return _read_time(text, match)
    try:
        if text.count("/") == 1:
            return _read_interval(text)
    except DateError as error:
        raise error_of(text, When.parse) or error from None
    raise error_of(text, When.parse) or DateError(
        f"{text!r} is not an EDTF level 0 or level 1 date.", EXAMPLES
    )


def _single(text: str, earliest: Day, latest: Day, precision: Precision) -> When:
    return When(text, earliest, latest, precision, text[-1] in "~%", text[-1] in "?%")


def _read_date(text: str, match: re.Match[str]) -> When:
    year, month, day = int(match["year"]), match["month"], match["day"]
    if month is None:
        return _single(text, Day(year, 1, 1), Day(year, 12, 31), Precision.YEAR)
    if month == "XX":
        unit = Precision.DAY if day else Precision.MONTH
        return _single(text, Day(year, 1, 1), Day(year, 12, 31), unit)
    if int(month) in SEASONS and day is None:
        first_month, end_year = 3 * (int(month) - 20), year + (month == "24")
        end_month = (first_month + 1) % 12 + 1
        end = Day(end_year, end_month, days_in_month(end_year, end_month))
        return _single(text, Day(year, first_month, 1), end, Precision.SEASON)
    return _read_month(text, year, int(month), day)


def _read_month(text: str, year: int, month: int, day: str | None) -> When:
    if 20 < month <= 41:
        message = f"{text!r} has {month}, a part of the year, where level 1 allows no such part."
        raise DateError(
            message, "Write a season, 21 to 24, as in 2023-21, or months: 2023-01/2023-03."
        )
    if not 1 <= month <= 12:
        raise DateError(f"{text!r} has {month:02d} as its month.", "Write a month from 01 to 12.")
    last = days_in_month(year, month)
    if day is None or day == "XX":
        unit = Precision.DAY if day else Precision.MONTH
        return _single(text, Day(year, month, 1), Day(year, month, last), unit)
    if not 1 <= int(day) <= last:
        name, whole = f"{MONTHS[month - 1]} {_year_words(year)}", Day(year, month, 1).iso()[:-3]
        raise DateError(
            f"{name} has {last} days, so {text!r} is not a day in it.",
            f"Write a day from 01 to {last}, or {whole} for the whole month.",
        )
    given = Day(year, month, int(day))
    return _single(text, given, given, Precision.DAY)


def _read_years(text: str, match: re.Match[str]) -> When:
    low = int(match["digits"].replace("X", "0"))
    high = int(match["digits"].replace("X", "9"))
    if match["minus"]:
        # There is no year -0, so -000X covers only nine years, from -9 to -1.
        low, high = -high, -max(low, 1)
    unit = Precision.CENTURY if "XX" in text else Precision.DECADE
    return _single(text, Day(low, 1, 1), Day(high, 12, 31), unit)


def _read_time(text: str, match: re.Match[str]) -> When:
    given = _read(match["date"])
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"])
    # A leap second (60) occurs only at the end of minute 59.
    if hour > 23 or minute > 59 or second > (60 if minute == 59 else 59):
        hint = "Write hours from 00 to 23, and minutes and seconds from 00 to 59."
        raise DateError(f"{text!r} has a time that no clock shows.", hint)
    zone = (int(match["zone_hour"] or 0), int(match["zone_minute"] or 0))
    if zone > (23, 59) or zone[1] > 59 or (match["sign"] == "-" and zone == (0, 0)):
        hint = "Write an offset such as +01:00 or -04, or Z for UTC itself."
        raise DateError(f"{text!r} has an offset from UTC that does not exist.", hint)
    return When(text, given.earliest, given.latest, Precision.TIME)


def _read_interval(text: str) -> When:
    first, _, second = text.partition("/")
    start, start_edge = _read_end(first, is_start=True)
    end, end_edge = _read_end(second, is_start=False)
    ends = [known for known in (start, end) if known]
    if not ends:
        raise DateError(f"{text!r} is an interval without a date.", EXAMPLES)
    if start and end and _ends_before(end, start):
        hint = f"Put the earlier date first: {second}/{first}."
        raise DateError(f"{text!r} starts after its end.", hint)
    earliest, latest = start.earliest if start else None, end.latest if end else None
    approximate = any(known.approximate for known in ends)
    uncertain = any(known.uncertain for known in ends)
    interval = When(text, earliest, latest, Precision.INTERVAL, approximate, uncertain)
    return replace(interval, start_edge=start_edge, end_edge=end_edge, start=start, end=end)


def _read_end(text: str, is_start: bool) -> tuple[When | None, Edge]:
    if text in ("", ".."):
        return None, Edge.OPEN if text else Edge.UNKNOWN
    when = _read(text)
    if when.unspecified or when.precision in (Precision.TIME, Precision.SEASON):
        day, place = (when.earliest, "first") if is_start else (when.latest, "last")
        kind = "a date with X" if when.unspecified else f"a {when.precision}"
        raise DateError(
            f"{text!r} ends an interval, and level 1 has no interval that ends in {kind}.",
            f"Write its {place} day: {day.iso() if day else text}.",
        )
    return when, Edge.KNOWN
