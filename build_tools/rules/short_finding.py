"""A finding in a list should say in one line what is true or how we know, not repeat the claim.

Why: lists and cards have room for one line. A verdict without a reason is only an opinion, and
repeating the claim is not a reason.
Fix: add `finding_short`, in at most 120 characters. If the claim is wrong, misleading or disputed,
give the fact itself and do not repeat the mistake. Otherwise, say how we know, for example which
sources show it. This is a warning, which never stops a build.
"""

import re
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

BAD = claim_sample(
    *_WRONG, ("verdict: supported", "verdict: wrong #! short-finding")
) + claim_sample(
    ("claims/borders/two-crossings", "claims/borders/told-twice"),
    (
        _FINDING,
        "finding: Lithuania closed two of its six road crossings with Belarus on 18 August 2023. "
        "#! short-finding",
    ),
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim that is wrong, misleading or disputed and has no short finding."""
    del ledger
    if claim.verdict in NOT_HOLDING and claim.finding_short is None:
        yield Problem(
            claim.place.span("verdict"),
            f"The verdict is {claim.verdict.value}, and no `finding_short` says what is true.",
            "Add `finding_short`: the fact in at most 120 characters.",
        )
    elif claim.finding_short is None and _repeats(claim):
        yield Problem(
            claim.place.span("finding"),
            "The finding begins with the claim itself.",
            "Add a `finding_short` that says how we know, for example which sources show it.",
        )


def _repeats(claim: Claim) -> bool:
    """Return whether the finding begins with the words of the claim."""
    words = _plain(claim.claim)
    return bool(words) and _plain(claim.finding)[: len(words)] == words


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
