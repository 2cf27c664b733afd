"""Makes the title of a claim: the statement, then a note if the statement is not supported.

People read headings, page titles and feed entries without the page around them, so the title of an
unsupported claim gives its verdict. Open data contain only the statement, in `claim`.
"""

import re

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.catalogue.po_files import MARKS
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Redirect, Verdict
from build_tools.views.parts.labels import verdict_words

# The verdicts for which a statement may be read as true.
HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)

# The full stop of an abbreviation does not match ("troops of the U.S.", "Aguas del Oro, S. A.").
_FULL_STOP = re.compile(r"(?<!\.)(?<!\.[^\W\d])(?<!\. [^\W\d])\.\Z")


def titled(words: Catalogue, statement: str, *notes: str) -> str:
    """Return the statement with notes after it: ``Claim: The Moon is a cheese (wrong)``.

    Without notes, return the statement unchanged.
    """
    if not notes:
        return statement
    bare = _FULL_STOP.sub("", statement)
    return words.gettext("Claim: %(claim)s (%(notes)s)", claim=bare, notes="; ".join(notes))


def claim_title(ledger: Ledger, claim: Claim, *notes: str) -> str:
    """Return the title of a claim.

    The ``notes`` come after the verdict if the title needs a verdict.
    """
    return titled(ledger.words, claim.claim, *verdict_notes(ledger, claim), *notes)


def verdict_notes(ledger: Ledger, claim: Claim) -> tuple[str, ...]:
    """Return the verdict as a note for the title, or no note if the claim is supported."""
    return () if claim.verdict in HOLDS else (verdict_words(ledger)[claim.verdict].label.lower(),)


def heading_parts(title: str, statement: str) -> tuple[str, str, str]:
    """Return a claim's title as the words before its statement, the statement, and its notes.

    The verdict is below the heading of a page, so the heading shows only the statement. Search
    engines and screen readers get the whole title.
    """
    before, found, after = title.partition(_FULL_STOP.sub("", statement))
    if title == statement or not found:
        return "", title, ""
    if title.startswith(MARKS[0]):
        # The message stayed in English, and each part is in an element of its own.
        return before + MARKS[1], found, MARKS[0] + after
    return before, found, after


def redirect_title(ledger: Ledger, redirect: Redirect) -> str:
    """Return the title of a withdrawn or merged claim.

    The title of a merged claim gives its successors' verdict only if all would have the same note,
    because a successor may be about something else.
    """
    words = ledger.words
    if not redirect.moved_to:
        return titled(words, redirect.claim, words.gettext("withdrawn"))
    successors = [ledger.claims[name] for name in redirect.moved_to if name in ledger.claims]
    notes = {verdict_notes(ledger, claim) for claim in successors}
    if len(notes) > 1:
        note = words.gettext("merged into claims with different verdicts")
        return titled(words, redirect.claim, note)
    return titled(words, redirect.claim, words.gettext("merged"), *next(iter(notes), ()))
