"""Finds the place of a setting in mkdocs.yml, and checks whether the setting has a value."""

from ruamel.yaml.nodes import Node, ScalarNode

from build_tools.facts.diagnostics import Span

FILE = "mkdocs.yml"
RULE = "settings"


def node_span(node: Node) -> Span:
    """Return the span of a node that is on one line, or else of the node's first character."""
    first, last = node.start_mark, node.end_mark
    end = last.column if last.line == first.line else first.column + 1
    line, column = first.line + 1, first.column + 1
    return Span(FILE, line, column, line, max(end + 1, column + 1))


def is_unset(node: Node | None) -> bool:
    """Return whether a setting is missing or has no value. MkDocs treats both in the same way."""
    return node is None or (
        isinstance(node, ScalarNode) and not node.style and node.value in ("", "null", "~")
    )
