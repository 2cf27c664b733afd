"""The honest counts: what was read, what was checked, and what could not be."""

from collections import Counter
from dataclasses import asdict, dataclass

from build_tools.ledger import Ledger
from build_tools.quotations import OTHER_LANGUAGE, of_articles, of_sources
from build_tools.quotes import FAILS, HOLDS, QuoteClass
from build_tools.records import SentenceState
from build_tools.text import in_words

# The rules that hold quotations to the contract: a claim that waives one has its failing
# quotations skipped, and they are counted as that.
_OF_ARTICLES, _OF_SOURCES = "article-words", "checked-quotations"


HELD_CLASSES = ("exact", "typographic", "elided", "translated")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each. Quotations of an article are checked against its stored text, those of a
    source against its stored passages. Without any they are uncheckable, and so are words that are
    ``rendered`` from another language: that is said, and never counted as passed. Checked are the
    exact, typographic, elided and translated; skipped is what fails and was waived.
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
    quotations_exact: int = 0
    quotations_typographic: int = 0
    quotations_elided: int = 0
    quotations_translated: int = 0
    quotations_rendered: int = 0
    quotations_skipped: int = 0
    snapshots: int = 0

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
            self.quotations_line(),
            f"Sentences: {self.sentences_accounted} of {self.sentences} accounted for, "
            f"{self.sentences_todo} to do.",
        ]

    def quotations_line(self) -> str:
        """Return what came of the quotations, in one sentence: nothing unchecked counts as good."""
        kinds = [
            f"{number} {kind}"
            for kind in HELD_CLASSES
            if (number := getattr(self, f"quotations_{kind}"))
        ]
        by_class = f" ({', '.join(kinds)})" if kinds else ""
        return (
            f"Quotations: {self.quotations_checked} checked{by_class}, "
            f"{self.quotations_uncheckable} uncheckable{self._reasons()}, "
            f"{self.quotations_failed} failed, {self.quotations_skipped} skipped."
        )

    def _reasons(self) -> str:
        rendered = self.quotations_rendered
        without_text = self.quotations_uncheckable - rendered
        reasons = [f"{rendered} of words in another language than the source's"] if rendered else []
        if without_text:
            number = f"{without_text} with " if rendered else ""
            reasons.append(f"{number}no stored text of the source")
        return f" ({in_words(reasons)})" if reasons else ""

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


def count(ledger: Ledger) -> Counts:
    """Count the ledger's records, quotations and sentences."""
    kinds, rendered, skipped = _quotations(ledger)
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
        quotations_checked=sum(kinds[kind] for kind in HOLDS),
        quotations_exact=kinds[QuoteClass.EXACT],
        quotations_typographic=kinds[QuoteClass.TYPOGRAPHIC],
        quotations_elided=kinds[QuoteClass.ELIDED],
        quotations_translated=kinds[QuoteClass.TRANSLATED],
        quotations_uncheckable=kinds[QuoteClass.UNCHECKABLE],
        quotations_rendered=rendered,
        quotations_failed=sum(kinds[kind] for kind in FAILS),
        quotations_skipped=skipped,
        snapshots=len(ledger.snapshots),
        sentences=len(sentences),
        sentences_accounted=accounted,
        sentences_todo=todo,
    )


def _quotations(ledger: Ledger) -> tuple[Counter[QuoteClass], int, int]:
    """Count by class, those in another language, and failing ones that a waiver passes over."""
    kinds: Counter[QuoteClass] = Counter()
    rendered = skipped = 0
    for rule, found in ((_OF_ARTICLES, of_articles(ledger)), (_OF_SOURCES, of_sources(ledger))):
        for one in found:
            if one.kind in FAILS and rule in one.claim.waive:
                skipped += 1
            else:
                kinds[one.kind] += 1
                rendered += one.kind is QuoteClass.UNCHECKABLE and one.reason == OTHER_LANGUAGE
    return kinds, rendered, skipped
