"""Reads what a saved page says about itself: title, date, publisher, author, language, address.

Nothing is fetched. trafilatura knows the forms in which pages say it (schema.org JSON-LD, Open
Graph, ``meta`` elements); a person confirms or corrects each value.
"""

import codecs
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from build_tools.facts.project import HIDDEN

MAX_BYTES = 8 * 1024 * 1024
MAX_LETTERS = 400
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; an empty text for what it does not say."""

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    url: str = ""


def metadata_of_file(path: Path) -> PageMetadata:
    """Read a saved page, in its own encoding, up to ``MAX_BYTES``."""
    with path.open("rb") as file:
        return metadata_of(file.read(MAX_BYTES))


def metadata_of(page: bytes) -> PageMetadata:
    """Return what the page says about itself, without values that a record cannot contain."""
    import trafilatura  # large, and only needed here

    try:
        tree = document_fromstring(page, parser=HTMLParser(encoding=_encoding(page)))
    except ParserError:
        return PageMetadata()  # the page is empty
    # With extensive=True it would guess a date from the text.
    document = trafilatura.extract_metadata(tree, extensive=False)
    return PageMetadata(
        title=_title(tree, _clean(document.title)),
        date=_date(document.date or ""),
        publisher=_clean(document.sitename),
        author=_clean(document.author),
        language=_language(tree),
        url=_clean(document.url),
    )


def _encoding(page: bytes) -> str:
    """Return the encoding that the page names; UTF-8 if it names none, or an unknown one."""
    match = _CHARSET.search(page[:4096])
    name = match[1].decode("ascii") if match else "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _date(text: str) -> str:
    return text if _DATE.fullmatch(text) else ""


def _title(tree: HtmlElement, title: str) -> str:
    """Return the title without the name of the site that follows the heading in it."""
    headings = [_clean(heading.text_content()) for heading in tree.iter("h1")]
    with_site = (heading for heading in headings if heading and _is_before_site(heading, title))
    return next(with_site, title)


def _is_before_site(heading: str, title: str) -> bool:
    return bool(re.fullmatch(rf"{re.escape(heading)} [-–—|·] \S.*", title))


def _language(tree: HtmlElement) -> str:
    codes = [*tree.xpath("/html/@lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    languages = (str(code).strip().replace("_", "-") for code in codes)
    return next((language for language in languages if _LANGUAGE.fullmatch(language)), "")


def _clean(text: str | None) -> str:
    """Return a text on one line, without hidden characters and those that BibTeX would read."""
    visible = HIDDEN.sub("", " ".join(unescape(text or "").split()))
    return visible.replace("{", "(").replace("}", ")").replace("\\", "/")[:MAX_LETTERS].strip()
