"""Whether words are written in the letters of a language: what cannot be Russian is not Russian."""

import unicodedata
from collections.abc import Mapping

_LATIN = "cs da de en es et fi fr hr hu it lt lv nl no pl pt ro sk sl sv tr"

# Languages of the sources that are written in one script; of any other nothing is said. The names
# are those that Unicode's letters begin with.
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
    """Return False where none of the text's letters belongs to the language's script.

    ``lang`` is a primary subtag (BCP 47). A name in other letters among the words does no harm.
    """
    scripts = _SCRIPTS.get(lang.lower())
    letters = [one for one in text if one.isalpha()]
    if scripts is None or not letters:
        return True
    # NFKC: a ligature or a full-width letter is one of its script.
    plain = (unicodedata.normalize("NFKC", one)[0] for one in letters)
    return any(unicodedata.name(one, "").startswith(scripts) for one in plain)
