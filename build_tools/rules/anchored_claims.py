"""A claim of the article must stand in one of its sentences, or be tied to another claim.

Why: a claim that nobody made and nothing leads to is a check of nothing, whatever its verdict.
Fix: name the sentence under `appears_in`, or tie it to another claim with `related`.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Claim
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_APPEARS = "appears_in:\n  - article: story\n    sentence: S01\n"


def _unanchored(other: str, mark: str = "") -> str:
    return claim_sample(
        ("two-crossings.yaml", "more-crossings.yaml"),
        ("2023.\n", f"2023.{mark}\n"),
        (
            _APPEARS,
            f"related:\n  - claim: {other}\n    relation: follows\n    why: It came next.\n",
        ),
    )


GOOD = _unanchored("two-crossings")

# A relation to itself does not count.
BAD = _unanchored("more-crossings", " #! anchored-claims")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim of an article that is tied to neither a sentence nor another claim."""
    if claim.asserted_by == ARTICLE and not claim.appears_in and not _is_tied(ledger, claim):
        yield Problem(
            claim.place.span("claim"),
            "The article is said to make this claim, but no sentence of it is named.",
            "Add `appears_in` with the sentence, or `related` with the claim it belongs to.",
        )


def _is_tied(ledger: Ledger, claim: Claim) -> bool:
    """Return whether this claim names another one, or another one names it."""
    targets = {claim.embeds, *(link.claim for link in claim.related)} - {None}
    pointing = (other.id for other, _, _ in ledger.pointing_at(claim.id))
    embedding = (other.id for other in ledger.embedding(claim.id))
    return bool(targets.union(pointing, embedding) - {claim.id})
