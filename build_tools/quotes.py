"""The quotation contract: whether words stand in a text, how exactly, and where.

One matcher, used everywhere. Both sides are normalised with a map back to the original offsets
(compatibility forms, quotation marks, dashes, soft hyphens, no-break spaces, white space), while
letters, digits and the marks between digits stay significant. See DESIGN section 4.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

LEAST_WORDS = 4
LEAST_CHARACTERS = 20
_WINDOW = 24  # no number is written longer than this

_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Compatibility forms that say something of their own: 10² is not 102, and ½ is not 1/2.
_APART = ("<super>", "<sub>", "<fraction>", "<circle>")
# Marks that go on with a word between two letters, and with a number between two digits (Unicode
# Annex 29, rules WB6 to WB12), and the space that groups digits: 1 500.
_IN_WORD = re.compile(r"(?<=[^\W\d_])['.](?=[^\W\d_])|(?<=\d)[.,'](?=\d)")
_IN_GROUP = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_ELISION = re.compile(r"\s*(?:\[\s*\.\.\.\s*\]|\(\s*\.\.\.\s*\)|\.\.\.)\s*")


class QuoteClass(StrEnum):
    """How a quotation stands to the text it is said to come from."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    TRANSLATED = "translated"
    UNCHECKABLE = "uncheckable"
    OUT_OF_CONTEXT = "out-of-context"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Match:
    """The class, and the offsets in the original text (0 and 0 where nothing was found)."""

    kind: QuoteClass
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its comparable form; ``starts[i]`` and ``ends[i]`` are original offsets."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@lru_cache(maxsize=256)
def normal(text: str) -> Normal:
    """Return the comparable form. A blank line stays, as one line feed: it ends a block."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        begin = position
        if text[position].isspace():
            while position < len(text) and text[position].isspace():
                position += 1
            piece = "\n" if text[begin:position].count("\n") > 1 else " "
        else:
            position += 1
            while position < len(text) and unicodedata.combining(text[position]):
                position += 1
            cluster = text[begin:position]
            if cluster in _DROPPED:
                continue
            apart = unicodedata.decomposition(text[begin]).startswith(_APART)
            piece = _SAME.get(cluster) or unicodedata.normalize("NFC" if apart else "NFKC", cluster)
            piece = "".join(_SAME.get(letter, letter) for letter in piece)
        for letter in piece:
            letters.append(letter)
            starts.append(begin)
            ends.append(position)
    return Normal("".join(letters), tuple(starts), tuple(ends))


def find(quote: str, text: str) -> Match:
    """Return how and where the quotation stands in the text: exact, typographic, elided, absent.

    It must begin and end at word edges and stand in one block; an elided one must have its
    fragments there in order. How long it must be is for the caller, with :func:`identifies`.
    """
    # A block ends at a blank line of the text only, so that words of two blocks are never found.
    wanted = normal(quote).text.strip().replace("\n", " ")
    if not wanted:
        return Match(QuoteClass.ABSENT)
    held = normal(text)
    places = [
        (held.starts[at], held.ends[at + len(wanted) - 1])
        for at in _at_word_edges(wanted, held.text, 0, len(held.text))
    ]
    for start, end in places:
        if text[start:end] == quote.strip():
            return Match(QuoteClass.EXACT, start, end)
    if places:
        return Match(QuoteClass.TYPOGRAPHIC, *places[0])
    fragments = [piece for piece in _ELISION.split(wanted) if piece]
    if len(fragments) > 1 and (found := _in_order(fragments, held.text)) is not None:
        return Match(QuoteClass.ELIDED, held.starts[found[0]], held.ends[found[1] - 1])
    return Match(QuoteClass.ABSENT)


def identifies(quote: str) -> bool:
    """Return whether it is long enough to point at one place: 4 words or 20 characters."""
    return len(quote.split()) >= LEAST_WORDS or len(quote.strip()) >= LEAST_CHARACTERS


def _at_word_edges(wanted: str, held: str, begin: int, end: int) -> Iterator[int]:
    at = held.find(wanted, begin, end)
    while at >= 0:
        if not _inside_word(held, at) and not _inside_word(held, at + len(wanted)):
            yield at
        at = held.find(wanted, at + 1, end)


def _inside_word(held: str, edge: int) -> bool:
    """Return whether a word or a number goes on across the edge: can|'t, 1|.500, 1 |500."""
    if edge in (0, len(held)):
        return False
    if _is_letter(held[edge - 1]) and _is_letter(held[edge]):
        return True
    if any(_IN_WORD.match(held, at) for at in (edge - 1, edge)):
        return True
    groups = _IN_GROUP.finditer(held, max(0, edge - _WINDOW), edge + _WINDOW)
    return any(found.start() < edge < found.end() for found in groups)


def _is_letter(letter: str) -> bool:
    # Vowel signs of many scripts are marks, and no letters of their own.
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def _in_order(fragments: list[str], held: str) -> tuple[int, int] | None:
    block = 0
    while block < len(held):
        end = held.find("\n", block)
        end = len(held) if end < 0 else end
        position, first = block, -1
        for fragment in fragments:
            at = next(_at_word_edges(fragment, held, position, end), None)
            if at is None:
                break
            first = at if first < 0 else first
            position = at + len(fragment)
        else:
            return first, position
        block = end + 1
    return None
