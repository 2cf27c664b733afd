"""A claim that is wrong, misleading or disputed should say in one line what is true.

Why: lists and cards have room for one line, and a verdict without its reason is only an opinion.
Fix: add `finding_short` with the fact itself, in at most 120 characters. Do not repeat the mistake.
This is a warning, which never stops a build.
"""

from collections.abc import Iterator

from build_tools.facts.diagnostics import Level
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Verdict
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

LEVEL = Level.WARNING

NOT_HOLDING = (Verdict.WRONG, Verdict.MISLEADING, Verdict.DISPUTED)

_WRONG = (
    ("stance: supports\n    part: the decision", "stance: contradicts"),
    ("stance: supports\n    basis", "stance: contradicts\n    basis"),
)
_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample(
    *_WRONG,
    ("verdict: supported", "verdict: wrong"),
    (_FINDING, f"{_FINDING}\nfinding_short: Two of six crossings closed on 18 August 2023."),
)

BAD = claim_sample(*_WRONG, ("verdict: supported", "verdict: wrong #! short-finding"))


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim that is wrong, misleading or disputed and has no short finding."""
    del ledger
    if claim.verdict in NOT_HOLDING and claim.finding_short is None:
        yield Problem(
            claim.place.span("verdict"),
            f"The verdict is {claim.verdict.value}, and no `finding_short` says what is true.",
            "Add `finding_short`: the fact in at most 120 characters.",
        )
