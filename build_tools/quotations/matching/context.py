"""Whether what stands beside a quotation, or was left out of it, turns what its words say."""

import re
from collections.abc import Sequence

from build_tools.quotations.matching.negations import denial_in
from build_tools.quotations.matching.normal_form import WIDE, Normal

NEAR_WORDS = 3
NEAR_IDEOGRAPHS = 6  # a Chinese word is mostly two of them
_FAR = (40, 240)  # characters: three words are mostly within the first, never beyond the second

_ENDS = re.compile(r"""[.!?؟۔]["')\]]*\s+(?=["'(\[¿¡-]*\s?[^\W_a-zß-öø-ÿа-яё])|[。！？]["']*|\n""")
_STOP = re.compile(r"[.!?؟۔。！？\n]")
_TOKEN = re.compile(f"[{WIDE}]|[^\\W_{WIDE}]+(?:['.][^\\W_{WIDE}]+)*")
_WIDE = re.compile(f"[{WIDE}]")
# What ends in a full stop and ends no sentence.
_SHORT_WORDS = """
mr mrs ms dr prof st gen col lt maj sgt capt gov sen rep vs no jan feb mar apr jun jul aug sep sept
oct nov dec hon rev mme sig sra г гг ул им т е д п тыс млн млрд см др пр р
m d al tel nr płk mjr kpt inż im tzw tj np godz ul proc pvz žr kt t bzw ca z u b usw
"""
_SHORT = frozenset(_SHORT_WORDS.split())


def changes_meaning(
    held: Normal, start: int, end: int, gaps: Sequence[tuple[int, int]], lang: str | None
) -> str:
    """Return what turns the words between two offsets of a comparable form, or nothing.

    Looked at is all that the ``gaps`` leave out, and the three words (six ideographs) on either
    side, as far as the sentence goes.
    """
    for begin, stop in gaps:
        if word := denial_in(held.text[begin:stop], lang):
            return f"the ellipsis leaves out “{word}”"
    if word := denial_in(before(held, start), lang):
        return f"“{word}” stands just before it"
    if word := denial_in(after(held, end), lang):
        return f"“{word}” stands just after it"
    return ""


def before(held: Normal, start: int) -> str:
    """Return the last three words of the sentence before an offset."""
    text = held.text
    for far in _FAR:
        low = max(0, start - far)
        begin = low
        if _STOP.search(text, low, start):
            for found in _ENDS.finditer(text, low, min(start + 3, len(text))):
                if found.end() <= start and _is_end(text, found):
                    begin = found.end()
        words = list(_TOKEN.finditer(text, begin, start))[::-1]
        tokens = _nearest(words)
        # The last word that was looked at may be cut, so it takes one more than is needed.
        if begin > low or low == 0 or len(words) > len(tokens):
            break
    return text[tokens[-1].start() : start] if tokens else ""


def after(held: Normal, end: int) -> str:
    """Return the first three words of the rest of the sentence after an offset."""
    text = held.text
    for far in _FAR:
        high = stop = min(end + far, len(text))
        if _STOP.search(text, max(0, end - 2), high):
            for found in _ENDS.finditer(text, max(0, end - 2), min(high + 3, len(text))):
                if found.end() >= end and _is_end(text, found):
                    stop = min(high, max(end, found.start()))
                    break
        words = list(_TOKEN.finditer(text, end, stop))
        tokens = _nearest(words)
        if stop < high or high == len(text) or len(words) > len(tokens):
            break
    return text[end : tokens[-1].end()] if tokens else ""


def begins_sentence(held: Normal, at: int) -> bool:
    """Return whether a sentence, a block or quoted speech begins at an offset."""
    if at == 0 or held.text[at - 1] in "\n\"'([":
        return True
    found = _ENDS.finditer(held.text, max(0, at - 12), min(at + 3, len(held.text)))
    return any(one.end() == at and _is_end(held.text, one) for one in found)


def _nearest(tokens: Sequence["re.Match[str]"]) -> Sequence["re.Match[str]"]:
    """Return the nearest words: an ideograph counts half a word."""
    taken: list[re.Match[str]] = []
    weight = 0.0
    for token in tokens:
        weight += NEAR_WORDS / NEAR_IDEOGRAPHS if _WIDE.match(token[0]) else 1
        if weight > NEAR_WORDS:
            break
        taken.append(token)
    return taken


def _is_end(text: str, found: "re.Match[str]") -> bool:
    """Return whether the full stop ends a sentence, and no abbreviation: Mr. Smith, U.S. Army."""
    if not found[0].startswith("."):
        return True
    word = re.search(r"[^\W_]+$", text[max(0, found.start() - 12) : found.start()])
    return word is None or not (
        word[0].casefold() in _SHORT or (len(word[0]) == 1 and word[0].isupper())
    )
