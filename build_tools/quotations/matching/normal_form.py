"""Turns a text into a comparable form, which maps each character to its original offset.

Only typography is unified: compatibility forms, quotation marks, dashes, no-break and zero-width
spaces, soft hyphens, and white space. Letters, digits and the signs between digits stay as they
are.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from build_tools.facts.words import UNSPACED, is_spaced, is_wide

_TABLE: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼʻʽ´`‹›『』﹃﹄❛❜׳"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»「」﹁﹂〝〞〟❝❞״"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−־"), "-"),
    **dict.fromkeys(map(ord, "〜〰∼"), "~"),
    **dict.fromkeys(map(ord, "∥║"), "‖"),
    **dict.fromkeys(map(ord, "⋯᠁"), "..."),
    # These characters affect only appearance: soft hyphens, zero-width marks, the Arabic stroke
    # that widens a word, and marks for the direction of writing.
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640\u061c\u200e\u200f"), None),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], None),
    **dict.fromkeys(range(0xFE00, 0xFE10), None),
}
# Compatibility forms with a different meaning: 10² is not 102, and ½ is not 1/2.
_APART = ("<super>", "<sub>", "<fraction>", "<circle>")

# Punctuation of ideographic scripts, which has no space next to it.
_WIDE_MARK = re.compile("[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]")
_FIRST_WIDE = "\u3001"
_SPACED_WORD = re.compile(r"[^\W_]+")
_GAP = r" (?=[\s—―;:!?%‰»]|--|[–-]\s)|[^\S ]|[—―]|--"
# The limit of 9,999, which no real text reaches, keeps backtracking from using too much memory.
_GOES_ON = r"(?>(?:[\s—―]++|--|(?<=\s)[–-](?=\s)){0,9999})"
# Typed quotation marks: two backticks or apostrophes (LaTeX), two commas, or two angle brackets.
_TYPED = r"[`'‘’]{2}|(?<!\w),,(?=\w)|<<(?=\S)|(?<=\S)>>"
_TYPED_MARKS = ("``", "''", "‘‘", "’’", ",,", "<<", ">>")
# An ellipsis of three or more points, perhaps with spaces but without a blank line between them.
_POINTS = r"\.(?>(?:(?:[^\S\n\u2029]{1,2}|\n)?\.){2,9999})"
_SPACED_POINTS = re.compile(r"\.[^\S\u2029]{1,2}\.")
_DASHES = "—―–-"
_DASH = re.compile(f"[{_DASHES}]")


@dataclass(frozen=True)
class Normal:
    """A text in comparable form.

    A line feed means a blank line, which ends a block. The form consists of segments. ``marks``
    contains their offsets in the form, and ``begins`` and ``ends`` contain their offsets in the
    original. ``copied`` says which segments are unchanged.
    """

    text: str
    marks: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]
    copied: Sequence[bool]

    def start(self, at: int) -> int:
        """Return the original offset of the character ``at``."""
        segment = bisect_right(self.marks, at) - 1
        inside = at - self.marks[segment] if self.copied[segment] else 0
        return self.begins[segment] + inside

    def end(self, at: int) -> int:
        """Return the original offset just past the character ``at``."""
        segment = bisect_right(self.marks, at) - 1
        if self.copied[segment]:
            return self.begins[segment] + at - self.marks[segment] + 1
        return self.ends[segment]

    @cached_property
    def words(self) -> Mapping[str, Sequence[int]]:
        """The offsets of each word."""
        index: dict[str, list[int]] = {}
        for word in words_of(self.text):
            index.setdefault(word[0], []).append(word.start())
        return index

    @cached_property
    def _breaks(self) -> Sequence[int]:
        return [line_feed.start() for line_feed in re.finditer("\n", self.text)]

    def block(self, at: int) -> tuple[int, int]:
        """Return the start and end of the block that contains the character ``at``."""
        after = bisect_left(self._breaks, at)
        begin = self._breaks[after - 1] + 1 if after else 0
        return begin, self._breaks[after] if after < len(self._breaks) else len(self.text)


def words_of(text: str) -> Iterator["re.Match[str]"]:
    """Yield the words of a comparable form, or the letters in scripts without spaces."""
    return (_SPACED_WORD if is_spaced(text) else _unspaced_word()).finditer(text)


@cache
def _unspaced_word() -> "re.Pattern[str]":
    return re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")


@lru_cache(maxsize=2048)
def comparable(text: str) -> str:
    """Return the stripped comparable form of a quotation, without offsets."""
    return _changing(text).sub(_replacement, text).strip()


@lru_cache(maxsize=1024)
def normal(text: str) -> Normal:
    """Return the comparable form of a text. Recent results are cached."""
    return normalised(text)


def normalised(text: str) -> Normal:
    """Return the comparable form of a text. Parts that need no change are copied."""
    parts: list[str] = []
    marks: list[int] = []
    begins: list[int] = []
    ends: list[int] = []
    copied: list[bool] = []
    length = last = 0

    def add(piece: str, begin: int, end: int, is_copy: bool) -> None:
        nonlocal length
        if piece:
            parts.append(piece)
            marks.append(length)
            begins.append(begin)
            ends.append(end)
            copied.append(is_copy)
            length += len(piece)

    for change in _changing(text).finditer(text):
        begin, end = change.span()
        if begin > last:
            add(text[last:begin], last, begin, True)
        add(_replacement(change), begin, end, False)
        last = end
    if last < len(text):
        add(text[last:], last, len(text), True)
    return Normal("".join(parts), marks, begins, ends, copied)


def _replacement(change: "re.Match[str]") -> str:
    match change.lastgroup:
        case "gap":
            return _gap(change.string, change.start(), change.end())
        case "points":
            return "." * change[0].count(".")
        case "typed":
            return '"'
    return _piece(change[0])


def _piece(cluster: str) -> str:
    """Return the comparable form of a letter with its combining marks."""
    translated = cluster.translate(_TABLE)
    apart = unicodedata.decomposition(cluster[0]).startswith(_APART)
    return unicodedata.normalize("NFC" if apart else "NFKC", translated).translate(_TABLE)


def _changing(text: str) -> "re.Pattern[str]":
    """Return a pattern for everything in a text that must change."""
    typed = any(mark in text for mark in _TYPED_MARKS)
    points = _SPACED_POINTS.search(text) is not None
    if text.isascii():
        return _made_for(frozenset(), typed, points, False)
    letters = set(text)
    unusual = frozenset(filter(_is_unusual, letters))
    return _made_for(unusual, typed, points, max(letters) >= _FIRST_WIDE)


@lru_cache(maxsize=512)
def _made_for(unusual: frozenset[str], typed: bool, points: bool, wide: bool) -> "re.Pattern[str]":
    """Return a pattern for these changes, with the longest first.

    Most texts have no unusual letters and share a pattern. Compiling many patterns would be slow.
    """
    joining = _ordered(filter(_joins, unusual))
    gaps = [_GAP, "(?<=«) "]
    if wide:
        gaps.append(" ")  # a later step finds spaces next to ideographs
    return re.compile(
        "|".join(
            [
                *([f"(?P<points>{_POINTS})"] if points else []),
                *([f"(?P<typed>{_TYPED})"] if typed else []),
                *([f"\\S[{joining}]++"] if joining else []),
                f"(?P<gap>(?:{'|'.join(gaps)}){_GOES_ON})",
                f"[{_ordered(unusual.union(map(chr, _TABLE)))}]",
            ]
        )
    )


def _ordered(letters: Iterable[str]) -> str:
    return re.escape("".join(sorted(letters)))


def _joins(letter: str) -> bool:
    """Return whether a character belongs to the letter before it.

    Such characters are combining marks, medial and final jamo, and the voicing marks of half-width
    kana.
    """
    is_mark = unicodedata.category(letter).startswith("M") or letter in "\uff9e\uff9f"
    return is_mark or "\u1160" <= letter <= "\u11ff"


@lru_cache(maxsize=4096)
def _is_unusual(letter: str) -> bool:
    """Return whether a letter joins the letter before it, or its change is not in the table."""
    if _joins(letter):
        return True
    if ord(letter) in _TABLE or letter.isspace() or letter in "—―":
        return False
    is_apart = unicodedata.decomposition(letter).startswith(_APART)
    return not is_apart and not unicodedata.is_normalized("NFKC", letter)


def _gap(text: str, begin: int, end: int) -> str:
    """Return the comparable form of white space and long dashes between two characters.

    A space is only typography around a long dash, inside « », before a colon in French, or between
    ideographs. A blank line becomes a single line feed, because it ends a block.
    """
    run = text[begin:end]
    before, after = text[begin - 1 : begin], text[end : end + 1]
    if dash := _DASH.search(run):
        if len(run) == 1 and before.isdigit() and after.isdigit():
            return "-"  # a range of numbers, written with any dash
        last = max(map(run.rfind, _DASHES))
        return f"{_space(run[: dash.start()])}-{_space(run[last + 1 :])}"
    if (space := _space(run)) == "\n":
        return space
    if after and after in ";:!?%‰":
        return ""
    if before == "«" and not text[begin - 2 : begin - 1].isalnum():
        return ""
    if after == "»" and not text[end + 1 : end + 2].isalnum():
        return ""
    return (
        ""
        if any(is_wide(beside) or _WIDE_MARK.match(beside) for beside in (before, after))
        else space
    )


def _space(run: str) -> str:
    ends = run.count("\n") > 1 or "\u2029" in run
    return "\n" if ends else " "
