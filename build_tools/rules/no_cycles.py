"""A claim may neither embed itself nor be related to itself.

Why: "X said P" embeds P, and P needs its own evidence. A circle of claims has no evidence.
Fix: name in `embeds` the claim that was made, and delete a claim's relation to itself.
"""

from collections.abc import Iterator, Mapping

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample


def _quoting(identity: str, fields: str) -> str:
    return claim_sample(
        ("two-crossings.yaml", f"{identity}.yaml"),
        (
            "Lithuania closed two of its six road crossings with Belarus on 18 August 2023.",
            "Jonas Petraitis said that the crossings were a threat.",
        ),
        ("kind: event", f"kind: quotation\n{fields}"),
    )


GOOD = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: Crossings and what passes them.
"""

BAD = _quoting(
    "said-threat",
    "embeds: said-again #! no-cycles\nrelated:\n"
    "  - {claim: said-threat, relation: repeats, why: It does.} #! no-cycles",
) + _quoting("said-again", "embeds: said-threat #! no-cycles")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every relation of a claim to itself."""
    for number, link in enumerate(claim.related):
        if link.claim == claim.id:
            yield Problem(
                claim.place.span("related", number, "claim"),
                "A claim is not related to itself.",
                "Name the other claim, or delete the relation.",
            )


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every claim that embeds itself, directly or through other claims."""
    embeds = {claim.id: claim.embeds for claim in ledger.claims.values() if claim.embeds}
    for identity in embeds:
        if _embeds_itself(identity, embeds):
            yield Problem(
                ledger.claims[identity].place.span("embeds"),
                f'"{identity}" embeds itself, directly or through other claims.',
                "Name the claim that was said or attributed.",
            )


def _embeds_itself(claim: str, embeds: Mapping[str, str]) -> bool:
    seen = set()
    embedded = embeds[claim]
    while embedded not in seen:
        if embedded == claim:
            return True
        seen.add(embedded)
        embedded = embeds.get(embedded, embedded)
    return False
