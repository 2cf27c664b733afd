"""Where a quotation may begin and end: never inside a word, and never inside a number.

Marks that go on with a word between two letters, and with a number between two digits, follow
Unicode Annex 29 (rules WB6 to WB12); the rest is about numbers, where a part says something else
than the whole: 1,500 and 500, -5 and 5, 10 million and 10, 二十三 and 三.
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


def inside_word(held: str, edge: int) -> bool:
    """Return whether a word or number goes on across the edge: can|'t, 1|.500, 1 |500, -|5."""
    if edge in (0, len(held)):
        return False
    before, after = held[edge - 1], held[edge]
    if after == " " and before.isalpha():
        return False  # the plain cases first, since nearly all are
    if before == " " and after.isalpha() and not held[edge - 2 : edge - 1].isdigit():
        return False
    if _is_letter(before) and _is_letter(after):
        return not _between_unspaced(before, after)
    if any(_IN_WORD.match(held, at) for at in (edge - 1, edge)):
        return True
    return _inside_number(held, edge, before, after)


def _is_letter(letter: str) -> bool:
    # Vowel signs of many scripts are marks, and no letters of their own.
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def _between_unspaced(before: str, after: str) -> bool:
    """Return whether two letters of which one needs no space beside it may be parted."""
    if not (_UNSPACED.match(before) or _UNSPACED.match(after)):
        return False
    if unicodedata.category(after).startswith("M"):
        return False
    return not (_numeral(before) and _numeral(after))


def _numeral(letter: str) -> bool:
    return letter in _NUMERALS or letter.isdigit()


def _inside_number(held: str, edge: int, before: str, after: str) -> bool:
    if before.isdigit() and after in _AFTER_DIGITS:
        return True
    if before == "-" and after.isdigit():
        return edge < 2 or held[edge - 2] in " \n(["
    low, high = max(0, edge - _WINDOW), edge + _WINDOW
    if (before == " " and after.isdigit()) or (before.isdigit() and after == " "):
        groups = _IN_GROUP.finditer(held, low, high)
        if any(found.start() < edge < found.end() for found in groups):
            return True
    if _MAGNITUDE.match(held, edge - 1) or (edge > 1 and _MAGNITUDE.match(held, edge - 2)):
        return True
    return any(found.end() == edge for found in _TENS.finditer(held, low, edge))
