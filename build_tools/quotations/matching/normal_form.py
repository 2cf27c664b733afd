"""A text in its comparable form, with a map from each of its characters back to the original.

Only what is type is made equal: compatibility forms, quotation marks, dashes, no-break and soft
spaces, soft hyphens, white space. Letters, digits and the marks between digits stay as they are.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_TABLE: Mapping[int, str | None] = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ´`‹›『』﹃﹄"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»「」﹁﹂〝〞〟"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
    # Type only: soft hyphen, zero-width marks, the Arabic stroke that widens a word, and the
    # marks that steer the direction of writing.
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640\u061c\u200e\u200f"), None),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], None),
    **dict.fromkeys(range(0xFE00, 0xFE10), None),
}
# Compatibility forms that say something of their own: 10² is not 102, and ½ is not 1/2.
_APART = ("<super>", "<sub>", "<fraction>", "<circle>")

# Scripts that put no space between words: an edge between two such letters is an edge of words.
WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNSPACED = f"{WIDE}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_BESIDE_WIDE = f"{WIDE}\u3001-\u303f\uff01-\uff0f\uff1a-\uff20"
_WIDE = re.compile(f"[{_BESIDE_WIDE}]")
_WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_GAP = r" (?=[\s—―;:!?%‰»]|--|[–-]\s)|[^\S ]|[—―]|--"
# A group keeps a way back for each time until it ends: hence the bound, of what nobody writes.
_GOES_ON = r"(?>(?:[\s—―]++|--|(?<=\s)[–-](?=\s)){0,9999})"
_DASHES = "—―–-"
_DASH = re.compile(f"[{_DASHES}]")


@dataclass(frozen=True)
class Normal:
    """A text in its comparable form; a line feed in it is a blank line, which ends a block.

    The form is made of segments: ``marks`` are their offsets here, ``begins`` and ``ends`` their
    offsets in the original; a segment is a plain copy where ``copied`` says so.
    """

    text: str
    marks: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]
    copied: Sequence[bool]

    def start(self, at: int) -> int:
        """Return where the character ``at`` begins in the original."""
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
        """The index: where each word begins."""
        index: dict[str, list[int]] = {}
        for found in _WORD.finditer(self.text):
            index.setdefault(found[0], []).append(found.start())
        return index

    @cached_property
    def _breaks(self) -> Sequence[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def block(self, at: int) -> tuple[int, int]:
        """Return the begin and end of the block that the character ``at`` stands in."""
        after = bisect_left(self._breaks, at)
        begin = self._breaks[after - 1] + 1 if after else 0
        return begin, self._breaks[after] if after < len(self._breaks) else len(self.text)


def words_of(text: str) -> Iterator["re.Match[str]"]:
    """Yield the words of a comparable form; of scripts without spaces, each letter."""
    return _WORD.finditer(text)


def comparable(text: str) -> str:
    """Return only the text of the comparable form, stripped: that of a quotation."""
    return _changing(text).sub(_replacement, text).strip()


@lru_cache(maxsize=64)
def normal(text: str) -> Normal:
    """Return the comparable form of a text, made once for each."""
    return normalised(text)


def normalised(text: str) -> Normal:
    """Return the comparable form; what needs no change is copied in long runs."""
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

    for found in _changing(text).finditer(text):
        begin, end = found.span()
        if begin > last:
            add(text[last:begin], last, begin, True)
        add(_replacement(found), begin, end, False)
        last = end
    if last < len(text):
        add(text[last:], last, len(text), True)
    return Normal("".join(parts), marks, begins, ends, copied)


def _replacement(found: "re.Match[str]") -> str:
    if found["gap"]:
        return _gap(found.string, found.start(), found.end())
    return _piece(found[0])


@lru_cache(maxsize=4096)
def _piece(cluster: str) -> str:
    """Return the comparable form of a letter with the marks that belong to it."""
    translated = cluster.translate(_TABLE)
    apart = unicodedata.decomposition(cluster[0]).startswith(_APART)
    return unicodedata.normalize("NFC" if apart else "NFKC", translated).translate(_TABLE)


def _changing(text: str) -> "re.Pattern[str]":
    """Return a pattern of all that must change in a text, made for the characters it has."""
    return _pattern("`", "", False, False) if text.isascii() else _made_for(frozenset(text))


@lru_cache(maxsize=512)
def _made_for(letters: frozenset[str]) -> "re.Pattern[str]":
    joining = {one for one in letters if _joins(one)}
    special = {one for one in letters if _changes(one)} | joining
    return _pattern(
        _ordered(special), _ordered(joining), any(map(_WIDE.match, letters)), "«" in letters
    )


@lru_cache(maxsize=512)
def _pattern(special: str, joining: str, wide: bool, guillemets: bool) -> "re.Pattern[str]":
    gaps = [_GAP]
    if guillemets:
        gaps.append("(?<=«) ")
    if wide:
        gaps.append(f"(?<=[{_BESIDE_WIDE}]) | (?=[{_BESIDE_WIDE}])")
    clusters = [f"\\S[{joining}]++"] if joining else []
    single = [f"[{special}]"] if special else []
    return re.compile("|".join([*clusters, f"(?P<gap>(?:{'|'.join(gaps)}){_GOES_ON})", *single]))


def _ordered(letters: Iterable[str]) -> str:
    return re.escape("".join(sorted(letters)))


@lru_cache(maxsize=8192)
def _joins(letter: str) -> bool:
    """Return whether it belongs to the letter before it: a combining mark, a later jamo."""
    return unicodedata.category(letter).startswith("M") or "\u1160" <= letter <= "\u11ff"


@lru_cache(maxsize=8192)
def _changes(letter: str) -> bool:
    if letter.isspace() or letter in "—―":
        return False
    if ord(letter) in _TABLE:
        return True
    if unicodedata.decomposition(letter).startswith(_APART):
        return False
    return not unicodedata.is_normalized("NFKC", letter)


def _gap(text: str, begin: int, end: int) -> str:
    """Return what a run of white space and long dashes comes to, given what stands beside it.

    Typography puts spaces where they say nothing: about a long dash, inside « », before a colon
    in French, between ideographs. A blank line stays, as one line feed: it ends a block.
    """
    run = text[begin:end]
    before, after = text[begin - 1 : begin], text[end : end + 1]
    if dash := _DASH.search(run):
        if len(run) == 1 and before.isdigit() and after.isdigit():
            return "-"  # a range of numbers, whatever dash it is written with
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
    if (before and _WIDE.match(before)) or (after and _WIDE.match(after)):
        return ""
    return space


def _space(run: str) -> str:
    ends = run.count("\n") > 1 or "\u2029" in run
    return "\n" if ends else " "
