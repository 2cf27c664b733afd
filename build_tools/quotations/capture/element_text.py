"""Reads the text of a single element of a page."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from build_tools.quotations.capture.unseen_elements import unseen

_SPACES = re.compile(r"[ \t\n\r\f]+")


def text_of(element: Any) -> str:
    """Return the visible text of a small element on a single line."""
    return collapsed("".join(words_of(element, skip=True)))


def words_of(element: Any, *, skip: bool = False) -> Iterator[str]:
    """Yield the texts in an element. With ``skip``, yield only the visible texts."""
    events = etree.iterwalk(element, events=("start", "end"))
    skipped = None
    for event, part in events:
        if event == "start":
            if skip and part is not element and unseen(part):
                skipped = part
                events.skip_subtree()
            elif part.text:
                yield part.text
        else:
            if part is skipped:
                skipped = None
            if part is not element and part.tail:
                yield part.tail


def collapsed(text: str) -> str:
    """Return a text with a single space in place of each run of white space."""
    return _SPACES.sub(" ", text)
