"""Compares numbers and dates in prose with those that are known.

A rounded number agrees with an exact one within the precision of its digits and of the words
before it: "81 miles" with 80.7 miles, "about 130" with 129.9, "more than 2,000" with 2,150, but
"36 hours" neither with 37 hours nor with 36 days.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from build_tools.facts.dates import Precision, When
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber, numbers

# How far beyond its bound a number may lie: "more than 2,000" is not said of 20,000.
_FARTHEST = Decimal("2")
# Words that stand before a number which is not exact, in several languages.
# Short text only: a field of a record.
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|nearly|almost|close to|near|circa|ca\.|~|"
    r"unos|unas|cerca de|alrededor de|casi|etwa|rund|knapp|fast|ungefähr|gegen|"
    r"environ|près de|quelque|presque|około|blisko|prawie|ok\.|около|почти|apie|beveik)\s+$",
    re.IGNORECASE,
)
# Short text only: a field of a record.
_ABOVE = re.compile(
    r"(?:more than|over|at least|above|upwards of|no fewer than|no less than|exceed(?:s|ed|ing)?|"
    r"más de|al menos|por lo menos|mehr als|über|mindestens|wenigstens|"
    r"plus de|au moins|ponad|więcej niż|co najmniej|более|свыше|daugiau nei|daugiau kaip|per)\s+$",
    re.IGNORECASE,
)
# Short text only: a field of a record.
_BELOW = re.compile(
    r"(?:less than|fewer than|under|below|up to|at most|no more than|not more than|"
    r"menos de|hasta|como máximo|weniger als|unter|bis zu|höchstens|"
    r"moins de|jusqu'à|au plus|mniej niż|poniżej|do|менее|до|mažiau nei|iki)\s+$",
    re.IGNORECASE,
)
# A word beside a number without a unit is what it counts: "three crossings" are no three days.
# Short text only: a field of a record.
_COUNTED = re.compile(r"\s+(?!(?:or|and|to|o|y|a|und|bis|ou|et|of|de|von)\b)[^\W\d_]")
# Short text only: a field of a record.
_OR_MORE = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}?or\s+(?P<more>more)\b|\s+o más\b|\s+ou plus\b")
# 868 of the 1,418: what stands between a part and the whole.
# Short text only: a field of a record.
_OF = re.compile(r"\s(?:\w+\s)?(?:of|out of|de|von|sur|z|из|iš)\s(?:the|all|los|las|den|les)?\s?")
# Short text only: a field of a record.
_FRACTION = re.compile(r"[.,]\d{1,2}(?!\d)")
_LONGEST_LEAD = 24


def number_agrees(text: str, number: WrittenNumber, known: Iterable[WrittenNumber]) -> bool:
    """Return whether a number of ``text`` is one of the known ones, in the same unit if both have.

    ``known`` are numbers of other texts; those in ``text`` itself may be among them.
    """
    counts = _COUNTED.match(text, number.end)
    near: list[Decimal] = []
    for other in known:
        if (other.kind is NumberKind.CLOCK) != (number.kind is NumberKind.CLOCK):
            continue
        if other.unit != number.unit and other.unit and (number.unit or counts):
            continue
        if other.value == number.value:
            return True
        if number.unit == other.unit:  # it may go without saying beside the same number only
            near.append(other.value)
    return bool(near) and _is_rounded(text, number, near)


def _is_rounded(text: str, number: WrittenNumber, known: Iterable[Decimal]) -> bool:
    """Return whether a number agrees with another one as precisely as it is said."""
    lead = text[max(0, number.start - _LONGEST_LEAD) : number.start]
    step = _step(number, rounded=bool(_ABOUT.search(lead)))
    above, below = bool(_ABOVE.search(lead)), bool(_BELOW.search(lead))
    above = above or bool(_OR_MORE.match(text, number.end))
    value = number.value
    for exact in known:
        if abs(exact - value) * 2 <= step:
            return True
        if not _is_rounder(value, exact):
            continue
        if above and value < exact < value * _FARTHEST:
            return True
        if below and value / _FARTHEST < exact < value:
            return True
    return False


def _is_rounder(value: Decimal, exact: Decimal) -> bool:
    """Return whether a bound is a round number: "up to 40" may be said of 36, "up to 37" not."""
    return len(value.normalize().as_tuple().digits) < len(exact.normalize().as_tuple().digits)


def _step(number: WrittenNumber, *, rounded: bool) -> Decimal:
    """Return the unit of the last digit that a number claims to know."""
    value = number.value
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    if rounded:
        return min(Decimal(1).scaleb(exponent), abs(value) / 10)
    # Of 5.5 million and 80.7 the last digit written is known; of 5,000 the units are.
    return Decimal(1).scaleb(exponent if _FRACTION.search(number.text) else min(exponent, 0))


def date_agrees(
    date: WrittenDate, known: Iterable[WrittenDate], years: Collection[int] = ()
) -> bool:
    """Return whether a known date has every part of the date that both of them name.

    Its day must be known, and its month if it names one. Its year may be missing in either; a known
    date without a year is of one of the ``years``, if any are given.
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
    """Return whether a month or year lies in a period, or a day is its first or last."""
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
    """Return whether a number is the day of a known date: the 16th, on 22 or on 29 December."""
    ends = [end.day for period in periods for end in (period.earliest, period.latest) if end]
    return number.value in (*ends, *(date.day for date in known))


def share_agrees(
    text: str, number: WrittenNumber, texts: Iterable[tuple[str, str, object]]
) -> bool:
    """Return whether a percentage is that of "868 of the 1,418" in one of the texts."""
    if number.unit != "%":
        return False
    shares = []
    for other, lang, _ in texts:
        known = numbers(other, lang)
        for first, second in pairwise(known):
            if _OF.fullmatch(other, first.end, second.start) and 0 < first.value < second.value:
                value = 100 * first.value / second.value
                shares.append(WrittenNumber(0, 0, "", value, "%"))
    return number_agrees(text, number, shares)


def quotient_agrees(text: str, number: WrittenNumber, written: Sequence[WrittenNumber]) -> bool:
    """Return whether a fraction is the quotient of two numbers beside it: 38,207 / 9,412 = 4.06."""
    if not _FRACTION.search(number.text):
        return False
    quotients = [
        WrittenNumber(0, 0, "", first.value / second.value)
        for first, second in pairwise(other for other in written if other is not number)
        if second.value
    ]
    return number_agrees(text, number._replace(unit=""), quotients)
