"""Defines the values found in a text: a number and a date, each with its location."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class NumberKind(StrEnum):
    """What a number does. A clock's value is minutes after midnight."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    CLOCK = "clock"
    LABEL = "label"  # part of a name: Su-27, 5G, Article 5
    SHARE = "share"  # in words: half, two thirds, one in four


class WrittenNumber(NamedTuple):
    """A number in a text, from character ``start`` to ``end``, without its unit.

    ``value`` has its magnitude: 1,1 millones is 1100000; 18 % is 18 with the unit "%". ``unit`` is
    the same for all languages (km, mg/l, €, h …), or empty where none is known. ``in_range`` is
    true of both ends of a range.
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
    """A date in a text, which may be incomplete; its parts are not checked.

    Of a decade (the 1990s) ``year`` is the first. A numeric date whose order is not sure, such as
    08/09/2023 in English, has only its year.
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
        """Whether only a month is given, without its year."""
        return self.year is None and self.day is None

    @property
    def is_year(self) -> bool:
        """Whether only a year is given: a text may mean a number by it."""
        return self.month is None and self.day is None
