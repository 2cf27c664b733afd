"""Returns the direction in which a language is written."""

# Languages whose usual script is Arabic, Hebrew, Syriac, Thaana, N'Ko or Adlam.
_FROM_THE_RIGHT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
)
# Script subtags that override the language's usual direction.
_SCRIPTS = {
    "arab": "rtl",
    "hebr": "rtl",
    "syrc": "rtl",
    "thaa": "rtl",
    "nkoo": "rtl",
    "adlm": "rtl",
    "latn": "ltr",
    "cyrl": "ltr",
    "deva": "ltr",
}


def direction(lang: str) -> str:
    """Return "rtl" for a language (BCP 47) that is written from right to left, else "ltr"."""
    first, *more = lang.lower().split("-")
    usual = "rtl" if first in _FROM_THE_RIGHT else "ltr"
    return next((_SCRIPTS[part] for part in more if part in _SCRIPTS), usual)
