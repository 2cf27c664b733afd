"""Gives a claim its title: the statement first, then why it should not be taken as true.

People read headings, page titles and feed entries without the page around them, so the title of a
claim that is not shown to hold says so itself. Data contain the bare statement in `claim`.
"""

import re

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Redirect, Verdict
from build_tools.views.parts.labels import VERDICTS

# The verdicts after which a statement may be read as true.
HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)

# Not the one of an abbreviation: "troops of the U.S."
_FULL_STOP = re.compile(r"(?<![A-Z.])\.\Z")


def titled(statement: str, *notes: str) -> str:
    """Return the statement with notes after it: ``Claim: The Moon is a cheese (wrong)``.

    Without notes, return the bare statement.
    """
    return f"Claim: {_FULL_STOP.sub('', statement)} ({'; '.join(notes)})" if notes else statement


def claim_title(claim: Claim, *notes: str) -> str:
    """Return the title of a claim; notes come after its verdict, if that has to be said."""
    return titled(claim.claim, *verdict_notes(claim), *notes)


def verdict_notes(claim: Claim) -> tuple[str, ...]:
    """Return the words of the verdict that a title needs if the claim is not supported."""
    return () if claim.verdict in HOLDS else (VERDICTS[claim.verdict].label.lower(),)


def redirect_title(ledger: Ledger, redirect: Redirect) -> str:
    """Return the title of a claim that was withdrawn, or merged into others with their verdicts."""
    if not redirect.moved_to:
        return titled(redirect.claim, "withdrawn")
    successors = (ledger.claims[name] for name in redirect.moved_to if name in ledger.claims)
    notes = dict.fromkeys(note for claim in successors for note in verdict_notes(claim))
    return titled(redirect.claim, "merged", *notes)
