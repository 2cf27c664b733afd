"""The honest counts: what was read, what was checked, and what could not be."""

from dataclasses import asdict, dataclass

from build_tools.ledger import Ledger
from build_tools.quotes import QuoteClass, find
from build_tools.records import SentenceState
from build_tools.text import in_words


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each. Quotations of an article are checked against its stored text; those of
    a source without a stored text are uncheckable, which is said and never counted as passed.
    """

    claims: int
    sources: int
    publishers: int
    entities: int
    quotations_checked: int
    quotations_uncheckable: int
    quotations_failed: int
    sentences: int
    sentences_accounted: int
    sentences_todo: int

    def lines(self) -> list[str]:
        """Return the counts in sentences."""
        read = in_words(
            [
                f"{self.claims} claims",
                f"{self.sources} sources",
                f"{self.publishers} publishers",
                f"{self.entities} people, organisations and places",
            ]
        )
        return [
            f"Records read: {read}.",
            f"Quotations: {self.quotations_checked} checked, "
            f"{self.quotations_uncheckable} uncheckable (no stored text of the source), "
            f"{self.quotations_failed} failed.",
            f"Sentences: {self.sentences_accounted} of {self.sentences} accounted for, "
            f"{self.sentences_todo} to do.",
        ]

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


def count(ledger: Ledger) -> Counts:
    """Count the ledger's records, quotations and sentences."""
    checked = failed = uncheckable = 0
    for claim in ledger.claims.values():
        uncheckable += sum(item.quote is not None for item in claim.evidence)
        for place in claim.appears_in:
            if place.quote is None:
                continue
            good = (QuoteClass.EXACT, QuoteClass.TYPOGRAPHIC)
            if (
                find(place.quote, _sentence_text(ledger, place.article, place.sentence)).kind
                in good
            ):
                checked += 1
            else:
                failed += 1
    sentences = [
        (article.id, sentence)
        for article in ledger.articles.values()
        for sentence in article.sentences
    ]
    todo = sum(sentence.state is SentenceState.TODO for _, sentence in sentences)
    accounted = sum(
        bool(ledger.in_sentence(article, sentence.id))
        or sentence.state not in (None, SentenceState.TODO)
        for article, sentence in sentences
    )
    return Counts(
        claims=len(ledger.claims),
        sources=len(ledger.sources),
        publishers=len(ledger.publishers),
        entities=len(ledger.entities),
        quotations_checked=checked,
        quotations_uncheckable=uncheckable,
        quotations_failed=failed,
        sentences=len(sentences),
        sentences_accounted=accounted,
        sentences_todo=todo,
    )


def _sentence_text(ledger: Ledger, article: str, sentence: str) -> str:
    held = ledger.articles.get(article)
    if held is None:
        return ""
    return next((held.words_of(one) for one in held.sentences if one.id == sentence), "")
