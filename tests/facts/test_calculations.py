"""Tests ratios, means, percentages and temperatures in both the build and the verifier."""

from decimal import Decimal

import pytest

from build_tools.exports.verify import is_reproducible
from build_tools.facts.calculations import CalculationError, agrees, repeat, rounded_like
from build_tools.facts.records import Calculation


def calculation(kind: str, *values: str, result: str = "0") -> Calculation:
    inputs = [{"value": value, "what": "x", "source": "x"} for value in values]
    return Calculation.model_validate({"kind": kind, "inputs": inputs, "result": result})


@pytest.mark.parametrize(
    ("kind", "values", "result", "wrong"),
    [
        ("mean", ("121.9", "95.2"), "108.55", "108.5"),
        ("mean", ("1,000", "2", "3"), "335", "334"),
        ("ratio", ("3", "4"), "0.75", "1.33"),
        ("ratio", ("-1", "3"), "-0.333", "-0.334"),
        ("percentage", ("3", "31"), "9.7", "9.6"),
        ("percentage", ("31", "3"), "1,033.3", "9.7"),
        ("percentage-change", ("80", "100"), "25", "20"),
        ("percentage-change", ("100", "80"), "-20", "-25"),
        ("celsius-from-fahrenheit", ("108.5",), "42.5", "42.4"),
        ("celsius-from-fahrenheit", ("-40",), "-40", "40"),
        ("sum", ("1.5", "2"), "3.5", "3.4"),
        ("difference", ("1.5", "2"), "-0.5", "0.5"),
    ],
)
def test_a_correct_result_is_accepted_and_an_incorrect_result_refused(
    kind: str, values: tuple[str, ...], result: str, wrong: str
) -> None:
    stated = calculation(kind, *values, result=result)
    repeated = repeat(stated)
    assert agrees(result, repeated)
    assert rounded_like(result, repeated) == result
    assert not agrees(wrong, repeated)
    plain = {"kind": kind, "inputs": [{"value": value} for value in values]}
    assert is_reproducible({**plain, "result": result})
    assert not is_reproducible({**plain, "result": wrong})


@pytest.mark.parametrize(
    ("kind", "values", "index"),
    [
        ("mean", ("1",), 0),
        ("mean", ("1", "many"), 1),
        ("ratio", ("1", "0"), 1),
        ("ratio", ("1", "2", "3"), 2),
        ("percentage", ("5", "0.0"), 1),
        ("percentage-change", ("0", "5"), 0),
        ("celsius-from-fahrenheit", ("1", "2"), 1),
        ("celsius-from-fahrenheit", ("warm",), 0),
    ],
)
def test_an_unusable_input_to_a_calculation_is_reported(
    kind: str, values: tuple[str, ...], index: int
) -> None:
    with pytest.raises(CalculationError) as caught:
        repeat(calculation(kind, *values))
    assert caught.value.index == index
    assert caught.value.hint


def test_a_mean_of_many_values_keeps_every_digit() -> None:
    values = ["0.1"] * 30 + ["0.4"]
    assert repeat(calculation("mean", *values)) * 31 == pytest.approx(Decimal("3.4"))
