"""A record may give a reason for a missing passage only if a passage is missing.

Why: readers take `no_passage` to mean that the words could not be compared.
Fix: delete `no_passage`, or the quotation that it contradicts.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.quotations.passages import has_passage
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.stored_excerpts import GOOD as STORED

_SAYS = "from Friday.\n"

GOOD = claim_sample((_SAYS, f"{_SAYS}    no_passage: paywalled\n"))

BAD = STORED.replace(_SAYS, f"{_SAYS}    no_passage: paywalled #! passage-reason\n", 1)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield each reason for a missing passage beside a stored passage."""
    for number, item in enumerate(claim.evidence):
        if item.no_passage and has_passage(ledger, claim, number):
            yield Problem(
                claim.place.span("evidence", number, "no_passage"),
                f'Words of "{item.source}" are stored for this item.',
                "Delete `no_passage`.",
            )
