"""Where did claims go that were merged or withdrawn?"""

from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Redirect
from build_tools.views.parts.reference import ClaimLink, claim_link


@dataclass(frozen=True, slots=True)
class RedirectView:
    """What is left of a claim: its words, the claims in its place, or why it was withdrawn."""

    id: str
    record: Redirect
    successors: tuple[ClaimLink, ...]


def collect(ledger: Ledger) -> tuple[RedirectView, ...]:
    """Return every merged or withdrawn claim, by id."""
    return tuple(
        RedirectView(
            one.id,
            one,
            tuple(
                claim_link(ledger, ledger.claims[name])
                for name in one.moved_to
                if name in ledger.claims
            ),
        )
        for one in ledger.redirects.values()
    )
