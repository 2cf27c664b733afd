"""Checks every quotation in the sentences that readers see, beginning with claims.

Words in quotation marks must be in a quotation or stored passage of the claim's evidence, or in the
article if the text mentions the article. Titles of cited sources may also be quoted. Words that a
record or page lists under ``terms`` are not quotations.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from build_tools.facts.diagnostics import Key, Span
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim, Record
from build_tools.facts.records.fields import MAX_QUOTED_WORDS
from build_tools.quotations.attributions import attributed_to, people_in
from build_tools.quotations.evidence_words import (
    Words,
    best,
    names_article,
    of_articles,
    of_record,
    of_source,
)
from build_tools.quotations.matching import FAILS, FOUND, Match, QuoteClass
from build_tools.quotations.matching.normal_form import comparable
from build_tools.quotations.quotation_marks import NOTHING, Marked, has_marks, marked_words

# No readable text has more quotations, and each quotation is compared with many texts.
MAX_QUOTATIONS = 100
TOO_MANY = f"there are more than {MAX_QUOTATIONS} quotations in one text"
UNPAIRED = "this quotation mark is never closed"
TOO_LONG = f"more than {MAX_QUOTED_WORDS} words are quoted"
_EDGES = " ,.;:\u200b"


class TextQuotation(NamedTuple):
    """Words in quotation marks in a text that readers see.

    ``kind`` is None for a title or term, which is not a quotation. ``span`` is the place of the
    opening mark, or empty if the quotation passes. If the text contradicts the record, ``speaker``
    is the speaker in the text, and ``recorded`` is the speaker in the record.
    """

    words: str
    kind: QuoteClass | None
    span: Span
    reason: str = ""
    speaker: str = ""
    recorded: str = ""

    @property
    def fails(self) -> bool:
        """Whether the words are not permitted in their text."""
        return bool(self.speaker) or self.kind in FAILS


class Sources(NamedTuple):
    """The words that a text may quote.

    ``articles`` apply only to texts that name the article. ``titles`` are as written, and ``terms``
    are in the form that :func:`term` returns. ``is_partial`` is true if a file that might contain
    the words could not be read.
    """

    texts: Sequence[Words]
    articles: Sequence[Words] = ()
    titles: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    is_partial: bool = False


@lru_cache(maxsize=4096)
def term(words: str) -> str:
    """Return the form of quoted words for comparison with terms or titles."""
    return comparable(words).strip(_EDGES + "[]").casefold()


# A function that returns the words that a text may quote. It is called only for texts with
# quotations.
Asked = Callable[[], Sources]


@memoized_per_ledger
def of_claim_texts(ledger: Ledger, claim: Claim) -> Sequence[TextQuotation]:
    """Return the quotations in the texts of a claim's record, in the order of the fields."""
    return tuple(
        quotation
        for keys, text in _fields(claim)
        if text and has_marks(text)
        for quotation in in_record(
            ledger, claim, keys, text, partial(_sources_at, ledger, claim, keys)
        )
    )


def _fields(claim: Claim) -> Iterator[tuple[tuple[Key, ...], str | None]]:
    """Yield each text of a claim that readers see.

    Search terms and the old values in revisions are not sentences on the site.
    """
    yield ("claim",), claim.claim
    for index, place in enumerate(claim.appears_in):
        yield ("appears_in", index, "context_ok"), place.context_ok
    for index, item in enumerate(claim.evidence):
        at = ("evidence", index)
        yield (*at, "says"), item.says
        yield (*at, "is_the_fact"), item.is_the_fact
        yield (*at, "part"), item.part
        if quote := item.quote:
            yield (*at, "quote", "speaker"), quote.speaker
            yield (*at, "quote", "translated_by"), quote.translated_by
            yield (*at, "quote", "context_ok"), quote.context_ok
    yield ("finding",), claim.finding
    yield ("finding_short",), claim.finding_short
    yield ("short",), claim.short
    yield ("outdated",), claim.outdated
    yield ("would_change",), claim.would_change
    for index, search in enumerate(claim.search_log):
        yield ("search_log", index, "where"), search.where
        yield ("search_log", index, "result"), search.result
    for index, revision in enumerate(claim.revisions):
        yield ("revisions", index, "reason"), revision.reason
    for index, link in enumerate(claim.related):
        yield ("related", index, "why"), link.why


def _sources_at(ledger: Ledger, claim: Claim, keys: tuple[Key, ...]) -> Sources:
    """Return the words that a field of a claim may quote."""
    whole = sources_of(ledger, (claim,))
    name, index = keys[0], keys[1] if len(keys) > 1 else 0
    assert isinstance(index, int)
    if keys[-1] == "says":
        own = tuple(of_source(ledger, claim, claim.evidence[index].source))
        return whole._replace(texts=own, articles=())
    if name == "revisions":
        revision = claim.revisions[index]
        replaced = [Words(text, ledger.records.lang) for text in (revision.before, revision.after)]
        return whole._replace(texts=[*whole.texts, *replaced])
    if name == "related" and (other := ledger.claims.get(claim.related[index].claim)):
        return whole._replace(texts=[*whole.texts, *of_record(ledger, other)])
    if name == "claim" and claim.asserted_by == ARTICLE and claim.appears_in:
        # This field restates the article, whose words may be in the previous sentence.
        return whole._replace(texts=[*whole.texts, *whole.articles])
    return whole


def sources_of(ledger: Ledger, claims: Sequence[Claim]) -> Sources:
    """Return the words that a text may quote if it cites these claims."""
    cited = {item.source for claim in claims for item in claim.evidence}
    titles = {ledger.sources[key].title for key in cited if key in ledger.sources}
    titles |= {article.title for article in ledger.articles.values()}
    articles = {place.article for claim in claims for place in claim.appears_in}
    return Sources(
        texts=[words for claim in claims for words in of_record(ledger, claim)],
        # "The article" is the article that makes the claims, if an article makes them.
        articles=of_articles(ledger, articles & set(ledger.articles)),
        titles=frozenset(titles),
        terms=frozenset(term(words) for claim in claims for words in claim.terms),
        is_partial=not ledger.records.unreadable.isdisjoint((*cited, *articles)),
    )


@once_per_ledger
def _names(ledger: Ledger) -> frozenset[str]:
    """Return the names in the vocabulary, and the quoted parts of them („Linava“)."""
    names = [publisher.name for publisher in ledger.publishers.values()]
    for entity in ledger.entities.values():
        names += [entity.name, entity.original or "", *entity.spellings]
    marked = [known.words or "" for name in names for known in marked_words(name)]
    return frozenset(map(term, filter(None, [*names, *marked])))


def in_record(
    ledger: Ledger, record: Record, keys: tuple[Key, ...], text: str, sources: Asked
) -> Iterator[TextQuotation]:
    """Yield every quotation in a text from a record. ``keys`` lead to the text in the record."""

    def place(marked: Marked) -> Span:
        return record.place.within(marked.start, marked.start + 1, *keys)

    yield from judged(ledger, text, marked_words(text), sources, place)


def judged(
    ledger: Ledger,
    text: str,
    marks: Sequence[Marked],
    asked: Asked,
    place: Callable[[Marked], Span],
) -> Iterator[TextQuotation]:
    """Yield every quotation in a text, with its result."""
    if not marks:
        return  # most texts have only apostrophes
    sources = asked()
    for number, marked in enumerate(marks):
        if number == MAX_QUOTATIONS:
            yield TextQuotation("", QuoteClass.ABSENT, place(marked), TOO_MANY)
            return
        if marked.words is None:
            mark = text[marked.start : marked.end]
            yield TextQuotation(mark, QuoteClass.ABSENT, place(marked), UNPAIRED)
            continue
        words = marked.words.strip(_EDGES)
        named = attributed_to(text.replace(NOTHING, " "), marked.start, marked.end)
        match, origin = best(words, sources.texts)
        if match.kind not in FOUND and not named and names_article(text):
            match, origin = best(words, sources.articles)
        if match.kind not in FOUND and not named and _is_name(ledger, words, sources):
            yield TextQuotation(words, None, place(marked))
            continue
        if len(words.split()) > MAX_QUOTED_WORDS:
            yield TextQuotation(words, QuoteClass.ABSENT, place(marked), TOO_LONG)
            continue
        kind = _kind(match, origin, sources.is_partial)
        speakers = _contradiction(ledger, named, origin)
        span = place(marked) if kind in FAILS or speakers[0] else Span("")
        yield TextQuotation(words, kind, span, match.reason, *speakers)


def _is_name(ledger: Ledger, words: str, sources: Sources) -> bool:
    """Return whether quoted words are a term, a title or a name in the vocabulary."""
    wanted = term(words)
    if wanted in sources.terms or wanted in _names(ledger):
        return True
    return any(term(title) == wanted for title in sources.titles)


def _kind(match: Match, origin: Words | None, is_partial: bool) -> QuoteClass:
    """Return the class of a match. Words that may be in an unread text are uncheckable."""
    if match.kind is QuoteClass.ABSENT and is_partial:
        return QuoteClass.UNCHECKABLE
    is_unchecked = origin is not None and not origin.is_checked
    return QuoteClass.UNCHECKABLE if match.kind in FOUND and is_unchecked else match.kind


def _contradiction(ledger: Ledger, named: str, source: Words | None) -> tuple[str, str]:
    """Return the speakers in a text and in the record, if they are two different people."""
    if not (named and source and source.speaker):
        return "", ""
    here, recorded = people_in(ledger, named), people_in(ledger, source.speaker)
    return (named, source.speaker) if here and recorded and here.isdisjoint(recorded) else ("", "")
