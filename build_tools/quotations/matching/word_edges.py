"""Decides where a quotation may begin and end: never inside a word or a number.

Marks between two letters or two digits belong to the word or number, as in Unicode Annex 29 (rules
WB6 to WB12). The rest is about numbers, because a part of one means something else: 1,500 and 500,
-5 and 5, 10 million and 10, 二十三 and 三.
"""

import re
import unicodedata

from build_tools.quotations.matching.normal_form import UNSPACED

_WINDOW = 24  # no number is written longer than this

_IN_WORD = re.compile(r"(?<=[^\W\d_])['.](?=[^\W\d_])|(?<=\d)[.,'/:٫٬](?=\d)")
_IN_GROUP = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_MAGNITUDE = re.compile(
    r"\d (?:hundred|thousand|million|billion|trillion|bn|mln|mio|mld|mlrd|mrd|tys|tysi|mili"
    r"|tūkst|tūks|tausend|Mio|Mrd|mille|mil|miles|mila|milion|millon|millón|milli"
    r"|тыс|тис|млн|млрд|миллион|миллиард|мільйон|мільярд|мільён|ألف|آلاف|مليون|مليار)"
)
_TENS = re.compile(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-", re.IGNORECASE)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_NUMERALS = frozenset("〇零一二两兩三四五六七八九十百千万萬亿億兆")
_AFTER_DIGITS = frozenset("%‰°")


def inside_word(text: str, edge: int) -> bool:
    """Return whether an offset is inside a word or number: can|'t, 1|.500, 1 |500, -|5."""
    if edge in (0, len(text)):
        return False
    before, after = text[edge - 1], text[edge]
    if after == " " and before.isalpha():
        return False  # nearly all edges are like this, so it comes first
    if before == " " and after.isalpha() and not text[edge - 2 : edge - 1].isdigit():
        return False
    if _is_letter(before) and _is_letter(after):
        return not _between_unspaced(before, after)
    if any(_IN_WORD.match(text, at) for at in (edge - 1, edge)):
        return True
    return _inside_number(text, edge, before, after)


def _is_letter(letter: str) -> bool:
    # In many scripts vowel signs are marks, which Python does not count as letters.
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def _between_unspaced(before: str, after: str) -> bool:
    """Return whether a word may end between two letters because a script has no spaces."""
    if not (_UNSPACED.match(before) or _UNSPACED.match(after)):
        return False
    if unicodedata.category(after).startswith("M"):
        return False
    return not (_numeral(before) and _numeral(after))


def _numeral(letter: str) -> bool:
    return letter in _NUMERALS or letter.isdigit()


def _inside_number(text: str, edge: int, before: str, after: str) -> bool:
    if before.isdigit() and after in _AFTER_DIGITS:
        return True
    if before == "-" and after.isdigit():
        return edge < 2 or text[edge - 2] in " \n(["
    low, high = max(0, edge - _WINDOW), edge + _WINDOW
    if (before == " " and after.isdigit()) or (before.isdigit() and after == " "):
        groups = _IN_GROUP.finditer(text, low, high)
        if any(group.start() < edge < group.end() for group in groups):
            return True
    if _MAGNITUDE.match(text, edge - 1) or (edge > 1 and _MAGNITUDE.match(text, edge - 2)):
        return True
    return any(tens.end() == edge for tens in _TENS.finditer(text, low, edge))
