"""Checks whether words are written in the script of their language."""

import unicodedata
from collections.abc import Mapping

_LATIN = "cs da de en es et fi fr hr hu it lt lv nl no pl pt ro sk sl sv tr"

# Languages with a single script, with the beginning of its letters' Unicode names. Other languages
# are not checked.
_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_LATIN.split(), ("LATIN",)),
    **dict.fromkeys(("be", "bg", "mk", "ru", "uk"), ("CYRILLIC",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    "el": ("GREEK",),
    "he": ("HEBREW",),
    "hy": ("ARMENIAN",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ka": ("GEORGIAN",),
    "ko": ("HANGUL", "CJK"),
    "th": ("THAI",),
    "zh": ("CJK",),
}


def in_letters_of(lang: str, text: str) -> bool:
    """Return whether at least one letter belongs to the script of the language.

    ``lang`` is a primary subtag (BCP 47). The result is also true for languages that are not
    listed, and for texts without letters. Names in other scripts are accepted.
    """
    scripts = _SCRIPTS.get(lang.lower())
    if scripts is None:
        return True
    has_letters = False
    for letter in filter(str.isalpha, text):
        has_letters = True
        # NFKC turns ligatures and full-width letters into plain letters, whose names begin with
        # their script.
        plain = unicodedata.normalize("NFKC", letter)[0]
        if unicodedata.name(plain, "").startswith(scripts):
            return True
    return not has_letters
