"""Reads an unmistakable byline below the headline of a plain text.

A date alone below a headline may be the date of the event. A date after an author or a publisher
counts as the date of publication.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from build_tools.facts.dates import DateError, When
from build_tools.facts.quantities import WrittenDate, dates

_MAX_LETTERS, _MAX_WORDS = 150, 6
_BY = re.compile(r"(?:by|von|por|par|di|od|autor|автор)\b:? +", re.IGNORECASE)
# Short text only: a byline has at most 150 characters.
_BETWEEN = re.compile(r"\s*[,;|·•–—]\s*|\s+-\s+")
_SMALL = frozenset(
    (
        *("of", "the", "and", "for", "in", "on", "de", "del", "la", "el", "los", "las", "y", "le"),
        *("les", "du", "des", "et", "der", "die", "das"),
    )
)
# Words that distinguish names of papers and stations from names of people and places.
_PAPERS = re.compile(
    r"\b(?:post|times|news|herald|gazette|tribune|courier|chronicle|journal|mail|telegraph"
    r"|guardian|observer|mirror|express|echo|argus|examiner|inquirer|dispatch|sentinel|weekly"
    r"|daily|radio|television|tv|correo|diario|peri[oó]dico|noticias|heraldo|gaceta|prensa"
    r"|zeitung|tagblatt|tageblatt|anzeiger|nachrichten|rundschau|kurier|gazeta|dziennik)\b",
    re.IGNORECASE,
)


class Byline(NamedTuple):
    """The publisher and the date (EDTF) in a byline, or "" for a value that is not certain."""

    publisher: str = ""
    date: str = ""


def second_line(text: str, lang: str, publishers: Collection[str]) -> Byline:
    """Return the byline in a text's second line. ``publishers`` are names in the vocabulary."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    line = lines[1] if len(lines) > 1 else ""
    written = dates(line, lang) if 0 < len(line) <= _MAX_LETTERS else []
    if len(written) != 1 or line.endswith(("!", "?", "…", ":")):
        return Byline()
    date = written[0]
    day = _day(date)
    if not day:
        return Byline()
    others = f"{line[: date.start]}|{line[date.end :]}".rstrip(".")
    author = _BY.match(others)
    others = others[author.end() :] if author else others
    parts = [part for part in (part.strip(" ()") for part in _BETWEEN.split(others)) if part]
    if not all(map(_is_name, parts)):
        return Byline()
    known = {name.casefold() for name in publishers}
    papers = [part for part in parts if part.casefold() in known or _PAPERS.search(part)]
    if not papers and author is None:
        return Byline()
    publisher = papers[0] if len(papers) == 1 else ""
    return Byline(publisher, day)


def _day(date: WrittenDate) -> str:
    """Return a whole day (EDTF), or "" for an incomplete or impossible date."""
    if not (date.year and date.month and date.day):
        return ""
    day = f"{date.year:04}-{date.month:02}-{date.day:02}"
    try:
        When.parse(day)
    except DateError:
        return ""
    return day


def _is_name(part: str) -> bool:
    """Return whether each word begins with a capital or is a small word within a name."""
    words = part.split()
    if not words[0][0].isupper() or not words[-1][0].isupper() or len(words) > _MAX_WORDS:
        return False
    return all(word[0].isupper() or word in _SMALL for word in words)
