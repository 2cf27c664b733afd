"""Writes and resolves text fragments, which link to quoted words (``#:~:text=``).

The form is ``[prefix-,]start[,end][,-suffix]`` (https://wicg.github.io/scroll-to-text-fragment/).
Browsers ignore case and accents, so a fragment must be unique without them. Each part begins and
ends with whole words, except at an edge between the quoted words and a prefix or suffix. In scripts
without spaces, browsers find words with a dictionary that we cannot predict. In such scripts, each
edge is at a space or sign, or has the rest of the run of letters as its context.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, unquote

from build_tools.facts.words import is_unspaced

DIRECTIVE = ":~:"
_MAX_CONTEXT = 8  # words in a prefix or suffix
_MAX_ENDS = 6  # words at either end of a long quotation
_FAR = 300  # characters on either side that may become prefix or suffix
_LONG = 40  # a directive for more characters may have only the first and last words
_LONGEST = 1200  # the most characters that browsers and records accept in a directive
_JOINING = frozenset("'’.:·,;٫٬")  # these signs may be inside a word, between letters or digits
_WORD = re.compile(r"\w")
# White space other than single spaces.
_ODD_SPACE = re.compile(r"\s\s|[^\S ]")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class _Folded:
    """A case-folded text without accents, with the original offset of each character."""

    text: str
    origins: Sequence[int]


def fragment_of(text: str, start: int, end: int, *, is_part: bool = False) -> str | None:
    """Return the shortest unique ``text=`` directive for a part of a text, or None.

    In this text, the directive resolves to exactly this part. If the text is only part of a page
    (``is_part``), the directive contains all words, because the first and last words may also be
    elsewhere on the page.
    """
    long = _LONGEST if is_part else _LONG
    stretch = _stretch(text, start, end)
    for context in range(_MAX_CONTEXT + 1):
        # More context never makes a directive shorter, so the least context that makes it unique is
        # best.
        unique = [
            directive
            for directive in _candidates(text, stretch, context, long)
            if len(directive) <= _LONGEST and _means(directive, text, start, end)
        ]
        if unique:
            return min(unique, key=len)
    return None


def address_with(address: str, fragment: str) -> str:
    """Return the address with the fragment added, after any anchor."""
    return f"{address}{'' if '#' in address else '#'}{DIRECTIVE}{fragment}"


def resolve(fragment: str, text: str, *, loosely: bool = False) -> list[tuple[int, int]]:
    """Return the original offsets of every part of the text that matches a ``text=`` directive.

    Between letters of a script without spaces, a browser may or may not see a word edge. Such an
    edge counts only if ``loosely`` is true.
    """
    return list(_resolved(fragment, text, loosely))


def _resolved(fragment: str, text: str, loosely: bool) -> Iterator[tuple[int, int]]:
    prefix, start, end, suffix = map(_fold, _parts(fragment))
    folded = _folded(text)
    closing = (-1, -1)
    for begin in _found(start, folded.text):
        stop = begin + len(start)
        if not _begins(folded.text, begin, prefix, loosely):
            continue
        if not end:
            if not _ends(folded.text, stop, suffix, loosely):
                continue
        elif not _is_edge(folded.text, stop, loosely):
            continue
        else:
            if closing[0] < stop:
                # Browsers choose the first end after the start.
                closing = _closing(folded.text, stop, end, suffix, loosely)
            if closing[0] < 0:
                break
            stop = closing[1]
        yield folded.origins[begin], _end(text, folded.origins[stop - 1] + 1)


def _end(text: str, at: int) -> int:
    """Return the offset after the accents and hidden characters that follow a letter."""
    while at < len(text) and not _fold_letter(text[at]):
        at += 1
    return at


def _closing(text: str, begin: int, end: str, suffix: str, loosely: bool) -> tuple[int, int]:
    """Return the offsets of the last words at their first place after ``begin``, or (-1, -1)."""
    for at in _found(end, text, begin):
        if _is_edge(text, at, loosely) and _ends(text, at + len(end), suffix, loosely):
            return at, at + len(end)
    return -1, -1


def _means(fragment: str, text: str, start: int, end: int) -> bool:
    """Return whether a directive matches only this part, ignoring signs and spaces at its ends."""
    stretches = list(islice(_resolved(fragment, text, False), 2))
    if len(stretches) != 1 or len(list(islice(_resolved(fragment, text, True), 2))) != 1:
        return False
    low, high = stretches[0]
    difference = text[min(low, start) : max(low, start)] + text[min(high, end) : max(high, end)]
    return not _WORD.search(difference)


def _parts(fragment: str) -> tuple[str, str, str, str]:
    pieces = fragment.removeprefix("text=").split(",")
    prefix = pieces.pop(0)[:-1] if pieces[0].endswith("-") else ""
    suffix = pieces.pop()[1:] if len(pieces) > 1 and pieces[-1].startswith("-") else ""
    end = pieces[1] if len(pieces) > 1 else ""
    return unquote(prefix), unquote(pieces[0]), unquote(end), unquote(suffix)


class _Stretch(NamedTuple):
    """A part of a text, with the start and end of its words.

    ``before`` contains the starts of the words before the part, and ``after`` the ends of the words
    after the part. ``ahead`` and ``behind`` are the numbers of context words that the part needs
    before and after it. Each number is 1 if the part begins or ends inside a run of letters, and
    otherwise 0.
    """

    start: int
    end: int
    words: Sequence[tuple[int, int]]
    before: Sequence[int]
    after: Sequence[int]
    ahead: int
    behind: int


def _stretch(text: str, start: int, end: int) -> _Stretch:
    low, high = max(0, start - _FAR), min(len(text), end + _FAR)
    runs = [
        (begin, stop)
        for begin, stop in _runs(text, low, high)
        # The window may cut a run in two.
        if (begin > low or low == 0) and (stop < high or high == len(text))
    ]
    inside = ((max(begin, start), min(stop, end)) for begin, stop in runs)
    return _Stretch(
        start,
        end,
        [(begin, stop) for begin, stop in inside if begin < stop],
        [begin for begin, _ in runs if begin < start],
        [stop for _, stop in runs if stop > end],
        int(not _is_edge(text, start)),
        int(not _is_edge(text, end)),
    )


def _runs(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters and digits, including signs that may be inside a word."""
    begin = low
    for at in range(low, high + 1):
        if at == high or _is_edge(text, at):
            if begin < at and any(map(_is_letter, text[begin:at])):
                yield begin, at
            begin = at


def _candidates(text: str, stretch: _Stretch, context: int, long: int) -> Iterator[str]:
    """Yield directives with ``context`` words as prefix, as suffix, and as both."""
    start, end, words = stretch.start, stretch.end, stretch.words
    for ahead, behind in dict.fromkeys(
        (max(ahead, stretch.ahead), max(behind, stretch.behind))
        for ahead, behind in ((context, 0), (0, context), (context, context))
    ):
        if words and ahead <= len(stretch.before) and behind <= len(stretch.after):
            prefix = text[stretch.before[-ahead] : start] if ahead else ""
            suffix = text[end : stretch.after[behind - 1]] if behind else ""
            yield _directive(prefix, text[start:end], "", suffix)
            if end - start > long and len(words) >= 4:
                yield from _short_forms(text, stretch, prefix, suffix)


def _short_forms(text: str, stretch: _Stretch, prefix: str, suffix: str) -> Iterator[str]:
    # Each end has at least two words, because the page has more text than our snapshot.
    words = stretch.words
    for number in range(2, min(_MAX_ENDS, len(words) - 2) + 1):
        for last in range(2, min(_MAX_ENDS, len(words) - number) + 1):
            first = text[stretch.start : words[number - 1][1]]
            yield _directive(prefix, first, text[words[-last][0] : stretch.end], suffix)


def _directive(prefix: str, start: str, end: str, suffix: str) -> str:
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts.append(_encoded(start))
    parts += [_encoded(end)] if end else []
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return f"text={','.join(parts)}"


def _encoded(words: str) -> str:
    """Percent-encode the words. A plain hyphen, comma or ampersand would be syntax."""
    plain = " ".join(words.translate(_HIDDEN).split())
    return quote(plain, safe="").replace("-", "%2D")


@lru_cache(maxsize=32)
def _folded(text: str) -> _Folded:
    if text.isascii() and not _ODD_SPACE.search(text):
        return _Folded(text.lower(), range(len(text)))
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        for plain in _fold_letter(letter):
            if plain == " " and letters and letters[-1] == " ":
                continue
            letters.append(plain)
            origins.append(at)
    return _Folded("".join(letters), origins)


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    if ord(letter) in _HIDDEN:
        return ""
    decomposed = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def _fold(words: str) -> str:
    return " ".join("".join(map(_fold_letter, words)).split())


def _found(wanted: str, text: str, begin: int = 0) -> Iterator[int]:
    at = text.find(wanted, begin)
    while at >= 0 and wanted:
        yield at
        at = text.find(wanted, at + 1)


@lru_cache(maxsize=8192)
def _is_letter(letter: str) -> bool:
    """Return whether a character is a letter, digit or mark that may be part of a word."""
    return unicodedata.category(letter)[0] in "LMN" or letter == "_"


def _is_edge(text: str, at: int, loosely: bool = False) -> bool:
    """Return whether a word begins or ends at an offset, or may do so if ``loosely`` is true."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _is_letter(before) and _is_letter(after):
        return loosely and (is_unspaced(before) or is_unspaced(after))
    if after in _JOINING:
        return loosely or not _is_joined(before, text[at + 1 : at + 2])
    if before in _JOINING:
        return loosely or not _is_joined(text[at - 2 : at - 1], after)
    return True


def _is_joined(before: str, after: str) -> bool:
    """Return whether a sign between two characters may be inside a word: "1,500", "can't"."""
    return all(
        beside and _is_letter(beside) and not is_unspaced(beside) for beside in (before, after)
    )


def _begins(text: str, at: int, prefix: str, loosely: bool) -> bool:
    """Return whether the first words may begin at this offset: at an edge, or after a prefix."""
    if not prefix:
        return _is_edge(text, at, loosely)
    ahead = at - len(text[max(0, at - 2) : at]) + len(text[max(0, at - 2) : at].rstrip(" "))
    begin = ahead - len(prefix)
    return text.startswith(prefix, begin) and begin >= 0 and _is_edge(text, begin, loosely)


def _ends(text: str, at: int, suffix: str, loosely: bool) -> bool:
    """Return whether the last words may end at this offset: at an edge, or before a suffix."""
    if not suffix:
        return _is_edge(text, at, loosely)
    behind = at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip(" "))
    return text.startswith(suffix, behind) and _is_edge(text, behind + len(suffix), loosely)
