"""Checks every quotation in what readers read: sentences of records, and prose.

Words in quotation marks must be in a quotation or stored passage of the claim's evidence, or in the
article where the text speaks of it. Titles of cited sources are quoted too, and words that a record
or page lists under ``terms`` quote nobody.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.facts.diagnostics import Key, Span
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.reading.code_blanks import without_code
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import (
    Article,
    Claim,
    Country,
    Owner,
    Paragraph,
    Prose,
    Publisher,
    Record,
    Redirect,
    Topic,
)
from build_tools.quotations.attributions import attributed_to, people_in
from build_tools.quotations.evidence_words import (
    Words,
    best,
    names_article,
    of_articles,
    of_record,
    of_source,
)
from build_tools.quotations.markdown_text import as_seen
from build_tools.quotations.matching import FAILS, FOUND, Match, QuoteClass
from build_tools.quotations.matching.normal_form import comparable
from build_tools.quotations.quotation_marks import Marked, marked_words

UNPAIRED = "this quotation mark has no partner"
_EDGES = " ,.;:\u200b"
_TERM = re.compile(
    r"^[ ]{0,3}<!--[ ]*facts:[ ]*term[ ]+(?P<words>[^\n]{1,100}?):(?:[ ]+(?P<why>[^\n]{0,300}?))?"
    r"[ ]*-->[ ]*$"
)
_MARKS = "“”„«»「」『』‹›‘’\"'"
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ ]")


@dataclass(frozen=True, slots=True)
class TextQuotation:
    """Words in quotation marks in a text that readers read.

    ``kind`` is None for a title or a term, which are nobody's words. ``span`` is that of the
    opening mark. ``speaker`` is the name that the text gives, where it contradicts the record's,
    which is ``recorded``.
    """

    words: str
    kind: QuoteClass | None
    span: Span
    reason: str = ""
    speaker: str = ""
    recorded: str = ""

    @property
    def fails(self) -> bool:
        """Whether the words may not stand there as they do."""
        return bool(self.speaker) or self.kind in FAILS


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the words of a text may come from.

    ``articles`` are only for texts that name the article. ``is_partial`` says that a file which
    might have the words could not be read.
    """

    texts: Sequence[Words]
    articles: Sequence[Words] = ()
    titles: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    is_partial: bool = False


@memoized_per_ledger
def of_claim_texts(ledger: Ledger, claim: Claim) -> Sequence[TextQuotation]:
    """Return the quotations in the texts of a claim's record, fields in their order."""
    whole: _Sources | None = None
    quotations: list[TextQuotation] = []
    for keys, text, own in _fields(ledger, claim):
        if _has_marks(text):
            whole = whole or _sources_of(ledger, (claim,))
            sources = whole
            if own is not None:
                sources = replace(whole, texts=own, articles=())
            elif keys == ("claim",) and claim.asserted_by == ARTICLE and claim.appears_in:
                # It restates the article, whose words may stand in the sentence before.
                sources = replace(whole, texts=[*whole.texts, *whole.articles])
            quotations += _in_record(ledger, claim, keys, text, sources)
    return tuple(quotations)


def of_prose(ledger: Ledger) -> Sequence[TextQuotation]:
    """Return the quotations in hand-written pages, in their order."""
    return _remembered(ledger, "prose", lambda: _all_of_prose(ledger))


def of_vocabulary(ledger: Ledger) -> Sequence[TextQuotation]:
    """Return the quotations in what is told of people, places, sources and articles."""
    return _remembered(ledger, "vocabulary", lambda: _all_of_vocabulary(ledger))


def _remembered(
    ledger: Ledger, name: str, compute: Callable[[], Iterable[TextQuotation]]
) -> Sequence[TextQuotation]:
    key = f"{__name__}.{name}"
    if key not in ledger.answers:
        ledger.answers[key] = tuple(compute())
    known: Sequence[TextQuotation] = ledger.answers[key]
    return known


def term(words: str) -> str:
    """Return the form in which quoted words and terms or titles are compared."""
    return comparable(words).strip(_EDGES + "[]").casefold()


_ANY_MARK = re.compile("[“”„‟«»「」『』﹁﹂﹃﹄〝〞〟＂\"‹›‘‚']|``|,,|<<")


def _has_marks(text: str) -> bool:
    return _ANY_MARK.search(text) is not None


def _fields(
    ledger: Ledger, claim: Claim
) -> Iterator[tuple[tuple[Key, ...], str, Sequence[Words] | None]]:
    """Yield each text of a claim, with the words that it may quote if not those of the record.

    What was asked for in a search, and what a revision replaced, are no sentences of the site.
    """
    yield ("claim",), claim.claim, None
    for index, place in enumerate(claim.appears_in):
        yield ("appears_in", index, "context_ok"), place.context_ok or "", None
    for index, item in enumerate(claim.evidence):
        own = tuple(of_source(ledger, item.source))
        at = ("evidence", index)
        yield (*at, "says"), item.says, own
        yield (*at, "part"), item.part or "", None
        if item.quote:
            yield (*at, "quote", "context_ok"), item.quote.context_ok or "", None
    yield ("finding",), claim.finding, None
    for name in ("outdated", "would_change"):
        yield (name,), getattr(claim, name) or "", None
    for index, search in enumerate(claim.search_log):
        yield ("search_log", index, "result"), search.result, None
    for index, revision in enumerate(claim.revisions):
        known = [Words(revision.before, "en"), Words(revision.after, "en")]
        yield ("revisions", index, "reason"), revision.reason, [*of_record(ledger, claim), *known]
    for index, link in enumerate(claim.related):
        other = ledger.claims.get(link.claim)
        both = [words for one in (claim, other) if one for words in of_record(ledger, one)]
        yield ("related", index, "why"), link.why, both


def _sources_of(ledger: Ledger, claims: Sequence[Claim]) -> _Sources:
    """Return what a text that cites these claims may quote."""
    cited = {item.source for claim in claims for item in claim.evidence}
    titles = {ledger.sources[key].title for key in cited if key in ledger.sources}
    titles |= {article.title for article in ledger.articles.values()}
    articles = {place.article for claim in claims for place in claim.appears_in}
    return _Sources(
        texts=[words for claim in claims for words in of_record(ledger, claim)],
        articles=of_articles(ledger),
        titles=frozenset(map(term, titles)),
        terms=frozenset(term(words) for claim in claims for words in claim.terms),
        is_partial=not ledger.records.unreadable.isdisjoint((*cited, *articles)),
    )


def _in_record(
    ledger: Ledger, record: Record, keys: tuple[Key, ...], text: str, sources: _Sources
) -> Iterator[TextQuotation]:
    def place(marked: Marked) -> Span:
        sign = text[marked.start]
        return record.place.inside(sign, text.count(sign, 0, marked.start), *keys)

    yield from _judged(ledger, text, sources, place)


def _judged(
    ledger: Ledger, text: str, sources: _Sources, place: Callable[[Marked], Span]
) -> Iterator[TextQuotation]:
    """Yield every quotation of a text with its result."""
    for marked in marked_words(text):
        if marked.words is None:
            mark = text[marked.start : marked.end]
            yield TextQuotation(mark, QuoteClass.ABSENT, place(marked), UNPAIRED)
            continue
        words = marked.words.strip(_EDGES)
        named = attributed_to(text, marked.start, marked.end)
        if not named and term(words) in sources.titles | sources.terms:
            yield TextQuotation(words, None, Span(""))
            continue
        match, origin = best(words, sources.texts)
        if match.kind not in FOUND and not named and names_article(text):
            match, origin = best(words, sources.articles)
        kind = _kind(match, origin, sources.is_partial)
        speakers = _contradiction(ledger, named, origin)
        span = place(marked) if kind in FAILS or speakers[0] else Span("")
        yield TextQuotation(words, kind, span, match.reason, *speakers)


def _kind(match: Match, origin: Words | None, is_partial: bool) -> QuoteClass:
    """Return the class of a match; what an unread text may have, or has, is uncheckable."""
    if match.kind is QuoteClass.ABSENT and is_partial:
        return QuoteClass.UNCHECKABLE
    is_unchecked = origin is not None and not origin.is_checked
    return QuoteClass.UNCHECKABLE if match.kind in FOUND and is_unchecked else match.kind


def _contradiction(ledger: Ledger, named: str, source: Words | None) -> tuple[str, str]:
    """Return the speaker that a text names and the one recorded, if they are two people."""
    if not (named and source and source.speaker):
        return "", ""
    here, recorded = people_in(ledger, named), people_in(ledger, source.speaker)
    return (named, source.speaker) if here and recorded and here.isdisjoint(recorded) else ("", "")


def _all_of_prose(ledger: Ledger) -> Iterator[TextQuotation]:
    for prose in ledger.records.prose:
        terms = frozenset(term(words) for words, _, _ in terms_of(prose))
        every = {citation.claim for citation in prose.citations}
        for key in ("title", "description"):
            if _has_marks(prose.front.get(key, "")):
                yield from _of_front(ledger, prose, key, _cited(ledger, every, terms))
        for paragraph, cited in (*_headings(prose), *_paragraphs(prose)):
            if any(_may_quote(line) for _, line in paragraph.lines):
                yield from _of_paragraph(ledger, paragraph, _cited(ledger, cited, terms))


def _may_quote(line: str) -> bool:
    return _has_marks(line) or "&" in line or "<q" in line


def _cited(ledger: Ledger, cited: set[str], terms: frozenset[str]) -> _Sources:
    claims = [ledger.claims[name] for name in sorted(cited) if name in ledger.claims]
    sources = _sources_of(ledger, claims)
    is_partial = sources.is_partial or not cited.isdisjoint(ledger.records.unread)
    return replace(sources, terms=sources.terms | terms, is_partial=is_partial)


def _of_front(ledger: Ledger, prose: Prose, key: str, sources: _Sources) -> Iterator[TextQuotation]:
    text, front = prose.front[key], prose.front_place or prose.place

    def place(marked: Marked) -> Span:
        sign = text[marked.start]
        return front.inside(sign, text.count(sign, 0, marked.start), key)

    yield from _judged(ledger, text, sources, place)


def _paragraphs(prose: Prose) -> Iterator[tuple[Paragraph, set[str]]]:
    for paragraph in prose.paragraphs:
        yield paragraph, {name for _, line in paragraph.lines for name in CITATION.findall(line)}


def _headings(prose: Prose) -> Iterator[tuple[Paragraph, set[str]]]:
    """Yield each heading as a paragraph, with the claims that the text below it cites."""
    if "#" not in prose.body:
        return
    first = prose.place.span()
    path, lines = first.path, list(enumerate(without_code(prose.body).split("\n"), first.line))
    headings = [
        (number, len(match[1]), line) for number, line in lines if (match := _HEADING.match(line))
    ]
    for index, (number, level, line) in enumerate(headings):
        after = (at for at, depth, _ in headings[index + 1 :] if depth <= level)
        section = range(number, next(after, number + len(lines)))
        cited = {known.claim for known in prose.citations if known.span.line in section}
        yield Paragraph(path, ((number, line),), None), cited


def _of_paragraph(
    ledger: Ledger, paragraph: Paragraph, sources: _Sources
) -> Iterator[TextQuotation]:
    """Yield the quotations of a paragraph; one may run over several lines."""
    joined = "\n".join(line for _, line in paragraph.lines)
    seen = as_seen(joined)

    def place(marked: Marked) -> Span:
        before = joined[: marked.start]
        number, _ = paragraph.lines[before.count("\n")]
        column = marked.start - (before.rfind("\n") + 1)
        end = joined.find("\n", marked.start, marked.end)
        length = (end if end >= 0 else marked.end) - marked.start
        return paragraph.span(number, column, column + length)

    yield from _judged(ledger, seen, sources, place)


def terms_of(prose: Prose) -> Iterator[tuple[str, str, Span]]:
    """Yield the terms of a page, each with its reason and place.

    ``<!-- facts: term “words”: the reason -->`` on a line of its own says that words in quotation
    marks on this page quote nobody.
    """
    if "term" not in prose.body:
        return
    first = prose.place.span()
    for number, line in enumerate(without_code(prose.body).split("\n"), first.line):
        if match := _TERM.match(line):
            words = match["words"].strip(_MARKS + " ")
            yield words, match["why"] or "", Span(first.path, number, 1, number, len(line) + 1)


def _all_of_vocabulary(ledger: Ledger) -> Iterator[TextQuotation]:
    for record, keys, text, claims in _told(ledger):
        if text and _has_marks(text):
            sources = _sources_of(ledger, claims)
            if isinstance(record, Article):
                sources = replace(sources, texts=sources.articles)
            elif isinstance(record, Redirect):
                sources = replace(sources, texts=[*sources.texts, Words(record.claim, "en")])
            if ledger.records.unread:
                sources = replace(sources, is_partial=True)
            yield from _in_record(ledger, record, keys, text, sources)


_Told = tuple[Record, tuple[Key, ...], str | None, Sequence[Claim]]


def _told(ledger: Ledger) -> Iterator[_Told]:
    """Yield each sentence of the vocabulary, sources, articles and redirects.

    Beside it stand the claims whose words it may quote. Names and titles are no sentences.
    """
    for entity in ledger.entities.values():
        claims = (*ledger.concerning(entity.id), *ledger.said_by(entity.id))
        yield entity, ("note",), entity.note, claims
    subjects: list[Country | Topic] = [*ledger.countries.values(), *ledger.topics.values()]
    for subject in subjects:
        yield subject, ("summary",), subject.summary, ledger.concerning(subject.id)
    for origin in ledger.origins.values():
        yield origin, ("note",), origin.note, _of_origin(ledger, origin.id) if origin.note else ()
    voices: list[Owner | Publisher] = [*ledger.owners.values(), *ledger.publishers.values()]
    for voice in voices:
        yield voice, ("note",), voice.note, ()
    for source in ledger.sources.values():
        yield source, ("note",), source.note, [one for one, _ in ledger.citing(source.id)]
    for redirect in ledger.redirects.values():
        moved = [ledger.claims[name] for name in redirect.moved_to if name in ledger.claims]
        yield redirect, ("withdrawn",), redirect.withdrawn, moved
    for article in ledger.articles.values():
        yield from _of_article(article)


def _of_article(article: Article) -> Iterator[_Told]:
    yield article, ("note",), article.note, ()
    yield article, ("date_basis",), article.date_basis, ()
    for index, sentence in enumerate(article.sentences):
        yield article, ("sentences", index, "reason"), sentence.reason, ()


def _of_origin(ledger: Ledger, origin: str) -> Sequence[Claim]:
    of_source = {source.id for source in ledger.sources.values() if source.origin == origin}
    return [
        claim
        for claim in ledger.claims.values()
        if any(item.origin == origin or item.source in of_source for item in claim.evidence)
    ]
