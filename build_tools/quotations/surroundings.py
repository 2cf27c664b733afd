"""Counts the words around quotations in passages, and says where nothing more was seen."""

import re
from collections.abc import Sequence

from build_tools.facts.records import WORDS_AROUND, Side, StoredPassage
from build_tools.quotations.matching import Match
from build_tools.quotations.matching.normal_form import UNSPACED

# Two letters of a script without spaces count as a word.
WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\s{UNSPACED}]+")


def number_of_words(text: str) -> int:
    """Return how many words a text has."""
    return sum(1 for _ in WORD.finditer(text))


def unseen_sides(passage: StoredPassage, match: Match) -> tuple[Side, ...]:
    """Return the sides on which fewer than twelve words beside a quotation were seen.

    A paragraph that ends within them does not count, unless the excerpt ends with it.
    """
    beside = {
        Side.BEFORE: passage.text[: match.start],
        Side.AFTER: passage.text[match.end :],
    }
    return tuple(side for side in passage.unseen if number_of_words(beside[side]) < WORDS_AROUND)


def has_words_far_from(matches: Sequence[Match], passage: StoredPassage) -> bool:
    """Return whether a passage has words more than twelve words away from each quotation."""
    last = 0
    most = WORDS_AROUND
    for match in sorted(matches, key=lambda match: match.start):
        if number_of_words(passage.text[last : max(last, match.start)]) > most:
            return True
        last, most = max(last, match.end), 2 * WORDS_AROUND
    return number_of_words(passage.text[last:]) > WORDS_AROUND
