"""Finds the article on a saved page by elements and class names, and lists the other texts.

A page's markup is often wrong, so a part with most of the text is never left out.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from build_tools.facts.project import HIDDEN

_PICTURES = frozenset(("audio", "canvas", "iframe", "img", "picture", "svg", "video"))
_TEXTS = frozenset(("blockquote", "pre", "table"))
_NO_TEXT = frozenset(("script", "style", "noscript", "template", "link", "meta", "svg", "head"))
_ASIDE = frozenset(("aside", "button", "dialog", "footer", "form", "nav", "select"))
_ASIDE_ROLES = frozenset(
    (
        *("alertdialog", "banner", "complementary", "contentinfo", "dialog", "navigation"),
        "search",
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "div", "dd", "dl", "dt", "figure", "footer"),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "li",
            "main",
            "ol",
            "p",
            "section",
            "table",
        ),
        "ul",
    )
)
# Words in the class names and ids of other parts, in the languages of real pages.
_CLUTTER = frozenset(
    (
        *("advert", "advertisement", "ads", "author", "authors", "autor", "autores", "banner"),
        *("breadcrumb", "breadcrumbs", "byline", "caption", "comments", "compartir", "consent"),
        *("cookie", "cookies", "copyright", "credit", "credits", "date", "dateline", "datum"),
        *("etiquetas", "fecha", "gdpr", "meta", "modal", "newsletter", "paywall", "popup", "promo"),
        *("pubdate", "published", "recommended", "related", "relacionadas", "share", "shares"),
        *("sharing", "signup", "social", "sponsor", "sponsored", "subscribe", "subscription"),
        *("tags", "teilen", "timestamp", "toolbar", "updated"),
    )
)
_PAIRS = (frozenset(("read", "more")), frozenset(("read", "also")), frozenset(("skip", "link")))
_NAME = re.compile(r"[A-Z]?[a-z]+")
_MAX_LETTERS = 400  # in a part that is left out only because of its class name
_MAX_LINE = 150
_SHARE_OF_LINE, _SHARE_OF_TEXT = 0.6, 0.5
# Real pages stay far below these limits.
_MAX_VISITS, _MAX_REGIONS = 2_000_000, 200


class PageArticle(NamedTuple):
    """A page reduced to its article, the headline, and the texts left out, in order."""

    page: str
    headline: str = ""
    left_out: tuple[str, ...] = ()


def article_of(page: str) -> PageArticle:
    """Return the article on an HTML page. A page that cannot be parsed is returned unchanged."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    body = None if root is None else root.find("body")
    if body is None or parser.error_log.filter_from_fatals():
        return PageArticle(page)
    reader = _Reader(body)
    region = reader.region()
    headline = _headline(body, region)
    others = [*_outside(body, region, headline), *reader.clutter(region)]
    texts = tuple(text for text in map(_text, others) if text)
    for element in others:
        _take_out(element)
    whole = etree.tostring(root, method="html", encoding="unicode")
    return PageArticle(whole, "" if headline is None else _text(headline), texts)


def _headline(body: Any, region: Any) -> Any | None:
    """Return the region's first heading, or the page's only heading, or None."""
    headings = [heading for heading in body.iter("h1") if _text(heading)]
    inside = [heading for heading in headings if region in heading.iterancestors()]
    return inside[0] if inside else headings[0] if len(headings) == 1 else None


def _outside(body: Any, region: Any, headline: Any | None) -> Iterator[Any]:
    """Yield the largest parts outside the region and the headline, in order."""
    ends = [end for end in (region, headline) if end is not None]
    above = {outer for end in ends for outer in end.iterancestors()}
    stack = [] if region is body else [body]
    while stack:
        part = stack.pop()
        if any(part is end for end in ends) or part.tag in _NO_TEXT:
            continue
        if part in above:
            stack += reversed(part)
        else:
            yield part


class _Reader:
    """Measures the parts of a page's body, up to a limit on the work."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self._budget = _MAX_VISITS

    def letters(self, element: Any) -> int:
        """Return the length of an element's text, or a large number beyond the limit."""
        if self._budget <= 0:
            return sys.maxsize
        pieces = [*_pieces(element)]
        self._budget -= len(pieces) + 1
        return len(" ".join("".join(pieces).split()))

    def region(self) -> Any:
        """Return the article's element, or the body if no element contains most paragraphs."""
        whole = self._in_paragraphs(self.body)
        articles = [*self.body.iter("article")]
        titled = [item for item in articles if next(item.iter("h1"), None) is not None]
        mains = [item for item in self.body.iter() if item.tag == "main" or _role(item) == "main"]
        for candidates in (titled, articles, mains):
            if candidates:
                longest = max(candidates[:_MAX_REGIONS], key=self._in_paragraphs)
                if self._in_paragraphs(longest) > whole * _SHARE_OF_TEXT:
                    return longest
        return self.body

    def _in_paragraphs(self, element: Any) -> int:
        return sum(map(self.letters, element.iter("p")))

    def clutter(self, region: Any) -> Iterator[Any]:
        """Yield the parts of the region that do not belong to the article, in order."""
        whole = self.letters(region)
        stack = [*reversed(region)]
        while stack:
            part = stack.pop()
            if part.tag in _NO_TEXT:
                continue
            if self._is_clutter(part, whole):
                yield part
            else:
                stack += reversed(part)

    def _is_clutter(self, part: Any, whole: int) -> bool:
        if next(part.iter("h1"), None) is not None:
            return False
        if part.tag in _ASIDE or _role(part) in _ASIDE_ROLES or _is_picture(part):
            return self.letters(part) < whole * _SHARE_OF_TEXT
        if part.tag not in _BLOCKS:
            return False
        if _is_named(part) and self.letters(part) <= min(_MAX_LETTERS, whole * _SHARE_OF_TEXT):
            return True
        return next(part.iterdescendants(*_BLOCKS), None) is None and self._is_byline(part)

    def _is_byline(self, block: Any) -> bool:
        """Return whether a short block contains little except a date or an author's name."""
        marked = {part for part in block.iterdescendants() if part.tag == "time" or _is_named(part)}
        if not marked or (length := self.letters(block)) > _MAX_LINE:
            return False
        outermost = [part for part in marked if marked.isdisjoint(part.iterancestors())]
        return sum(map(self.letters, outermost)) >= length * _SHARE_OF_LINE


def _is_picture(part: Any) -> bool:
    """Return whether a part is a figure with a picture, so its words are a caption."""
    if part.tag != "figure":
        return False
    tags = {inner.tag for inner in part.iterdescendants()}
    return not tags.isdisjoint(_PICTURES) and tags.isdisjoint(_TEXTS)


def _role(element: Any) -> str:
    return (element.get("role") or "").strip().lower()


def _is_named(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = {word.lower() for word in _NAME.findall(names)}
    return not words.isdisjoint(_CLUTTER) or any(pair <= words for pair in _PAIRS)


def _text(element: Any) -> str:
    """Return the words of an element on a single line, without scripts and hidden characters."""
    return HIDDEN.sub("", " ".join("".join(_pieces(element)).split()))


def _pieces(element: Any) -> Iterator[str]:
    events = etree.iterwalk(element, events=("start", "end"))
    for event, part in events:
        if event == "start" and part.tag in _NO_TEXT:
            events.skip_subtree()
        elif event == "start":
            yield f"{' ' if part.tag in _BLOCKS else ''}{part.text or ''}"
        elif part is not element:
            yield f"{' ' if part.tag in _BLOCKS else ''}{part.tail or ''}"


def _take_out(element: Any) -> None:
    """Remove an element, and keep the words after it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)
