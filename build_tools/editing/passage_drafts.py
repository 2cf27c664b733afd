"""Drafts the passages that a new claim quotes, from the texts of pages in ``.cache/``."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.editing.drafts import Draft, with_drafts
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project, read_text
from build_tools.facts.records import Claim, TextKind
from build_tools.facts.wording import clipped
from build_tools.quotations.capture import Extracted, Reading, Stored, kept_text, passages_of
from build_tools.quotations.check import CheckedQuotation, match_quotation, of_claim
from build_tools.quotations.matching import FAILS, QuoteClass, find, nearest

_AGAIN = "then run this command again: it stores the passage."


class Missing(NamedTuple):
    """A quotation that no text of its source contains: the item's number, from 1, and a hint."""

    number: int
    message: str


def passage_drafts(
    project: Project, ledger: Ledger, identity: str, drafts: Sequence[Draft]
) -> tuple[list[Draft], list[Missing]]:
    """Return the snapshots that the new claim needs, and its quotations without a passage.

    ``drafts`` include the claim with this id. A source without a stored or kept text needs no
    snapshot yet.
    """
    changed, errors = with_drafts(ledger, drafts)
    claim = changed.claims.get(identity)
    if errors or claim is None:
        return [], []
    snapshots: dict[str, Draft] = {}
    missing: list[Missing] = []
    for quotation in _unchecked(changed, claim):
        key = claim.evidence[quotation.index].source
        kept = kept_text(project, changed, key) if key in changed.sources else None
        if kept and _contains(quotation, claim, kept[0]):
            if draft := _draft(project, changed, key, *kept):
                snapshots[key] = draft
            else:
                missing.append(Missing(quotation.index + 1, _no_longer_whole(key)))
        elif quotation.kind is QuoteClass.ABSENT and quotation.reason:
            continue  # the words are in a different language, or too few: a rule reports this
        elif kept:
            missing.append(Missing(quotation.index + 1, _not_in_page(quotation.words, key, *kept)))
        elif key in changed.snapshots:
            missing.append(Missing(quotation.index + 1, _not_stored(changed, key)))
    return list(snapshots.values()), missing


def why_not_in_page(project: Project, ledger: Ledger, key: str, words: str) -> str:
    """Return why a source's kept page does not contain these words, or "" if it may contain them.

    If the page is not kept, the words may be in it. Stored passages are only a part of a page.
    """
    kept = kept_text(project, ledger, key)
    if kept is None:
        return ""
    page, reading = kept
    lang = ledger.sources[key].langid
    if find(words, page.text, context_ok=True, lang=lang).kind is not QuoteClass.ABSENT:
        return ""
    return _not_in_page(words, key, page, reading)


def _unchecked(ledger: Ledger, claim: Claim) -> Iterator[CheckedQuotation]:
    """Yield the quotations that no stored passage contains."""
    for quotation in of_claim(ledger, claim):
        item = claim.evidence[quotation.index]
        if quotation.kind is QuoteClass.UNCHECKABLE:
            if not item.no_passage:
                yield quotation
        elif quotation.kind in FAILS and quotation.kind is not QuoteClass.OUT_OF_CONTEXT:
            yield quotation


def _contains(quotation: CheckedQuotation, claim: Claim, page: Extracted) -> bool:
    quote = claim.evidence[quotation.index].quote
    return quote is not None and match_quotation(quote, page.text).kind is not QuoteClass.ABSENT


def _draft(
    project: Project, ledger: Ledger, key: str, page: Extracted, reading: Reading
) -> Draft | None:
    """Return the snapshot, or None if the page lacks a quotation in another claim."""
    outcome = passages_of(project, ledger, key, page, reading)
    absent = (QuoteClass.ABSENT, QuoteClass.MISATTRIBUTED)
    if not isinstance(outcome, Stored) or any(each.kind in absent for *_, each in outcome.matches):
        return None
    file = project.root / outcome.path
    before = read_text(project.file(file)) if file.exists() else None
    return Draft(outcome.path, outcome.text, before if isinstance(before, str) else None)


def _not_stored(ledger: Ledger, key: str) -> str:
    words = f"These words are not in the stored passages of {key}, and its page is not kept here."
    if ledger.snapshots[key].kind is TextKind.EXCERPT:
        return (
            f"{words} Put the text that you saw, with these words and all earlier quotations, into "
            f"a file, run `facts capture {key} --excerpt FILE --seen-at ADDRESS --seen-on DATE`, "
            f"{_AGAIN}"
        )
    return f"{words} Save the page, run `facts capture {key} --file page.html`, {_AGAIN}"


def _not_in_page(words: str, key: str, page: Extracted, reading: Reading) -> str:
    near = nearest(words, page.text)
    nearby = ""
    if near:
        differences = "; ".join(near.differences)
        nearby = f" The nearest passage is “{clipped(near.passage, 200)}”: {differences}."
    return (
        f"These words are not in the text of {key} that was saved on {reading.taken}.{nearby} "
        f"Correct the words. If the page has them, save it again, run `facts capture {key} "
        f"--file page.html`, {_AGAIN}"
    )


def _no_longer_whole(key: str) -> str:
    return (
        f"The page of {key} that you saved lacks words that other claims quote from it. Run "
        f"`facts capture {key}`, which names them, and correct those claims first."
    )
