"""No claim may hold itself, nor be related to itself.

Why: "X said P" holds P, and P stands or falls by its own evidence; a circle of claims that hold
each other has none. Fix: let `embeds` lead to what was said, and delete a relation to itself.
"""

from collections.abc import Iterator, Mapping

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.rules.problem import Problem

_CLAIM = """
-- facts/claims/borders/{identity}.yaml --
claim: Jonas Petraitis said that the crossings were a threat.
kind: quotation
asserted_by: article
{fields}
when: 2023-08-17
evidence:
  - source: lrt-2023-08-16-closures
    stance: supports
    basis: interview
    says: Quotes him on the threat.
verdict: supported
confidence: moderate
finding: He said it to the broadcaster.
checked:
  date: 2026-11-22
  by: the editors
"""

GOOD = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: Crossings and what passes them.
"""

BAD = _CLAIM.format(
    identity="said-threat",
    fields="embeds: said-again #! no-cycles\nrelated:\n"
    "  - {claim: said-threat, relation: repeats, why: It does.} #! no-cycles",
) + _CLAIM.format(identity="said-again", fields="embeds: said-threat #! no-cycles")


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
    """Yield every claim that leads back to itself by what it embeds, over however many others."""
    embeds = {claim.id: claim.embeds for claim in ledger.claims.values() if claim.embeds}
    for identity in embeds:
        if _holds_itself(identity, embeds):
            yield Problem(
                ledger.claims[identity].place.span("embeds"),
                f'"{identity}" holds itself, by what it embeds.',
                "Name the claim that was said or attributed; that one embeds only what it holds.",
            )


def _holds_itself(claim: str, embeds: Mapping[str, str]) -> bool:
    seen = set()
    held = embeds[claim]
    while held not in seen:
        if held == claim:
            return True
        seen.add(held)
        held = embeds.get(held, held)
    return False
