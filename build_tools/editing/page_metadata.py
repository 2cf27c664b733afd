"""What a saved page says of itself: title, date, publisher, author, language; nothing is fetched.

Read are, in this order of trust: schema.org JSON-LD, ``og:`` and ``article:`` properties, plain
``meta`` names, and the page's own ``<title>`` and ``<html lang>``.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from build_tools.facts.reading.project import HIDDEN

MAX_BYTES = 8 * 1024 * 1024
_DATED = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?=$|[T ])")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)

# For each answer the names that give it, the most trusted first. JSON-LD's begin with "ld:".
_NAMES = {
    "title": ("ld:headline", "og:title", "twitter:title", "dc.title", "title"),
    "date": (
        "ld:datepublished",
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dc.date",
        "date",
    ),
    "publisher": ("ld:publisher", "og:site_name", "application-name", "dc.publisher"),
    "author": ("ld:author", "author", "dc.creator"),
    "language": ("ld:inlanguage", "html lang", "og:locale", "content-language"),
    "url": ("canonical", "og:url"),
}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What was found; an empty text where the page does not say it."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    url: str = ""


def metadata_of_file(path: Path) -> PageMetadata:
    """Read a saved page in its own encoding; what stands past the first megabytes is not read."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES)
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii") if named else "utf-8"
    try:
        return metadata_of(data.decode(encoding, "replace"))
    except LookupError:
        return metadata_of(data.decode("utf-8", "replace"))


def metadata_of(html: str) -> PageMetadata:
    """Return what the page says of itself; forms that a record could not hold are left out."""
    page = _Page()
    page.feed(html)
    page.close()
    found = dict(page.found)
    for text in page.linked_data:
        for name, value in _linked_data(text):
            found.setdefault(name, value)

    def first(answer: str) -> Iterator[str]:
        for name in _NAMES[answer]:
            if text := _clean(found.get(name, "")):
                yield text

    dates = (match[0] for text in first("date") if (match := _DATED.match(text)))
    languages = (text.replace("_", "-") for text in first("language"))
    return PageMetadata(
        title=next(first("title"), ""),
        date=next(dates, ""),
        publisher=next(first("publisher"), ""),
        author=next((one for one in first("author") if "://" not in one), ""),
        language=next((one for one in languages if _LANGUAGE.fullmatch(one)), ""),
        url=next(first("url"), ""),
    )


def _clean(text: str) -> str:
    """Return the text on one line, without what nobody sees and what BibTeX reads as its own."""
    seen = HIDDEN.sub("", " ".join(text.split()))
    return seen.replace("{", "(").replace("}", ")").replace("\\", "/")[:400].strip()


class _Page(HTMLParser):
    """Collects the names that are asked for; the first of each counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.linked_data: list[str] = []
        self._inside = ""
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._keep("html lang", given.get("lang", ""))
        elif tag == "meta":
            for kind in ("property", "name", "itemprop", "http-equiv"):
                if name := given.get(kind):
                    self._keep(name.lower(), given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self._keep("canonical", given.get("href", ""))
        elif tag == "title":
            self._inside, self._text = "title", []
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside, self._text = "script", []

    def handle_endtag(self, tag: str) -> None:
        if tag != self._inside:
            return
        text = "".join(self._text)
        if tag == "title":
            self._keep("title", text)
        else:
            self.linked_data.append(text)
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def _keep(self, name: str, text: str) -> None:
        if text.strip():
            self.found.setdefault(name, text)


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a JSON-LD block says of a dated work; a broken block says nothing."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        if "datePublished" not in node and "headline" not in node:
            continue
        for name in ("headline", "datePublished", "publisher", "author", "inLanguage"):
            if words := _words_of(node.get(name)):
                yield f"ld:{name.lower()}", words


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of the data, outer before inner."""
    waiting = [data]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _words_of(value: Any) -> str:
    """Return a text, or the name of a thing, or of the first of several."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("alternateName")
    return value if isinstance(value, str) else ""
