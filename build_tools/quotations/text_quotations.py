"""Checks every quotation in what readers read: sentences of records, and prose.

Words in quotation marks must be in a quotation or stored passage of the claim's evidence, or in the
article where the text speaks of it. Titles of cited sources are quoted too, and words that a record
or page lists under ``terms`` quote nobody.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

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
from build_tools.quotations.markdown_text import as_seen
from build_tools.quotations.matching import FAILS, FOUND, Match, QuoteClass
from build_tools.quotations.matching.normal_form import comparable
from build_tools.quotations.quotation_marks import (
    NOTHING,
    Marked,
    has_marks,
    marked_words,
)

# No text that is meant to be read has so many, and each is looked for in many texts.
MAX_QUOTATIONS = 100
TOO_MANY = f"there are more than {MAX_QUOTATIONS} quotations in one text"
UNPAIRED = "this quotation mark has no partner"
TOO_LONG = f"more than {MAX_QUOTED_WORDS} words are quoted"
_EDGES = " ,.;:\u200b"
_TERM = re.compile(
    r"^[ ]{0,3}<!--[ ]*facts:[ ]*term[ ]+(?P<words>[^\n]{1,100}?):(?:[ ]+(?P<why>[^\n]{0,300}?))?"
    r"[ ]*-->[ ]*$"
)
_MARKS = "“”„«»「」『』‹›‘’\"'"
_BLOCK = re.compile(r"[ ]{0,3}>")
_SIGNED = re.compile(r"\n\W{0,8}(?:[—–]|--)[^\n]*\Z")
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ ]")


@dataclass(frozen=True, slots=True)
class TextQuotation:
    """Words in quotation marks in a text that readers read.

    ``kind`` is None for a title or a term, which are nobody's words. ``span`` is that of the
    opening mark, but for words that may stand there. ``speaker`` is the name that the text gives,
    where it contradicts the record's, which is ``recorded``.
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
    return tuple(
        quotation
        for keys, text in _fields(claim)
        if text and has_marks(text)
        for quotation in _in_record(
            ledger, claim, keys, text, partial(_sources_at, ledger, claim, keys)
        )
    )


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


@lru_cache(maxsize=4096)
def term(words: str) -> str:
    """Return the form in which quoted words and terms or titles are compared."""
    return comparable(words).strip(_EDGES + "[]").casefold()


_Claims = Sequence[Claim]
# Works out what a text may quote, which only texts with quotations need.
_Asked = Callable[[], _Sources]


def _fields(claim: Claim) -> Iterator[tuple[tuple[Key, ...], str | None]]:
    """Yield each text of a claim that readers read.

    What was asked for in a search, and what a revision replaced, are no sentences of the site.
    """
    yield ("claim",), claim.claim
    for index, place in enumerate(claim.appears_in):
        yield ("appears_in", index, "context_ok"), place.context_ok
    for index, item in enumerate(claim.evidence):
        at = ("evidence", index)
        yield (*at, "says"), item.says
        yield (*at, "part"), item.part
        if quote := item.quote:
            yield (*at, "quote", "speaker"), quote.speaker
            yield (*at, "quote", "translated_by"), quote.translated_by
            yield (*at, "quote", "context_ok"), quote.context_ok
    yield ("finding",), claim.finding
    yield ("outdated",), claim.outdated
    yield ("would_change",), claim.would_change
    for index, search in enumerate(claim.search_log):
        yield ("search_log", index, "where"), search.where
        yield ("search_log", index, "result"), search.result
    for index, revision in enumerate(claim.revisions):
        yield ("revisions", index, "reason"), revision.reason
    for index, link in enumerate(claim.related):
        yield ("related", index, "why"), link.why


def _sources_at(ledger: Ledger, claim: Claim, keys: tuple[Key, ...]) -> _Sources:
    """Return what one field of a claim may quote."""
    whole = _sources_of(ledger, (claim,))
    name, index = keys[0], keys[1] if len(keys) > 1 else 0
    assert isinstance(index, int)
    if keys[-1] == "says":
        own = tuple(of_source(ledger, claim, claim.evidence[index].source))
        return replace(whole, texts=own, articles=())
    if name == "revisions":
        revision = claim.revisions[index]
        replaced = [Words(text, "en") for text in (revision.before, revision.after)]
        return replace(whole, texts=[*whole.texts, *replaced])
    if name == "related" and (other := ledger.claims.get(claim.related[index].claim)):
        return replace(whole, texts=[*whole.texts, *of_record(ledger, other)])
    if name == "claim" and claim.asserted_by == ARTICLE and claim.appears_in:
        # It restates the article, whose words may stand in the sentence before.
        return replace(whole, texts=[*whole.texts, *whole.articles])
    return whole


def _sources_of(ledger: Ledger, claims: Sequence[Claim]) -> _Sources:
    """Return what a text that cites these claims may quote."""
    cited = {item.source for claim in claims for item in claim.evidence}
    titles = {ledger.sources[key].title for key in cited if key in ledger.sources}
    titles |= {article.title for article in ledger.articles.values()}
    articles = {place.article for claim in claims for place in claim.appears_in}
    return _Sources(
        texts=[words for claim in claims for words in of_record(ledger, claim)],
        articles=of_articles(ledger),
        titles=frozenset(map(term, titles)) | _names(ledger),
        terms=frozenset(term(words) for claim in claims for words in claim.terms),
        is_partial=not ledger.records.unreadable.isdisjoint((*cited, *articles)),
    )


def _names(ledger: Ledger) -> frozenset[str]:
    """Return the names in the vocabulary, and what stands between marks in them („Linava“)."""
    key = f"{__name__}.names"
    if key not in ledger.answers:
        names = [publisher.name for publisher in ledger.publishers.values()]
        for entity in ledger.entities.values():
            names += [entity.name, entity.original or "", *entity.spellings]
        marked = [known.words or "" for name in names for known in marked_words(name)]
        ledger.answers[key] = frozenset(map(term, filter(None, [*names, *marked])))
    known_names: frozenset[str] = ledger.answers[key]
    return known_names


def _in_record(
    ledger: Ledger, record: Record, keys: tuple[Key, ...], text: str, sources: _Asked
) -> Iterator[TextQuotation]:
    def place(marked: Marked) -> Span:
        sign = text[marked.start]
        return record.place.inside(sign, text.count(sign, 0, marked.start), *keys)

    yield from _judged(ledger, text, marked_words(text), sources, place)


def _judged(
    ledger: Ledger,
    text: str,
    marks: Sequence[Marked],
    asked: _Asked,
    place: Callable[[Marked], Span],
) -> Iterator[TextQuotation]:
    """Yield every quotation of a text with its result."""
    if not marks:
        return  # apostrophes only, as in most texts
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
        named = attributed_to(text, marked.start, marked.end)
        match, origin = best(words, sources.texts)
        if match.kind not in FOUND and not named and names_article(text):
            match, origin = best(words, sources.articles)
        if match.kind not in FOUND and not named and term(words) in sources.titles | sources.terms:
            yield TextQuotation(words, None, place(marked))
            continue
        if len(words.split()) > MAX_QUOTED_WORDS:
            yield TextQuotation(words, QuoteClass.ABSENT, place(marked), TOO_LONG)
            continue
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
            if has_marks(prose.front.get(key, "")):
                yield from _of_front(ledger, prose, key, partial(_cited, ledger, every, terms))
        for paragraph, cited in (*_headings(prose), *_paragraphs(prose)):
            if any(_may_quote(line) for _, line in paragraph.lines):
                asked = partial(_cited, ledger, cited, terms)
                yield from _of_paragraph(ledger, paragraph, asked)


def _may_quote(line: str) -> bool:
    return has_marks(line) or "&" in line or "<q" in line or ">" in line[:4]


def _cited(ledger: Ledger, cited: set[str], terms: frozenset[str]) -> _Sources:
    claims = [ledger.claims[name] for name in sorted(cited) if name in ledger.claims]
    sources = _sources_of(ledger, claims)
    is_partial = sources.is_partial or not cited.isdisjoint(ledger.records.unread)
    return replace(sources, terms=sources.terms | terms, is_partial=is_partial)


def _of_front(ledger: Ledger, prose: Prose, key: str, sources: _Asked) -> Iterator[TextQuotation]:
    text, front = prose.front[key], prose.front_place or prose.place

    def place(marked: Marked) -> Span:
        sign = text[marked.start]
        return front.inside(sign, text.count(sign, 0, marked.start), key)

    yield from _judged(ledger, text, marked_words(text), sources, place)


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


def _of_paragraph(ledger: Ledger, paragraph: Paragraph, sources: _Asked) -> Iterator[TextQuotation]:
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

    marks = marked_words(seen) or _block(paragraph, joined, seen)
    yield from _judged(ledger, seen, marks, sources, place)


def _block(paragraph: Paragraph, joined: str, seen: str) -> Sequence[Marked]:
    """Return a block quotation (`> …`) without marks as one quotation, but for who said it."""
    if not all(_BLOCK.match(line) for _, line in paragraph.lines):
        return ()
    words = _SIGNED.sub("", seen).replace(NOTHING, "")
    return [Marked(joined.index(">"), len(seen), words)] if words.strip() else ()


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
        if text and has_marks(text):
            asked = partial(_sources_beside, ledger, record, claims)
            yield from _in_record(ledger, record, keys, text, asked)


def _sources_beside(ledger: Ledger, record: Record, claims: Callable[[], _Claims]) -> _Sources:
    """Return what a sentence of the vocabulary, a source, an article or a redirect may quote."""
    sources = _sources_of(ledger, claims())
    if isinstance(record, Article):
        sources = replace(sources, texts=sources.articles)
    elif isinstance(record, Redirect):
        sources = replace(sources, texts=[*sources.texts, Words(record.claim, "en")])
    return replace(sources, is_partial=True) if ledger.records.unread else sources


_Told = tuple[Record, tuple[Key, ...], str | None, Callable[[], _Claims]]


def _told(ledger: Ledger) -> Iterator[_Told]:
    """Yield each sentence of the vocabulary, sources, articles and redirects.

    Beside it stand the claims whose words it may quote. Names and titles are no sentences.
    """
    for entity in ledger.entities.values():
        yield entity, ("note",), entity.note, partial(_of_entity, ledger, entity.id)
    subjects: list[Country | Topic] = [*ledger.countries.values(), *ledger.topics.values()]
    for subject in subjects:
        about = partial(ledger.concerning, subject.id)
        yield subject, ("summary",), subject.summary, about
    for origin in ledger.origins.values():
        for name in ("name", "by", "note"):
            yield origin, (name,), getattr(origin, name), partial(_of_origin, ledger, origin.id)
    voices: list[Owner | Publisher] = [*ledger.owners.values(), *ledger.publishers.values()]
    for voice in voices:
        yield voice, ("note",), voice.note, tuple
    for source in ledger.sources.values():
        cited = partial(_citing, ledger, source.id)
        yield source, ("note",), source.note, cited
        if not source.seen_as_published:
            yield source, ("title",), source.title, cited
    for redirect in ledger.redirects.values():
        yield redirect, ("withdrawn",), redirect.withdrawn, partial(_instead, ledger, redirect)
    for article in ledger.articles.values():
        yield from _of_article(article)


def _of_article(article: Article) -> Iterator[_Told]:
    yield article, ("note",), article.note, tuple
    yield article, ("date_basis",), article.date_basis, tuple
    for index, sentence in enumerate(article.sentences):
        yield article, ("sentences", index, "reason"), sentence.reason, tuple


def _of_entity(ledger: Ledger, identity: str) -> _Claims:
    return (*ledger.concerning(identity), *ledger.said_by(identity))


def _citing(ledger: Ledger, source: str) -> _Claims:
    return [claim for claim, _ in ledger.citing(source)]


def _instead(ledger: Ledger, redirect: Redirect) -> _Claims:
    return [ledger.claims[name] for name in redirect.moved_to if name in ledger.claims]


def _of_origin(ledger: Ledger, origin: str) -> _Claims:
    of_source = {source.id for source in ledger.sources.values() if source.origin == origin}
    return [
        claim
        for claim in ledger.claims.values()
        if any(item.origin == origin or item.source in of_source for item in claim.evidence)
    ]
