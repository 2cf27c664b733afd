"""Finds the passage most similar to an absent quotation, and describes the differences.

This is only for messages. Similarity never makes a quotation acceptable.
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
_COMMON = 300  # a word in more places than this is too common to find a passage
_WINDOWS = 4
_MAX_DIFFERENCES = 3
_MAX_SHOWN = 400  # characters


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage of the text, its offsets, and its differences from the quotation."""

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
    """Return the passage most similar to a quotation, or None if none is similar."""
    wanted = comparable(quote)
    source = normal(text)
    if ELISION.search(wanted):
        return _nearest_fragment(wanted, text)
    if cut := _cut_inside(wanted, source):
        return cut
    asked = _words(wanted)[:_MAX_WORDS]
    best: tuple[float, Sequence[_Word]] = (MIN_LIKE, ())
    for low, high in _windows(wanted, asked, source):
        similarity, words = _most_similar(asked, _words(source.text[low:high], low))
        if similarity > best[0]:
            best = similarity, words
    words = best[1]
    if not words:
        return None
    start, end = source.start(words[0].start), source.end(words[-1].end - 1)
    return Nearest(text[start:end], start, end, tuple(_differences(wanted, asked, words, source)))


def _nearest_fragment(wanted: str, text: str) -> Nearest | None:
    """Return the passage nearest to the first absent fragment, or report that the order differs."""
    fragments = [part for part in ELISION.split(wanted) if any(words_of(part))]
    places = [find(fragment, text, context_ok=True) for fragment in fragments]
    for fragment, place in zip(fragments, places, strict=True):
        if place.kind is QuoteClass.ABSENT:
            return nearest(fragment, text)
    if not places:
        return None
    start, end = min(place.start for place in places), max(place.end for place in places)
    if end - start > _MAX_SHOWN:
        start, end = places[0].start, places[0].end
    difference = "the fragments are not in this order within a paragraph"
    return Nearest(text[start:end], start, end, (difference,))


def _words(text: str, shift: int = 0) -> list[_Word]:
    """Return the words of a text.

    A number with signs between its digits, such as "1,500", is a single word.
    """
    words: list[_Word] = []
    for word in words_of(text):
        start, end = word.start() + shift, word.end() + shift
        if words and words[-1].end + 1 == start:
            mark, last = text[word.start() - 1], words[-1]
            numbers = last.text[-1].isdigit() and word[0][0].isdigit() and mark in ".,'٫٬"
            if numbers or (mark == "'" and word[0].isalpha() and last.text.isalpha()):
                words[-1] = _Word(last.text + mark + word[0], last.start, end)
                continue
        words.append(_Word(word[0], start, end))
    return words


def _cut_inside(wanted: str, source: Normal) -> Nearest | None:
    """Return a passage in which the quotation begins or ends inside a longer word or number."""
    at = source.text.find(wanted) if wanted else -1
    if at < 0:
        return None
    end = at + len(wanted)
    differences = []
    low, high = at, end
    while low > 0 and inside_word(source.text, low):
        low -= 1
    while high < len(source.text) and inside_word(source.text, high):
        high += 1
    if low < at:
        differences.append(f"it begins inside “{_first_word(source.text[low : end + 20])}”")
    if high > end:
        differences.append(f"it ends inside “{_last_word(source.text[max(0, at - 20) : high])}”")
    if not differences:
        return None
    start, stop = source.start(low), source.end(high - 1)
    return Nearest(source.text[low:high], start, stop, tuple(differences))


def _first_word(text: str) -> str:
    return text.lstrip().partition(" ")[0].strip(".,;:\"'()")


def _last_word(text: str) -> str:
    return text.rstrip().rpartition(" ")[2].strip(".,;:\"'()")


def _windows(wanted: str, asked: Sequence[_Word], source: Normal) -> Iterator[tuple[int, int]]:
    """Yield the parts of the text that share the most words with the quotation."""
    width = max(40, len(wanted))
    votes: Counter[int] = Counter()
    for word in asked:
        for piece in words_of(word.text):
            places = source.words.get(piece[0], ())
            if len(places) <= _COMMON:
                for at in places:
                    votes[(at - word.start) // width] += 1
    for bucket, _ in votes.most_common(_WINDOWS):
        low = max(0, (bucket - 1) * width)
        yield low, min(len(source.text), (bucket + 3) * width)


def _most_similar(
    asked: Sequence[_Word], stretch: Sequence[_Word]
) -> tuple[float, Sequence[_Word]]:
    """Return the similarity (0 to 1) and the words of the most similar passage in a part.

    The passage includes words at either end if the quotation has different words there.
    """
    ours = [word.text.casefold() for word in asked]
    theirs = [word.text.casefold() for word in stretch]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ()
    first, last = blocks[0], blocks[-1]
    low = max(0, first.b - first.a)
    high = min(len(stretch), last.b + last.size + len(asked) - last.a - last.size)
    words = stretch[low:high]
    match_quotation = sum(block.size for block in blocks)
    return 2 * match_quotation / (len(asked) + len(words)), words


def _differences(
    wanted: str, asked: Sequence[_Word], words: Sequence[_Word], source: Normal
) -> Iterator[str]:
    ours, theirs = [word.text for word in asked], [word.text for word in words]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    number = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        number += 1
        if number > _MAX_DIFFERENCES:
            yield "and more"
            return
        yield _difference(ours[a:b], theirs[c:d])
    if number:
        return
    if "\n" in source.text[words[0].start : words[-1].end]:
        yield "a paragraph ends within it"
    else:
        yield "the marks between the words differ"


def _difference(our_words: Sequence[str], their_words: Sequence[str]) -> str:
    ours, theirs = " ".join(our_words), " ".join(their_words)
    if not ours:
        return f"the text has “{theirs}”, which the quotation leaves out"
    if not theirs:
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
    """Return a note about a lookalike letter from another script in an equally long word."""
    if len(ours) != len(theirs):
        return ""
    pairs = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if not pairs or any(_script(our) == _script(their) for our, their in pairs):
        return ""
    our, their = pairs[0]
    return (
        f"in “{ours}” a letter only looks like the one in the text: "
        f"{_named(our)} for {_named(their)}"
    )


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""


def _named(letter: str) -> str:
    return f"{letter} ({unicodedata.name(letter, 'unnamed').lower()})"
