"""Reads EDTF level 0 and level 1 dates strictly, compares them, and puts them into plain words.

The grammar is the Library of Congress EDTF specification (2019), a profile of ISO 8601-2:2019:
https://www.loc.gov/standards/datetime/. The bounds of a date are whole days in the proleptic
Gregorian calendar, with astronomical years (year 0 is 1 BC, year -1 is 2 BC).
"""

from build_tools.facts.dates.days import (
    EXAMPLES,
    MONTHS,
    SEASONS,
    DateError,
    Day,
    days_between,
    days_in_month,
    today,
)
from build_tools.facts.dates.when import LENGTH_LIMIT, Edge, Precision, When

__all__ = [
    "EXAMPLES",
    "LENGTH_LIMIT",
    "MONTHS",
    "SEASONS",
    "DateError",
    "Day",
    "Edge",
    "Precision",
    "When",
    "days_between",
    "days_in_month",
    "today",
]
