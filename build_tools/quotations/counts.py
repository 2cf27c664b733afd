"""Counts records, quotations and sentences: what was read, what was checked, what could not be."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, SentenceState, TextKind
from build_tools.facts.wording import counted, in_words
from build_tools.quotations.check import CheckedQuotation, from_articles, of_claim, of_sources
from build_tools.quotations.matching import FAILS, FOUND, QuoteClass
from build_tools.quotations.page_quotations import of_prose
from build_tools.quotations.text_quotations import (
    TextQuotation,
    of_claim_texts,
)
from build_tools.quotations.vocabulary_quotations import of_vocabulary

# The rule that checks the quotations in sentences.
TEXTS_RULE = "quoted-words"


@dataclass(frozen=True, slots=True)
class QuotationCounts:
    """Numbers of quotations by result.

    Exact, typographic, elided, ambiguous and translated ones were checked; for ``no_denials`` of
    them there is no list of denials in their language, so none was looked for. A quotation is
    uncheckable if its source has no snapshot; it never counts as checked. Those that fail and are
    waived are skipped.
    """

    exact: int = 0
    typographic: int = 0
    elided: int = 0
    ambiguous: int = 0
    translated: int = 0
    uncheckable: int = 0
    failed: int = 0
    skipped: int = 0
    no_denials: int = 0

    @property
    def checked(self) -> int:
        """The number that were found in the text."""
        return self.exact + self.typographic + self.elided + self.ambiguous + self.translated

    @property
    def all(self) -> int:
        """The number of all."""
        return self.checked + self.uncheckable + self.failed + self.skipped

    def by_class(self) -> str:
        """Return the number of found quotations of each class, in brackets, or "" without any."""
        names = ("exact", "typographic", "elided", "ambiguous", "translated")
        kinds = [f"{number} {name}" for name in names if (number := getattr(self, name))]
        return f" ({', '.join(kinds)})" if kinds else ""

    def denials(self) -> str:
        """Return for how many found ones no denials were looked for, as the end of a sentence."""
        if not self.no_denials:
            return ""
        return f"; no denials were looked for near {self.no_denials}: no list for their languages"

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, with the sums."""
        return {"all": self.all, "checked": self.checked, **asdict(self)}

    def sentences(self, origin: str, text: str) -> Iterator[str]:
        """Yield how many quotations "from the article" match "its text", and what of the rest."""
        quotations = f"{counted(self.all, 'quotation')} from {origin}"
        if not self.all:
            yield f"There are no quotations from {origin}."
        elif self.checked == self.all:
            yield f"{'All' if self.all > 1 else 'The'} {quotations} {_match(self.all)} {text}."
        else:
            yield f"Of {quotations}, {self.checked} {_match(self.checked)} {text}."
        if self.uncheckable:
            yield f"We could not check {self.uncheckable}, because we store no text for them."
        if self.failed:
            yield f"{self.failed} {'does' if self.failed == 1 else 'do'} not match."
        if self.skipped:
            yield f"We exempt {self.skipped} from the check, and give the reason."


@dataclass(frozen=True, slots=True)
class SourceQuotationCounts(QuotationCounts):
    """Numbers of quotations from sources, by result and by what they were compared with.

    Of those checked, ``against_excerpt`` were compared with an excerpt, the others with the page.
    The excerpt of ``near_edge`` ends within twelve words, so that nothing beyond was seen.
    """

    against_excerpt: int = 0
    near_edge: int = 0

    @property
    def against_page(self) -> int:
        """The number that were found in the text of the whole page."""
        return self.checked - self.against_excerpt

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name, with the sums."""
        return {**QuotationCounts.as_dict(self), "against_page": self.against_page}

    def limits(self) -> Iterator[str]:
        """Yield how much of the sources was seen, in sentences for readers."""
        if self.against_excerpt and self.against_excerpt == self.checked:
            yield "We checked them against stored excerpts, not whole pages."
        elif self.against_excerpt:
            yield f"We checked {self.against_excerpt} against a stored excerpt, not the whole page."
        if self.near_edge:
            yield f"For {self.near_edge}, the excerpt ends close to the quotation."

    def in_words(self) -> str:
        """Return the results: first those checked, then those that were not."""
        against = ""
        if self.checked:
            edge = f" ({self.near_edge} near its edge)" if self.near_edge else ""
            against = (
                f", {self.against_page} against the page and "
                f"{self.against_excerpt} against a stored excerpt{edge}"
            )
        why = " (no stored text)" if self.uncheckable else ""
        return (
            f"{self.all} from sources: {self.checked} checked{self.by_class()}{against}, "
            f"{self.uncheckable} not checked{why}, {self.failed} failed, {self.skipped} skipped"
            f"{self.denials()}"
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of records, quotations and sentences.

    All quotations from a checked article can be looked for in its text, but those from a source
    only if it has a snapshot. So the two are counted separately. ``has_several`` says that there is
    more than one article.
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
    in_texts: QuotationCounts = QuotationCounts()
    terms: int = 0
    has_several: bool = False

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
            self.texts_line(),
            f"Sentences: {self.sentences_accounted} of {self.sentences} accounted for, "
            f"{self.sentences_todo} to do.",
        ]

    def quotations_line(self) -> str:
        """Return the results in one sentence; unchecked quotations do not count as found."""
        article = self.of_article
        name, them = ("the articles", "them") if self.has_several else ("the article", "it")
        if article.all and article.checked == article.all:
            found = f"all found in {them}{article.by_class()}"
            in_article = f"{article.all} from {name}, {found}"
        else:
            in_article = (
                f"{article.all} from {name}: {article.checked} found in {them}"
                f"{article.by_class()}, {article.failed} failed, {article.skipped} skipped"
            )
        return f"Quotations: {in_article}; {self.of_sources.in_words()}."

    def for_readers(self) -> str:
        """Return in sentences what was checked and what was not, for the foot of each page."""
        sources = self.of_sources
        names = ("the article", "its text")
        if self.has_several:
            names = ("the articles", "their texts")
        return " ".join(
            [
                *self.of_article.sentences(*names),
                *sources.sentences("other sources", "their stored text"),
                *sources.limits(),
            ]
        )

    def texts_line(self) -> str:
        """Return how many quotations the sentences of records and pages have, with results."""
        texts = self.in_texts
        unread = f"{texts.uncheckable} uncheckable, " if texts.uncheckable else ""
        return (
            f"Quotations in sentences: {texts.all}, {texts.checked} found{texts.by_class()}, "
            f"{unread}{texts.failed} failed, {texts.skipped} skipped; "
            f"{self.terms} terms and titles."
        )

    def as_dict(self) -> dict[str, int | dict[str, int]]:
        """Return the counts by name; those of quotations are dictionaries."""
        values = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name != "has_several"
        }
        return {
            name: value.as_dict() if isinstance(value, QuotationCounts) else value
            for name, value in values.items()
        }


def _match(number: int) -> str:
    return "matches" if number == 1 else "match"


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
        publishers=len(ledger.publishers),
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
    """Count by class. ``rule`` checks them, and a claim may waive it for its own."""
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
    # To a sentence it is all one how often a text has the words.
    whole = FOUND - {QuoteClass.TYPOGRAPHIC, QuoteClass.ELIDED}
    return QuotationCounts(
        exact=sum(kinds[kind] for kind in whole),
        typographic=kinds[QuoteClass.TYPOGRAPHIC],
        elided=kinds[QuoteClass.ELIDED],
        uncheckable=kinds[QuoteClass.UNCHECKABLE],
        failed=sum(kinds[kind] for kind in FAILS),
        skipped=len(waived),
    )
