"""Lists the search entries of pages, and the different spellings of names.

This module and the browser compare words in the form that ``folded`` returns.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.words import UNSPACED
from build_tools.pages import Page

# The groups of results, in order. Each page kind belongs to a group.
GROUPS = ("Claims", "People", "Organisations", "Places", "Countries", "Pages", "Sources")
_GROUP_OF = {
    "claim": "Claims",
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "country": "Countries",
    "source": "Sources",
}
_LEFT_OUT = ("moved", "search")

# Letters that Unicode does not decompose, and the letters that readers type instead. Cyrillic
# letters are romanised as in English newspapers (BGN/PCGN without the finer distinctions).
LETTERS = dict(zip("абвгґдезийклмнопрстуфыэі", "abvggdeziiklmnoprstufyei", strict=True))
LETTERS |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
LETTERS |= {"ю": "yu", "я": "ya", "є": "ye"}
LETTERS |= {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
_LETTERS = str.maketrans(LETTERS)
_SECTION = re.compile(r'<h2 [^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_UNSPOKEN = re.compile(
    r'<section class="references.*\Z|<fieldset.*?</fieldset>'
    r'|<(a|button) class="(?:cite|headerlink)".*?</\1>'
    # A note ends with the link to its claim, in a separate element.
    r'|<span class="note".*?</a></span></span>',
    re.DOTALL,
)
# Short text only: the pattern is matched on pages from our own templates, in which < is escaped.
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(f"([{UNSPACED}]+)")
# Most folded texts are ASCII. In ASCII, replacing all other characters with spaces is three times
# as fast as the pattern.
_SPACED = "".join(sign if sign.isalnum() else " " for sign in map(chr, range(128)))
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


class Entry(NamedTuple):
    """A search result. ``path`` is relative to the site's root. The index also contains ``text``.

    ``finding`` is the deciding sentence of a claim's finding, shown next to the verdict.
    """

    group: str
    path: str
    title: str
    verdict: str
    text: str
    finding: str = ""


def folded(text: str) -> str:
    """Return the text as search compares it: lower case, no marks, and ``LETTERS`` replaced."""
    if text.isascii():  # the usual case
        return text.lower()
    letters = _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text))
    # None of the letters to replace is ASCII.
    return letters.lower() if letters.isascii() else letters.lower().translate(_LETTERS)


def _without_marks(match: re.Match[str]) -> str:
    letters = (letter for letter in match[0] if not unicodedata.category(letter).startswith("M"))
    return "".join(letters)


def words_of(text: str) -> list[str]:
    """Return the folded words in a text.

    In scripts without spaces, each pair of neighbouring letters is a word. A query then also finds
    text inside a run of letters.
    """
    plain = folded(text)
    if plain.isascii():
        return plain.translate(_SPACED).split()
    words = _WORD.findall(plain)
    if not _UNSPACED.search(plain):
        return words
    return [piece for word in words for piece in _pieces(word)]


def _pieces(word: str) -> Iterator[str]:
    """Yield each pair of letters in runs without spaces, and the text between such runs."""
    for number, piece in enumerate(_UNSPACED.split(word)):
        if number % 2 and len(piece) > 1:
            yield from map("".join, pairwise(piece))
        elif piece:
            yield piece


def entries(pages: Iterable[Page]) -> Iterator[Entry]:
    """Yield an entry for each generated page that readers may search for."""
    for page in pages:
        if page.kind in _LEFT_OUT:
            continue
        group = _GROUP_OF.get(page.kind, "Pages")
        text = page.search if group != "Pages" else page.description
        yield Entry(group, page.path, page.title, page.verdict, text, page.finding)


def sections(path: str, title: str, html: str) -> Iterator[Entry]:
    """Yield an entry that contains all words, for each section of a hand-written page."""
    pieces = _SECTION.split(_UNSPOKEN.sub(" ", html))
    yield Entry("Pages", path, title, "", _words(pieces[0]))
    for name, heading, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield Entry("Pages", f"{path}#{name}", f"{_words(heading)} ({title})", "", _words(text))


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def other_spellings(ledger: Ledger) -> dict[str, list[str]]:
    """Return a mapping from words in other spellings of a name to the words on the site.

    If both spellings have the same number of words, the words are matched by position. Otherwise
    each word of the other spelling leads to the last word of the name, which is a person's family
    name. Words are split as in the index: "Anne-Marie" is two words, and so is "O'Neill".
    """
    names_by_word: dict[str, set[str]] = {}
    for entity in (
        *ledger.people.values(),
        *ledger.organisations.values(),
        *ledger.places.values(),
    ):
        name = words_of(entity.name)
        if not name:
            continue  # the name has no letters or digits
        for spelling in filter(None, (entity.original, *entity.spellings)):
            other = words_of(spelling)
            same = len(other) == len(name)
            for number, word in enumerate(other):
                if word not in name:
                    names_by_word.setdefault(word, set()).add(name[number] if same else name[-1])
    return {word: sorted(names) for word, names in sorted(names_by_word.items())}
