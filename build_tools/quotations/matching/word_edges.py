"""Decides where a quotation may begin and end: never inside a word or number.

Signs between two letters or two digits belong to the word or number, as in Unicode Annex 29 (rules
WB6 to WB12). The other rules keep numbers whole, because part of a number means something else:
1,500 and 500, -5 and 5, 10 million and 10, 二十三 and 三.
"""

import re
import unicodedata

from build_tools.facts.words import is_unspaced
from build_tools.quotations.matching.numbers import (
    NUMERALS,
    begins_after_sign,
    ends_before_unit,
    parts_number,
)

_WINDOW = 24  # characters; no written number is longer

_IN_WORD = re.compile(
    r"(?<=[^\W\d_])['.](?=[^\W\d_])|(?<=\d)[.,'/:٫٬·^×~-](?=\d)|(?<=[א-ת])\"(?=[א-ת])"
)
_IN_GROUP = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
_FRACTION = re.compile(r"(?<=\d)( )(?=[½⅓¼⅔¾⅕⅛]|\d/\d)")
# A Hebrew word in quotation marks, joined to a particle before it.
_HEBREW_QUOTED = re.compile(r"(?<![א-ת])[המשוכלב]\"(?=[א-ת]{2})|[א-ת]\"(?=[א-ת]{4})")
_AFTER_DIGITS = frozenset("%‰°")
_SIGNS = frozenset("-+±≈~<>≤≥")
# In scripts without spaces, no word begins with a letter in the first set or ends with a letter in
# the second set.
_NEVER_FIRST = frozenset("ะาๅๆฯະາຯໆゃゅょぁぃぅぇぉゎャュョァィゥェォヮー々ゝゞヽヾ")
_SILENT = "\u0e4c"  # makes the Thai letter before it silent, so that it cannot begin a word
_NEVER_LAST = frozenset("เแโใไເແໂໃໄ\u17d2\u1039")


def cut(text: str, start: int, end: int) -> bool:
    """Return whether a part begins or ends inside a word or number, or lacks the number's unit."""
    return (
        inside_word(text, start)
        or inside_word(text, end)
        or ends_before_unit(text, end)
        or begins_after_sign(text, start)
    )


def inside_word(text: str, edge: int) -> bool:
    """Return whether an offset is inside a word or number: can|'t, 1|.500, 1 |500, -|5."""
    if edge in (0, len(text)):
        return False
    before, after = text[edge - 1], text[edge]
    if after == " " and before.isalpha():
        return parts_number(text, edge)  # most edges are like this, so this check comes first
    if before == " " and after.isalpha():
        return parts_number(text, edge)
    if _is_letter(before) and _is_letter(after):
        return not _between_unspaced(text, edge, before, after)
    for at in (edge - 1, edge):
        if _IN_WORD.match(text, at):
            return not _between_words(text, at)
    return _inside_number(text, edge, before, after)


def _between_words(text: str, at: int) -> bool:
    """Return whether a sign between two letters separates words without a space."""
    if text[at] == '"':
        return _HEBREW_QUOTED.match(text, max(0, at - 1)) is not None
    return is_unspaced(text[at - 1]) or is_unspaced(text[at + 1])


def _is_letter(letter: str) -> bool:
    # In many scripts, vowel signs are marks, which Python does not count as letters.
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def _between_unspaced(text: str, edge: int, before: str, after: str) -> bool:
    """Return whether a word may end between two letters because a script has no spaces."""
    if not (is_unspaced(before) or is_unspaced(after)):
        return False
    if unicodedata.category(after).startswith("M"):
        return False
    if after in _NEVER_FIRST or before in _NEVER_LAST or text[edge + 1 : edge + 2] == _SILENT:
        return False
    return not (_numeral(after) and (_numeral(before) or text.endswith("百分之", 0, edge)))


def _numeral(letter: str) -> bool:
    return letter in NUMERALS or letter.isdigit()


def _inside_number(text: str, edge: int, before: str, after: str) -> bool:
    if before.isdigit() and after in _AFTER_DIGITS:
        return True
    if after.isdigit() and before in _SIGNS:
        return edge < 2 or text[edge - 2] in " \n(["
    if (before == " " and after.isdigit()) or (before.isdigit() and after == " "):
        low, high = max(0, edge - _WINDOW), edge + _WINDOW
        groups = _IN_GROUP.finditer(text, low, high)
        if any(group.start() < edge < group.end() for group in groups):
            return True
        if any(_FRACTION.match(text, at) for at in (edge - 1, edge)):
            return True
    return parts_number(text, edge)
