"""Reads the addresses and ids in a built page, style sheet or sitemap, with their lines."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

_PARSER = etree.HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
)
# libxml2 counts lines only up to this number.
MAX_LINE = 65_535

_ADDRESSES = frozenset(("href", "src", "poster", "action", "formaction", "xlink:href"))
_SOURCE_SETS = frozenset(("srcset", "imagesrcset"))
_REFERENCES = frozenset(
    ("for", "popovertarget", "aria-controls", "aria-describedby", "aria-labelledby")
)
_ATTRIBUTES = _ADDRESSES | _SOURCE_SETS | _REFERENCES | {"id", "name", "data", "content", "style"}
# The text in these elements is markup only if the elements are inside SVG or MathML.
_RAW_TEXT = ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
# Short text only: the pattern is matched only at the beginning of an attribute.
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+url\s*+=\s*+['\"]?([^'\"]+)", re.IGNORECASE)
_STYLE_ADDRESS = re.compile(
    r"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'()]*+))\s*+\)"""
    r"""|@import\s++(?:"([^"]*+)"|'([^']*+)')""",
    re.IGNORECASE,
)
# As in browsers, an unclosed comment continues to the end of the file.
_STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")


class Link(NamedTuple):
    """An address or id, and the line on which its tag ends.

    Beyond line :data:`MAX_LINE` of a page, ``line`` is the line of some earlier tag.
    """

    value: str
    line: int


class Page(NamedTuple):
    """The links and ids of a page, in order.

    ``addresses`` contains the addresses that the page links to or loads, and ``references`` the ids
    that its labels and buttons refer to. Relative addresses start from the first of ``bases``, if
    there is any. ``is_whole`` is false if the parser stopped because elements are nested too
    deeply.
    """

    addresses: list[Link]
    ids: list[Link]
    references: list[Link]
    bases: list[str]
    is_whole: bool = True


def read_page(data: bytes) -> Page:
    """Return the links and ids of a page in UTF-8, ignoring comments, scripts and text."""
    page = Page([], [], [], [])
    return page._replace(is_whole=_add_markup(page, data, 1))


def _add_markup(page: Page, markup: bytes, first_line: int, is_inner: bool = False) -> bool:
    """Add the links and ids in the markup, and return whether all of the markup was read.

    ``is_inner`` is true for markup inside an SVG or MathML element. Only one level of such markup
    is read.
    """
    root = etree.fromstring(markup, _PARSER)
    is_whole = not _PARSER.error_log.filter_from_fatals()
    # Elements after `</html>` have a root of their own.
    for tree in () if root is None else (root, *root.itersiblings()):
        _add_attributes(page, tree, first_line)
        is_whole &= _add_raw_texts(page, tree, first_line, is_inner)
    return is_whole


def _add_attributes(page: Page, tree: Any, first_line: int) -> None:
    line = first_line
    for element in tree.iter():
        for name, value in element.items():
            if name in _ATTRIBUTES:
                line = max(line, element.sourceline + first_line - 1)
                if name == "id":  # most ids are in this attribute
                    page.ids.append(Link(value, line))
                else:
                    _add_attribute(page, element.tag, name, value, line)


def _add_raw_texts(page: Page, tree: Any, first_line: int, is_inner: bool) -> bool:
    is_whole = True
    for element in tree.iter(*_RAW_TEXT):
        text, line = element.text or "", element.sourceline + first_line - 1
        if element.tag == "style":
            page.addresses.extend(read_style(text, line))
        if "<" in text and _is_foreign(element):
            is_whole &= not is_inner and _add_markup(page, text.encode(), line, is_inner=True)
    return is_whole


def _is_foreign(element: Any) -> bool:
    return next(element.iterancestors("svg", "math"), None) is not None


def _add_attribute(page: Page, tag: str, name: str, value: str, line: int) -> None:
    if name == "href" and tag == "base":
        page.bases.append(value)
    elif name == "name":
        if tag == "a":
            page.ids.append(Link(value, line))
    elif name in _ADDRESSES or (tag, name) == ("object", "data"):
        page.addresses.append(Link(value.strip(), line))
    elif name in _REFERENCES:
        page.references.extend(Link(word, line) for word in value.split())
    elif name in _SOURCE_SETS:
        page.addresses.extend(Link(address, line) for address in _candidates(value))
    elif name == "style":
        page.addresses.extend(read_style(value, line))
    elif (tag, name) == ("meta", "content"):
        refresh = _REFRESH.match(value)
        if refresh or value.startswith(("http://", "https://")):
            page.addresses.append(Link(refresh[1] if refresh else value, line))


def _candidates(source_set: str) -> Iterator[str]:
    """Yield the addresses in a ``srcset``. An address may have a size and then a comma after it."""
    in_size = False
    for word in source_set.split():
        address = (word.partition(",")[2] if in_size else word).strip(",")
        if address:
            yield address
        in_size = not word.endswith(",")


def read_style(text: str, first_line: int = 1) -> Iterator[Link]:
    """Yield the addresses that a style sheet loads. Lines count from ``first_line``."""
    bare = _STYLE_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for match, line in _with_lines(_STYLE_ADDRESS, bare, first_line):
        yield Link(match[match.lastindex or 3].strip(), line)


def read_sitemap(text: str) -> Iterator[Link]:
    """Yield the addresses in a sitemap."""
    for match, line in _with_lines(_LOCATION, text, 1):
        yield Link(unescape(match[1]).strip(), line)


def _with_lines(
    pattern: re.Pattern[str], text: str, first_line: int
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each match with its line number."""
    line, start = first_line, 0
    for match in pattern.finditer(text):
        line += text.count("\n", start, match.start())
        start = match.start()
        yield match, line
