"""Splits an article into sentences.

The library sentencex splits text, and has lists of abbreviations for many languages, but does not
split quotations. This module splits quotations, because each sentence in a quotation can be a
claim. Two parts are joined again if the second begins with a small letter, or if the first ends
with an abbreviation from the short list below.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.quotations.quotation_marks import marked_words

# Abbreviations after which sentencex wrongly splits before a capital letter or a number.
_ABBREVIATIONS = {
    "en": "No. Nos. Art. Sect. Rev. Hon.",
    "es": "n. N. núm. art. EE. UU. Sra. Sr. Dr. Dra. D. Dña. S. A. pág.",
    "ru": "т. е. к. г. гг. им. ул. ст. руб. тыс. см. рис.",
    "uk": "т. е. к. м. р. рр. ім. вул. ст. грн. тис. див.",
    "pl": "ul. ks. św. art. nr. prof. gen. płk.",
    "lt": "m. d. g. pr. al. Nr.",
}
# Words that sentencex treats as abbreviations, although they often end a sentence in news.
_WHOLE_WORDS = {"es": re.compile(r"\b(?:contra)\.\s+(?=[^\W\d_a-záéíóúñ]|[¿¡«“])")}
_END = re.compile(r"\S+\s*\Z")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LETTER = re.compile(r"[^\W_]")
# Dashes before the narrator's words in a dialogue: «—¿Y ahora? —preguntó».
_DASHES = "—–-"
# A shorter part of a quotation is not a sentence: “No! No! We will not.”
_MIN_LETTERS = 8
_MIN_IDEOGRAPHS = 4
_IDEOGRAPHS = ("zh", "ja")


class Span(NamedTuple):
    """The position of a sentence in a text.

    ``start`` is the offset of the first character, from 0, and ``end`` is the offset after
    the last character.
    """

    start: int
    end: int


def sentences(text: str, lang: str) -> list[Span]:
    """Return the sentences of a text in the language of a BCP 47 tag, in order.

    Blank lines separate paragraphs. In a text without blank lines, each line is a paragraph.
    """
    base = lang.partition("-")[0]
    spans = [span for part in _paragraphs(text) for span in _of_paragraph(text, part, base)]
    return [span for span in spans if _LETTER.search(text, *span)]


def _paragraphs(text: str) -> Iterator[Span]:
    between = _BLANK_LINE if _BLANK_LINE.search(text) else re.compile(r"\n")
    start = 0
    for gap in between.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _of_paragraph(text: str, paragraph: Span, lang: str) -> Iterator[Span]:
    # A line break inside a paragraph does not end a sentence.
    words = text[paragraph.start : paragraph.end].replace("\n", " ")
    ends = {*_ends(words, lang), *_ends_in_quotations(words, lang)}
    if more := _WHOLE_WORDS.get(lang):
        ends |= {match.end() for match in more.finditer(words)}
    start = 0
    for end in sorted(ends):
        if end < len(words.rstrip()) and _goes_on(words, start, end, lang):
            continue
        if span := _stripped(words, start, end):
            yield Span(paragraph.start + span.start, paragraph.start + span.end)
        start = end


def _ends(words: str, lang: str) -> Iterator[int]:
    from sentencex import get_sentence_boundaries

    if words.strip():
        yield from (boundary["end_index"] for boundary in get_sentence_boundaries(lang, words))


def _ends_in_quotations(words: str, lang: str) -> Iterator[int]:
    """Yield the end of each sentence in a quotation, except the quotation's last sentence."""
    least = _MIN_IDEOGRAPHS if lang in _IDEOGRAPHS else _MIN_LETTERS
    for marked in marked_words(words):
        quoted = marked.words or ""
        first, start = words.find(quoted, marked.start), 0
        for end in _ends(quoted, lang):
            if len(_LETTER.findall(quoted[start:end])) >= least and quoted[end:].strip():
                yield first + end
                start = end


def _goes_on(words: str, start: int, end: int, lang: str) -> bool:
    """Return whether a sentence continues after its supposed end."""
    following = words[end:].lstrip().lstrip(_DASHES).lstrip()
    if following[:1].islower():
        return True
    last = _END.search(words[start:end])
    return last is not None and last[0].strip() in _ABBREVIATIONS.get(lang, "").split()


def _stripped(words: str, start: int, end: int) -> Span | None:
    """Return the span without white space at either end, or None if nothing is left."""
    part = words[start:end]
    left, right = len(part) - len(part.lstrip()), len(part.rstrip())
    return Span(start + left, start + right) if right > left else None
