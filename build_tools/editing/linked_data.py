"""Reads the JSON-LD nodes that may be about the page itself.

These are the nodes at the top level, in a list or in `@graph`, and their main entities. Deeper
nodes (comments, list items, videos, other articles) are about something else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_MAX_LETTERS = 2_000_000
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)")
_UNWRAPPING = re.compile(r"(?://\s*)?(?:-->|\]\]>|/\*\s*\]\]>\s*\*/)\s*$")


class Node(NamedTuple):
    """A node, and the page's nodes by their ``@id``."""

    values: Mapping[str, Any]
    known: Mapping[str, Mapping[str, Any]]

    def get(self, name: str) -> Any:
        """Return a value as written on the page, or None."""
        return self.values.get(name)

    def is_a(self, pattern: re.Pattern[str]) -> bool:
        """Return whether any of the node's types matches the pattern."""
        types = self.values.get("@type")
        names = types if isinstance(types, list) else [types]
        return any(
            pattern.fullmatch(name.rpartition("/")[2]) for name in names if isinstance(name, str)
        )

    def resolved(self, name: str) -> Any:
        """Return a value with nodes in place of references."""
        value = self.values.get(name)
        if isinstance(value, list):
            return [self._node(item) for item in value]
        return self._node(value)

    def _node(self, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            return self.known.get(value["@id"], value)
        return value

    def addresses(self, name: str) -> list[str]:
        """Return the addresses in a value."""
        value = self.values.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        return texts_of(value)


def texts_of(value: Any) -> list[str]:
    """Return the texts in a value."""
    values = value if isinstance(value, list) else [value]
    values = [item.get("@value") if isinstance(item, dict) else item for item in values]
    return [item for item in values if isinstance(item, str) and item]


def nodes_of(root: Any) -> Iterator[Node]:
    """Yield the nodes that may be about the page, in the order of the page."""
    tops: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").partition(";")[0].strip().lower()
        if kind == "application/ld+json":
            tops += _tops(_parsed(script.text or ""))
    known = {top["@id"]: top for top in tops if isinstance(top.get("@id"), str)}
    for top in tops:
        yield Node(top, known)


def _parsed(text: str) -> Any:
    """Return the value of a JSON text, or None if it is invalid, too long or nested too deeply."""
    if len(text) > _MAX_LETTERS:
        return None
    bare = _UNWRAPPING.sub("", _WRAPPING.sub("", text))
    try:
        return json.loads(bare, strict=False)  # line breaks in texts are common
    except (ValueError, RecursionError):
        return None


def _tops(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes at the top level of a value, and their main entities."""
    waiting = [value]  # `pop` removes the last item
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            graph = item.get("@graph")
            if isinstance(graph, list):
                waiting += reversed(graph)
            if "@type" in item:
                yield item
            if isinstance(item.get("mainEntity"), dict):
                waiting.append(item["mainEntity"])
