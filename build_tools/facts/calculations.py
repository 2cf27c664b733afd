"""Repeats the calculations in records, such as distances, numbers of days, means and percentages.

A record states the inputs, each with its source, and the result. A rule compares the stated result
with the repeated calculation.
"""

from decimal import Decimal, InvalidOperation, localcontext

from build_tools.facts.calculation_kinds import CalculationError
from build_tools.facts.records import Calculation

__all__ = ["CalculationError", "agrees", "repeat", "rounded_like"]

# The number of significant digits, which is enough for every sum of numbers in records.
_DIGITS = 200


def repeat(calculation: Calculation) -> Decimal:
    """Return the result, calculated from the inputs, in the unit that the kind implies.

    A distance is in kilometres or miles, a bearing in degrees clockwise from north, and the time
    between two days in whole days. Sums, differences and means are in the unit of the inputs.
    Percentages and changes are in %, and a ratio is a plain number. Raises CalculationError
    if an input is unusable.
    """
    texts = [item.value for item in calculation.inputs]
    with localcontext(prec=_DIGITS):
        return calculation.kind.result_of(texts)


def agrees(stated: str, result: Decimal) -> bool:
    """Return whether the result equals the stated result when rounded to as many decimals."""
    try:
        expected = Decimal(stated.replace(",", ""))
    except InvalidOperation:
        return False
    return _rounded(result, _exponent(expected)) == expected


def rounded_like(stated: str, result: Decimal) -> str:
    """Return the calculated result, rounded to as many decimals as the stated result."""
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
