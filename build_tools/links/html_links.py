"""Reads of a page's HTML what links are made of: addresses, ids, and ids that are referred to.

This is the exact reading, tag by tag; :mod:`build_tools.links.fast_scan` spares most pages it.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

ADDRESS, ADDRESSES, BASE, CONTENT, ID, REFERENCE, OPEN = (
    *("address", "addresses", "base", "content", "id", "reference", "open"),
)

# What the value of an attribute is, by the attribute's name.
ATTRIBUTES = {
    **dict.fromkeys(["href", "src", "poster", "action", "formaction", "xlink:href"], ADDRESS),
    **dict.fromkeys(("srcset", "imagesrcset"), ADDRESSES),
    **dict.fromkeys(
        ["for", "popovertarget", "aria-controls", "aria-describedby", "aria-labelledby"], REFERENCE
    ),
    "id": ID,
    "content": CONTENT,
}
# An opening tag with its attributes (a `>` within quotation marks ends none), or a comment.
# Tags without attributes are passed over, but for those whose text is no markup. A way back is kept
# for each part of a tag until that ends: a built page has few.
_TAG = re.compile(
    rb"""<(?:(?!(?!script|style|textarea|title)[a-z0-9]++>)([a-zA-Z][^\s/>]*+)"""
    rb"""((?>(?:[^>"']++|"[^"]*+"|'[^']*+')*))(>?)|!--)"""
)
_ATTRIBUTE = re.compile(
    rb"""([^\s"'<>/=]++)(?>(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?)"""
)
# Tags whose text is no markup, and what ends each.
RAW = {
    name: re.compile(rb"</" + name + rb"[\s/>]", re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title")
}
_STYLE_ADDRESS = re.compile(
    rb"""url\(\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'()]*+))\s*+\)"""
    rb"""|@import\s++(?:"([^"]*+)"|'([^']*+)')"""
)
# One that nobody ends goes on to the end of the file, as browsers read it.
_STYLE_REMARK = re.compile(rb"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Short text only: matched at the beginning of an attribute.
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+url\s*+=\s*+['\"]?([^'\"]+)", re.IGNORECASE)


class Mention(NamedTuple):
    """A part of a link: its kind, its value, and its offset in bytes.

    The kinds are ``address``, ``id``, ``reference`` (to an id of the same page), ``base`` (what the
    addresses of the page count from) and ``open`` (the text ended within a tag, a comment or a
    script).
    """

    kind: str
    value: str
    offset: int


def mentions(page: bytes) -> Iterator[Mention]:
    """Yield what a page mentions, in order."""
    after = 0
    for tag in _TAG.finditer(page):
        start = tag.start()
        if start < after:
            continue
        name, attributes, end = tag.groups()
        if name is None:
            after = page.find(b"-->", start + 4) + 3
            if after < 3:
                yield Mention(OPEN, "", start)
                return
            continue
        if not end:
            yield Mention(OPEN, "", start)
            continue
        yield from _of_tag(name.lower(), attributes, start + 1 + len(name))
        if raw := RAW.get(name.lower()):
            closing = raw.search(page, tag.end())
            if closing is None:
                yield Mention(OPEN, "", start)
                return
            after = closing.start()
            if name.lower() == b"style":
                yield from style_addresses(page[tag.end() : after], tag.end())


def _of_tag(name: bytes, attributes: bytes, start: int) -> Iterator[Mention]:
    for one in _ATTRIBUTE.finditer(attributes):
        group = one.lastindex or 1
        if group == 1:
            continue
        attribute = one[1].lower().decode("ascii", "replace")
        if kind := kind_of(name, attribute):
            for found, value in parts(kind, decoded(one[group])):
                yield Mention(found, value, start + one.start(group))


def kind_of(name: bytes, attribute: str) -> str | None:
    """Return what the value of a tag's attribute is as a part of links; None where it is none.

    Both names are in small letters.
    """
    if (name, attribute) == (b"base", "href"):
        return BASE
    if (name, attribute) == (b"a", "name"):
        return ID
    if (name, attribute) == (b"object", "data"):
        return ADDRESS
    kind = ATTRIBUTES.get(attribute)
    return None if kind is CONTENT and name != b"meta" else kind


def decoded(value: bytes) -> str:
    """Return the value of an attribute as it is meant."""
    text = value.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def parts(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses or ids in an attribute's value, each with its kind."""
    if kind is ADDRESSES:
        for candidate in re.split(r",\s+|,$", value.strip()):
            yield ADDRESS, candidate.strip().partition(" ")[0]
    elif kind is REFERENCE:
        yield from ((REFERENCE, word) for word in value.split())
    elif kind is CONTENT:
        refresh = _REFRESH.match(value)
        if refresh or value.startswith(("http://", "https://")):
            yield ADDRESS, refresh[1] if refresh else value
    else:
        yield kind, value.strip() if kind is ADDRESS else value


def style_addresses(style: bytes, start: int = 0) -> Iterator[Mention]:
    """Yield the addresses that a style sheet needs, with offsets that count from ``start``."""
    bare = _STYLE_REMARK.sub(lambda remark: b" " * len(remark[0]), style)
    for one in _STYLE_ADDRESS.finditer(bare):
        group = one.lastindex or 3
        value = one[group].decode("utf-8", "replace").strip()
        yield Mention(ADDRESS, value, start + one.start(group))
