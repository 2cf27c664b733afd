"""Reads the texts in a page's data: its title, descriptions, image texts and scripts."""

import json
from collections.abc import Iterator
from typing import Any

TITLE = "the title of the browser window"
DESCRIPTION = "the page's description for search engines"
PICTURE = "the description of an image"
SCRIPT = "a script of the page"


def data_of(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the kind and text of each description, image text, title and script of a page."""
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if name.endswith("description") and meta.get("content"):
            yield DESCRIPTION, meta.get("content")
    for picture in tree.iter("img", "area"):
        if picture.get("alt"):
            yield PICTURE, picture.get("alt")
    for title in tree.iterfind("head/title"):
        yield TITLE, title.text or ""
    for script in tree.iter("script"):
        if "json" in (script.get("type") or "") and script.text:
            yield SCRIPT, " ".join(_strings(script.text))


def _strings(text: str) -> Iterator[str]:
    """Yield the strings in a JSON text, or nothing if it is invalid or nested too deeply."""
    try:
        values = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while values:
        value = values.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            values.extend(reversed(value.values()))
        elif isinstance(value, list):
            values.extend(reversed(value))
