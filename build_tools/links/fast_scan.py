"""Reads thousands of pages that are much alike, each exactly, but what they share only once.

A page is cut before each `<`. Where every piece with a tag holds the whole of it, and none stands
within a comment or a script, the pieces mean together what each means alone. So a piece that a page
before had, and that says nothing of its page, is passed over. Any other page is read as a whole, by
:func:`~build_tools.links.html_links.mentions`, which is also asked what an unusual tag means.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import filterfalse
from string import ascii_letters
from typing import NamedTuple

from build_tools.links.html_links import (
    ADDRESS,
    BASE,
    CONTENT,
    ID,
    OPEN,
    RAW,
    REFERENCE,
    decoded,
    kind_of,
    mentions,
    parts,
)
from build_tools.links.link_targets import target

# A tag as templates write it, its values taken out: each stood between quotation marks after a
# name, so that nothing within it can make another tag of it. Closing tags say nothing.
# Short text only: matched against a whole tag.
_REGULAR = re.compile(
    rb"(?:([a-z][a-z0-9]*+)(?>(?:\s++[a-z][a-z0-9:_-]*+(?>(?:=\"\")?))*)\s*+/?+|/[a-z][a-z0-9]*+)>"
)
_VALUED = re.compile(rb"\s([a-z][a-z0-9:_-]*+)=\"\"")
_RAW = re.compile(rb"/?(?:" + b"|".join(RAW) + rb")", re.IGNORECASE)
# What an address begins with that is no place in its own page, and what leads nowhere in a `meta`.
_HAS_PATH = frozenset(bytes([one]) for one in f"{ascii_letters}0123456789./".encode())
_WORDS = re.compile(rb"(?!http)[a-zA-Z]")
# How many bytes are remembered of one folder, and of pieces at most how long. What all its pages
# share stands in the first of them. As much again is for tags that say nothing: those are few, but
# may come after a page that fills the rest.
_MAX_KEPT, _LONGEST = 300_000, 500


class Told(NamedTuple):
    """What a tag or a page says, in order.

    Addresses are as they are written there; of those that lead into their own page the id is among
    ``needed``: the ids that the page must have. Where a tag's text is no markup, ``closing`` is
    what must follow.
    """

    addresses: tuple[bytes, ...] = ()
    ids: tuple[bytes, ...] = ()
    needed: tuple[bytes, ...] = ()
    has_base: bool = False
    closing: bytes = b""


_NOTHING = Told()


class Shape(NamedTuple):
    """A tag without its values: the places and the kinds of those that are parts of links."""

    kinds: tuple[tuple[int, str], ...] = ()
    closing: bytes = b""


@dataclass(slots=True)
class Folder:
    """What pages of one folder had so far.

    Of ``silent`` pieces all addresses were told, and they say nothing else; what ``telling`` pieces
    say depends on their page. ``shapes`` are known by their tags without the values; of those that
    say at most one address, and nothing else, ``plain`` has its place (0: there is none), and
    ``worded`` that of a value which may be words, of those that say nothing else. ``size`` counts
    the bytes of the pieces, ``more`` those of tags that say nothing.
    """

    silent: set[bytes] = field(default_factory=set)
    telling: dict[bytes, Told] = field(default_factory=dict)
    shapes: dict[bytes, Shape] = field(default_factory=dict)
    plain: dict[bytes, int] = field(default_factory=dict)
    worded: dict[bytes, int] = field(default_factory=dict)
    size: int = 0
    more: int = 0


def skim(page: bytes, folder: Folder) -> Told:
    """Return what a page says; addresses that a page before it in the folder had may be left out.

    What the page has twice is told twice.
    """
    silent, telling, plain, worded = folder.silent, folder.telling, folder.plain, folder.worded
    pieces = page.split(b"<")
    del pieces[0]  # nothing was opened yet
    addresses: list[bytes] = []
    ids: list[bytes] = []
    needed: list[bytes] = []
    closing = b""
    learns = folder.size < _MAX_KEPT
    # What the page itself teaches is passed over in the rest of it.
    for piece in filterfalse(silent.__contains__, pieces):
        if closing and not piece.startswith(closing):
            return exactly(page)
        told = telling.get(piece)
        if told is None:
            tag = piece[: piece.find(b">") + 1]
            told = _NOTHING
            if tag not in silent:
                values = tag.split(b'"')
                written = b'""'.join(values[::2])
                place = plain.get(written, -1)
                if place > 0 and values[place][:1] in _HAS_PATH:
                    addresses.append(values[place])
                elif not place:
                    _learn_tag(tag, folder)
                elif written not in worded or not _WORDS.match(values[worded[written]]):
                    told = _of_piece(piece, tag, values, written, folder)
                    if told is None:
                        return exactly(page)
                    addresses += told.addresses
            if learns:
                _learn(piece, tag, told, folder)
        if told is not _NOTHING:
            ids += told.ids
            needed += told.needed
            closing = told.closing
    # What nobody ends had silent pieces alone after it.
    return Told(tuple(addresses), tuple(ids), tuple(needed))


def exactly(page: bytes) -> Told:
    """Return what a page says, read as a whole."""
    return _told((one.kind, one.value, None) for one in mentions(page))


def _learn(piece: bytes, tag: bytes, told: Told, folder: Folder) -> None:
    """Remember what a piece says, and what its tag does before another text."""
    if folder.size > _MAX_KEPT or not tag:
        return
    tells = told.ids or told.needed or _RAW.match(tag)
    for one in {piece, tag} if len(piece) < _LONGEST else {tag}:
        folder.size += len(one)
        if tells:
            folder.telling[one] = told._replace(addresses=())
        else:
            folder.silent.add(one)


def _learn_tag(tag: bytes, folder: Folder) -> None:
    """Remember a tag that says nothing."""
    if folder.more < _MAX_KEPT:
        folder.more += len(tag)
        folder.silent.add(tag)


def _of_piece(
    piece: bytes, tag: bytes, values: list[bytes], written: bytes, folder: Folder
) -> Told | None:
    """Return what a piece says; None where that cannot be told without the rest of its page.

    The tag ends in `>`, or is empty where the piece has none; ``values`` are what it has between
    quotation marks, with what stands before and after, and ``written`` is the tag without them.
    """
    if piece.startswith(b"!--"):
        return None
    if tag in folder.telling:
        return folder.telling[tag]
    shape = folder.shapes.get(written) or _shape(written)
    if shape is None:
        return _of_unusual(piece, tag)
    if written not in folder.shapes:
        folder.shapes[written] = shape
        if not (shape.kinds or _RAW.match(written)):
            folder.plain[written] = 0
        elif [kind for _, kind in shape.kinds] == [ADDRESS] and not shape.closing:
            folder.plain[written] = shape.kinds[0][0]
        elif [kind for _, kind in shape.kinds] == [CONTENT]:
            folder.worded[written] = shape.kinds[0][0]
    if len(shape.kinds) == 1 and shape.kinds[0][1] is CONTENT:
        value = values[shape.kinds[0][0]]
        if _WORDS.match(value):
            return _NOTHING
        if value.startswith((b"http://", b"https://")):
            return Told((value,))
    told = _told(
        (found, value, values[place] if kind is ADDRESS else None)
        for place, kind in shape.kinds
        for found, value in parts(kind, decoded(values[place]))
    )
    return None if told.has_base else told._replace(closing=shape.closing)


def _shape(written: bytes) -> Shape | None:
    """Return what the values of a tag are, which were taken out; None of an unusual one."""
    regular = _REGULAR.fullmatch(written)
    if regular is None or regular[1] == b"style":
        return None
    if (name := regular[1]) is None:
        return Shape()
    found = (kind_of(name, one.decode()) for one in _VALUED.findall(written))
    kinds = tuple((2 * number + 1, kind) for number, kind in enumerate(found) if kind)
    return Shape(kinds, b"/" + name + b">" if name in RAW else b"")


def _of_unusual(piece: bytes, tag: bytes) -> Told | None:
    """Return what a piece says, read exactly; None where its tag does not end in it, or is odd."""
    if not piece[:1].isalpha():
        return _NOTHING
    found = list(mentions(b"<" + tag))
    if not tag or any(one.kind in (OPEN, BASE) for one in found):
        return None
    return _told((one.kind, one.value, None) for one in found)


def _told(found: Iterable[tuple[str, str, bytes | None]]) -> Told:
    """Return in one what is found, each part with its kind, and as it is written if that is known.

    Otherwise an address is written as our own templates would.
    """
    addresses: list[bytes] = []
    ids: list[bytes] = []
    needed: list[bytes] = []
    has_base = False
    for kind, value, written in found:
        if kind == ADDRESS:
            address = written or escape(value, quote=False).encode()
            led = None if address[:1] in _HAS_PATH else target(value, "", "")
            if led is None or led.path:
                addresses.append(address)
            elif led.fragment:
                needed.append(led.fragment.encode("utf-8", "replace"))
        elif kind == ID:
            ids.append(value.encode("utf-8", "replace"))
        elif kind == REFERENCE:
            needed.append(value.encode("utf-8", "replace"))
        elif kind == BASE:
            has_base = True
    return Told(tuple(addresses), tuple(ids), tuple(needed), has_base)
