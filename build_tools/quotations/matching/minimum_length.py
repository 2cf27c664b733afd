"""Checks whether a quotation and each of its fragments are long enough to identify a place."""

import re
from collections.abc import Sequence
from functools import lru_cache

from build_tools.facts.catalogue import N_, FilledMessage
from build_tools.facts.words import is_spaced, is_wide, number_of_words
from build_tools.quotations.matching.normal_form import comparable

MIN_WORDS = 4
MIN_CHARACTERS = 20
MIN_FRAGMENT_WORDS = 2
MIN_FRAGMENT_CHARACTERS = 5

ELISION = re.compile(r" ?(?:\[ ?\.{3,} ?\]|\( ?\.{3,} ?\)|< ?\.{3,} ?>|\.{3,}) ?")
INSERTION = re.compile(r"\[([^\[\]]*)\]")
TOO_SHORT = FilledMessage(
    N_("too short to identify a place: it needs %(words)s words or %(characters)s characters"),
    words=MIN_WORDS,
    characters=MIN_CHARACTERS,
)
FRAGMENT_TOO_SHORT = FilledMessage(
    N_("a fragment is too short: each needs %(words)s words or %(characters)s characters"),
    words=MIN_FRAGMENT_WORDS,
    characters=MIN_FRAGMENT_CHARACTERS,
)
_SPACED = re.compile(r"\w+(?:['.,-]\w+)*")

Size = tuple[int, int]


def identifies(quote: str, *, insertions: bool = False) -> bool:
    """Return whether a quotation is long enough to identify a place: 4 words or 20 characters.

    Two ideographs count as a word, and so do three letters of Thai and related scripts. Each
    fragment of an elided quotation needs at least two words or five characters, because shorter
    fragments occur in every text, in any order.
    """
    sizes = sizes_of(comparable(quote), insertions)
    return is_long_enough(sizes) and each_identifies(sizes)


def is_long_enough(sizes: Sequence[Size]) -> bool:
    """Return whether the fragments together have enough words or characters."""
    words, characters = sum(size[0] for size in sizes), sum(size[1] for size in sizes)
    return words >= MIN_WORDS or characters >= MIN_CHARACTERS


def each_identifies(sizes: Sequence[Size]) -> bool:
    """Return whether each fragment is long enough not to occur in every text."""
    return len(sizes) == 1 or all(
        words >= MIN_FRAGMENT_WORDS or characters >= MIN_FRAGMENT_CHARACTERS
        for words, characters in sizes
    )


@lru_cache(maxsize=1024)
def sizes_of(wanted: str, insertions: bool) -> Sequence[Size]:
    """Return the size of each fragment, without insertions."""
    if insertions:
        wanted = INSERTION.sub(
            lambda insertion: insertion[0] if "..." in insertion[0] else " ", wanted
        )
    fragments = ELISION.split(wanted) if "..." in wanted else (wanted,)
    return [size for size in map(_size, fragments) if size != (0, 0)]


def _size(wanted: str) -> Size:
    """Return the number of words, and the number of letters with single spaces between words.

    An ideograph counts as two letters. A combining mark belongs to its letter and does not count.
    """
    if wanted.isascii():
        spaced = _SPACED.findall(wanted)
        return len(spaced), len(" ".join(spaced))
    words = number_of_words(wanted)
    wide = 0 if is_spaced(wanted) else sum(map(is_wide, wanted))
    letters = sum(map(str.isalnum, wanted)) + wide
    return words, letters + (max(0, words - 1) if " " in wanted else 0)
