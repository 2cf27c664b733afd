"""Reads YAML into plain values with known lines and columns, within limits.

Every scalar stays text, and the models convert it to a type. We use only the events of the C
parser. The library composes and constructs nothing, so tags cannot build objects, aliases cannot
multiply, and deep nesting cannot crash the parser.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from build_tools.facts.diagnostics import Diagnostic, Key, Span
from build_tools.facts.project import HIDDEN
from build_tools.facts.reading.parse_cache import ParseCache
from build_tools.facts.reading.yaml_comments_in_text import text_in_comment
from build_tools.facts.reading.yaml_hints import common_mistake, hint_for
from build_tools.facts.wording import character_name

MAX_DEPTH = 16
MAX_EVENTS = 40_000

Plain = str | list[Any] | dict[str, Any]


@dataclass(slots=True)
class Node:
    """A part of a file with its start and end. ``plain`` is the text of a scalar."""

    plain: Plain
    line: int
    column: int
    end_line: int = 0
    end_column: int = 0
    entries: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, "Node"] = field(default_factory=dict)
    items: list["Node"] = field(default_factory=list)
    is_mapping: bool = False

    def span(self, path: str) -> Span:
        """Return the node's span in the file at ``path``."""
        return Span(path, self.line, self.column, self.end_line, self.end_column)


@dataclass(slots=True)
class Tree:
    """A YAML file as read: its plain value, and the location of each part.

    A second parse finds the locations, but only if they are needed. Few files have problems.
    """

    path: str
    text: str
    plain: Plain
    _root: Node | None = None

    @property
    def root(self) -> Node:
        """The file's value as a node, with the positions of all its parts."""
        if self._root is None:
            self._root = read_marked(self.text)
        return self._root

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of the value under ``keys``, or of its parent if the value is missing."""
        node, key_node = self.root, None
        for key in keys:
            if isinstance(key, int) and key < len(node.items):
                node, key_node = node.items[key], None
            elif isinstance(key, str) and key in node.entries:
                node, key_node = node.entries[key], node.keys[key]
            else:
                # A missing value is reported at the key of its parent, not at the whole block.
                return self._short(key_node or node)
        return (key_node if of_key and key_node else node).span(self.path)

    def within(self, start: int, end: int, *keys: Key) -> Span:
        """Return the span of the characters ``start`` to ``end`` of the text under ``keys``.

        The offsets do not count white space around the text. However YAML folds and escapes a text,
        the n-th occurrence of a letter in the text is also the n-th occurrence in the file. If the
        file has fewer occurrences, this is the span of the whole value.
        """
        whole = self.span(*keys)
        value: Any = self.plain
        for key in keys:
            value = value[key]
        if not isinstance(value, str):
            return whole
        begin = _offset_of(self.text, whole.line, whole.column)
        limit = _offset_of(self.text, whole.end_line, whole.end_column)
        raw, text = self.text[begin:limit], value.strip()
        places = []
        for at in (start, end - 1):
            same = _letters_in(raw, text[at])
            number = text.count(text[at], 0, at)
            if number >= len(same):
                return whole
            places.append(same[number])
        first, last = begin + places[0][0], begin + places[1][1]
        return Span(self.path, *_place_of(self.text, first), *_place_of(self.text, last))

    def _short(self, node: Node) -> Span:
        while not isinstance(node.plain, str) and (node.keys or node.items):
            node = next(iter(node.keys.values())) if node.keys else node.items[0]
        return node.span(self.path)


_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|.", re.DOTALL
)


def _letters_in(raw: str, letter: str) -> list[tuple[int, int]]:
    """Return the start and end of each occurrence of a letter in a scalar as written."""
    if raw.startswith("'"):
        pattern = re.compile(re.escape("''" if letter == "'" else letter))
        return [match.span() for match in pattern.finditer(raw, 1, len(raw) - 1)]
    if raw.startswith('"'):
        return [
            escape.span()
            for escape in _ESCAPE.finditer(raw, 1, len(raw) - 1)
            if _unescaped(escape) == letter
        ]
    first = raw.find("\n") if raw[:1] in (">", "|") else 0
    return [match.span() for match in re.compile(re.escape(letter)).finditer(raw, max(0, first))]


def _unescaped(escape: "re.Match[str]") -> str:
    code = escape[1] or escape[2] or escape[3]
    return chr(int(code, 16)) if code else escape[4] or escape[0]


def _offset_of(text: str, line: int, column: int) -> int:
    return sum(len(row) + 1 for row in text.split("\n", line - 1)[: line - 1]) + column - 1


def _place_of(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _RefusedError(Exception):
    """The file has a problem, which becomes a diagnostic. Reading stops there."""

    def __init__(self, event: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.event, self.message, self.hint = event, message, hint


def read_yaml(
    path: str, text: str, cache: ParseCache | None = None, *, may_hide: bool = False
) -> Tree | Diagnostic:
    """Return a text's plain values with their places, or a diagnostic if the text cannot be read.

    Texts in the ``cache`` are not parsed again. With ``may_hide``, which is only for our own texts,
    escapes may produce invisible characters.
    """
    if cache and (known := cache.get("yaml", text)) is not None:
        return Tree(path, text, known)

    def diagnostic(line: int, column: int, end_column: int, message: str, hint: str) -> Diagnostic:
        if (line, column) > (end := _end_of(text)):
            line, column, end_column = *end, end[1] + 1
        return Diagnostic(Span(path, line, column, line, end_column), "yaml", message, hint)

    try:
        plain = _plain(text)
        _refuse_hidden("" if may_hide else text)
    except _RefusedError as refused:
        start, end = refused.event.start_mark, refused.event.end_mark
        last = end.column + 1 if end.line == start.line else start.column + 2
        return diagnostic(start.line + 1, start.column + 1, last, refused.message, refused.hint)
    except MarkedYAMLError as error:
        if mistake := common_mistake(path, text, error):
            return mistake
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = (error.problem or "it cannot be read").rstrip(".")
        return diagnostic(
            line, column, column + 1, f"This is not valid YAML: {problem}.", hint_for(problem)
        )
    except YAMLError as error:
        message = f"This is not valid YAML: {str(error).splitlines()[0]}."
        return diagnostic(1, 1, 2, message, "Compare the file with a record that works.")
    if cut := text_in_comment(path, text):
        return cut
    if plain is None:
        return diagnostic(1, 1, 2, "The file is empty.", "Write a record, or delete the file.")
    if cache:
        cache.put("yaml", text, plain)
    return Tree(path, text, plain)


def _plain(text: str) -> Plain | None:
    """Build plain values from the parser's events in a single pass, and check the limits.

    ``into`` is the open list or mapping, ``key`` is its key that has no value yet, and ``stack``
    contains the lists and mappings around ``into``. A project has many scalars, so the loop calls
    no function for a valid scalar.
    """
    get_event = CParser(text).get_event
    documents: list[Plain] = []
    into: Any = documents
    key: str | None = None
    stack: list[Any] = []
    for _ in range(MAX_EVENTS):
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                _refuse_mark(event)
            if key is not None:
                into[key] = event.value
                key = None
            elif type(into) is list:
                into.append(event.value)
            else:
                key = event.value
                if key in into:
                    _refuse_key(event, key)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            stack.append(into)
            into = _opened(event, into, key, len(stack))
            key = None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            into = stack.pop()
        elif event is None:
            return documents[0] if documents else None
        else:
            _check_other(event, bool(documents))
    raise _RefusedError(
        event, f"The file has more than {MAX_EVENTS:,} values.", "Split it into several records."
    )


def _opened(event: Any, into: Any, key: str | None, depth: int) -> Plain:
    """Add a new list or mapping to ``into``, and return the new value. ``depth`` counts from 1."""
    if event.anchor or event.tag:
        _refuse_mark(event)
    if depth > MAX_DEPTH:
        raise _RefusedError(
            event, f"This is nested more than {MAX_DEPTH} levels deep.", "Flatten the record."
        )
    value: Plain = {} if type(event) is MappingStartEvent else []
    if key is not None:
        into[key] = value
    elif type(into) is list:
        into.append(value)
    else:
        _refuse_key(event, None)
    return value


def _refuse_mark(event: Any) -> None:
    if event.anchor:
        raise _RefusedError(
            event,
            "Anchors (&) and aliases (*) are not allowed.",
            "Write the value out, or quote it.",
        )
    raise _RefusedError(event, "Tags (!) are not allowed.", "Write the plain value, or quote it.")


def _check_other(event: Any, is_second: bool) -> None:
    """Refuse aliases, directives and second documents."""
    if isinstance(event, AliasEvent):
        _refuse_mark(event)
    if isinstance(event, DocumentStartEvent):
        if is_second:
            raise _RefusedError(
                event, "A second document begins here.", "Keep one record in each file."
            )
        if event.version or event.tags:
            raise _RefusedError(
                event, "Directives (%YAML, %TAG) are not allowed.", "Delete the line."
            )


def _refuse_key(event: Any, key: str | None) -> None:
    if key is None:
        raise _RefusedError(event, "A key must be plain text.", "Write `name: value`.")
    raise _RefusedError(event, f'The key "{key}" appears twice.', "Keep one of the two.")


def _refuse_hidden(text: str) -> None:
    """Refuse a value in which an escape produces a character that no file may contain."""
    parser = CParser(text if "\\" in text else "")
    while (event := parser.get_event()) is not None:
        if type(event) is ScalarEvent and (hidden := HIDDEN.search(event.value)):
            raise _RefusedError(
                event,
                f"An escape here produces {character_name(hidden[0])}: readers cannot see it.",
                "Delete the escape. In double quotation marks, a backslash begins an escape.",
            )


def _end_of(text: str) -> tuple[int, int]:
    """Return the last line and column of a text, because the parser may count an extra line."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def read_marked(text: str) -> Node:
    """Return a YAML text as nodes, ignoring tags and aliases.

    Raises YAMLError if the text is not valid YAML.
    """
    last = _end_of(text)
    root: Node | None = None
    stack: list[Node] = []
    keys: list[Node | None] = []
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            closed = stack.pop()
            keys.pop()
            closed.end_line, closed.end_column = _place(event.end_mark, last)
            continue
        if kind not in (ScalarEvent, MappingStartEvent, SequenceStartEvent):
            continue
        node = _node(event, last)
        if stack:
            _attach(stack[-1], keys, node)
        root = root or node
        if kind is not ScalarEvent:
            stack.append(node)
            keys.append(None)
    assert root is not None
    return root


def _place(mark: Any, last: tuple[int, int]) -> tuple[int, int]:
    return min((mark.line + 1, mark.column + 1), last)


def _node(event: Any, last: tuple[int, int]) -> Node:
    value = event.value if type(event) is ScalarEvent else []
    node = Node(value, *_place(event.start_mark, last), *_place(event.end_mark, last))
    node.is_mapping = type(event) is MappingStartEvent
    return node


def _attach(parent: Node, keys: list[Node | None], node: Node) -> None:
    key = keys[-1]
    if key is not None:
        parent.entries[str(key.plain)], parent.keys[str(key.plain)] = node, key
        keys[-1] = None
    elif parent.is_mapping:
        keys[-1] = node
    else:
        parent.items.append(node)
