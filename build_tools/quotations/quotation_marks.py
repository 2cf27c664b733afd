"""Finds words in quotation marks of any language.

Apostrophes and the signs for inches, feet and decades ('90s) are not quotation marks. Single marks
count only if both marks of a pair are certain. A double mark without a partner is reported.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.words import is_unspaced

_SINGLE_OPENS = re.compile(r"(?<!\w)'")
_TYPESET = re.compile("[“”„‟«»「」『』﹁﹂﹃﹄〝〞〟❝❞＂‹›❛❜″‘‚]")
# The marks that may close each opening mark. A mark that opens in one language may close in
# another.
_CLOSING = {
    "“": "”",
    "„": "“”‟",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
    "❝": "❞",
    "＂": "＂",
    '"': '"',
    "‹": "›",
    "›": "‹›",
    "❛": "❜",
    "″": "″",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
# Typewriter marks of two signs each.
_TYPED = {"``": ("''",), "''": ("''",), ",,": ("''", ",,"), "<<": (">>",), "‘‘": ("’’",)}
_MARK = re.compile(r"``|''|,,|<<|>>|‘‘|’’|[“”„‟«»「」『』﹁﹂﹃﹄〝〞〟❝❞＂\"‹›❛❜″‘’‚']")
_ALWAYS_OPENS = frozenset("“„‟「『﹁﹃〝❝")
_SINGLE = frozenset("‘’‚'")
# If they have no partner, these marks may not be quotation marks.
_UNSURE = frozenset((*_SINGLE, *_TYPED, ">>", "’’", "″"))
_SURE_TO_CLOSE = frozenset("”」』﹂﹄〞〟❞")
# The marks in a call in code, such as alert('x'), are not quotation marks.
_CALL = re.compile(r"\w\(")
_ELIDED = re.compile(r"\d\ds?\b|(?:n|em|til|tis|twas|cause|bout|round|s)\b", re.IGNORECASE)
# Short text only: the pattern is matched at the end of a mark, on at most 300 characters. It finds
# a closing mark that is not a plural possessive, before any other mark.
_LATER_CLOSE = re.compile(r"[^‘’'“”«»\"]{0,300}[^\WsxzSXZ‘’'“”«»\"][.,!?…]?[’'](?!\w)")
_HEBREW = re.compile("[\u0590-\u05ff]")
NOTHING = "\u200b"  # this character replaces a Markdown sign that readers do not see


class Marked(NamedTuple):
    """Quoted words, with the start of the opening mark and the end of the closing mark.

    ``words`` is None if a mark has no partner. ``end`` is then the end of that mark.
    """

    start: int
    end: int
    words: str | None


class _Open(NamedTuple):
    """A mark that is still open. ``is_sure`` means that it can only be a quotation mark."""

    mark: str
    start: int
    is_sure: bool = True


def has_marks(text: str) -> bool:
    """Return whether a text may have quotation marks. Most texts have none, so this is fast."""
    if '"' in text or "``" in text or ",," in text or "<<" in text:
        return True
    if "'" in text and ("''" in text or _SINGLE_OPENS.search(text)):
        return True
    return not text.isascii() and _TYPESET.search(text) is not None


def marked_words(text: str) -> Sequence[Marked]:
    """Return the outermost quoted words, and the marks without a partner, in order."""
    pairs: list[Marked] = []
    lone: list[Marked] = []
    opened: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, start = match[0], match.start()
        role = _Sides.of(text, match)
        if level := _closes(opened, mark, role, text, match.end()):
            lone += [_alone(other) for other in opened[level:] if other.is_sure]
            begin = opened[level - 1]
            words = text[begin.start + len(begin.mark) : start]
            pairs.append(Marked(begin.start, match.end(), words))
            del opened[level - 1 :]
        elif _opens(mark, role, text, match.end()):
            is_sure = mark not in _UNSURE and (mark != '"' or role.after)
            opened.append(_Open(mark, start, is_sure))
        elif _closes_nothing(mark, role):
            lone.append(_alone(_Open(mark, start)))
    lone += [_alone(other) for other in opened if other.is_sure]
    return sorted([*_outermost(pairs), *lone], key=lambda marked: marked.start)


class _Sides(NamedTuple):
    """The kinds of character on either side of a mark."""

    before: bool
    after: bool
    space_before: bool
    space_after: bool
    digit_before: bool
    hebrew: bool

    @classmethod
    def of(cls, text: str, match: "re.Match[str]") -> "_Sides":
        """Return the sides of a mark, ignoring signs that readers do not see."""
        begin, end = match.start(), match.end()
        while begin and text[begin - 1] == NOTHING:
            begin -= 1
        while text[end : end + 1] == NOTHING:
            end += 1
        before, after = text[begin - 1 : begin] if begin else "", text[end : end + 1]
        return cls(
            before=_is_letter(before),
            after=_is_letter(after),
            space_before=not before.strip(),
            space_after=not after.strip(),
            digit_before=before.isdigit(),
            hebrew=_HEBREW.match(before) is not None,
        )


def _is_letter(sign: str) -> bool:
    """Return whether a character is part of a word in a script with spaces."""
    return (sign.isalnum() or sign == "_") and not is_unspaced(sign)


def _closes(opened: Sequence[_Open], mark: str, sides: _Sides, text: str, end: int) -> int:
    """Return the position, from 1, of the open mark that this mark closes, or 0."""
    for level in range(len(opened), max(0, len(opened) - 8), -1):
        begin = opened[level - 1]
        if mark not in (_TYPED.get(begin.mark) or _CLOSING[begin.mark]):
            if begin.mark not in _UNSURE and mark in _SINGLE:
                return 0  # a single mark does not close beyond a double mark
            continue
        if mark in _SINGLE and (sides.space_before or sides.after or _is_possessive(text, end)):
            return 0
        if mark == '"' and (sides.space_before or (sides.after and sides.hebrew)):
            return 0
        if mark == begin.mark and mark in "”»›" and sides.space_before and not sides.space_after:
            return 0
        return level
    return 0


def _is_possessive(text: str, end: int) -> bool:
    """Return whether the mark that ends here is a plural possessive ("the ministers' plan")."""
    return text[end - 2 : end - 1] in tuple("sxzSXZ") and bool(_LATER_CLOSE.match(text, end))


def _opens(mark: str, sides: _Sides, text: str, end: int) -> bool:
    if mark in _ALWAYS_OPENS:
        return True
    if mark not in _CLOSING and mark not in _TYPED:
        return False
    if mark in _SINGLE:
        is_code = bool(_CALL.search(text, max(0, end - 3), end - 1))
        return not (sides.before or sides.space_after or is_code or _ELIDED.match(text, end))
    if mark == "«":
        return not sides.before or not sides.space_after
    if mark in '"″' and sides.before and sides.after:
        return not sides.hebrew and not sides.digit_before
    return not (sides.before or sides.space_after)


def _closes_nothing(mark: str, sides: _Sides) -> bool:
    """Return whether a mark can only close a quotation, although no quotation is open."""
    if mark in _SURE_TO_CLOSE:
        return not sides.digit_before
    return mark in '"»' and sides.before and not sides.digit_before and not sides.after


def _alone(mark: _Open) -> Marked:
    return Marked(mark.start, mark.start + len(mark.mark), None)


def _outermost(pairs: Sequence[Marked]) -> Iterator[Marked]:
    """Yield the pairs that contain a word and are not inside another pair."""
    end = 0
    for pair in sorted(pairs, key=lambda marked: marked.start):
        if pair.start >= end:
            end = pair.end
            if any(map(str.isalnum, pair.words or "")):
                yield pair
