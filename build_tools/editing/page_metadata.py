"""Reads a saved page's metadata: title, date, publisher, author, language and address.

Nothing is fetched. The metadata are in schema.org JSON-LD, Open Graph, ``meta`` elements and
headings. If these places agree, their value is proposed. Otherwise all candidates are returned, and
the user chooses. A JSON-LD node counts only if it is about this page, and not about a listed
article, a comment or a video.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from build_tools.editing.linked_data import Node, nodes_of, texts_of
from build_tools.editing.page_dates import META, PageDate, days_of, moment, visible_date
from build_tools.facts.project import HIDDEN
from build_tools.facts.wording import web_address
from build_tools.quotations.capture.file_reading import FileError, markup_of

MAX_BYTES = 8 * 1024 * 1024
MAX_LETTERS = 400
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Punctuation between a title and the name of the site.
_SEPARATOR = re.compile(r" [-–—|·•:»/]{1,3} | ?\| ?|: ")
_TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|em|i|mark|p|q|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:written )?by|author:|автор:|autor:|text:)\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r" ?; ?|,? (?:and|&) ", re.IGNORECASE)
# If a page was changed more than this number of days after its date, the date no longer counts.
_MAX_DAYS_OF_CHANGES = 366
_ARTICLES = re.compile(
    r"(?:[A-Za-z]{0,30}Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report|PressRelease|Statement)"
)
_PAGES = re.compile(r"(?:Web|Item|About|FAQ|QA|Profile|Medical)?Page")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's metadata. Missing texts are empty.

    ``doubts`` contains the candidates for each field about which the page contradicts itself.
    ``date_place`` is the part of the page that gives the date. ``changed`` is the day on which the
    page was changed, if its metadata do not give the day of publication.
    """

    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_place: str = ""
    changed: str = ""


def metadata_of_file(path: Path) -> PageMetadata:
    """Return the metadata in the first ``MAX_BYTES`` of a saved page."""
    with path.open("rb") as file:
        return metadata_of(file.read(MAX_BYTES))


def metadata_of(page: bytes) -> PageMetadata:
    """Return the page's metadata, without values that a record cannot contain.

    The page may be in a web archive (MHTML). A PDF has no metadata.
    """
    if b"%PDF-" in page[:1024]:
        return PageMetadata()
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        markup = markup_of(page)
    except FileError:
        return PageMetadata()
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if root is None:
        return PageMetadata()  # the page has no elements
    read = _Page(root)
    doubts: dict[str, tuple[str, ...]] = {}

    def certain(name: str, candidates: Sequence[str]) -> str:
        if len(candidates) > 1:
            doubts[name] = tuple(candidates)
            return ""
        return candidates[0] if candidates else ""

    return PageMetadata(
        title=certain("title", read.titles()),
        date=certain("date", read.dates()),
        publisher=read.publisher(),
        author=certain("author", read.authors()),
        language=read.language(),
        url=read.url,
        doubts=doubts,
        date_place=_clean(read.day.place),
        changed=read.day.changed,
    )


class _Page:
    """The metadata of a page, by format."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.url = self._address()
        self.nodes = list(nodes_of(root))
        self.heads = _distinct(
            [*self._meta("og:title"), *self._meta("citation_title", "dc.title", "dcterms.title")]
        )
        title = next((title for title in root.iter("title") if not _in_picture(title)), None)
        self.window = _clean(_beginning(title)) if title is not None else ""
        self.headings = _distinct(_clean(_beginning(h1)) for h1 in root.iter("h1"))
        # The only article node, if its title differs from the page's and its address is unknown.
        self._unsure: Node | None = None
        self.node = self._own_node()
        self.day = self._day()

    def _meta(self, *names: str) -> list[str]:
        """Return the contents of ``meta`` elements with these names, in the order of the page."""
        contents = (
            meta.get("content") or "" for meta in self.root.iter("meta") if _name(meta) in names
        )
        return [text for text in map(_clean, contents) if text]

    def _address(self) -> str:
        links = (link.get("href") or "" for link in self.root.iter("link") if _is_canonical(link))
        candidates = (*(link.strip() for link in links), *self._meta("og:url"))
        return next((url for url in candidates if web_address(url)), "")

    # JSON-LD.

    def _own_node(self) -> Node | None:
        """Return the node that is clearly about this page, or None."""
        articles = [node for node in self.nodes if node.is_a(_ARTICLES)]
        for kinds in (articles, [node for node in self.nodes if node.is_a(_PAGES)]):
            here = [node for node in kinds if self._is_here(node)]
            unsure = [node for node in kinds if self._is_here(node) is None]
            for choice in (filter(self._agrees, here), here, filter(self._agrees, unsure)):
                if (node := next(iter(choice), None)) is not None:
                    return node
            if len(unsure) == len(kinds) == 1:
                if not self._titles_elsewhere():
                    return unsure[0]
                self._unsure = self._unsure or unsure[0]
        return None

    def _is_here(self, node: Node) -> bool | None:
        """Return whether the node's address is the page's, or None if either address is unknown."""
        addresses = [*node.addresses("url"), *node.addresses("mainEntityOfPage")]
        if not self.url or not addresses:
            return None
        return any(_same_page(address, self.url) for address in addresses)

    def _titles_elsewhere(self) -> list[str]:
        return [text for text in (*self.heads, self.window, *self.headings[:1]) if text]

    def _agrees(self, node: Node) -> bool:
        named = [_clean(text) for name in ("headline", "name") for text in texts_of(node.get(name))]
        return any(_agree(text, other) for text in named for other in self._titles_elsewhere())

    def _node_titles(self) -> list[str]:
        if self.node is None:
            return []
        named = (text for name in ("headline", "name") for text in texts_of(self.node.get(name)))
        return _distinct(map(_clean, named))

    # The fields.

    def titles(self) -> list[str]:
        """Return the title, or all candidates if the page's titles differ."""
        main = self.heads[:1] or [text for text in (self.window,) if text]
        if not main:
            fallback = self.headings[:1] or self._node_titles()[:1]
            return [_recorded(text) for text in fallback if not _has_formula(text)]
        others = [*self.headings, *self._node_titles(), *self.heads[1:], self.window]
        agreeing = [text for text in others if text and _agree(text, main[0])]
        title = _whole(main[0], agreeing, self.publisher())
        differing = [text for text in self._doubtful_titles() if not _agree(text, main[0])]
        candidates = _distinct([title, *differing])
        if len(candidates) == 1 and _has_formula(title):
            return [title, title.replace("\\", "")]
        return [_recorded(text) for text in candidates]

    def _doubtful_titles(self) -> list[str]:
        """Return the titles that must agree with the first title.

        Titles that sites often change are left out.
        """
        node = self.node or self._unsure
        headline = [_clean(text) for text in texts_of(node.get("headline"))] if node else []
        name = [_clean(text) for text in texts_of(node.get("name"))] if node else []
        # If a node's name is the title, its headline is a different text, as on Wikipedia.
        if any(_agree(text, other) for text in name for other in self._titles_elsewhere()):
            headline = []
        return [*headline, *([self.window] if self._is_another_title() else [])]

    def _is_another_title(self) -> bool:
        """Return whether the window's title differs, and no heading supports the main title.

        Sites shorten titles for search engines, but not headings.
        """
        if not self.heads or any(_agree(heading, self.heads[0]) for heading in self.headings):
            return False
        longest = max(_SEPARATOR.split(self.window), key=len)
        return len(longest.split()) > 2 and not _agree(self.window, self.publisher())

    def dates(self) -> list[str]:
        """Return the day of publication, or all candidates if the page names several days."""
        return [*self.day.days]

    def _day(self) -> PageDate:
        """Return the day from meta elements and JSON-LD, or otherwise from less certain places."""
        said = self._meta(*META)
        if self.node is not None:
            said += texts_of(self.node.get("datePublished"))
        days = _distinct(days_of([dated for dated in map(moment, said) if dated]))
        changed = self._meta("article:modified_time", "og:updated_time")
        changed += texts_of(self.node.get("dateModified")) if self.node is not None else []
        last = max((dated[0] for dated in map(moment, changed) if dated), default="")
        if not days:
            seen = visible_date(self.root, self.language())
            return seen._replace(changed=seen.changed or last)
        if len(days) == 1 and last and _days_between(days[0], last) > _MAX_DAYS_OF_CHANGES:
            days = [days[0], last]
        return PageDate(days, "its metadata")

    def authors(self) -> list[str]:
        """Return the authors in BibTeX form, or all candidates if the page contradicts itself."""
        node = []
        if self.node is not None:
            authors = _list(self.node.resolved("author"))
            node = [name for author in authors for name in _people(author)]
        said = [*self._meta("author", "article:author", "citation_author", "dc.creator")]
        meta = [name for text in said for name in _names(text)]
        candidates = [_distinct(name for name in names if name) for names in (node, meta)]
        of_node, of_meta = candidates
        if of_node and of_meta and not _same_people(of_node, of_meta):
            return [" and ".join(of_node), " and ".join(of_meta)]
        longest = max(candidates, key=len)
        return [" and ".join(longest)] if longest else []

    def publisher(self) -> str:
        """Return the name of the publisher or the site."""
        if names := self._meta("og:site_name"):
            return names[0]
        for node in (self.node, *self.nodes):
            if node is not None and (self._is_here(node) is not False):
                for publisher in _list(node.resolved("publisher")):
                    name = publisher.get("name") if isinstance(publisher, dict) else publisher
                    if isinstance(name, str) and (text := _clean(name)):
                        return text
        return next(iter(self._meta("application-name")), "")

    def language(self) -> str:
        """Return the language of the page (BCP 47)."""
        codes = [self.root.get("lang") or "", *self._meta("og:locale", "content-language")]
        codes += texts_of(self.node.get("inLanguage")) if self.node is not None else []
        return next(filter(_LANGUAGE.fullmatch, map(_language, codes)), "")


def _name(meta: Any) -> str:
    names = (meta.get("property"), meta.get("name"), meta.get("itemprop"), meta.get("http-equiv"))
    return next((name for name in names if name), "").strip().lower()


def _beginning(element: Any) -> str:
    """Return the first words in an element. The limit protects against nested long elements."""
    most = 10 * MAX_LETTERS
    return "".join(text[:most] for text in islice(element.itertext(), MAX_LETTERS))[:most]


def _is_canonical(link: Any) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()


def _in_picture(element: Any) -> bool:
    return any(outer.tag in ("svg", "math", "symbol") for outer in element.iterancestors())


def _language(code: str) -> str:
    first, _, rest = code.strip().replace("_", "-").partition("-")
    parts = [part.upper() if len(part) == 2 else part for part in rest.split("-") if part]
    return "-".join([first.lower(), *parts])


def _same_page(address: str, other: str) -> bool:
    def plain(url: str) -> tuple[str, str, str]:
        try:
            parts = urlsplit(unquote(url))
        except ValueError:
            return "", url, ""
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query

    return plain(address) == plain(other)


def _agree(text: str, other: str) -> bool:
    """Return whether two titles agree apart from the site's name, a cut-off end and typography."""
    ours, theirs = _comparable(text), _comparable(other)
    if not ours or not theirs:
        return False
    if ours == theirs or _without_end(ours, theirs) or _without_end(theirs, ours):
        return True
    bare = (
        set(map(_comparable, _SEPARATOR.split(text))),
        set(map(_comparable, _SEPARATOR.split(other))),
    )
    return ours in bare[1] or theirs in bare[0]


def _without_end(short: str, long: str) -> bool:
    """Return whether ``short`` is ``long`` without a site's name or with a cut-off end."""
    cut = short.rstrip(".…")
    is_cut = cut != short and len(cut) > 15
    if not long.startswith(cut if is_cut else short):
        return False
    return is_cut or _SEPARATOR.match(long, len(short)) is not None or len(short) >= 100


def _comparable(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(
        re.sub("[\"'“”„«»‘’‚‹›`´]", "", letters).replace("–", "-").replace("—", "-").split()
    )


def _whole(title: str, agreeing: Iterable[str], site: str) -> str:
    """Return the title without the site's name, and with its whole end if it was cut off."""
    agreeing = list(agreeing)
    ours = _comparable(title)
    for other in agreeing:
        theirs = _comparable(other)
        is_bare = ours != theirs and ours.startswith(theirs)
        if is_bare and _SEPARATOR.match(ours, len(theirs)) and not other.endswith(("…", "...")):
            return other
    if title.endswith(("…", "...")):
        return next((other for other in agreeing if len(other) > len(title)), title)
    if site:
        for mark in reversed(list(_SEPARATOR.finditer(title))):
            if _comparable(title[mark.end() :]) == _comparable(site):
                return title[: mark.start()].strip()
    return title


def _has_formula(title: str) -> bool:
    """Return whether a title contains a LaTeX formula, which the user must rewrite."""
    return "$" in title and "\\" in title


def _recorded(title: str) -> str:
    # BibTeX would read a backslash as the beginning of a command.
    return title.replace("\\", "/")


def _days_between(day: str, other: str) -> int:
    return (datetime.fromisoformat(other) - datetime.fromisoformat(day)).days


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _people(author: Any) -> list[str]:
    """Return the authors named in a JSON-LD value, with organisations in braces."""
    if isinstance(author, str):
        return _names(_clean(author))
    if not isinstance(author, dict):
        return []
    texts = [_clean(text) for text in texts_of(author.get("name"))]
    if "Person" in _list(author.get("@type", "Person")):
        return [name for text in texts for name in _names(text)]
    return [_as_author(text, whole=True) for text in texts[:1]]


def _names(text: str) -> list[str]:
    """Return the authors named in a text. If any part is a single word, the text is one author."""
    text = _BY.sub("", text, count=1)
    parts = _BETWEEN_NAMES.split(text)
    if not all(" " in part.strip() for part in parts):
        return [_as_author(text)]
    names = [name for part in parts for name in (part.split(", ") if _is_list(part) else [part])]
    return [_as_author(name) for name in names]


def _is_list(text: str) -> bool:
    """Return whether the commas separate whole names, and not the parts of a name."""
    parts = text.split(", ")
    return len(parts) > 1 and all(" " in part.strip() for part in parts)


def _as_author(name: str, *, whole: bool = False) -> str:
    """Return a name in BibTeX form, or "" for a text that is not a name, such as an address."""
    text = _BY.sub("", _clean(name), count=1)
    if not text or web_address(text) or "@" in text or "\\" in text or text[:1].isdigit():
        return ""
    return f"{{{text}}}" if whole or re.search(r"\band\b", text, re.IGNORECASE) else text


def _same_people(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether every name in the shorter list is also in the longer list."""

    def words(name: str) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", name.casefold()))

    short, long = sorted((ours, theirs), key=len)
    known = [words(name) for name in long]
    return all(
        any(words(name) <= other or other <= words(name) for other in known) for name in short
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _clean(text: str) -> str:
    """Return a text on a single line, without markup, hidden characters or BibTeX's braces."""
    for _ in range(3):
        # Some pages escape characters twice, as in `&amp;#8217;`.
        if "&" not in text or (plain := unescape(text)) == text:
            break
        text = plain
    visible = HIDDEN.sub("", " ".join(_TAG.sub("", text).split()))
    return visible.replace("{", "(").replace("}", ")")[:MAX_LETTERS].strip()


__all__ = ["PageMetadata", "metadata_of", "metadata_of_file"]
