"""Checks the quotations in the paragraphs, headings and front matter of hand-written pages.

A paragraph may quote the claims that it cites, a heading the claims cited in its section, and the
title and description all claims that the page cites. A line ``<!-- facts: term “words”: the reason
-->`` lists words that are not a quotation.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading.code_blanks import without_code
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Paragraph, Prose
from build_tools.quotations.markdown_text import as_seen
from build_tools.quotations.quotation_marks import NOTHING, Marked, has_marks, marked_words
from build_tools.quotations.text_quotations import (
    Asked,
    Sources,
    TextQuotation,
    judged,
    sources_of,
    term,
)

_TERM = re.compile(
    r"^[ ]{0,3}<!--[ ]*facts:[ ]*term[ ]+(?P<words>[^\n]{1,100}?):(?:[ ]+(?P<why>[^\n]{0,300}?))?"
    r"[ ]*-->[ ]*$"
)
_MARKS = "“”„«»「」『』‹›‘’\"'"
_BLOCK = re.compile(r"[ ]{0,3}>")
_SIGNED = re.compile(r"\n\W{0,8}(?:[—–]|--)[^\n]*\Z")
# An unclosed comment extends to the end of the page. No text is then searched twice.
_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ ]")


@once_per_ledger
def of_prose(ledger: Ledger) -> Sequence[TextQuotation]:
    """Return the quotations in hand-written pages, in the order of the pages."""
    return tuple(_all_of_prose(ledger))


def terms_of(prose: Prose) -> Iterator[tuple[str, str, Span]]:
    """Yield the terms of a page, each with its reason and place.

    The line ``<!-- facts: term “words”: the reason -->`` declares that words in quotation marks are
    not a quotation on this page.
    """
    if "term" not in prose.body:
        return
    for number, line in _lines(prose):
        if match := _TERM.match(line):
            words = match["words"].strip(_MARKS + " ")
            span = Span(prose.place.path, number, 1, number, len(line) + 1)
            yield words, match["why"] or "", span


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


def _cited(ledger: Ledger, cited: set[str], terms: frozenset[str]) -> Sources:
    claims = [ledger.claims[name] for name in sorted(cited) if name in ledger.claims]
    sources = sources_of(ledger, claims)
    is_partial = sources.is_partial or ledger.lacks(cited)
    return sources._replace(terms=sources.terms | terms, is_partial=is_partial)


def _of_front(ledger: Ledger, prose: Prose, key: str, sources: Asked) -> Iterator[TextQuotation]:
    text, front = prose.front[key], prose.front_place or prose.place

    def place(marked: Marked) -> Span:
        return front.within(marked.start, marked.start + 1, key)

    yield from judged(ledger, text, marked_words(text), sources, place)


def _lines(prose: Prose) -> Sequence[tuple[int, str]]:
    """Return the numbered lines of a page, without code or comments that span several lines."""
    return list(enumerate(_shown(prose.body), prose.place.span().line))


@lru_cache(maxsize=4)  # the terms, headings and paragraphs of a page all need its lines
def _shown(body: str) -> Sequence[str]:
    return _COMMENT.sub(_blank, without_code(body)).split("\n")


def _blank(comment: "re.Match[str]") -> str:
    is_hidden = comment[1] and "\n" in comment[0]
    return re.sub(r"[^\n]", " ", comment[0]) if is_hidden else comment[0]


def _paragraphs(prose: Prose) -> Iterator[tuple[Paragraph, set[str]]]:
    shown = dict(_lines(prose)) if "<!--" in prose.body else {}
    for paragraph in prose.paragraphs:
        lines = tuple((number, shown.get(number, line)) for number, line in paragraph.lines)
        cited = {name for _, line in lines for name in CITATION.findall(line)}
        yield replace(paragraph, lines=lines), cited


def _headings(prose: Prose) -> Iterator[tuple[Paragraph, set[str]]]:
    """Yield each heading as a paragraph, with the claims that the text below it cites."""
    if "#" not in prose.body:
        return
    path, lines = prose.place.path, _lines(prose)
    headings = [
        (number, len(match[1]), line) for number, line in lines if (match := _HEADING.match(line))
    ]
    for index, (number, level, line) in enumerate(headings):
        after = (at for at, depth, _ in headings[index + 1 :] if depth <= level)
        section = range(number, next(after, number + len(lines)))
        cited = {known.claim for known in prose.citations if known.span.line in section}
        yield Paragraph(path, ((number, line),), None), cited


def _of_paragraph(ledger: Ledger, paragraph: Paragraph, sources: Asked) -> Iterator[TextQuotation]:
    """Yield the quotations in a paragraph. A quotation may span several lines."""
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
    yield from judged(ledger, seen, marks, sources, place)


def _block(paragraph: Paragraph, joined: str, seen: str) -> Sequence[Marked]:
    """Return a block quotation (`> …`) that has no quotation marks, without its attribution."""
    if not all(_BLOCK.match(line) for _, line in paragraph.lines):
        return ()
    words = _SIGNED.sub("", seen).replace(NOTHING, "")
    return [Marked(joined.index(">"), len(seen), words)] if words.strip() else ()
