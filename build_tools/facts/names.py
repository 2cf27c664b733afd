"""Finds names from the vocabulary in a text, in all spellings.

Names are compared word by word, without accents but with capitals, because "us" is not a country. A
person's surname counts as a name if it is long enough. So does a country's demonym, as in "a
Lithuanian minister" or "polscy celnicy".
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.demonyms import demonyms
from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Country, Entity, Person
from build_tools.facts.wording import unmarked

# A name may have at most two other characters between its words (RFE/RL, Spring-96).
_WORD = re.compile(r"[^\W_]+")
_LONGEST_GAP = 2
_SHORTEST_SURNAME = 4

_Spellings = Mapping[str, list[tuple[tuple[str, ...], str]]]


class Mention(NamedTuple):
    """A name in a text, from ``start`` to ``end``, and the ids that the name may refer to."""

    start: int
    end: int
    ids: frozenset[str]


def mentions(ledger: Ledger, text: str) -> list[Mention]:
    """Return the names of countries, people, organisations and places in a text, in order.

    If two names begin at the same word, the longer name counts. A name inside another name does not
    count.
    """
    spellings = _spellings(ledger)
    words = _WORD.findall(text)
    if not text.isascii():
        words = [word if word.isascii() else unmarked(word) for word in words]
    starts = [index for index, word in enumerate(words) if word in spellings]
    matches = list(_WORD.finditer(text)) if starts else []
    mentioned: list[Mention] = []
    following = 0
    for index in starts:
        if index < following:
            continue
        ids: set[str] = set()
        length = 0
        for spelling, identity in spellings[words[index]]:
            if len(spelling) >= max(length, 1) and _stands(spelling, words, matches, index):
                ids = ids | {identity} if len(spelling) == length else {identity}
                length = len(spelling)
        if ids:
            end = matches[index + length - 1].end()
            mentioned.append(Mention(matches[index].start(), end, frozenset(ids)))
        following = index + max(length, 1)
    return mentioned


def _stands(
    spelling: tuple[str, ...], words: list[str], matches: list[re.Match[str]], index: int
) -> bool:
    """Return whether a name begins at ``index``, with at most two characters between its words."""
    there = matches[index : index + len(spelling)]
    return words[index : index + len(spelling)] == [*spelling] and all(
        after.start() - before.end() <= _LONGEST_GAP for before, after in pairwise(there)
    )


@once_per_ledger
def vocabulary_words(ledger: Ledger) -> frozenset[str]:
    """Return the words of all names in the vocabulary, without accents and in lower case."""
    return frozenset(
        word.casefold()
        for candidates in _spellings(ledger).values()
        for spelling, _ in candidates
        for word in spelling
    )


@once_per_ledger
def _spellings(ledger: Ledger) -> _Spellings:
    """Return all spellings of names, each with its id, by the first word of the spelling."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    entities: list[Entity | Country] = [*ledger.countries.values(), *ledger.entities.values()]
    for entity in entities:
        for spelling in dict.fromkeys(_spellings_of(entity)):
            known.setdefault(spelling[0], []).append((spelling, entity.id))
    return known


def _spellings_of(entity: Entity | Country) -> Iterator[tuple[str, ...]]:
    names = [entity.name]
    if isinstance(entity, Country):
        names += demonyms(entity.code)
    else:
        names += [*entity.spellings, *([entity.original] if entity.original else [])]
    for name in names:
        words = tuple(_WORD.findall(unmarked(name)))
        if words:
            yield words
        if isinstance(entity, Person) and words and len(words[-1]) >= _SHORTEST_SURNAME:
            yield words[-1:]
