"""Writes and resolves text fragments: links that show the quoted words (``#:~:text=``).

The form is ``[prefix-,]start[,end][,-suffix]``, and each part is whole words
(https://wicg.github.io/scroll-to-text-fragment/). Browsers ignore case and accents, so a fragment
must be unique without them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

DIRECTIVE = ":~:"
_MAX_CONTEXT = 8  # words of prefix or suffix
_MAX_ENDS = 6  # words at either end of a long quotation
_FAR = 300  # characters on either side that may become prefix or suffix
_LONG = 40  # characters, above which the first and last words are a shorter form
_LONGEST = 1200  # characters of a directive: browsers and records take no longer ones
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without case and accents, and the original offset of each character."""

    text: str
    origins: Sequence[int]


def fragment_of(text: str, start: int, end: int, *, is_part: bool = False) -> str | None:
    """Return the shortest ``text=`` directive for a stretch of a text, or None if none is unique.

    In this text it resolves to exactly this stretch. If the text ``is_part`` of a page, the
    directive has all words of the stretch: its first and last words may stand elsewhere as well.
    """
    long = _LONGEST if is_part else _LONG
    for context in range(_MAX_CONTEXT + 1):
        # More context never makes it shorter, so the first number of words that is unique will do.
        candidates = _candidates(text, start, end, context, long)
        unique = [
            directive
            for directive in candidates
            if len(directive) <= _LONGEST and _means(directive, text, start, end)
        ]
        if unique:
            return min(unique, key=len)
    return None


def address_with(address: str, fragment: str) -> str:
    """Return the address with the fragment added, after its anchor if it has one."""
    return f"{address}{'' if '#' in address else '#'}{DIRECTIVE}{fragment}"


def resolve(fragment: str, text: str) -> list[tuple[int, int]]:
    """Return the original offsets of every stretch of the text that a ``text=`` directive means."""
    prefix, start, end, suffix = _parts(fragment)
    folded = _folded(text)
    stretches: list[tuple[int, int]] = []
    for begin, first_end in _whole_words(_fold(start), folded.text):
        stop = first_end
        if prefix and not _is_before(_fold(prefix), folded.text, begin):
            continue
        if end:
            # Browsers take the first end after the start.
            closing = next(
                _whole_words(_fold(end), folded.text, stop, suffix and _fold(suffix)), None
            )
            if closing is None:
                continue
            stop = closing[1]
        elif suffix and not _is_after(_fold(suffix), folded.text, stop):
            continue
        stretches.append((folded.origins[begin], folded.origins[stop - 1] + 1))
    return stretches


def _means(fragment: str, text: str, start: int, end: int) -> bool:
    """Return whether it means one stretch: this one, apart from marks and spaces at its ends."""
    stretches = resolve(fragment, text)
    if len(stretches) != 1:
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


def _candidates(text: str, start: int, end: int, context: int, long: int) -> Iterator[str]:
    """Yield directives with that many words of prefix, of suffix, and of both."""
    words = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    low = max(0, start - _FAR)
    before = [low + word.start() for word in _WORD.finditer(text[low:start])]
    after = [end + word.end() for word in _WORD.finditer(text[end : end + _FAR])]
    for ahead, behind in dict.fromkeys([(context, 0), (0, context), (context, context)]):
        if words and ahead <= len(before) and behind <= len(after):
            prefix = text[before[-ahead] : start] if ahead else ""
            suffix = text[end : after[behind - 1]] if behind else ""
            yield _directive(prefix, text[start:end], "", suffix)
            if end - start > long and len(words) >= 4:
                yield from _short_forms(text, start, end, words, prefix, suffix)


def _short_forms(
    text: str, start: int, end: int, words: Sequence[tuple[int, int]], prefix: str, suffix: str
) -> Iterator[str]:
    # At least two words, because the page has more text than our snapshot of it.
    for number in range(2, min(_MAX_ENDS, len(words) - 2) + 1):
        for last in range(2, min(_MAX_ENDS, len(words) - number) + 1):
            first = text[start : words[number - 1][1]]
            yield _directive(prefix, first, text[words[-last][0] : end], suffix)


def _directive(prefix: str, start: str, end: str, suffix: str) -> str:
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts.append(_encoded(start))
    parts += [_encoded(end)] if end else []
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return f"text={','.join(parts)}"


def _encoded(words: str) -> str:
    """Percent-encode the words; a plain hyphen, comma or ampersand would be part of the form."""
    plain = " ".join(words.translate(_HIDDEN).split())
    return quote(plain, safe="").replace("-", "%2D")


@lru_cache(maxsize=32)
def _folded(text: str) -> _Folded:
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


def _whole_words(
    wanted: str, text: str, begin: int = 0, suffix: str = ""
) -> Iterator[tuple[int, int]]:
    at = text.find(wanted, begin)
    while at >= 0 and wanted:
        stop = at + len(wanted)
        whole = _is_edge(text, at) and _is_edge(text, stop)
        if whole and (not suffix or _is_after(suffix, text, stop)):
            yield at, stop
        at = text.find(wanted, at + 1)


def _is_edge(text: str, at: int) -> bool:
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    wide = ord(before) > 0x2E7F or ord(after) > 0x2E7F
    return wide or not (before.isalnum() and after.isalnum())


def _is_before(words: str, text: str, at: int) -> bool:
    ahead = text[max(0, at - 2 * _FAR) : at].rstrip(" ")
    return ahead.endswith(words) and _is_edge(ahead, len(ahead) - len(words))


def _is_after(words: str, text: str, at: int) -> bool:
    behind = at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip(" "))
    return text.startswith(words, behind) and _is_edge(text, behind + len(words))
