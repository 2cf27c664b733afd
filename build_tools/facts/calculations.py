"""Repeats the calculations in records: distances, days, sums, means, percentages.

A record states the inputs, each with its source, and the result. A rule compares that result with
its own calculation.
"""

from decimal import Decimal, InvalidOperation, localcontext

from build_tools.facts.calculation_kinds import CalculationError
from build_tools.facts.records import Calculation

__all__ = ["CalculationError", "agrees", "repeat", "rounded_like"]

# Enough digits for every sum of numbers in records.
_DIGITS = 200


def repeat(calculation: Calculation) -> Decimal:
    """Return the result, calculated from the inputs, in the unit that the kind implies.

    Kilometres or miles for a distance, degrees clockwise from north for a bearing, whole days for
    days between, the unit of the inputs for sums, differences and means, a plain number for ratios,
    percent for percentages and changes. Raises CalculationError.
    """
    texts = [item.value for item in calculation.inputs]
    with localcontext(prec=_DIGITS):
        return calculation.kind.result_of(texts)


def agrees(stated: str, result: Decimal) -> bool:
    """Return whether the result, rounded to as many decimals, equals the stated result."""
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
