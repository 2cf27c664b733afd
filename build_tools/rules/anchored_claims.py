"""A claim that the article makes must appear in one of the article's sentences.

Why: a claim that no sentence makes must count neither for nor against the article.
Fix: name the sentence under `appears_in`, or say in `asserted_by` who else makes the claim.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Claim
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_APPEARS = "appears_in:\n  - article: story\n    sentence: S01\n"

GOOD = claim_sample((_APPEARS, ""), ("asserted_by: article", "asserted_by: jonas-petraitis"))

# A relation to another claim does not replace a sentence.
BAD = claim_sample(
    ("two-crossings.yaml", "more-crossings.yaml"),
    (_APPEARS, "related:\n  - claim: two-crossings\n    relation: follows\n    why: It is next.\n"),
    ("asserted_by: article", "asserted_by: article #! anchored-claims"),
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim that the record attributes to the article without naming a sentence."""
    if claim.asserted_by == ARTICLE and not claim.appears_in:
        yield Problem(
            claim.place.span("asserted_by"),
            "The record says that the article makes this claim, but names no sentence.",
            "Add `appears_in` with the sentence, or name who makes it in `asserted_by`.",
        )
