"""Defines the numbers and dates that a text can contain, with their locations."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class NumberKind(StrEnum):
    """The kind of a number. A time of day has a value in minutes after midnight."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    CLOCK = "clock"
    LABEL = "label"  # part of a name: Su-27, 5G, Article 5
    SHARE = "share"  # in words: half, two thirds, one in four


class WrittenNumber(NamedTuple):
    """A number in a text, from character ``start`` to ``end``, without its unit.

    ``value`` includes the magnitude, so 1,1 millones is 1100000. 18 % is 18 with the unit "%".
    ``unit`` is the same in all languages (km, mg/l, €, h …), or empty if unknown. ``in_range`` is
    true for both ends of a range.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    kind: NumberKind = NumberKind.CARDINAL
    in_words: bool = False
    in_range: bool = False


class WrittenDate(NamedTuple):
    """A date in a text, which may be incomplete. The numbers are not validated.

    For a decade (the 1990s), ``year`` is the first year. A numeric date whose order is uncertain,
    such as 08/09/2023 in English, has only a year.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False

    @property
    def is_month(self) -> bool:
        """Whether the date is only a month, without a year."""
        return self.year is None and self.day is None

    @property
    def is_year(self) -> bool:
        """Whether the date is only a year, which may also be a count."""
        return self.month is None and self.day is None
