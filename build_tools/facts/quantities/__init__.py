"""Reads numbers and dates in prose, by the language of the text.

The marks of numbers and the names of months are those of Unicode's CLDR, through Babel; numerals in
words are in :mod:`languages`. 62,4 is sixty-two point four in Spanish, 1.500 is fifteen hundred in
German and one and a half in English.

A number of four digits may be a year or a count: :func:`dates` takes it for a year if nothing that
it counts stands beside it. Who compares texts should let either stand for the other.
"""

from functools import lru_cache

from build_tools.facts.quantities.dates_in_text import found_dates
from build_tools.facts.quantities.languages import covered
from build_tools.facts.quantities.numbers_in_text import found_numbers
from build_tools.facts.quantities.values import NumberKind, WrittenDate, WrittenNumber

__all__ = ["NumberKind", "WrittenDate", "WrittenNumber", "covered", "dates", "numbers"]


def numbers(text: str, lang: str) -> tuple[WrittenNumber, ...]:
    """Return the numbers of a text in the language of a BCP 47 tag, in order, without its dates."""
    return _read(text, lang)[0]


def dates(text: str, lang: str) -> tuple[WrittenDate, ...]:
    """Return the dates of a text in the language of a BCP 47 tag, in order, lone years included."""
    return _read(text, lang)[1]


@lru_cache(maxsize=4096)
def _read(text: str, lang: str) -> tuple[tuple[WrittenNumber, ...], tuple[WrittenDate, ...]]:
    found = found_dates(text, lang)
    pieces, position = [], 0
    for date in found:
        pieces += [text[position : date.start], "\0" * (date.end - date.start)]
        position = date.end
    counts, years = found_numbers("".join([*pieces, text[position:]]), lang)
    by_place = sorted([*found, *years], key=lambda date: date.start)
    return tuple(counts), tuple(by_place)
