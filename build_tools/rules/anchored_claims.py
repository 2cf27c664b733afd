"""A claim of the article must stand in one of its sentences, or be tied to another claim.

Why: a claim that nobody made and nothing leads to is a check of nothing, whatever its verdict.
Fix: name the sentence under `appears_in`, or tie it to another claim with `related`.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.rules.problem import Problem

ARTICLE = "article"

_CLAIM = """
-- facts/claims/borders/queues.yaml --
claim: Long queues were seen at the border.{mark}
kind: characterisation
asserted_by: {who}
when: 2023-08
verdict: not-checkable
confidence: low
finding: How long is long is a matter of opinion.
checked:
  date: 2026-11-22
  by: the editors
related:
  - claim: {other}
    relation: follows
    why: It came next.
"""

GOOD = _CLAIM.format(mark="", who=ARTICLE, other="two-crossings")

# A tie to itself is none.
BAD = _CLAIM.format(mark=" #! anchored-claims", who=ARTICLE, other="queues")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim of an article that neither a sentence nor another claim leads to."""
    if claim.asserted_by == ARTICLE and not claim.appears_in and not _is_tied(ledger, claim):
        yield Problem(
            claim.place.span("claim"),
            "The article is said to make this claim, but no sentence of it is named.",
            "Add `appears_in` with the sentence, or `related` with the claim it belongs to.",
        )


def _is_tied(ledger: Ledger, claim: Claim) -> bool:
    """Tell whether another claim is named here, or names this one."""
    named = {claim.embeds, *(link.claim for link in claim.related)} - {None}
    pointing = ledger.ids_pointing.get(claim.id, ())
    embedding = ledger.ids_embedding.get(claim.id, ())
    return bool(named.union(pointing, embedding) - {claim.id})
