"""Words in quotation marks must be in the evidence: in a quotation or a stored passage.

The rule applies to every text that readers see: claims, findings, paraphrases of sources, notes,
pages and headings. `says` may quote only its own source. A paragraph on a page may quote only the
claims that it cites. Words from the article may be quoted if the record or the sentence names the
article. Titles of cited sources and names in the vocabulary may also be in quotation marks. A block
quotation counts as a quotation.
Why: readers assume that someone said the words in quotation marks.
Fix: correct the words, store the passage that contains them, or remove the quotation marks. If the
words are a term, the title of another work, or a phrase in scare quotes, list them in `terms` with
the reason. On a page, write a line `<!-- facts: term “words”: the reason -->` instead. A speaker
whom a text names must be the speaker in the quotation's record.
"""

from collections.abc import Iterable, Iterator

from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.facts.wording import clipped
from build_tools.quotations.evidence_words import of_articles
from build_tools.quotations.matching import QuoteClass
from build_tools.quotations.page_quotations import of_prose, terms_of
from build_tools.quotations.text_quotations import (
    TOO_LONG,
    TOO_MANY,
    UNPAIRED,
    TextQuotation,
    of_claim_texts,
    term,
)
from build_tools.quotations.vocabulary_quotations import of_vocabulary
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

MAX_TERM_WORDS = 8

_FINDING = "finding: Two of six, from 18 August 2023."
_SAYS = "from Friday.\n"
_QUOTING = (_SAYS, f"{_SAYS}    quote:\n      text: due to geopolitical circumstances\n")

GOOD = (
    claim_sample(
        _QUOTING,
        (_FINDING, "finding: It cited “geopolitical circumstances” for the “hard” closure."),
        ("checked:", "terms:\n  hard: a word of ours, held at a distance\nchecked:"),
    )
    + """
-- content/explainers/border.md --
# Why did the border close?

<!-- facts: term “soft”: a word of ours, held at a distance -->
Lithuania cited “geopolitical circumstances” for the “soft” closure [@two-crossings].
"""
)

BAD = (
    claim_sample(
        _QUOTING,
        (_FINDING, "finding: “We closed them to punish Minsk,” he said. #! quoted-words"),
        ("checked:", "terms:\n  hard: it stands nowhere #! quoted-words\nchecked:"),
        (
            "Two of six checkpoints are",
            "Two “geopolitical circumstances” are #! quoted-words\n     ",
        ),
    )
    + """
-- content/explainers/border.md --
# Why did the border close?

Lithuania spoke of “a threat from Minsk” [@two-crossings]. %! quoted-words

Again “geopolitical circumstances”. %! quoted-words
"""
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield words in quotation marks that the evidence does not contain, and unused terms."""
    yield from _failures(ledger, of_claim_texts(ledger, claim))
    used = _terms_used(of_claim_texts(ledger, claim)) | _terms_on_pages(ledger, claim)
    for words in claim.terms:
        span = claim.place.span("terms", words, of_key=True)
        yield from _of_term(words, claim.terms[words], span, used)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield wrong quotations on pages and in the vocabulary, and unused terms on pages."""
    yield from _failures(ledger, of_vocabulary(ledger))
    yield from _failures(ledger, of_prose(ledger))
    for prose in ledger.records.prose:
        for words, reason, span in terms_of(prose):
            on_page = (known for known in of_prose(ledger) if known.span.path == span.path)
            yield from _of_term(words, reason, span, _terms_used(on_page))


def _failures(ledger: Ledger, quotations: Iterable[TextQuotation]) -> Iterator[Problem]:
    for quotation in quotations:
        if quotation.fails:
            yield Problem(quotation.span, *_in_words(ledger, quotation))


def _in_words(ledger: Ledger, quotation: TextQuotation) -> tuple[str, str]:
    words = clipped(quotation.words, 60)
    if quotation.reason == UNPAIRED:
        return (
            f"The quotation mark {words} is never closed",
            "Close the quotation, or delete the mark.",
        )
    if quotation.reason == TOO_MANY:
        return f"Nothing after this is checked: {TOO_MANY}", "Split the paragraph"
    if quotation.reason == TOO_LONG:
        return f"“{words}” quotes too much: {TOO_LONG}", "Quote the words that matter"
    if quotation.speaker:
        return (
            f"“{words}” is attributed to {quotation.speaker} here, but to {quotation.recorded} in "
            "the record of the quotation",
            "Name the speaker given in the record, or correct the record",
        )
    if quotation.kind is QuoteClass.OUT_OF_CONTEXT:
        return (
            f"“{words}” says something different in the source: {quotation.reason}",
            "Quote that too, or say it without quotation marks",
        )
    message = f"“{words}” is in no quotation or stored passage that this text may quote"
    # For a hint, comparing the letters as they are is enough.
    if any(quotation.words.rstrip(",.") in text.text for text in of_articles(ledger)):
        hint = (
            "The article has it. Say so in this text (not in `says`, which quotes its own source)"
        )
        return message, f"{hint}, or leave out the quotation marks"
    return message, (
        "Correct the words, store the passage, or remove the quotation marks. List a term in "
        "`terms` with the reason"
    )


def _of_term(words: str, reason: str, span: Span, used: set[str]) -> Iterator[Problem]:
    if len(words.split()) > MAX_TERM_WORDS:
        message = f"A term or title of more than {MAX_TERM_WORDS} words is a quotation."
        yield Problem(span, message, "Delete it, and quote the words from a source.")
    elif term(words) not in used:
        message = f"The term “{clipped(words, 60)}” is not needed."
        yield Problem(
            span, message, "Delete it: the words have a source, or this text does not contain them."
        )
    elif not reason:
        yield Problem(span, "The term gives no reason.", "Write it after a colon.")


def _terms_used(quotations: Iterable[TextQuotation]) -> set[str]:
    return {term(quotation.words) for quotation in quotations if quotation.kind is None}


def _terms_on_pages(ledger: Ledger, claim: Claim) -> set[str]:
    return _terms_used(of_prose(ledger)) if claim.terms else set()
