"""Where a quotation that is not there comes nearest, and what differs, in words.

Only for messages: no quotation is ever accepted because it looks like something.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from build_tools.quotations.matching.classes import QuoteClass
from build_tools.quotations.matching.matcher import find
from build_tools.quotations.matching.minimum_length import ELISION
from build_tools.quotations.matching.normal_form import Normal, comparable, normal, words_of
from build_tools.quotations.matching.word_edges import inside_word

MIN_LIKE = 0.4
_MAX_WORDS = 80
_COMMON = 300  # a word that stands more often than this points nowhere
_WINDOWS = 4
_MAX_TOLD = 3
_MAX_SHOWN = 400  # characters


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage as the text has it, its offsets there, and what differs from the quotation."""

    passage: str
    start: int
    end: int
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def nearest(quote: str, text: str) -> Nearest | None:
    """Return the passage that comes nearest to a quotation, or None where nothing is like it."""
    wanted = comparable(quote)
    held = normal(text)
    if ELISION.search(wanted):
        return _nearest_fragment(wanted, text)
    if cut := _cut_inside(wanted, held):
        return cut
    asked = _words(wanted)[:_MAX_WORDS]
    best: tuple[float, Sequence[_Word]] = (MIN_LIKE, ())
    for low, high in _windows(wanted, asked, held):
        found = _words(held.text[low:high], low)
        likeness, words = _likest(asked, found)
        if likeness > best[0]:
            best = likeness, words
    words = best[1]
    if not words:
        return None
    start, end = held.start(words[0].start), held.end(words[-1].end - 1)
    return Nearest(text[start:end], start, end, tuple(_differences(wanted, asked, words, held)))


def _nearest_fragment(wanted: str, text: str) -> Nearest | None:
    """Return what is nearest to the first fragment that is not there, or say that all are."""
    fragments = [one for one in ELISION.split(wanted) if any(words_of(one))]
    places = [find(one, text, context_ok=True) for one in fragments]
    for fragment, place in zip(fragments, places, strict=True):
        if place.kind is QuoteClass.ABSENT:
            return nearest(fragment, text)
    if not places:
        return None
    start, end = min(one.start for one in places), max(one.end for one in places)
    if end - start > _MAX_SHOWN:
        start, end = places[0].start, places[0].end
    told = "the fragments do not stand in this order within one paragraph"
    return Nearest(text[start:end], start, end, (told,))


def _words(text: str, shift: int = 0) -> list[_Word]:
    """Return words with the marks between digits: 1,500 is one."""
    found: list[_Word] = []
    for one in words_of(text):
        start, end = one.start() + shift, one.end() + shift
        if found and found[-1].end + 1 == start:
            mark, last = text[one.start() - 1], found[-1]
            numbers = last.text[-1].isdigit() and one[0][0].isdigit() and mark in ".,'٫٬"
            if numbers or (mark == "'" and one[0].isalpha() and last.text.isalpha()):
                found[-1] = _Word(last.text + mark + one[0], last.start, end)
                continue
        found.append(_Word(one[0], start, end))
    return found


def _cut_inside(wanted: str, held: Normal) -> Nearest | None:
    """Return the place where the characters stand, but begin or end inside a word or number."""
    at = held.text.find(wanted) if wanted else -1
    if at < 0:
        return None
    end = at + len(wanted)
    told = []
    low, high = at, end
    while low > 0 and inside_word(held.text, low):
        low -= 1
    while high < len(held.text) and inside_word(held.text, high):
        high += 1
    if low < at:
        told.append(f"it begins inside “{_first_word(held.text[low : end + 20])}”")
    if high > end:
        told.append(f"it ends inside “{_last_word(held.text[max(0, at - 20) : high])}”")
    if not told:
        return None
    start, stop = held.start(low), held.end(high - 1)
    return Nearest(held.text[low:high], start, stop, tuple(told))


def _first_word(text: str) -> str:
    return text.lstrip().partition(" ")[0].strip(".,;:\"'()")


def _last_word(text: str) -> str:
    return text.rstrip().rpartition(" ")[2].strip(".,;:\"'()")


def _windows(wanted: str, asked: Sequence[_Word], held: Normal) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the text to which most words of the quotation point."""
    width = max(40, len(wanted))
    votes: Counter[int] = Counter()
    for word in asked:
        for piece in words_of(word.text):
            places = held.words.get(piece[0], ())
            if len(places) <= _COMMON:
                for at in places:
                    votes[(at - word.start) // width] += 1
    for bucket, _ in votes.most_common(_WINDOWS):
        low = max(0, (bucket - 1) * width)
        yield low, min(len(held.text), (bucket + 3) * width)


def _likest(asked: Sequence[_Word], found: Sequence[_Word]) -> tuple[float, Sequence[_Word]]:
    """Return how much of the quotation the stretch has in order, and its words from first to last.

    At either end as many words are added as the quotation has there without a likeness.
    """
    one, other = [word.text.casefold() for word in asked], [word.text.casefold() for word in found]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ()
    first, last = blocks[0], blocks[-1]
    low = max(0, first.b - first.a)
    high = min(len(found), last.b + last.size + len(asked) - last.a - last.size)
    words = found[low:high]
    matched = sum(block.size for block in blocks)
    return 2 * matched / (len(asked) + len(words)), words


def _differences(
    wanted: str, asked: Sequence[_Word], words: Sequence[_Word], held: Normal
) -> Iterator[str]:
    one, other = [word.text for word in asked], [word.text for word in words]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    told = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        told += 1
        if told > _MAX_TOLD:
            yield "and more"
            return
        yield _difference(one[a:b], other[c:d])
    if told:
        return
    if "\n" in held.text[words[0].start : words[-1].end]:
        yield "a paragraph ends within it"
    else:
        yield "the marks between the words differ"


def _difference(asked: Sequence[str], found: Sequence[str]) -> str:
    ours, theirs = " ".join(asked), " ".join(found)
    if not asked:
        return f"the text has “{theirs}”, which the quotation leaves out"
    if not found:
        return f"the quotation has “{ours}”, which is not there"
    if letters := _lookalike(ours, theirs):
        return letters
    digits = "".join(filter(str.isdigit, ours))
    if digits and digits == "".join(filter(str.isdigit, theirs)) and ours != theirs:
        return f"the text has “{theirs}”, the quotation “{ours}”: marks in numbers must be the same"
    if ours.casefold() == theirs.casefold():
        return f"the text has “{theirs}”, the quotation “{ours}”: capitals differ"
    return f"the text has “{theirs}” where the quotation has “{ours}”"


def _lookalike(ours: str, theirs: str) -> str:
    """Name a letter of another script that stands in a word of the same length."""
    if len(ours) != len(theirs):
        return ""
    pairs = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    if not pairs or any(_script(one) == _script(other) for one, other in pairs):
        return ""
    one, other = pairs[0]
    return (
        f"in “{ours}” a letter only looks like that of the text: {_named(one)} for {_named(other)}"
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _named(letter: str) -> str:
    return f"{letter} ({unicodedata.name(letter, 'unnamed').lower()})"
