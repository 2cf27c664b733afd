"""A page may cite only claims that are held.

Why: prose must rest on the facts, and a citation that leads nowhere rests on nothing.
Instead: correct the id, or write the claim first.
"""

from collections.abc import Iterator

from build_tools.ledger import Ledger
from build_tools.rules.problem import Problem
from build_tools.text import did_you_mean

GOOD = """
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [@two-crossing]. %! known-citation
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every citation of a claim that is not held."""
    for prose in ledger.records.prose:
        for citation in prose.citations:
            if citation.claim not in ledger.claim_ids and citation.claim not in ledger.redirects:
                hint = did_you_mean(citation.claim, ledger.claims, "write the claim first.")
                yield Problem(citation.span, f'No claim is called "{citation.claim}".', hint)
