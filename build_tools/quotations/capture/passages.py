"""Cuts the passages around quotations out of a text: enough to check them, and no more."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.facts.records import Quotation
from build_tools.quotations.check import match_quotation
from build_tools.quotations.matching import FOUND, Match, QuoteClass, fragment_of

MAX_WORDS = 60
# Words on either side of a quotation, in which negations and text fragments are looked for.
MIN_CONTEXT = 10
_MAX_CHARACTERS = 1900
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: its text, its offset in the whole text, and the fragments of its quotations."""

    text: str
    start: int
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    fragments: tuple[str, ...]


def cut(text: str, quotations: Iterable[Quotation]) -> tuple[Sequence[Cut], Sequence[Match]]:
    """Return the passages in the order of the text, and the match of each quotation.

    Quotations out of context get a passage too, so that the check can show what was left out; and
    words that stand in several places get one for each place, so that the check can see them all.
    """
    matches = [match_quotation(quote, text) for quote in quotations]
    stretches = [
        _stretch(text, place)
        for match in dict.fromkeys(matches)
        if match.kind in FOUND or match.kind is QuoteClass.OUT_OF_CONTEXT
        for place in match.each
    ]
    merged = _merged(sorted(stretches, key=lambda stretch: stretch.start))
    passages = [
        Cut(text[stretch.start : stretch.end], stretch.start, stretch.fragments)
        for stretch in merged
    ]
    return passages, matches


def _stretch(text: str, match: Match) -> _Stretch:
    """Return the block that contains the match, or about 60 words of it around the match."""
    low = text.rfind("\n\n", 0, match.start) + 2 if "\n\n" in text[: match.start] else 0
    high = text.find("\n\n", match.end)
    high = len(text) if high < 0 else high
    quoted = len(_WORD.findall(text[match.start : match.end]))
    context = max(MIN_CONTEXT, (MAX_WORDS - quoted) // 2)
    before = [low + word.start() for word in _WORD.finditer(text[low : match.start])]
    after = [match.end + word.end() for word in _WORD.finditer(text[match.end : high])]
    start = before[-context] if len(before) > context else low
    end = after[context - 1] if len(after) > context else high
    # In scripts without spaces a word can have any length.
    start = max(start, match.start - _MAX_CHARACTERS // 3)
    end = min(end, max(match.end, start + _MAX_CHARACTERS))
    fragment = fragment_of(text, match.start, match.end)
    return _Stretch(start, end, (fragment,) if fragment else ())


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Join stretches that overlap, unless the result would be too long for a passage."""
    last: _Stretch | None = None
    for stretch in stretches:
        if last and stretch.start < last.end and stretch.end - last.start <= _MAX_CHARACTERS:
            fragments = tuple(dict.fromkeys([*last.fragments, *stretch.fragments]))
            last = _Stretch(last.start, max(last.end, stretch.end), fragments)
        else:
            if last:
                yield last
            last = stretch
    if last:
        yield last
