"""Counts the words around quotations in passages, and finds the sides on which we saw few words."""

from collections.abc import Iterator, Sequence

from build_tools.facts.records import WORDS_AROUND, Side, StoredPassage
from build_tools.facts.words import number_of_words
from build_tools.quotations.matching import Match


def unseen_sides(passage: StoredPassage, match: Match) -> tuple[Side, ...]:
    """Return the sides of a quotation on which we saw fewer than twelve words.

    The end of a paragraph does not count, unless the excerpt also ends there.
    """
    return tuple(side for side in passage.unseen if _few_words(side, passage, match))


def near_ends(matches: Sequence[Match], passage: StoredPassage, characters: int) -> Iterator[Side]:
    """Yield the sides on which a text with this many characters ends close to a quotation.

    With several excerpts, we know only the beginning of the first and the end of the last.
    """
    ends = {
        Side.BEFORE: passage.start == 0,
        Side.AFTER: passage.start + len(passage.text) == characters,
    }
    for side, is_end in ends.items():
        if is_end and any(_few_words(side, passage, match) for match in matches):
            yield side


def _few_words(side: Side, passage: StoredPassage, match: Match) -> bool:
    beside = passage.text[: match.start] if side is Side.BEFORE else passage.text[match.end :]
    return number_of_words(beside) < WORDS_AROUND


def has_words_far_from(matches: Sequence[Match], passage: StoredPassage) -> bool:
    """Return whether a passage has words more than twelve words away from every quotation."""
    last = 0
    most = WORDS_AROUND
    for match in sorted(matches, key=lambda match: match.start):
        if number_of_words(passage.text[last : max(last, match.start)]) > most:
            return True
        last, most = max(last, match.end), 2 * WORDS_AROUND
    return number_of_words(passage.text[last:]) > WORDS_AROUND
