"""Sorts names as readers expect, ignoring capitals, accents and the article "The"."""

import re
import unicodedata

# Letters with a stroke, which Unicode does not split into a letter and an accent.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})

# Accents for which Unicode has no single character with the letter.
_AFTER_LETTER = re.compile("(?<=[a-z])[\u0300-\u036f]+")

_ARTICLE = "the "


def name_key(name: str) -> str:
    """Return a sort key for a name."""
    return _plain(name).removeprefix(_ARTICLE)


def _plain(name: str) -> str:
    """Return the name in lower case, without accents on Latin letters.

    In other alphabets, a letter with a mark such as "й" is a letter of its own.
    """
    text = unicodedata.normalize("NFC", name.casefold()).translate(_STROKES)
    return _AFTER_LETTER.sub("", "".join(map(_base, text)))


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() else letter
