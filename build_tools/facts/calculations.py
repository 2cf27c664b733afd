"""Repeats the calculations in records: distances, days, sums, means, percentages.

A record states the inputs, each with its source, and the result. A rule compares that result with
its own calculation.
"""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation, localcontext
from typing import NamedTuple, NoReturn

from build_tools.facts.dates import DateError, When, days_between
from build_tools.facts.records import Calculation, CalculationKind

# The mean radius of the Earth, R1 = (2a + b) / 3 of the GRS 80 ellipsoid (IUGG), in kilometres.
EARTH_RADIUS_KM = 6371.0088

KM_PER_MILE = 1.609344  # the international mile, exact

# The limit for a number in a record, and enough digits for every sum of such numbers.
_MAX_CHARACTERS = 40
_DIGITS = 200

# Only 0 to 9: Python reads digits of every script, but a reviewer may not.
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?", re.ASCII)


class CalculationError(ValueError):
    """An unusable input. ``index`` is its number, from 0; ``hint`` says what to write."""

    def __init__(self, index: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.index, self.message, self.hint = index, message, hint


class Point(NamedTuple):
    """A place on the Earth, in degrees: north and east are positive."""

    latitude: float
    longitude: float


def repeat(calculation: Calculation) -> Decimal:
    """Return the result, calculated from the inputs, in the unit that the kind implies.

    Kilometres or miles for a distance, degrees clockwise from north for a bearing, whole days for
    days between, the unit of the inputs for sums, differences and means, a plain number for ratios,
    percent for percentages and changes. Raises CalculationError.
    """
    texts = [item.value for item in calculation.inputs]
    with localcontext(prec=_DIGITS):
        return _KINDS[calculation.kind](texts)


def agrees(stated: str, result: Decimal) -> bool:
    """Return whether the result equals the stated result if rounded to as many decimals."""
    try:
        expected = Decimal(stated.replace(",", ""))
    except InvalidOperation:
        return False
    return _rounded(result, _exponent(expected)) == expected


def rounded_like(stated: str, result: Decimal) -> str:
    """Return the calculated result with as many decimals as the stated result."""
    try:
        exponent = _exponent(Decimal(stated.replace(",", "")))
    except InvalidOperation:
        exponent = -1
    return f"{_rounded(result, exponent):,f}"


def _rounded(number: Decimal, exponent: int) -> Decimal:
    with localcontext(prec=_DIGITS):
        return number.quantize(Decimal(1).scaleb(exponent))


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def great_circle_km(start: Point, end: Point) -> float:
    """Return the great-circle distance in kilometres, by the haversine formula."""
    latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    across = math.sin((end_latitude - latitude) / 2) ** 2
    along = math.sin(math.radians(end.longitude - start.longitude) / 2) ** 2
    half = across + math.cos(latitude) * math.cos(end_latitude) * along
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def initial_bearing(start: Point, end: Point) -> float:
    """Return the bearing at which the great circle leaves ``start``, in degrees from 0 to 360."""
    latitude, end_latitude = math.radians(start.latitude), math.radians(end.latitude)
    east = math.radians(end.longitude - start.longitude)
    y = math.sin(east) * math.cos(end_latitude)
    x = math.cos(latitude) * math.sin(end_latitude)
    x -= math.sin(latitude) * math.cos(end_latitude) * math.cos(east)
    return math.degrees(math.atan2(y, x)) % 360


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
    """Return the quotient of two inputs; ``whole`` is the index of the one divided by."""
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


_KINDS: Mapping[CalculationKind, Callable[[list[str]], Decimal]] = {
    CalculationKind.KILOMETRES: lambda texts: Decimal(great_circle_km(*_points(texts))),
    CalculationKind.MILES: lambda texts: Decimal(great_circle_km(*_points(texts)) / KM_PER_MILE),
    CalculationKind.BEARING: lambda texts: Decimal(initial_bearing(*_points(texts))),
    CalculationKind.DAYS: _days,
    CalculationKind.SUM: lambda texts: sum(_numbers(texts), Decimal(0)),
    CalculationKind.DIFFERENCE: _difference,
    CalculationKind.MEAN: _mean,
    CalculationKind.RATIO: _ratio,
    CalculationKind.PERCENTAGE: lambda texts: 100 * _ratio(texts),
    CalculationKind.CHANGE: _percentage_change,
    CalculationKind.CELSIUS: _celsius,
}
