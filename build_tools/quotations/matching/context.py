"""Finds negations near a quotation, or in its omissions, that change its meaning."""

import re
from collections.abc import Sequence
from functools import cache

from build_tools.facts.catalogue import N_, FilledMessage
from build_tools.facts.words import WIDE, is_spaced, is_wide
from build_tools.quotations.matching.clauses import denial_after
from build_tools.quotations.matching.negations import denial_in
from build_tools.quotations.matching.normal_form import Normal

NEAR_WORDS = 3
NEAR_IDEOGRAPHS = 6  # most Chinese words have two characters
_FAR = (40, 240)  # characters to search for three words: the usual number, then the maximum

# A source may mark an omission between two sentences with <…> or […].
_OMISSION = r"[<(\[] ?\.{3,} ?[>)\]]"
_ENDS = re.compile(
    rf"""(?:[.!?؟۔]["')\]]*\s+(?:{_OMISSION}\s+)?|{_OMISSION}\s+)"""
    r"""(?=["'(\[¿¡-]*\s?[^\W_a-zß-öø-ÿа-яё])|[。！？]["']*|\n"""
)
_STOP = re.compile(r"[.!?؟۔。！？\n]")
_NEXT_LETTER = re.compile(r"[^\W\d_]|\d")
_SPACED = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")
# Abbreviations whose full stop does not end a sentence.
_SHORT_WORDS = """
mr mrs ms dr prof st gen col lt maj sgt capt gov sen rep vs no jan feb mar apr jun jul aug sep sept
oct nov dec hon rev mme sig sra г гг ул им т е д п тыс млн млрд см др пр р
m d al tel nr płk mjr kpt inż im tzw tj np godz ul proc pvz žr kt t bzw ca z u b usw
"""
_SHORT = frozenset(_SHORT_WORDS.split())


def changes_meaning(
    source: Normal, start: int, end: int, gaps: Sequence[tuple[int, int]], lang: str | None
) -> str:
    """Return why the words between two offsets have a different meaning in the text, or "".

    The check covers all words in the ``gaps``, and three words (six ideographs) of the same
    sentence on either side. The words after the quotation count only if they are about it.
    """
    for begin, stop in gaps:
        if word := denial_in(source.text[begin:stop], lang):
            return FilledMessage(N_("the ellipsis leaves out “%(word)s”"), word=word)
    if word := denial_in(before(source, start), lang):
        return FilledMessage(N_("“%(word)s” comes just before it"), word=word)
    if word := denial_after(source.text, end, after(source, end), lang):
        return FilledMessage(N_("“%(word)s” comes just after it"), word=word)
    return ""


def before(source: Normal, start: int) -> str:
    """Return up to three words from the same sentence before an offset."""
    text = source.text
    for far in _FAR:
        low = max(0, start - far)
        begin = low
        if _STOP.search(text, low, start):
            for stop in _ENDS.finditer(text, low, min(start + 3, len(text))):
                if stop.end() <= start and _is_end(text, stop):
                    begin = stop.end()
        words = _tokens(text, begin, start)[::-1]
        tokens = _nearest(words)
        # The farthest word may be truncated, so it must not be one of the words returned.
        if begin > low or low == 0 or len(words) > len(tokens):
            break
    return text[tokens[-1].start() : start] if tokens else ""


def after(source: Normal, end: int) -> str:
    """Return up to three words from the same sentence after an offset."""
    text = source.text
    for far in _FAR:
        high = stop = min(end + far, len(text))
        if _STOP.search(text, max(0, end - 2), high):
            for sentence_end in _ENDS.finditer(text, max(0, end - 2), min(high + 3, len(text))):
                if sentence_end.end() >= end and _is_end(text, sentence_end):
                    stop = min(high, max(end, sentence_end.start()))
                    break
        words = _tokens(text, end, stop)
        tokens = _nearest(words)
        if stop < high or high == len(text) or len(words) > len(tokens):
            break
    return text[end : tokens[-1].end()] if tokens else ""


def begins_sentence(source: Normal, at: int) -> bool:
    """Return whether a sentence, a block or quoted speech begins at an offset."""
    if at == 0 or source.text[at - 1] in "\n\"'([":
        return True
    ends = _ENDS.finditer(source.text, max(0, at - 12), min(at + 3, len(source.text)))
    return any(end.end() == at and _is_end(source.text, end) for end in ends)


def _tokens(text: str, start: int, end: int) -> Sequence["re.Match[str]"]:
    """Return the words between two offsets, with each ideograph as a separate word."""
    pattern = _SPACED if is_spaced(text[start:end]) else _unspaced()
    return list(pattern.finditer(text, start, end))


@cache
def _unspaced() -> "re.Pattern[str]":
    return re.compile(f"[{WIDE}]|[^\\W_{WIDE}]+(?:['.][^\\W_{WIDE}]+)*")


def _nearest(tokens: Sequence["re.Match[str]"]) -> Sequence["re.Match[str]"]:
    """Return the first words, at most three. An ideograph counts as half a word."""
    nearest: list[re.Match[str]] = []
    weight = 0.0
    for token in tokens:
        weight += NEAR_WORDS / NEAR_IDEOGRAPHS if is_wide(token[0][0]) else 1
        if weight > NEAR_WORDS:
            break
        nearest.append(token)
    return nearest


def _is_end(text: str, stop: "re.Match[str]") -> bool:
    """Return whether a stop ends a sentence, not an abbreviation: "Mr. Smith", "U.S. Army"."""
    following = _NEXT_LETTER.search(text, stop.end(), stop.end() + 8)
    if stop[0] != "\n" and following and following[0].islower():
        return False
    if not stop[0].startswith("."):
        return True
    word = re.search(r"[^\W_]+$", text[max(0, stop.start() - 12) : stop.start()])
    return word is None or not (
        word[0].casefold() in _SHORT or (len(word[0]) == 1 and word[0].isupper())
    )
