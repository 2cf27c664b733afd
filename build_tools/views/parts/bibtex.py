"""Writes BibTeX entries with a field on each line, and escapes TeX's special characters."""

from collections.abc import Iterable

# Each character that has a meaning in TeX, and its escape.
_ESCAPES = str.maketrans(
    {"\\": "\\textbackslash{}", **{letter: f"\\{letter}" for letter in "&%$#_{}"}}
)
# BibTeX counts escaped braces too, so an unbalanced brace would swallow the entries after it.
_UNBALANCED = {ord("{"): "\\textbraceleft{}", ord("}"): "\\textbraceright{}"}


def entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an entry. The values of its fields must already be escaped."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def escaped(text: str) -> str:
    """Return the text as a BibTeX value that TeX prints unchanged."""
    return text.translate(_ESCAPES if _is_balanced(text) else {**_ESCAPES, **_UNBALANCED})


def _is_balanced(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0
