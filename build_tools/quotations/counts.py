"""Counts records, sentences, and quotations by result."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields

from build_tools.facts.catalogue import IN_ENGLISH, N_, Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, SentenceState, TextKind
from build_tools.quotations.check import CheckedQuotation, from_articles, of_claim, of_sources
from build_tools.quotations.matching import FAILS, FOUND, QuoteClass
from build_tools.quotations.page_quotations import of_prose
from build_tools.quotations.quotation_counts import (
    FROM_ARTICLE,
    FROM_ARTICLES,
    FROM_SOURCES,
    QuotationCounts,
    SourceQuotationCounts,
)
from build_tools.quotations.text_quotations import TextQuotation, of_claim_texts
from build_tools.quotations.vocabulary_quotations import of_vocabulary

# The rule that checks the quotations in sentences.
TEXTS_RULE = "quoted-words"

# The messages for a single article, and for several articles.
_ALL_FOUND = (
    N_("%(all)s from the article, all found in it%(classes)s"),
    N_("%(all)s from the articles, all found in them%(classes)s"),
)
_SOME_FOUND = (
    N_(
        "%(all)s from the article: %(found)s found in it%(classes)s, %(failed)s failed, "
        "%(skipped)s skipped"
    ),
    N_(
        "%(all)s from the articles: %(found)s found in them%(classes)s, %(failed)s failed, "
        "%(skipped)s skipped"
    ),
)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of records, quotations and sentences.

    Every quotation from a checked article can be compared with the article's text, but a quotation
    from a source only if the source has a snapshot. The two kinds are therefore counted separately.
    ``publishers`` is the number of publishers that have a source.
    ``has_several`` is true if there is more than one article.
    """

    claims: int
    sources: int
    publishers: int
    entities: int
    of_article: QuotationCounts
    of_sources: SourceQuotationCounts
    sentences: int
    sentences_accounted: int
    sentences_todo: int
    snapshots: int = 0
    in_texts: QuotationCounts = field(default_factory=QuotationCounts)
    terms: int = 0
    has_several: bool = False

    def lines(self, words: Catalogue = IN_ENGLISH) -> list[str]:
        """Return the counts in sentences."""
        read = words.listed(
            [
                words.gettext("%(number)s claims", number=self.claims),
                words.gettext("%(number)s sources", number=self.sources),
                words.gettext("%(number)s publishers", number=self.publishers),
                words.gettext("%(number)s people, organisations and places", number=self.entities),
            ]
        )
        return [
            words.gettext("Records read: %(list)s.", list=read),
            self.quotations_line(words),
            self.texts_line(words),
            words.gettext(
                "Sentences: %(accounted)s of %(all)s accounted for, %(todo)s to do.",
                accounted=self.sentences_accounted,
                all=self.sentences,
                todo=self.sentences_todo,
            ),
        ]

    def quotations_line(self, words: Catalogue = IN_ENGLISH) -> str:
        """Return a sentence with the results for quotations.

        Unchecked quotations do not count as found.
        """
        article = self.of_article
        is_complete = article.all and article.checked == article.all
        message = (_ALL_FOUND if is_complete else _SOME_FOUND)[self.has_several]
        in_article = words.gettext(
            message,
            all=article.all,
            found=article.checked,
            classes=article.by_class(words),
            failed=article.failed,
            skipped=article.skipped,
        )
        return words.gettext(
            "Quotations: %(of_article)s; %(of_sources)s.",
            of_article=in_article,
            of_sources=self.of_sources.in_words(words),
        )

    def for_readers(self, words: Catalogue) -> str:
        """Return the sentences about checked quotations, if there are any, for every page."""
        sources = self.of_sources
        if not (self.of_article.all or sources.all):
            return ""
        return " ".join(
            [
                *self.of_article.sentences(
                    words, FROM_ARTICLES if self.has_several else FROM_ARTICLE
                ),
                *sources.sentences(words, FROM_SOURCES),
                *sources.limits(words),
            ]
        )

    def texts_line(self, words: Catalogue = IN_ENGLISH) -> str:
        """Return a sentence about the quotations in the sentences of records and pages."""
        texts = self.in_texts
        unread = words.gettext("%(number)s uncheckable, ", number=texts.uncheckable)
        return words.gettext(
            "Quotations in sentences: %(all)s, %(found)s found%(classes)s, %(unread)s"
            "%(failed)s failed, %(skipped)s skipped; %(terms)s terms and titles.",
            all=texts.all,
            found=texts.checked,
            classes=texts.by_class(words),
            unread=unread if texts.uncheckable else "",
            failed=texts.failed,
            skipped=texts.skipped,
            terms=self.terms,
        )

    def as_dict(self) -> dict[str, int | dict[str, int]]:
        """Return the counts by name. The counts of quotations are dictionaries."""
        values = {
            count.name: getattr(self, count.name)
            for count in fields(self)
            if count.name != "has_several"
        }
        return {
            name: value.as_dict() if isinstance(value, QuotationCounts) else value
            for name, value in values.items()
        }


def count(ledger: Ledger) -> Counts:
    """Count the ledger's records, quotations and sentences."""
    sentences = [
        (article.id, sentence)
        for article in ledger.articles.values()
        for sentence in article.sentences
    ]
    todo = sum(sentence.state is SentenceState.TODO for _, sentence in sentences)
    accounted = sum(
        bool(ledger.ids_in_sentence(article, sentence.id))
        or sentence.state not in (None, SentenceState.TODO)
        for article, sentence in sentences
    )
    return Counts(
        claims=len(ledger.claims),
        sources=len(ledger.sources),
        publishers=len({source.publisher for source in ledger.sources.values()}),
        entities=len(ledger.entities),
        of_article=_quotations(ledger, "article-words", from_articles),
        of_sources=_of_sources(ledger),
        snapshots=len(ledger.snapshots),
        sentences=len(sentences),
        sentences_accounted=accounted,
        sentences_todo=todo,
        in_texts=_in_texts(ledger),
        terms=sum(quotation.kind is None for quotation in _all_in_texts(ledger)),
        has_several=len(ledger.articles) > 1,
    )


def _of_sources(ledger: Ledger) -> SourceQuotationCounts:
    checked = [quotation for quotation in of_sources(ledger) if quotation.kind not in FAILS]
    return SourceQuotationCounts(
        **asdict(_quotations(ledger, "checked-quotations", of_claim)),
        against_excerpt=sum(quotation.against is TextKind.EXCERPT for quotation in checked),
        near_edge=sum(bool(quotation.unseen) for quotation in checked),
    )


def _quotations(
    ledger: Ledger, rule: str, quotations_of: Callable[[Ledger, Claim], Sequence[CheckedQuotation]]
) -> QuotationCounts:
    """Count quotations by class. A claim may waive ``rule``, which checks its quotations."""
    kinds: Counter[QuoteClass] = Counter()
    skipped = no_denials = 0
    for claim in ledger.claims.values():
        for quotation in quotations_of(ledger, claim):
            if quotation.kind in FAILS and rule in claim.waive:
                skipped += 1
            else:
                kinds[quotation.kind] += 1
                no_denials += quotation.lacks_denials
    return QuotationCounts(
        exact=kinds[QuoteClass.EXACT],
        typographic=kinds[QuoteClass.TYPOGRAPHIC],
        elided=kinds[QuoteClass.ELIDED],
        ambiguous=kinds[QuoteClass.AMBIGUOUS],
        translated=kinds[QuoteClass.TRANSLATED],
        uncheckable=kinds[QuoteClass.UNCHECKABLE],
        failed=sum(kinds[kind] for kind in FAILS),
        skipped=skipped,
        no_denials=no_denials,
    )


def _all_in_texts(ledger: Ledger) -> Iterator[TextQuotation]:
    for claim in ledger.claims.values():
        yield from of_claim_texts(ledger, claim)
    yield from of_vocabulary(ledger)
    yield from of_prose(ledger)


def _in_texts(ledger: Ledger) -> QuotationCounts:
    """Count the quotations in sentences by class, without terms and titles."""
    waived = [
        quotation
        for claim in ledger.claims.values()
        for quotation in of_claim_texts(ledger, claim)
        if quotation.fails and TEXTS_RULE in claim.waive
    ]
    kinds = Counter(quotation.kind for quotation in _all_in_texts(ledger))
    kinds.subtract(quotation.kind for quotation in waived)
    # A quotation in a sentence need not identify a single place in a text.
    whole = FOUND - {QuoteClass.TYPOGRAPHIC, QuoteClass.ELIDED}
    return QuotationCounts(
        exact=sum(kinds[kind] for kind in whole),
        typographic=kinds[QuoteClass.TYPOGRAPHIC],
        elided=kinds[QuoteClass.ELIDED],
        uncheckable=kinds[QuoteClass.UNCHECKABLE],
        failed=sum(kinds[kind] for kind in FAILS),
        skipped=len(waived),
    )
