"""Reads thousands of pages that are much alike, at a fraction of the price of reading each exactly.

A line that another page of the folder had is passed over, unless what it means depends on the page:
an id, or an anchor. The rest is skimmed: addresses and ids are found as our own templates write
them, and a page that might hold anything else is read exactly. Text that looks like markup may be
taken for it, so who finds a fault reads that page exactly before telling of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from build_tools.links.markup import ADDRESS, BASE, ID, OPEN, REFERENCE, Mention, mentions

_ADDRESS = re.compile(rb' href="([^"]*)"')
_SOURCE = re.compile(rb' src="([^"]*)"')
# Followed by its tag's end: in text that shows markup, another tag would come first. A page with a
# longer tag is read exactly.
_ID = re.compile(rb' id="([^"]*+)"(?=[^<>]{0,1000}+>)')
_CONTENT = re.compile(rb' content="(https?://[^"]*)"')
# What else leads somewhere, in small letters: lines with it are read exactly.
_RARE = (
    *(b"poster=", b"action=", b"for=", b"vertarget=", b"edby=", b"aria-controls"),
    *(b"refresh", b"<object", b"<base"),
)
# What may make of the lines after it something else than they are by themselves.
_AROUND = (b"<!--", b"<style", b"<textarea")
_MARKUP_IN_QUOTES = re.compile(rb"='[^']*<")
# How many bytes of lines are remembered at once.
_MOST_KEPT = 2_000_000


@dataclass(frozen=True, slots=True)
class Skimmed:
    """What a page mentions, as it is written there: an id as often as the page has it.

    Addresses that another page of the folder had may be left out, but for anchors in the page.
    """

    addresses: frozenset[bytes]
    ids: tuple[bytes, ...]
    references: frozenset[bytes] = frozenset()
    has_base: bool = False


@dataclass(slots=True)
class Folder:
    """What pages of one folder had so far: lines that mean the same on each, and rare ones."""

    lines: set[bytes] = field(default_factory=set)
    rare: dict[bytes, tuple[Mention, ...]] = field(default_factory=dict)
    size: int = 0


def skim(page: bytes, folder: Folder) -> Skimmed:
    """Return what a page mentions and the pages before it did not, and remember its lines."""
    known, rare = folder.lines, folder.rare
    lines = page.split(b"\n")
    fresh = [line for line in lines if line not in known]
    text = b"\n".join(fresh)
    small = text.lower()
    if names := [name for name in _RARE if name in small]:
        for line in fresh:
            if any(name in line.lower() for name in names):
                if not _is_whole(line):
                    return exactly(page)
                rare[line] = tuple(mentions(line))
        fresh = [line for line in fresh if line not in rare]
        text = b"\n".join(fresh)
        small = text.lower()
    addresses, sources, ids = _ADDRESS.findall(text), _SOURCE.findall(text), _ID.findall(text)
    if _is_odd(small, len(addresses), len(sources), len(ids)):
        return exactly(page)
    if folder.size < _MOST_KEPT:
        known.update(rare)
        known.update(
            line
            for line in fresh
            # Whole tags, or nothing: what begins or ends otherwise may be a part of a tag. And an
            # id or an anchor is about the page alone.
            if (
                (line[-1:] == b">" and line.lstrip()[:1] == b"<" and len(line) < 500)
                and not (b'"#' in line or b"id=" in line)
            )
            or not line.strip()
        )
        folder.size += len(text)
    found = Skimmed(frozenset((*addresses, *sources, *_CONTENT.findall(text))), tuple(ids))
    if told := [line for line in lines if line in rare]:
        return _with(found, (one for line in told for one in rare[line]))
    return found


def exactly(page: bytes) -> Skimmed:
    """Return what a page mentions, read tag by tag."""
    return _with(Skimmed(frozenset(), ()), mentions(page))


def _with(skimmed: Skimmed, found: Iterable[Mention]) -> Skimmed:
    bags: dict[str, list[bytes]] = {kind: [] for kind in (ADDRESS, ID, REFERENCE, BASE, OPEN)}
    for one in found:
        bags[one.kind].append(escape(one.value, quote=False).encode())
    return Skimmed(
        skimmed.addresses.union(bags[ADDRESS]),
        (*skimmed.ids, *bags[ID]),
        skimmed.references.union(bags[REFERENCE]),
        bool(bags[BASE]),
    )


def _is_whole(line: bytes) -> bool:
    """Return whether a line ends as it began: in text."""
    if line.count(b"<") != line.count(b">"):
        return False
    return not any(one.kind in (OPEN, BASE) for one in mentions(line))


def _is_odd(text: bytes, addresses: int, sources: int, ids: int) -> bool:
    """Return whether skimming missed something, or a line is not what it is by itself.

    ``text`` is in small letters; the numbers are what was found in it.
    """
    if text.count(b"<") != text.count(b">") or any(one in text for one in _AROUND):
        return True
    if _others(text, b"href", addresses, b"hreflang=") or _others(text, b"src", sources, b"-src"):
        return True
    if _others(text, b"id=", ids) or _MARKUP_IN_QUOTES.search(text):
        return True
    at = text.find(b"<script")
    while at >= 0:
        end = text.find(b"</script", at)
        if end < 0 or text.find(b"<", at + 1, end) >= 0 or text.find(b"\n", at, end) >= 0:
            return True
        at = text.find(b"<script", end)
    return False


def _others(text: bytes, name: bytes, found: int, *alike: bytes) -> bool:
    """Return whether the name stands anywhere but where it was found, or in a word alike.

    After `=&quot;` stands no address: that is text, which shows how something is written.
    """
    if (left := text.count(name) - found) == 0:
        return False
    return left != sum(text.count(one) for one in (*alike, name.rstrip(b"=") + b"=&quot;"))
