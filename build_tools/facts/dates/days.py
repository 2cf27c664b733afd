"""Defines calendar days, the names of months and seasons, and the error for invalid dates."""

from datetime import datetime
from typing import NamedTuple

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
EXAMPLES = "Write a date such as 2023-08-18, 2023-08 or 2023, or an interval such as 2021/2023."


class DateError(ValueError):
    """A text is not an EDTF level 0 or 1 date: ``message`` is the reason, and ``hint`` the fix."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


class Day(NamedTuple):
    """A calendar day. Days sort in calendar order. The numbers are not validated."""

    year: int
    month: int
    day: int

    def iso(self) -> str:
        """Return the day in ISO 8601: 2023-08-18, -0043-03-15, or +12023-01-01 after year 9999."""
        sign = "-" if self.year < 0 else "+" if self.year > 9999 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


def today() -> str:
    """Return today's date (ISO 8601) in the user's time zone."""
    return datetime.now().astimezone().date().isoformat()


def days_in_month(year: int, month: int) -> int:
    """Return the number of days (28 to 31) in a month (1 to 12) of an astronomical year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_between(first: Day, second: Day) -> int:
    """Return the number of days from ``first`` to ``second``, negative if ``second`` is earlier."""
    return _ordinal(second) - _ordinal(first)


def _ordinal(day: Day) -> int:
    # Each year begins in March here, so that the leap day is the last day of the year.
    year = day.year - (day.month < 3)
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * ((day.month - 3) % 12) + 2) // 5 + day.day
