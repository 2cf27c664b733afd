"""The search index: what a reader's browser needs to find any page, by any spelling of a name.

It is written as a script that hands its data over, so that it also loads from a folder without a
server, and under a policy that lets nothing be fetched from elsewhere. The index holds words as
pages show them; the browser folds case and marks away, in the way that ``folded`` does here.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from build_tools.ledger import Ledger
from build_tools.pages import Page

INDEX = "search/index.js"

# Groups in the order in which results stand; each page kind belongs to one.
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

# Letters that are not a letter with a mark to Unicode, but are to a reader at a keyboard.
# Cyrillic as English newspapers write it (after BGN/PCGN, without its finer distinctions).
LETTERS = dict(zip("абвгґдезийклмнопрстуфыэі", "abvggdeziiklmnoprstufyei", strict=True))
LETTERS |= {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
LETTERS |= {"ю": "yu", "я": "ya", "є": "ye"}
LETTERS |= {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
_LETTERS = str.maketrans(LETTERS)
_SECTION = re.compile(r'<h2 [^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_UNSPOKEN = re.compile(
    r'<section class="references.*\Z|<fieldset.*?</fieldset>'
    r'|<a class="(?:citation|headerlink)".*?</a>'
    r'|<span class="weighed">.*?</span></span></span>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found. ``path`` is from the site's root, ``text`` what also finds it."""

    group: str
    path: str
    title: str
    verdict: str
    text: str


def folded(text: str) -> str:
    """Return the text as search compares it: lower case, without marks on letters."""
    bare = unicodedata.normalize("NFKD", text)
    return (
        "".join(mark for mark in bare if not unicodedata.combining(mark))
        .lower()
        .translate(_LETTERS)
    )


def entries(pages: Iterable[Page]) -> Iterator[Entry]:
    """Yield an entry for each generated page that a reader would look for."""
    for page in pages:
        if page.kind in _LEFT_OUT:
            continue
        group = _GROUP_OF.get(page.kind, "Pages")
        text = page.search if group != "Pages" else page.description
        yield Entry(group, page.path, page.title, page.verdict, text)


def sections(path: str, title: str, html: str) -> Iterator[Entry]:
    """Yield an entry for each section of a hand-written page, found by all its words."""
    pieces = _SECTION.split(_UNSPOKEN.sub(" ", html))
    yield Entry("Pages", path, title, "", _words(pieces[0]))
    for name, heading, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield Entry("Pages", f"{path}#{name}", f"{_words(heading)} ({title})", "", _words(text))


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def other_spellings(ledger: Ledger) -> dict[str, list[str]]:
    """Return for each word of another spelling of a name the words that the site uses for it.

    Words stand for each other by their places where both spellings have as many; otherwise the
    other spelling stands for the last word of the name, which for a person is the family name.
    """
    found: dict[str, set[str]] = {}
    for entity in (
        *ledger.people.values(),
        *ledger.organisations.values(),
        *ledger.places.values(),
    ):
        name = folded(entity.name).split()
        for spelling in filter(None, (entity.original, *entity.spellings)):
            other = folded(spelling).split()
            same = len(other) == len(name)
            for number, word in enumerate(other):
                if word not in name:
                    found.setdefault(word, set()).add(name[number] if same else name[-1])
    return {word: sorted(names) for word, names in sorted(found.items())}


def write(site: Path, found: Iterable[Entry], spellings: dict[str, list[str]]) -> None:
    """Write the index below ``site``: groups, verdict words, spellings, and rows in that order."""
    verdicts: dict[str, int] = {}
    rows = []
    for one in found:
        verdict = verdicts.setdefault(one.verdict, len(verdicts)) if one.verdict else -1
        rows.append([GROUPS.index(one.group), one.path, one.title, verdict, one.text])
    data = {"groups": GROUPS, "verdicts": list(verdicts), "spellings": spellings, "rows": rows}
    # Line separators of JSON that older scripts take for line ends; "<" for whoever inlines it.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark in ("<", "\u2028", "\u2029"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    path = site / INDEX
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"factsSearch({text});\n", encoding="utf-8")
