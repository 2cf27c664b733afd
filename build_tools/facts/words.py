"""Counts words in any script, including scripts without spaces between words.

Spaces, long dashes and ellipses separate words. In a script without spaces, letters are counted.
Two ideographs, kana or Yi syllables count as a word. So do three letters of Thai, Lao, Khmer,
Burmese, Tibetan and related scripts. A vowel sign or other combining mark belongs to its letter.
These lengths are averages in running text, not the lengths of dictionary words.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

# Chinese characters, kana, bopomofo and Yi. Two of these characters count as a word.
WIDE = (
    "\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
# Scripts of South-East Asia, in which three letters count as a word. Tibetan is listed separately,
# because its syllables are separated by marks.
SOUTH_EAST_ASIAN = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
)
UNSPACED = f"{WIDE}{SOUTH_EAST_ASIAN}"
TIBETAN = "\u0f00-\u0fff"


def _signs(ranges: str, kinds: str) -> str:
    """Return the characters in these ranges whose Unicode category begins with one of ``kinds``."""
    codes = (
        code
        for first, last in re.findall("(.)-(.)", ranges)
        for code in range(ord(first), ord(last) + 1)
        if unicodedata.category(chr(code))[0] in kinds
    )
    return "".join(map(chr, codes))


# All letters of scripts without spaces, and a few other letters. The exact patterns are slow to
# compile, so they are used only for texts that contain such letters.
_RARE = re.compile("[^\x00-\u0dff\u1e00-\u2fff]")
_SPACED = re.compile(r"[^\s\u200b—―…]+")


def _edges(ranges: str) -> Sequence[str]:
    """Return the first character of each range and the first one after each range, in order."""
    pairs = re.findall("(.)-(.)", ranges)
    return sorted(edge for first, last in pairs for edge in (first, chr(ord(last) + 1)))


_WIDE_EDGES, _UNSPACED_EDGES = _edges(WIDE), _edges(UNSPACED)


def is_wide(letter: str) -> bool:
    """Return whether a character is in ``WIDE``; False for an empty text."""
    return bisect_right(_WIDE_EDGES, letter) % 2 == 1


def is_unspaced(letter: str) -> bool:
    """Return whether a character is in ``UNSPACED``; False for an empty text."""
    return bisect_right(_UNSPACED_EDGES, letter) % 2 == 1


def is_spaced(text: str) -> bool:
    """Return whether a text certainly contains no letter of a script without spaces."""
    return text.isascii() or not _RARE.search(text)


@cache
def _patterns() -> "tuple[re.Pattern[str], ...]":
    """Return patterns for a wide letter, a South-East Asian letter and a word, including marks."""
    marks = f"[{_signs(SOUTH_EAST_ASIAN + TIBETAN, 'M')}\u3099\u309a\uff9e\uff9f\u0f0b\u0f0c]*+"
    wide = f"(?![\uff9e\uff9f])[{WIDE}]{marks}"
    asian = f"[{_signs(SOUTH_EAST_ASIAN + TIBETAN, 'LN')}]{marks}"
    spaced = f"[^\\s\u200b—―…{UNSPACED}{TIBETAN}]+"
    word = f"{wide}(?:{wide})?|{asian}(?:{asian}){{0,2}}|{spaced}"
    return re.compile(wide), re.compile(asian), re.compile(word)


def _spaced(text: str) -> "re.Pattern[str]":
    return _SPACED if is_spaced(text) else _patterns()[2]


def _is_word(part: str) -> bool:
    return part[0].isalnum() or any(map(str.isalnum, part))


def word_spans(text: str) -> Sequence[tuple[int, int]]:
    """Return the start and end of each word, in characters. Words contain a letter or digit."""
    words = _spaced(text).finditer(text.replace("...", "   "))
    return [word.span() for word in words if _is_word(word[0])]


def number_of_words(text: str) -> int:
    """Return the number of words in a text. Letters that do not fill a whole word do not count."""
    wide = asian = 0
    if not is_spaced(text):
        of_wide, of_asian, _ = _patterns()
        text, wide = of_wide.subn(" ", text)
        text, asian = of_asian.subn(" ", text)
    words = _spaced(text).findall(text.replace("...", "   "))
    return wide // 2 + asian // 3 + sum(map(_is_word, words))
