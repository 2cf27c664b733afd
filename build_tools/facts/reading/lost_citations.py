"""Finds parts of a page in which Markdown does not show citations: raw HTML and image texts.

As in Python-Markdown, raw HTML begins with a block's tag at the beginning of a line and ends where
that tag is closed, even after blank lines. The search takes time linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

IN_HTML, IN_PICTURE = "in raw HTML", "in the text of an image"

_BLOCKS = """
    address article aside blockquote body canvas center dd details div dl dt fieldset figcaption
    figure footer form group h1 h2 h3 h4 h5 h6 header hgroup html iframe legend li main map math
    menu nav object ol output p pre progress script section style summary table tbody td tfoot th
    thead tr ul video colgroup noscript option textarea
"""
_VOID = "area base br col embed hr img input link meta source track wbr"
_BLOCK_NAMES, _VOID_NAMES = frozenset(_BLOCKS.split()), frozenset(_VOID.split())

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?P<rest>(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)>|<!--"
)
_BRACKET = re.compile(r"!?\[|\]|\n\n")
_AFTER_PICTURE = re.compile(r"\(| ?\[")


class Lost(NamedTuple):
    """The start and end offsets of the parts of a text in which a citation is lost."""

    html: Sequence[tuple[int, int]]
    pictures: Sequence[tuple[int, int]]

    def why(self, offset: int) -> str:
        """Return why a citation at an offset would be lost, or "" if it would not."""
        for what, stretches in ((IN_HTML, self.html), (IN_PICTURE, self.pictures)):
            index = bisect_right(stretches, offset, key=lambda stretch: stretch[0]) - 1
            if index >= 0 and offset < stretches[index][1]:
                return what
        return ""


def lost_in(text: str) -> Lost:
    """Return the parts of a page in which a citation is lost. ``text`` has its code blanked out."""
    return Lost(tuple(_raw(text)), tuple(_pictures(text)))


def _raw(text: str) -> Iterator[tuple[int, int]]:
    open_tags: list[str] = []
    number: Counter[str] = Counter()
    start = position = 0
    while tag := _TAG.search(text, position):
        position = tag.end()
        if tag["name"] is None:
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
            continue
        name = tag["name"].lower()
        if name in _VOID_NAMES or tag["rest"].rstrip().endswith("/"):
            continue
        if not tag["end"]:
            if not open_tags and not (name in _BLOCK_NAMES and _begins_line(text, tag.start())):
                continue
            start = start if open_tags else tag.start()
            open_tags.append(name)
            number[name] += 1
        elif number[name]:
            closed = ""
            while closed != name:
                closed = open_tags.pop()
                number[closed] -= 1
            if not open_tags:
                yield start, tag.end()
    if open_tags:
        yield start, len(text)


def _begins_line(text: str, offset: int) -> bool:
    before = text[max(0, offset - 4) : offset]
    line = before.rpartition("\n")[2]
    return not line.strip(" ") and (len(line) <= 3 or offset < 4)


def _pictures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each image's text. Brackets are paired within a paragraph."""
    if "![" not in text:
        return
    open_brackets: list[tuple[int, bool]] = []
    pictures: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "\n\n":
            open_brackets.clear()
        elif bracket[0] != "]":
            open_brackets.append((bracket.start(), bracket[0] == "!["))
        elif open_brackets:
            start, is_picture = open_brackets.pop()
            if is_picture and _AFTER_PICTURE.match(text, bracket.end()):
                while pictures and pictures[-1][0] > start:
                    pictures.pop()
                pictures.append((start, bracket.start()))
    yield from pictures
