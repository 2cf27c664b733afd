"""Joins the parts of a duration: "a day and twelve hours", "two weeks and three days"."""

import re
from decimal import Decimal
from functools import cache

from build_tools.facts.quantities.languages import Language, unit_of
from build_tools.facts.quantities.values import NumberKind, WrittenNumber

# The length of the first unit, measured in the second unit.
_PARTS = {("d", "h"): 24, ("wk", "d"): 7, ("y", "mo"): 12}
# Articles count as 1 here, as in "a day". Polish, Russian and Lithuanian have no articles.
_ONE = "a|one|un|uno|una|ein|einen|einem|eine|une"
_LONGEST = 28


def joined_durations(
    text: str, numbers: list[WrittenNumber], tongue: Language
) -> list[WrittenNumber]:
    """Return the numbers, with each duration in two units as one number in the smaller unit."""
    smaller = [index for index, number in enumerate(numbers) if number.unit in ("h", "d", "mo")]
    for index in reversed(smaller):
        number = numbers[index]
        if number.kind is not NumberKind.CARDINAL or number.in_range:
            continue
        before = numbers[index - 1] if index else None
        lead = text[max(0, number.start - _LONGEST) : number.start]
        if before and (size := _PARTS.get((before.unit, number.unit))):
            between = text[before.end : number.start]
            if len(between) < _LONGEST and _of_two(tongue.plus).fullmatch(between):
                value = before.value * size + number.value
                numbers[index - 1] = _over(text, before.start, number, value)
                del numbers[index]
        elif match := _of_one(tongue.code, tongue.plus).search(lead):
            size = _PARTS.get((unit_of(match["unit"]), number.unit), 0)
            start = number.start - len(lead) + match.start()
            if size:
                numbers[index] = _over(text, start, number, size + number.value)
    return numbers


def _over(text: str, start: int, number: WrittenNumber, value: Decimal) -> WrittenNumber:
    return number._replace(start=start, text=text[start : number.end], value=value)


@cache
def _of_two(plus: str) -> re.Pattern[str]:
    """Return a pattern for the words between two numbers in a duration, such as "days and"."""
    return re.compile(rf"[\s-][^\W\d_]+\s(?:{plus})\s", re.IGNORECASE)


@cache
def _of_one(code: str, plus: str) -> re.Pattern[str]:
    article = "" if code in ("pl", "ru", "lt") else rf"(?:{_ONE})\s"
    return re.compile(rf"\b{article}(?P<unit>[^\W\d_]+)\s(?:{plus})\s$", re.IGNORECASE)
