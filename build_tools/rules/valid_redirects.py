"""A merged or withdrawn claim must name its replacement or a reason, and no page may cite it.

Why: people may have saved the claim's address, so the claim must keep its page.
Fix: name the new claims under `moved_to`, or the reason under `withdrawn`. Refer to the new claims
everywhere else.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem

GOOD = """
-- facts/claims/borders/old-crossings.yaml --
claim: Lithuania closed crossings.
moved_to: [two-crossings]
date: 2026-11-22
"""

BAD = """
-- facts/claims/borders/old-crossings.yaml --
claim: Lithuania closed crossings.
moved_to: [three-crossings] #! valid-redirects
date: 2026-11-22
-- facts/claims/borders/empty.yaml --
claim: Nothing was said. #! valid-redirects
moved_to: []
date: 2026-11-22
-- content/explainers/border.md --
# Why did the border close?

Two crossings closed [@old-crossings]. %! valid-redirects
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield redirects without a target or reason, and citations that still name a redirect."""
    for redirect in ledger.redirects.values():
        if not redirect.moved_to and not redirect.withdrawn:
            hint = "Add `moved_to:` with the claims in its place, or `withdrawn:` with the reason."
            yield Problem(
                redirect.place.span(), "The record does not say what replaced this claim.", hint
            )
        for index, name in enumerate(redirect.moved_to):
            if name not in ledger.claims and not ledger.may_be_unread(name):
                hint = did_you_mean(name, ledger.claims, "name an existing claim.")
                span = redirect.place.span("moved_to", index)
                yield Problem(span, f'There is no claim called "{name}".', hint)
    for prose in ledger.records.prose:
        for citation in prose.citations:
            if moved := ledger.redirects.get(citation.claim):
                hint = f"Cite {', '.join(moved.moved_to) or 'another claim'} instead."
                yield Problem(citation.span, f'"{citation.claim}" is no longer a claim.', hint)
