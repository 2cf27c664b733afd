"""Reads numbers and dates in prose, according to the language of the text.

The separators in numbers and the names of months come from Unicode's CLDR, through Babel. In
Spanish, 62,4 is 62.4. In German, 1.500 is 1,500, but in English it is 1.5. Numerals in words are in
:mod:`languages`.

A four-digit number may be a year or a count. Usually :func:`dates` reads such a number as a year,
unless a unit follows. Code that compares texts should accept either reading.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from build_tools.facts.quantities.dates_in_text import found_dates
from build_tools.facts.quantities.fractions import found_shares
from build_tools.facts.quantities.labels import word_before
from build_tools.facts.quantities.languages import WORD, base, covered, language
from build_tools.facts.quantities.numbers_in_text import found_numbers
from build_tools.facts.quantities.values import NumberKind, WrittenDate, WrittenNumber

__all__ = [
    "NumberKind",
    "WrittenDate",
    "WrittenNumber",
    "base",
    "covered",
    "dates",
    "numbers",
    "word_before",
]

_DIGIT = re.compile(r"\d")


def numbers(text: str, lang: str) -> tuple[WrittenNumber, ...]:
    """Return the numbers in a text in order, without its dates. ``lang`` is a BCP 47 tag."""
    return _read(text, lang)[0]


def dates(text: str, lang: str) -> tuple[WrittenDate, ...]:
    """Return the dates in a text in order, including lone years. ``lang`` is a BCP 47 tag."""
    return _read(text, lang)[1]


@lru_cache(maxsize=16_384)
def _read(text: str, lang: str) -> tuple[tuple[WrittenNumber, ...], tuple[WrittenDate, ...]]:
    # Most texts contain no month or numeral, and need not be read word by word.
    words = frozenset(WORD.findall(text.lower()))
    has_digits = _DIGIT.search(text) is not None
    if not has_digits and words.isdisjoint(language(lang).signals):
        return (), ()
    with_months = found_dates(text, lang, words)
    rest = _blanked(text, with_months)
    shares = _apart(found_shares(rest, base(lang), words))
    counts, years = found_numbers(_blanked(rest, shares), lang, words)
    by_place = sorted([*with_months, *years], key=lambda date: date.start)
    return tuple(sorted([*counts, *shares])) if shares else tuple(counts), tuple(by_place)


def _blanked(text: str, parts: Sequence[WrittenDate] | Sequence[WrittenNumber]) -> str:
    """Return a text with these parts blanked out. All other characters keep their offsets."""
    if not parts:
        return text
    pieces, position = [], 0
    for part in parts:
        pieces += [text[position : part.start], "\0" * (part.end - part.start)]
        position = part.end
    return "".join([*pieces, text[position:]])


def _apart(shares: Iterable[WrittenNumber]) -> list[WrittenNumber]:
    """Return shares in order, without any share that begins inside another share."""
    apart: list[WrittenNumber] = []
    for share in sorted(shares):
        if not apart or share.start >= apart[-1].end:
            apart.append(share)
    return apart
