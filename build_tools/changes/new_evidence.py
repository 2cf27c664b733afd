"""Asks new and changed evidence for the words of its source, or for why they are missing.

Existing evidence stays as it is, so that no one drops an item to reach a figure. Correcting a
comma, a capital or a space does not count as a change.
"""

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.changes.field_changes import single_spaced
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Evidence, NoPassage, Stance
from build_tools.quotations.passages import has_passage

RULE = "stored-passage"
WHAT = "New or changed evidence must quote stored words of its source, or say why it cannot."
WHY = "Words that are stored can be checked again; a paraphrase alone cannot."
FIX = (
    "Quote the words that say it in `quote`, and store them with `facts capture`. Where that "
    "cannot be done, say why in `no_passage`. Only `facts check --base REVISION` reports it, as "
    "in CI: evidence from before that revision stays as it is, also if only its punctuation, "
    "capitals or spaces change."
)

# What may change without a change of meaning: not the marks within a number.
_MARKS = re.compile(r"(?<!\d)[^\w\s%]|[^\w\s%](?!\d)")

# Source, stance, what it says, and the words of the source that were quoted for it.
Known = tuple[str, str, str, str]


def evidence_in(ledger: Ledger) -> Counter[Known]:
    """Return how often each evidence item occurs in the records, in whichever claim."""
    return Counter(
        _known(item, item.source if item.source in ledger.sources else "")
        for claim in ledger.claims.values()
        for item in claim.evidence
    )


def without_passage(before: Counter[Known], after: Ledger) -> Iterator[Diagnostic]:
    """Yield each new or changed item that has neither a stored passage nor a reason for its lack.

    What a source is silent about, and what the build calculates, has no words to store.
    """
    remaining = before.copy()
    for claim in after.claims.values():
        for number, item in enumerate(claim.evidence):
            # Correcting a key that led nowhere does not make an item new.
            earlier = next((one for one in _earlier(item) if remaining[one] > 0), None)
            if earlier is not None:
                remaining[earlier] -= 1
                continue
            if (
                item.source not in after.sources
                or item.no_passage
                or item.calculations
                or item.stance is Stance.SILENT
            ):
                continue
            if not has_passage(after, claim, number):
                yield _missing(after, claim, number, item)


def _missing(ledger: Ledger, claim: Claim, number: int, item: Evidence) -> Diagnostic:
    reasons = ", ".join(reason.value for reason in NoPassage)
    stored = ledger.snapshots.get(item.source)
    message = f'No words of "{item.source}" are stored for this new or changed evidence.'
    hint = (
        "Quote the words that say it in `quote`, and store them with `facts capture "
        f"{item.source}`. Where that cannot be done, say why in `no_passage`: {reasons}."
    )
    if stored and not item.quote:
        message = "This new or changed evidence quotes none of the stored words of its source."
        hint = (
            f"Quote the words that say it in `quote`, from {stored.path} if they are there. Store "
            f"others with `facts capture {item.source}`, or say why not in `no_passage`: {reasons}."
        )
    return Diagnostic(claim.place.span("evidence", number, "source"), RULE, message, hint)


def _earlier(item: Evidence) -> tuple[Known, Known]:
    """Return the previous item if it is unchanged: its own key, or one without a source."""
    return _known(item, item.source), _known(item, "")


def _known(item: Evidence, source: str) -> Known:
    quote = single_spaced(item.quote.text) if item.quote else ""
    return (source, item.stance.value, _unmarked(item.says), quote)


def _unmarked(text: str) -> str:
    """Return the words of a text, without the marks between them and without capitals."""
    return single_spaced(_MARKS.sub(" ", text)).casefold()
