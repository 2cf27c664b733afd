"""Cuts the passages around cited words out of a text: enough to check them, and no more."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.facts.records import Quotation
from build_tools.quotations.check import matched
from build_tools.quotations.matching import FOUND, Match, QuoteClass, fragment_of

MAX_WORDS = 60
# So that the words beside a quotation, and those about a text fragment, are there to look at.
MIN_BESIDE = 10
_MAX_CHARACTERS = 1900
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage: its text, where it begins in the whole, the fragments of its quotations."""

    text: str
    start: int
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    fragments: tuple[str, ...]


def cut(text: str, quotations: Iterable[Quotation]) -> tuple[Sequence[Cut], Sequence[Match]]:
    """Return the passages in the order of the text, and for each quotation how it stands there.

    Words out of context are stored too: the check must be able to show what stands beside them.
    """
    matches = [matched(quote, text) for quote in quotations]
    stretches = [
        _stretch(text, one)
        for one in dict.fromkeys(matches)
        if one.kind in FOUND or one.kind is QuoteClass.OUT_OF_CONTEXT
    ]
    merged = _merged(sorted(stretches, key=lambda one: one.start))
    return [Cut(text[one.start : one.end], one.start, one.fragments) for one in merged], matches


def _stretch(text: str, found: Match) -> _Stretch:
    """Return the block that the match stands in, or about 60 words of it around the match."""
    low = text.rfind("\n\n", 0, found.start) + 2 if "\n\n" in text[: found.start] else 0
    high = text.find("\n\n", found.end)
    high = len(text) if high < 0 else high
    taken = len(_WORD.findall(text[found.start : found.end]))
    beside = max(MIN_BESIDE, (MAX_WORDS - taken) // 2)
    before = [low + one.start() for one in _WORD.finditer(text[low : found.start])]
    after = [found.end + one.end() for one in _WORD.finditer(text[found.end : high])]
    start = before[-beside] if len(before) > beside else low
    end = after[beside - 1] if len(after) > beside else high
    # A script without spaces has words of any length.
    start = max(start, found.start - _MAX_CHARACTERS // 3)
    end = min(end, max(found.end, start + _MAX_CHARACTERS))
    fragment = fragment_of(text, found.start, found.end)
    return _Stretch(start, end, (fragment,) if fragment else ())


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    held: _Stretch | None = None
    for one in stretches:
        if held and one.start < held.end and one.end - held.start <= _MAX_CHARACTERS:
            fragments = tuple(dict.fromkeys([*held.fragments, *one.fragments]))
            held = _Stretch(held.start, max(held.end, one.end), fragments)
        else:
            if held:
                yield held
            held = one
    if held:
        yield held
