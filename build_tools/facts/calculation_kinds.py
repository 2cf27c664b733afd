"""Defines the kinds of calculation that a record may state.

Each entry at the end of this file has the kind's name in records, the label on pages, the unit of
the result and the function that repeats the calculation. Records, their schema, the help, pages and
rules use these entries. The verifier of the open data (``exports/verify.py``) is independent and
does not use this code.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from build_tools.facts.catalogue import N_
from build_tools.facts.dates import DateError, When, days_between
from build_tools.facts.geodesy import KM_PER_MILE, Point, great_circle_km, initial_bearing

# The maximum length of a number in a record.
_MAX_CHARACTERS = 40

# Only the digits 0 to 9 match, because a reviewer may not be able to read the digits of other
# scripts.
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?", re.ASCII)


class CalculationError(ValueError):
    """An unusable input: ``index`` is the input's number from 0, and ``hint`` is the fix."""

    def __init__(self, index: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.index, self.message, self.hint = index, message, hint


def _require_two(texts: list[str]) -> None:
    if len(texts) != 2:
        last = max(0, len(texts) - 1)
        _refuse(last, f"This needs two inputs, but has {len(texts)}.", "Give the two ends.")


def _refuse(index: int, message: str, hint: str) -> NoReturn:
    raise CalculationError(index, message, hint)


def _points(texts: list[str]) -> tuple[Point, Point]:
    _require_two(texts)
    points = []
    for index, text in enumerate(texts):
        match = _POINT.fullmatch(text)
        point = Point(float(match[1]), float(match[2])) if match else None
        if point is None or abs(point.latitude) > 90 or abs(point.longitude) > 180:
            hint = "Write degrees as 54.6833, 25.2833: latitude first, north and east positive."
            _refuse(index, f'"{text}" is not a place on the Earth.', hint)
        points.append(point)
    return points[0], points[1]


def _numbers(texts: list[str]) -> list[Decimal]:
    for index, text in enumerate(texts):
        if len(text) > _MAX_CHARACTERS:
            _refuse(index, f"A number has at most {_MAX_CHARACTERS} characters.", "Round it.")
        if not _NUMBER.fullmatch(text):
            _refuse(
                index, f'"{text}" is not a number.', "Write it in digits, such as 1,500 or 12.5."
            )
    return [Decimal(text.replace(",", "")) for text in texts]


def _days(texts: list[str]) -> Decimal:
    _require_two(texts)
    days = []
    for index, text in enumerate(texts):
        try:
            when = When.parse(text)
        except DateError as error:
            raise CalculationError(index, error.message, error.hint) from error
        if when.earliest is None or when.earliest != when.latest:
            _refuse(index, f'"{text}" is not a single day.', "Write the day: 2023-08-18.")
        days.append(when.earliest)
    return Decimal(days_between(days[0], days[1]))


def _difference(texts: list[str]) -> Decimal:
    _require_two(texts)
    first, second = _numbers(texts)
    return first - second


def _mean(texts: list[str]) -> Decimal:
    if len(texts) < 2:
        message = f"A mean takes two inputs or more, and has {len(texts)}."
        _refuse(0, message, "Give every value that it is the mean of.")
    return sum(_numbers(texts), Decimal(0)) / len(texts)


def _ratio(texts: list[str], whole: int = 1) -> Decimal:
    """Return the quotient of two inputs. ``whole`` is the index of the divisor."""
    _require_two(texts)
    numbers = _numbers(texts)
    if not numbers[whole]:
        _refuse(whole, "Nothing can be divided by zero.", "Check the order of the inputs.")
    return numbers[1 - whole] / numbers[whole]


def _percentage_change(texts: list[str]) -> Decimal:
    return 100 * _ratio(texts, whole=0) - 100


def _celsius(texts: list[str]) -> Decimal:
    if len(texts) != 1:
        last = max(0, len(texts) - 1)
        _refuse(last, f"This takes one input, and has {len(texts)}.", "Give one temperature.")
    return (_numbers(texts)[0] - 32) * 5 / 9


def _kilometres(texts: list[str]) -> Decimal:
    return Decimal(great_circle_km(*_points(texts)))


def _miles(texts: list[str]) -> Decimal:
    return Decimal(great_circle_km(*_points(texts)) / KM_PER_MILE)


def _bearing(texts: list[str]) -> Decimal:
    return Decimal(initial_bearing(*_points(texts)))


def _sum(texts: list[str]) -> Decimal:
    return sum(_numbers(texts), Decimal(0))


def _percentage(texts: list[str]) -> Decimal:
    return 100 * _ratio(texts)


# ``label`` and ``unit`` are messages in the catalogue. Without a unit, the result is in the unit of
# the inputs, or is a plain number. ``result_of`` accepts the inputs as written, and returns the
# result or raises CalculationError. The docstring below appears in the schema that editors show.
class CalculationKind(StrEnum):
    """The kind of calculation; the name gives the unit of its result."""

    label: str
    unit: str
    result_of: Callable[[list[str]], Decimal]

    def __new__(
        cls, name: str, label: str, unit: str, result_of: Callable[[list[str]], Decimal]
    ) -> "CalculationKind":
        """Create a member whose value is the kind's name in records."""
        kind = str.__new__(cls, name)
        kind._value_, kind.label, kind.unit, kind.result_of = name, label, unit, result_of
        return kind

    KILOMETRES = "great-circle-kilometres", N_("Distance in a straight line"), N_("km"), _kilometres
    MILES = "great-circle-miles", N_("Distance in a straight line"), N_("miles"), _miles
    BEARING = "bearing-degrees", N_("Direction, clockwise from north"), N_("degrees"), _bearing
    DAYS = "days-between", N_("Days between"), N_("days"), _days
    SUM = "sum", N_("Sum"), "", _sum
    DIFFERENCE = "difference", N_("Difference"), "", _difference
    MEAN = "mean", N_("Mean"), "", _mean
    RATIO = "ratio", N_("The first divided by the second"), "", _ratio
    PERCENTAGE = "percentage", N_("The first as a share of the second"), N_("percent"), _percentage
    CHANGE = (
        "percentage-change",
        N_("Change from the first to the second"),
        N_("percent"),
        _percentage_change,
    )
    CELSIUS = "celsius-from-fahrenheit", N_("The same in degrees Celsius"), N_("°C"), _celsius
