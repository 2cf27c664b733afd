"""What happened to claims that were merged or withdrawn?"""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Redirect
from build_tools.views.parts.reference import ClaimLink, successors_of
from build_tools.views.parts.titles import redirect_title


class RedirectView(NamedTuple):
    """A claim that was merged or withdrawn, and the claims that replaced it."""

    id: str
    record: Redirect
    title: str
    successors: tuple[ClaimLink, ...]


def collect(ledger: Ledger) -> tuple[RedirectView, ...]:
    """Return every merged or withdrawn claim."""
    return tuple(
        RedirectView(
            redirect.id,
            redirect,
            redirect_title(ledger, redirect),
            successors_of(ledger, redirect),
        )
        for redirect in ledger.redirects.values()
    )
