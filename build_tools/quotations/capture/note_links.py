"""Finds the note marks of a page: raised marks, and links right after a word."""

import re
from typing import Any

from build_tools.quotations.capture.element_text import text_of

_NOTE_CLASS = re.compile(
    r"foot-?note|end-?note|note-?ref|fn-?ref|cite_(?:ref|note)|(?:^|[\s_-])(?:reference|fn)\b"
)
_NOTE_LINK = re.compile(r"\[?\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5}|[*∗†‡§¶]{1,3})\)?\]?")


def is_note(element: Any) -> bool:
    """Return whether a superscript is a note mark or contains one."""
    parent = element.getparent()
    links = [*element.iter("a")]
    if parent is not None and parent.tag == "a" and not (parent.text or "").strip():
        links.append(parent)
    return any(_names_note(part) for part in (*element.iter(), *links)) or any(
        "#" in (link.get("href") or "") for link in links
    )


def _names_note(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    kinds = (element.get("role"), element.get("epub:type"))
    return "doc-noteref" in kinds or "noteref" in kinds or bool(_NOTE_CLASS.search(names))


def is_note_link(element: Any, before: str) -> bool:
    """Return whether a link right after a word is a note mark, even if it is not raised.

    ``before`` is the text before the link in the same block.
    """
    if not before.strip() or before[-1:] in " \n([–-/" or element.find(".//a") is not None:
        return False
    text = text_of(element).strip()
    if not _NOTE_LINK.fullmatch(text):
        return False
    return _names_note(element) or ((element.get("href") or "")[:1] == "#" and not text.isalpha())
