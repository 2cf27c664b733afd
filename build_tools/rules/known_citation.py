"""A page may cite only existing claims, and only in text that readers see.

Why: a citation of a missing claim supports nothing. In raw HTML, a citation is published as it is
written. In the text of an image, the citation is lost.
Fix: correct the id, or write the claim first. Write Markdown instead of HTML, or cite the claim in
the sentence before or after.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem

GOOD = """
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [@two-crossing]. %! known-citation

<div>Two crossings closed [@two-crossings].</div> %! known-citation

![The crossing [@two-crossings]](crossing.png) %! known-citation
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every citation of an unknown claim, and every citation that readers would not see."""
    for prose in ledger.records.prose:
        for citation in prose.citations:
            if ledger.lacks([citation.claim]) and not ledger.may_be_unread(citation.claim):
                hint = did_you_mean(citation.claim, ledger.claims, "write the claim first.")
                yield Problem(citation.span, f'No claim is called "{citation.claim}".', hint)
            if citation.lost:
                yield Problem(
                    citation.span,
                    f"Readers cannot follow a citation {citation.lost}.",
                    "Cite in the sentence before or after it, or write it in Markdown.",
                )
