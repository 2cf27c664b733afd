"""Words quoted from a source must be in its stored text, with the same meaning.

Why: a quotation that is not in its source, or that leaves out a denial, is the worst mistake that a
fact-checked page can make. If we store no text from the source, the quotation is not an error, but
is marked as uncheckable. Words in a different language cannot be the source's own, unless the
stored text contains them.
Fix: quote the source's own words, and translate them in `translation`. Correct the words, include
the denial in the quotation, or say in `context_ok` why it is fair to leave out the denial. After a
change to the words or the source, run `facts capture KEY` to store the passages again.
"""

from collections.abc import Iterator
from functools import partial

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.records import Claim, Snapshot, TextKind
from build_tools.facts.wording import clipped, did_you_mean
from build_tools.facts.wording import nearest as nearest_id
from build_tools.quotations.check import (
    OTHER_LANGUAGE,
    OTHER_LETTERS,
    CheckedQuotation,
    best_passage,
    cited_passages,
    of_claim,
    of_sources,
)
from build_tools.quotations.matching import FAILS, QuoteClass, nearest
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SNAPSHOT = """\
-- facts/snapshots/lrt-2023-08-16-closures.yaml --
address: https://www.lrt.lt/en/news/19/1/closures
taken: 2026-11-22
tool: facts 0.1.0, plain text
characters: 121
sha256: 3bd1c1b8d2f7e0d2f1c1e0a9f4f3b2a190807060504030201000f0e0d0c0b0a0
passages:
  - text: >-
      Two crossings will close on Friday due to geopolitical circumstances, the government said.
      It did not close the railway.
    start: 0
seal: a5d8305044a7bd86442215ebb4e6a918b1b88a8c2b8840df1f4b002dc7831995
"""


def _quoting(words: str) -> str:
    says = "from Friday.\n"
    return claim_sample((says, f"{says}    quote:\n      text: {words}\n")) + _SNAPSHOT


GOOD = _quoting("close on Friday due to geopolitical circumstances")

BAD = _quoting("close on Monday due to geopolitical circumstances #! checked-quotations")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield quotations that fail, and fields of quotations that are not needed."""
    for outcome in of_claim(ledger, claim):
        if outcome.kind in FAILS:
            yield _failure(outcome)
        elif outcome.match is not None:
            yield from _idle_exceptions(ledger, outcome)
        yield from _idle_translation(outcome, base(ledger.records.lang))


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield snapshots that were edited, or that contain passages without quotations."""
    if not ledger.snapshots:
        return
    failing = {
        quotation.claim.evidence[quotation.index].source
        for quotation in of_sources(ledger)
        if quotation.kind in FAILS
    }
    cited = cited_passages(ledger)
    unknown = {
        nearest_id(item.source, ledger.snapshots)
        for claim in ledger.claims.values()
        for item in claim.evidence
        if item.quote and item.source not in ledger.sources
    }
    partial_ids = failing | unknown | ledger.records.mentions
    for snapshot in ledger.snapshots.values():
        # A passage without a quotation may belong to a quotation that fails, or whose claim or
        # source is unknown, which is already reported.
        known = None if snapshot.id in partial_ids else cited.get(snapshot.id, set())
        yield from _of_snapshot(snapshot, ledger, known)


def _failure(outcome: CheckedQuotation) -> Problem:
    span = outcome.claim.place.span("evidence", outcome.index, "quote", "text")
    if outcome.kind is QuoteClass.OUT_OF_CONTEXT:
        return Problem(
            span,
            f"These words say something different in the source: {outcome.reason}.",
            "Quote that too, or say in `context_ok` why it is fair to leave it out. "
            f"The source has: {clipped(outcome.text, 200)}",
        )
    source = outcome.claim.evidence[outcome.index].source
    if outcome.kind is QuoteClass.MISATTRIBUTED:
        return Problem(
            span,
            f'These words are not in "{source}": {outcome.reason}.',
            "Cite the other source for them, or quote words from this one. If its page has them "
            f"too, save it and run `facts capture {source} --file page.html`.",
        )
    if outcome.reason in (OTHER_LANGUAGE, OTHER_LETTERS):
        hint = (
            "Quote the source's own words, with what they mean in `translation` (and "
            "`translated_by`, if it is not ours). If only a translation is known, quote the page "
            "that contains it as a separate source, or use `says` without quotation marks. "
            f"If the source contains exactly these words, `facts capture {source}` shows it."
        )
        return Problem(span, f"These are not the source's words: {outcome.reason}.", hint)
    if outcome.reason:
        return Problem(
            span, f"This is not a quotation: {outcome.reason}.", "Quote more of the source."
        )
    return _missing(outcome, source)


def _missing(outcome: CheckedQuotation, source: str) -> Problem:
    span = outcome.claim.place.span("evidence", outcome.index, "quote", "text")
    is_excerpt = outcome.against is TextKind.EXCERPT
    hint = (
        f"Correct the words. If the page has them, save it and run `facts capture {source} --file "
        "page.html`, which stores every quotation. "
    )
    if is_excerpt:
        hint = (
            "Correct the words. If you saw them, put all that you saw into a file and run `facts "
            f"capture {source} --excerpt FILE --seen-at ADDRESS --seen-on DATE`. "
        )
    near = nearest(outcome.words, outcome.text)
    if near is None:
        hint += "Nothing similar is stored."
    else:
        differences = "; ".join(near.differences)
        hint += f"The nearest passage is “{clipped(near.passage, 200)}”: {differences}."
    stored = "the stored excerpt" if is_excerpt else "the stored text"
    return Problem(span, f'These words are not in {stored} of "{source}".', hint)


def _idle_exceptions(ledger: Ledger, outcome: CheckedQuotation) -> Iterator[Problem]:
    item = outcome.claim.evidence[outcome.index]
    quote = item.quote
    assert quote is not None
    place = ("evidence", outcome.index, "quote")
    if quote.context_ok is not None:
        bare = quote.model_copy(update={"context_ok": None})
        _, without = best_passage(bare, ledger.snapshots[item.source])
        if without.kind is not QuoteClass.OUT_OF_CONTEXT:
            span = outcome.claim.place.span(*place, "context_ok", of_key=True)
            yield Problem(
                span, "Nothing near these words changes their meaning.", "Delete `context_ok`."
            )
    if quote.insertions and "[" not in quote.text:
        span = outcome.claim.place.span(*place, "insertions", of_key=True)
        yield Problem(span, "The words contain no square brackets.", "Delete `insertions`.")


def _idle_translation(outcome: CheckedQuotation, ours: str) -> Iterator[Problem]:
    quote = outcome.claim.evidence[outcome.index].quote
    assert quote is not None
    place = ("evidence", outcome.index, "quote")
    if quote.translation is not None and base(quote.lang) == ours:
        span = outcome.claim.place.span(*place, "translation", of_key=True)
        hint = "Delete `translation`, or name the language of the words in `lang`."
        yield Problem(span, "These words are already in the site's language.", hint)
    if quote.translated_by is not None and quote.translation is None:
        span = outcome.claim.place.span(*place, "translated_by", of_key=True)
        hint = "Add `translation`, or delete `translated_by`."
        yield Problem(span, "There is no translation to attribute.", hint)


def _of_snapshot(snapshot: Snapshot, ledger: Ledger, cited: set[int] | None) -> Iterator[Problem]:
    capture = f"Make it again with `facts capture {snapshot.id}`."
    if snapshot.id not in ledger.sources:
        hint = did_you_mean(snapshot.id, ledger.sources, "delete the file, or add the source.")
        yield Problem(
            snapshot.place.span("address", of_key=True),
            f'No source is called "{snapshot.id}".',
            hint,
        )
    if snapshot.seal != snapshot.expected_seal():
        message = "This snapshot was changed after it was made: its seal does not match."
        yield Problem(snapshot.place.span("seal"), message, f"It is never edited. {capture}")
        return
    end = 0
    for index, passage in enumerate(snapshot.passages):
        span = partial(snapshot.place.span, "passages", index, "text")
        if passage.start < end or passage.start + len(passage.text) > snapshot.characters:
            yield Problem(span(), "This passage does not fit into the whole text.", capture)
        elif cited is not None and index not in cited and snapshot.id in ledger.sources:
            yield Problem(span(), "This passage no longer contains a quotation.", capture)
        end = passage.start + len(passage.text)
