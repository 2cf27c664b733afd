"""Keeps the ids of sentences when an article's text is edited.

If the earlier text is available, an unchanged sentence keeps its id even if the sentence has moved,
and a changed sentence keeps its id if the words are similar enough. Otherwise sentences are
compared by length.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise

from build_tools.editing.article_sentences import Span

# Different sentences on the same subject share up to half of their letter pairs.
MIN_ALIKE = 0.6
_MAX_PAIRS = 200_000  # pairs of sentences to compare, far more than in any edit of a real article
_NUMBER = re.compile(r"S(\d+)")

_Old = tuple[str, str]  # id and words


def fits(text: str, spans: Iterable[Span]) -> bool:
    """Return whether the spans can be the positions of sentences in this text."""
    return all(
        0 <= start < end <= len(text)
        and text[start:end] == text[start:end].strip()
        and not _is_within_word(text, start)
        and not _is_within_word(text, end)
        for start, end in spans
    )


def _is_within_word(text: str, offset: int) -> bool:
    return text[max(offset - 1, 0) : offset].isalnum() and text[offset : offset + 1].isalnum()


def ids_by_words(words: Sequence[str], before: Sequence[_Old]) -> list[str]:
    """Return an id for each sentence. ``before`` contains the ids and words of earlier sentences.

    A sentence that does not clearly match an earlier sentence gets the next unused number.
    """
    new = [" ".join(text.split()) for text in words]
    old = [" ".join(text.split()) for _, text in before]
    pairs = _unchanged(old, new)
    left = [number for number in range(len(old)) if number not in pairs.values()]
    open_ = [number for number in range(len(new)) if number not in pairs]
    taken: set[int] = set()
    for _, _, first, second in sorted(_alike(old, new, left, open_)):
        if second not in pairs and first not in taken:
            pairs[second] = first
            taken.add(first)
    return _numbered(len(new), {at: before[number][0] for at, number in pairs.items()}, before)


def ids_by_length(lengths: Sequence[int], before: Sequence[tuple[str, int]]) -> list[str]:
    """Return an id for each sentence. ``before`` has the ids and lengths of earlier sentences."""
    old = [length for _, length in before]
    reused: dict[int, str] = {}
    matcher = SequenceMatcher(None, old, list(lengths), autojunk=False)
    for tag, first, last, to_first, to_last in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            for number in range(min(last - first, to_last - to_first)):
                reused[to_first + number] = before[first + number][0]
    return _numbered(len(lengths), reused, before)


def _unchanged(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the old index of each unchanged sentence, by its new index.

    Sentences that stay in order are matched first, so equal sentences keep their own ids.
    """
    pairs: dict[int, int] = {}
    for first, second, size in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_matching_blocks():
        pairs.update({second + number: first + number for number in range(size)})
    remaining: dict[str, list[int]] = defaultdict(list)
    for number in sorted(set(range(len(old))).difference(pairs.values()), reverse=True):
        remaining[old[number]].append(number)
    for number, text in enumerate(new):
        if number not in pairs and remaining[text]:
            pairs[number] = remaining[text].pop()
    return pairs


def _alike(
    old: Sequence[str], new: Sequence[str], left: Sequence[int], open_: Sequence[int]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield the dissimilarity, the distance and both indexes of each pair of similar sentences."""
    letters: Mapping[int, Counter[str]] = {number: _pairs_of(old[number]) for number in left}
    compared = ((first, second) for second in open_ for first in left)
    of_new: dict[int, Counter[str]] = {}
    for first, second in islice(compared, _MAX_PAIRS):
        if second not in of_new:
            of_new[second] = _pairs_of(new[second])
        alike = _likeness(letters[first], of_new[second])
        if alike >= MIN_ALIKE:
            yield 1 - alike, abs(first - second), first, second


def _pairs_of(text: str) -> Counter[str]:
    letters = text.casefold()
    return Counter(map("".join, pairwise(letters)))


def _likeness(first: Counter[str], second: Counter[str]) -> float:
    """Return the share of letter pairs that two texts have in common, from 0 to 1."""
    sizes = (first.total(), second.total())
    if not min(sizes) or 2 * min(sizes) < MIN_ALIKE * sum(sizes):
        return 0.0
    return 2 * (first & second).total() / sum(sizes)


def _numbered(
    count: int, reused: Mapping[int, str], before: Sequence[tuple[str, object]]
) -> list[str]:
    numbers = [int(match[1]) for name, _ in before if (match := _NUMBER.fullmatch(name))]
    following = max(numbers, default=0) + 1
    width = max(2, len(str(following + count - 1 - len(reused))))
    ids = []
    for index in range(count):
        if index in reused:
            ids.append(reused[index])
        else:
            ids.append(f"S{following:0{width}}")
            following += 1
    return ids
