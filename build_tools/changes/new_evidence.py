"""Requires stored words from the source, or a reason, for new and changed evidence.

Existing evidence is exempt, so that authors do not remove items to meet the rule. A corrected
comma, capital or space does not count as a change.
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
    "Quote the words that say it in `quote`, and store them with `facts capture`. If that "
    "cannot be done, say why in `no_passage`. Only `facts check --base REVISION` reports it, as "
    "in CI: evidence from before that revision stays as it is, even if only its punctuation, "
    "capitals or spaces change."
)

# These marks can change without changing the meaning, except within a number.
_MARKS = re.compile(r"(?<!\d)[^\w\s%]|[^\w\s%](?!\d)")

# The `source`, `stance` and `says` of an item, and the quoted words.
Known = tuple[str, str, str, str]


def evidence_in(ledger: Ledger) -> Counter[Known]:
    """Return the number of times that each evidence item occurs in the claims."""
    return Counter(
        _known(item, item.source if item.source in ledger.sources else "")
        for claim in ledger.claims.values()
        for item in claim.evidence
    )


def without_passage(before: Counter[Known], after: Ledger) -> Iterator[Diagnostic]:
    """Yield an error for each new or changed item without a stored passage or a reason.

    If the source is silent, or the build calculates the result, there are no words to store.
    """
    remaining = before.copy()
    for claim in after.claims.values():
        for number, item in enumerate(claim.evidence):
            # An item is not new if only a wrong key was corrected.
            earlier = next((key for key in _earlier(item) if remaining[key] > 0), None)
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
        f"{item.source}`. If that cannot be done, say why in `no_passage`: {reasons}."
    )
    if stored and not item.quote:
        message = "This new or changed evidence quotes none of the stored words of its source."
        hint = (
            f"Quote the words that say it in `quote`, from {stored.path} if they are there. Store "
            f"others with `facts capture {item.source}`, or say why not in `no_passage`: {reasons}."
        )
    return Diagnostic(claim.place.span("evidence", number, "source"), RULE, message, hint)


def _earlier(item: Evidence) -> tuple[Known, Known]:
    """Return the keys that an equal earlier item may have: with the same source, or with none."""
    return _known(item, item.source), _known(item, "")


def _known(item: Evidence, source: str) -> Known:
    quote = single_spaced(item.quote.text) if item.quote else ""
    return (source, item.stance.value, _unmarked(item.says), quote)


def _unmarked(text: str) -> str:
    """Return the words of a text in lower case, without punctuation."""
    return single_spaced(_MARKS.sub(" ", text)).casefold()
