"""Compares a title with an address, because many publishers put the headline into the path."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from build_tools.facts.words import number_of_words

MIN_WORDS = 3
# Publishers put a section before the headline, and some shorten the headline or add their name
# after it. More words could change the headline's meaning ("police deny that …").
MAX_BEFORE = 1
MAX_AFTER = 3

_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
# Letters that Unicode does not decompose. An address contains one of two forms of such a letter:
# "Bjørn" becomes "bjorn" or "bjoern".
_SINGLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_DOUBLE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def spells_title(address: str, title: str) -> bool:
    """Return whether an address spells the words of a title, so anyone can compare the two.

    The title must have at least three words. A single part of the address's path must contain these
    words in the same order, with nothing between them. That part may contain at most one word
    before the title and at most three words after the title, without counting words that contain a
    digit. Such words are usually article numbers.

    Capitals, accents, apostrophes, hyphens and other marks are not compared, because addresses do
    not contain them. "10,000" equals "10000" and "10-000", but "1.5" does not equal "15". An
    address may also spell "ä" as "ae", and so on. Other scripts are compared only if the address
    contains their letters, plain or in percent-encoded UTF-8. Nothing is transliterated.
    """
    if number_of_words(title) < MIN_WORDS:
        return False
    wanted = _title_words(title)
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    return any(_contains(_WORD.findall(_folded(part)), wanted) for part in _parts(path))


def _parts(path: str) -> list[str]:
    return [unquote(part) for part in path.split("/")]


def _title_words(title: str) -> list[frozenset[str]]:
    """Return, for each word of the title, the forms in which an address may spell the word."""
    text = _DECIMAL.sub(" ", _THOUSANDS.sub("", unicodedata.normalize("NFC", title).casefold()))
    words = []
    for word in text.split():
        forms = (_folded(word), _folded(word.translate(_DOUBLE)))
        words.append(frozenset("".join(_WORD.findall(form)) for form in forms))
    return [forms for forms in words if forms != {""}]


def _folded(text: str) -> str:
    """Return the text in lower case, without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_SINGLE))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _contains(words: Sequence[str], wanted: Sequence[frozenset[str]]) -> bool:
    """Return whether a part of a path contains the wanted words, and few other words."""
    for begin in range(len(words)):
        if _count(words[:begin]) > MAX_BEFORE:
            return False
        end = _end_of(words, begin, wanted)
        if end is not None and _count(words[end:]) <= MAX_AFTER:
            return True
    return False


def _end_of(words: Sequence[str], begin: int, wanted: Sequence[frozenset[str]]) -> int | None:
    """Return the index after the last wanted word, or None if a wanted word does not follow.

    One word in the title may be several words in the path: "Mi-35M" becomes "mi" and "35m".
    """
    end = begin
    for forms in wanted:
        joined = ""
        while joined not in forms:
            if end == len(words) or not any(form.startswith(joined) for form in forms):
                return None
            joined += words[end]
            end += 1
    return end


def _count(words: Sequence[str]) -> int:
    return sum(not _DIGIT.search(word) for word in words)
