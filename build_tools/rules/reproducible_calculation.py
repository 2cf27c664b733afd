"""A stated calculation must give the same result when the build repeats it.

Why: a calculation is unchecked until someone repeats it.
Fix: correct an input or the result. Evidence with the basis `calculation` must declare a
calculation.
"""

from collections.abc import Iterator

from build_tools.facts.calculations import CalculationError, agrees, repeat, rounded_like
from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Basis, Calculation, Claim
from build_tools.rules.problem import Problem

_CLAIM = """
-- facts/claims/borders/two-crossings.yaml --
claim: The crossing lies 100 miles west of the capital.
kind: number
appears_in:
  - article: story
    sentence: S01
asserted_by: article
when: 2023-08
evidence:
  - source: lrt-2023-08-16-closures
    stance: contradicts
    basis: calculation
    says: Gives the coordinates of both.
    calculations:
      - kind: great-circle-kilometres
        inputs:
          - value: 54.6833, 25.2833
            what: Vilnius
            source: lrt-2023-08-16-closures
          - value: 54.0000, 23.6583
            what: Kapčiamiestis
            source: tass-2023-08-18-closed
        result: {result}
  - source: tass-2023-08-18-closed
    stance: context
    basis: reporting
    says: Names the place.
verdict: wrong
confidence: high
finding: It is 130 km, to the south-west.
checked:
  date: 2026-11-22
  by: the editors
"""

GOOD = _CLAIM.format(result="129.9")

BAD = _CLAIM.format(result="160.9 #! reproducible-calculation")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield calculations that are wrong or missing, or that the build cannot repeat."""
    for index, item in enumerate(claim.evidence):
        if item.basis is Basis.CALCULATION and not item.calculations:
            yield Problem(
                claim.place.span("evidence", index, "basis"),
                "The basis is a calculation, but none is declared.",
                "Add `calculations:`, or name how the source knows.",
            )
        for position, calculation in enumerate(item.calculations):
            keys: tuple[Key, ...] = ("evidence", index, "calculations", position)
            yield from _of_calculation(claim, keys, calculation)


def _of_calculation(
    claim: Claim, keys: tuple[Key, ...], calculation: Calculation
) -> Iterator[Problem]:
    try:
        result = repeat(calculation)
    except CalculationError as error:
        span = claim.place.span(*keys, "inputs", error.index, "value")
        yield Problem(span, error.message, error.hint)
        return
    if not agrees(calculation.result, result):
        shown = rounded_like(calculation.result, result)
        yield Problem(
            claim.place.span(*keys, "result"),
            f"The record states {calculation.result}, but the result is {shown}.",
            "Correct the result, or the inputs and their sources.",
        )
