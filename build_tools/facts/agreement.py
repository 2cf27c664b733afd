"""Compares numbers and dates in prose with known numbers and dates.

A rounded number agrees with an exact number if the difference is within the precision of its digits
and of the words before it. "81 miles" agrees with 80.7 miles, "about 130" with 129.9, and "more
than 2,000" with 2,150. "36 hours" agrees with neither 37 hours nor 36 days. Lengths, masses and
durations may be in other units: "about 100 miles" agrees with 161 km.
"""

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple

from build_tools.facts.dates import Precision, When
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber

# A number may be at most this many times its bound: 20,000 is too much for "more than 2,000".
_FARTHEST = Decimal("2")
# Words before an approximate number, in several languages.
# Short text only: the pattern never searches more than one field of a record.
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|close to|near|circa|ca\.|~|in the region of|"
    r"unos|unas|cerca del?|alrededor del?|aproximadamente|etwa|rund|circa|ungefähr|gegen|um die|"
    r"environ|autour de|quelque|à peu près|około|mniej więcej|ok\.|około|около|примерно|порядка|"
    r"приблизительно|apie|maždaug)\s+$",
    re.IGNORECASE,
)
# After these words, the exact number is smaller.
# Short text only: the pattern never searches more than one field of a record.
_NEARLY = re.compile(
    r"(?:nearly|almost|just under|a little under|not quite|casi|cerca del?|fast|knapp|beinahe|"
    r"nahezu|près d[e’']|presque|quasi|un peu moins de|prawie|niemal|blisko|niespełna|niecałe|"
    r"niecałych|почти|без малого|неполных|"
    r"beveik|kone)"
    r"\s*$",
    re.IGNORECASE,
)
# Short text only: the pattern never searches more than one field of a record.
_ABOVE = re.compile(
    r"(?:more than|over|at least|above|upwards of|in excess of|no fewer than|no less than|"
    r"exceed(?:s|ed|ing)?|más de|al menos|por lo menos|por encima de|superior(?:es)? a|"
    r"(?:super|rebas|sobrepas)(?:a|an|ó|aron|aba|aban|e|en)|exced(?:e|en|ió|ía)|mehr als|über|"
    r"mindestens|oberhalb von|überst(?:ieg|eigt)\w*|überschr(?:itt|eitet)\w*|"
    r"wenigstens|gut|plus de|au moins|au-delà de|supérieure?s? à|dépass(?:e|ent|é|ait|aient)|ponad|"
    r"więcej niż|co najmniej|powyżej|przeszło|przekr(?:acza|oczy[łl])\w*|более|"
    r"более чем|больше|больше чем|свыше|выше|не менее|не меньше|превы(?:шает|шают|сил\w*)|"
    r"daugiau (?:nei|kaip|negu)|ne mažiau kaip|bent|virš|per)"
    r"\s+(?:(?:the|los|las|el|die|les|des)\s+)?$",
    re.IGNORECASE,
)
# Short text only: the pattern never searches more than one field of a record.
_BELOW = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|no more than|not more than|"
    r"menos de|hasta|como máximo|por debajo de|inferior(?:es)? a|no lleg(?:a|an|ó|aba|aban) a|"
    r"weniger als|unter|unterhalb von|bis zu|höchstens|maximal|"
    r"moins de|jusqu['’]à|au plus|inférieure?s? à|mniej niż|poniżej|najwyżej|nie więcej niż|do|"
    r"менее|менее чем|меньше|ниже|не более|до|"
    r"mažiau nei|mažiau kaip|ne daugiau kaip|iki)\s+(?:(?:the|los|las|el|die|les|des)\s+)?$",
    re.IGNORECASE,
)
# A number without a unit counts the noun after it: "three crossings" are not three days.
# Short text only: the pattern never searches more than one field of a record.
_COUNTED = re.compile(r"\s+(?!(?:or|and|to|o|y|a|und|bis|ou|et|of|de|von)\b)[^\W\d_]")
# Short text only: the pattern never searches more than one field of a record.
_OR_MORE = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}?or\s+(?P<more>more)\b|\s+o más\b|\s+ou plus\b")
# Short text only: the pattern never searches more than one field of a record.
FRACTION = re.compile(r"[.,]\d{1,2}(?!\d)")
LONGEST_LEAD = 24
# The greatest difference between a share in words and the exact share, in percentage points. The
# second limit is for a share after "about".
_NEAR_SHARE, _ABOUT_SHARE = 1, 4
# The length of each unit of time, in hours or in months.
_HOURS = {"h": 1, "d": 24, "wk": 168}
_MONTHS = {"mo": 1, "y": 12}
# Groups of units that measure the same thing. Equal numbers in different units do not agree.
_OF_THE_SAME = (
    frozenset(("€", "$", "£", "zł", "₽", "₴", "peso")),
    frozenset(("km", "mi", "m", "cm", "in", "ft")),
    frozenset(("t", "kg", "g", "mg/l", "µg/l")),
    frozenset(("min", "h", "d", "wk", "mo", "y")),
)
# The size of each unit of length in metres, and of each unit of mass in kilograms.
_METRES = {
    "km": Decimal(1000),
    "m": Decimal(1),
    "cm": Decimal("0.01"),
    "mi": Decimal("1609.344"),
    "ft": Decimal("0.3048"),
    "in": Decimal("0.0254"),
}
_KILOGRAMS = {"t": Decimal(1000), "kg": Decimal(1), "g": Decimal("0.001")}
_UNITS_OF_THE_SAME = {unit: units - {unit} for units in _OF_THE_SAME for unit in units}


def other_unit(number: WrittenNumber, known: Iterable[WrittenNumber]) -> str:
    """Return the unit of a known number that differs only in its unit ("km" for "14 miles"), or "".

    A known number without a unit does not count, because it may be in any unit.
    """
    others = _UNITS_OF_THE_SAME.get(number.unit)
    if others is None:
        return ""  # true of most numbers
    units = {other.unit for other in known if other.value == number.value}
    return "" if number.unit in units else min(others & units, default="")


def number_agrees(text: str, number: WrittenNumber, known: Iterable[WrittenNumber]) -> bool:
    """Return whether a number in ``text`` agrees with a known number and its unit.

    ``known`` contains numbers from other texts, and may include the numbers in ``text`` itself.
    """
    counts = _COUNTED.match(text, number.end)
    close: list[WrittenNumber] = []
    for other in known:
        if (other.kind is NumberKind.CLOCK) != (number.kind is NumberKind.CLOCK):
            continue
        if number.unit != other.unit and (
            _is_as_long(number, other) or _is_converted(text, number, other)
        ):
            return True
        if other.unit != number.unit and other.unit and (number.unit or counts):
            continue
        if other.value == number.value:
            return True
        if number.unit == other.unit:  # a unit may be left out only if the numbers are equal
            close.append(other)
    if not close:
        return False
    near = _nearness(text, number)
    return any(_is_near(number, other, near) for other in close)


class _Nearness(NamedTuple):
    """The greatest difference between a written number and the exact number, and its direction."""

    step: Decimal
    nearly: bool
    above: bool
    below: bool


def _nearness(text: str, number: WrittenNumber) -> _Nearness:
    lead = text[max(0, number.start - LONGEST_LEAD) : number.start]
    nearly = bool(_NEARLY.search(lead))
    return _Nearness(
        step=_step(number, rounded=nearly or bool(_ABOUT.search(lead))),
        nearly=nearly,
        above=bool(_ABOVE.search(lead) or _OR_MORE.match(text, number.end)),
        below=bool(_BELOW.search(lead)),
    )


def _is_near(number: WrittenNumber, other: WrittenNumber, near: _Nearness) -> bool:
    """Return whether a number, with the words around it, may represent another number."""
    value, exact = number.value, other.value
    if abs(exact - value) * 2 <= near.step:
        return True
    if near.nearly and 0 < value - exact <= min(near.step, value / 16):
        return True
    if NumberKind.SHARE in (number.kind, other.kind):
        if not (near.above or near.below):
            return abs(exact - value) <= (_ABOUT_SHARE if near.step > 1 else _NEAR_SHARE)
    elif not _is_rounder(value, exact):
        return False
    if near.above and value < exact < value * _FARTHEST:
        return True
    return near.below and value / _FARTHEST < exact < value


def _is_as_long(number: WrittenNumber, other: WrittenNumber) -> bool:
    """Return whether two durations are equal, such as "36 hours" and "a day and a half"."""
    for sizes in (_HOURS, _MONTHS):
        if number.unit in sizes and other.unit in sizes:
            return number.value * sizes[number.unit] == other.value * sizes[other.unit]
    return False


def _is_converted(text: str, number: WrittenNumber, other: WrittenNumber) -> bool:
    """Return whether a rounded length or mass is a known length or mass in a different unit."""
    for sizes in (_METRES, _KILOGRAMS):
        if number.unit in sizes and other.unit in sizes:
            exact = other.value * sizes[other.unit] / sizes[number.unit]
            step = max(_nearness(text, number).step, _step(number, rounded=False))
            return abs(exact - number.value) * 2 <= step
    return False


def _is_rounder(value: Decimal, exact: Decimal) -> bool:
    """Return whether a bound is rounder than the exact number: 36 is "up to 40", not "up to 37".

    1,500 may also be "more than 1,400", because the two numbers are close and equally round.
    """
    round_digits = len(value.normalize().as_tuple().digits)
    exact_digits = len(exact.normalize().as_tuple().digits)
    is_near = abs(exact - value) * 10 <= value and value % 10 == 0
    return round_digits < exact_digits or (is_near and round_digits == exact_digits)


def _step(number: WrittenNumber, *, rounded: bool) -> Decimal:
    """Return the unit to which a number is precise.

    People round to fives as well as tens. A rounded number's unit is at most a tenth of it.
    """
    value = number.value
    if not value:
        return Decimal(0)
    *_, last = (parts := value.normalize().as_tuple()).digits
    exponent = parts.exponent
    assert isinstance(exponent, int)
    if number.kind is NumberKind.SHARE:
        return Decimal(_ABOUT_SHARE if rounded else _NEAR_SHARE)
    if rounded:
        unit = Decimal(5 if last == 5 and value > 50 else 1).scaleb(exponent)
        return min(unit, abs(value) / 10)
    # 5.5 million and 80.7 are precise to the last written digit, and 5,000 to the nearest unit.
    return Decimal(1).scaleb(exponent if FRACTION.search(number.text) else min(exponent, 0))


def date_agrees(
    date: WrittenDate, known: Iterable[WrittenDate], years: Collection[int] = ()
) -> bool:
    """Return whether a known date agrees with ``date``.

    The known date must have the day and month that ``date`` gives. Either date may lack a year,
    unless ``date`` is only a year. A known date without a year may be in any of the ``years``, if
    any are given.
    """
    for other in known:
        if date.year and other.year and not _same_year(date, other):
            continue
        if date.year and not other.year and years and date.year not in years:
            continue
        if date.is_year and not other.year:
            continue
        if date.month and other.month != date.month:
            continue
        if date.day and other.day != date.day:
            continue
        return True
    return False


def _same_year(date: WrittenDate, other: WrittenDate) -> bool:
    if date.decade or other.decade:
        assert date.year and other.year
        return date.year // 10 == other.year // 10
    return date.year == other.year


def falls_within(date: WrittenDate, when: When) -> bool:
    """Return whether a month or year is in a period, or a day is the period's first or last day."""
    first, last = when.earliest, when.latest
    for day in (first, last):
        if day and date.day and (date.year or day.year, date.month, date.day) == day:
            return when.precision in (Precision.DAY, Precision.TIME, Precision.INTERVAL)
    if date.day or date.year is None:
        return False
    begin = (date.year, date.month or 1)
    end = (date.year + 9 if date.decade else date.year, date.month or 12)
    return (not first or first[:2] <= end) and (not last or begin <= last[:2])


def day_agrees(
    number: WrittenNumber, known: Iterable[WrittenDate], periods: Iterable[When]
) -> bool:
    """Return whether a number is the day of a known date, as in "the 16th" or "on 22 or 29 May"."""
    ends = [end.day for period in periods for end in (period.earliest, period.latest) if end]
    return number.value in (*ends, *(date.day for date in known))
