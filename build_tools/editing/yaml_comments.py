"""YAML text to a tree that keeps comments, each with the field or item that it stands by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MODELINE = "# yaml-language-server:"
_BLOCK_HEADER = re.compile(r"[>|][0-9+-]*[ \t]+(#.*)")


@dataclass(slots=True)
class Value:
    """A scalar, or a mapping or list with its entries; ``tail`` are the comments at its end."""

    scalar: str | None = None
    entries: list["Entry"] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    is_list: bool = False
    is_flow: bool = False
    start: int = 0
    end: int = 0
    column: int = 0
    owner: "Entry | None" = None

    def has_comments(self) -> bool:
        """Tell whether a comment stands by any entry, or at the end."""
        return bool(self.tail) or any(one.above or one.beside for one in self.entries)


@dataclass(slots=True)
class Entry:
    """A field of a mapping (``key``) or an item of a list, with the comments above and beside."""

    key: str
    value: Value
    parent: Value
    start: int
    column: int
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Document:
    """A whole file: its value, and the comments that open it and belong to no field."""

    root: Value
    head: list[str] = field(default_factory=list)


def read_commented(text: str) -> Document:
    """Return the tree of a text that :func:`build_tools.facts.reading.read_yaml` has let pass."""
    root, entries, spans = _tree(text)
    document = Document(root)
    for start, comment in _comments(text, spans):
        _attach(document, entries, text, start, comment)
    return document


def plain_value(plain: Any) -> Value:
    """Return a tree without comments, of plain texts, lists and dictionaries."""
    if isinstance(plain, dict):
        value = Value()
        value.entries = [Entry(key, plain_value(one), value, 0, 0) for key, one in plain.items()]
        return value
    if isinstance(plain, list | tuple):
        value = Value(is_list=True)
        value.entries = [Entry("", plain_value(one), value, 0, 0) for one in plain]
        return value
    return Value(scalar=str(plain))


@dataclass(slots=True)
class _Span:
    start: int
    end: int
    is_block: bool


def _tree(text: str) -> tuple[Value, list[Entry], list[_Span]]:
    """Return the root, all entries in the order of the file, and where scalars stand."""
    entries: list[Entry] = []
    spans: list[_Span] = []
    open_values: list[Value] = []
    waiting: list[Any] = []  # for each open mapping the key event that waits for its value
    root = Value(scalar="")
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind in (MappingEndEvent, SequenceEndEvent):
            open_values.pop().end = event.end_mark.index
            waiting.pop()
            continue
        if kind not in (ScalarEvent, MappingStartEvent, SequenceStartEvent):
            continue
        if kind is ScalarEvent:
            is_block = event.style in (">", "|")
            spans.append(_Span(event.start_mark.index, event.end_mark.index, is_block))
            if open_values and not open_values[-1].is_list and waiting[-1] is None:
                waiting[-1] = event
                _open_entry(entries, open_values[-1], event, event.value)
                continue
        value = _value(event)
        if open_values:
            parent = open_values[-1]
            if parent.is_list:
                _open_entry(entries, parent, event, "")
            waiting[-1] = None
            value.owner = parent.entries[-1]
            value.owner.value = value
        else:
            root = value
        if kind is not ScalarEvent:
            open_values.append(value)
            waiting.append(None)
    return root, entries, spans


def _open_entry(entries: list[Entry], parent: Value, event: Any, key: str) -> None:
    mark = event.start_mark
    column = parent.column if parent.is_list else mark.column
    entry = Entry(key, Value(scalar=""), parent, mark.index, column)
    parent.entries.append(entry)
    entries.append(entry)


def _value(event: Any) -> Value:
    mark = event.start_mark
    value = Value(start=mark.index, end=event.end_mark.index, column=mark.column)
    if type(event) is ScalarEvent:
        value.scalar = event.value
    else:
        value.is_list = type(event) is SequenceStartEvent
        value.is_flow = bool(event.flow_style)
    return value


def _comments(text: str, spans: list[_Span]) -> Iterator[tuple[int, str]]:
    """Yield each comment with its offset: outside scalars, ``#`` can begin nothing else."""
    structure = list(text)
    found: list[tuple[int, str]] = []
    for span in spans:
        if span.is_block and (header := _BLOCK_HEADER.match(text, span.start)):
            found.append((header.start(1), header[1].rstrip()))
        for offset in range(span.start, span.end):
            if structure[offset] != "\n":
                structure[offset] = "_"
    outside = "".join(structure)
    found += [(one.start(), one[0].rstrip()) for one in re.finditer(r"#.*", outside)]
    yield from sorted(found)


def _attach(document: Document, entries: list[Entry], text: str, start: int, comment: str) -> None:
    line_start = text.rfind("\n", 0, start) + 1
    before = next((one for one in reversed(entries) if one.start < start), None)
    after = next((one for one in entries if one.start > start), None)
    left_of_it = text[line_start:start].strip()
    if before and left_of_it.strip("- \t"):
        _attach_beside(before, start, comment)
    elif left_of_it and after:
        after.above.append(comment)  # only a dash stands before it, and the item follows
    elif before is None and _opens_the_file(text, start, comment, after):
        document.head.append(comment)
    else:
        holder = _holder(document, before, after, start, start - line_start)
        (holder.above if isinstance(holder, Entry) else holder.tail).append(comment)


def _attach_beside(entry: Entry, start: int, comment: str) -> None:
    # What stands after the bracket that closes a list belongs to the list, not to its last item.
    while entry.parent.is_flow and entry.parent.end <= start and entry.parent.owner:
        entry = entry.parent.owner
    if entry.beside:
        entry.above.append(entry.beside)
    entry.beside = comment


def _opens_the_file(text: str, start: int, comment: str, first: Entry | None) -> bool:
    """Tell whether a comment above all fields is about the file: by what it says, or by a gap."""
    until = first.start if first else len(text)
    return comment.startswith(MODELINE) or bool(re.search(r"\n[ \t]*\n", text[start:until]))


def _holder(
    document: Document, before: Entry | None, after: Entry | None, start: int, column: int
) -> Entry | Value:
    """Return what a comment on a line of its own stands by: what follows, or the end of a block.

    A comment indented deeper than what follows belongs to the block above it.
    """
    inside = _flow_around(before, start)
    if after and inside and after.start < inside.end:
        return after
    if inside:
        return inside if inside.entries else inside.owner or inside
    if after and column <= after.column:
        return after
    while before:
        if before.column <= column or before.parent.owner is None:
            return before.parent
        before = before.parent.owner
    return after or document.root


def _flow_around(entry: Entry | None, start: int) -> Value | None:
    """Return the innermost bracketed list or mapping in which the offset lies."""
    while entry:
        if entry.value.is_flow and entry.value.start < start < entry.value.end:
            return entry.value
        if entry.parent.is_flow and entry.parent.start < start < entry.parent.end:
            return entry.parent
        entry = entry.parent.owner
    return None
