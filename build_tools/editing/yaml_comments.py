"""Finds the comments in a YAML file and their fields, and inserts the comments into a new text.

ruamel.yaml keeps a comment with the field above it, so fields could not be reordered. In this
module, a comment on its own line belongs to the field below it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from build_tools.facts.diagnostics import Key
from build_tools.facts.reading.yaml_nodes import Node, Tree

MODELINE = "# yaml-language-server:"
_BLOCK_HEADER = re.compile(r"[>|][0-9+-]*[ \t]+(#.*)")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")

Path = tuple[Key, ...]


class Where(StrEnum):
    """The position of a comment relative to its field or item."""

    ABOVE = "on lines of its own above it"
    LINE_END = "at the end of its line"
    BELOW = "below the last field or item inside it"
    TOP = "at the top of the file, about all of it"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment including its number sign, and the path of its field or item."""

    text: str
    path: Path
    where: Where


@dataclass(frozen=True, slots=True)
class _Entry:
    """A field or item in a file. The root has an empty path and no parent.

    ``start``, ``key_end``, ``value_start`` and ``value_end`` are offsets. ``column`` counts from 0.
    """

    path: Path
    start: int
    key_end: int
    column: int
    value: Node
    value_start: int
    value_end: int
    is_flow: bool
    parent: "_Entry | None"


def comments_of(tree: Tree) -> list[Comment]:
    """Return the comments of a file, in order."""
    entries = list(_entries(tree))
    comments = []
    for start, text in _found_comments(tree.text, entries):
        entry, where = _anchor(entries, tree.text, start, text)
        comments.append(Comment(text, entry.path, where))
    # A line can end with only one comment, so a field's earlier comments are moved above the field.
    last = {
        item.path: number for number, item in enumerate(comments) if item.where is Where.LINE_END
    }
    return [
        replace(comment, where=Where.ABOVE)
        if comment.where is Where.LINE_END and last[comment.path] != number
        else comment
        for number, comment in enumerate(comments)
    ]


def lists_in_lines(comments: Sequence[Comment]) -> set[Path]:
    """Return the lists and mappings that need separate lines, because they contain a comment."""
    below = {comment.path for comment in comments if comment.where is Where.BELOW}
    by_entry = (Where.ABOVE, Where.LINE_END)
    return below | {comment.path[:-1] for comment in comments if comment.where in by_entry}


def with_comments(tree: Tree, comments: Sequence[Comment]) -> str:
    """Return the text of a file with comments inserted. The file must have no comments."""
    lines = tree.text.rstrip("\n").split("\n")
    entries = {entry.path: entry for entry in _entries(tree)}
    # Comments before the same line are in this order: comments below a block, beginning with the
    # deepest block, then comments above a field.
    inserts: list[tuple[int, int, int, str]] = []
    top: list[str] = []
    line_ends: dict[int, str] = {}
    for comment in comments:
        entry = entries[comment.path]
        line = tree.text.count("\n", 0, entry.start)
        if comment.where is Where.TOP:
            top.append(comment.text)
        elif comment.where is Where.BELOW:
            margin = " " * (entry.value.column - 1)
            last = _line_after(tree, entry, entries)
            inserts.append((last, 0, -len(comment.path), margin + comment.text))
        elif comment.where is Where.LINE_END and line not in line_ends and _has_line(entry):
            line_ends[line] = comment.text
        else:
            margin = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
            inserts.append((line, 1, len(comment.path), margin + comment.text))
    for line, text in line_ends.items():
        lines[line] += f"  {text}"
    for line, _, _, text in sorted(inserts, key=lambda insert: insert[:3])[::-1]:
        lines.insert(line, text)
    return "\n".join([*top, *lines]) + "\n"


def _has_line(entry: _Entry) -> bool:
    """Return whether the entry begins on a separate line, before the line of its first field."""
    is_item = bool(entry.path) and isinstance(entry.path[-1], int)
    return not is_item or isinstance(entry.value.plain, str) or entry.is_flow


def _line_after(tree: Tree, block: _Entry, entries: dict[Path, _Entry]) -> int:
    """Return the number, from 0, of the first line after a block."""
    depth = len(block.path)
    later = [
        entry.start
        for path, entry in entries.items()
        if entry.start > block.start and path[:depth] != block.path
    ]
    return tree.text.count("\n", 0, min(later, default=len(tree.text)))


def _entries(tree: Tree) -> Iterator[_Entry]:
    """Yield the root, then each field and item in the order of the file."""
    starts = [0]
    for line in tree.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def entry(path: Path, key: Node, value: Node, parent: _Entry | None) -> _Entry:
        is_item = bool(path) and isinstance(path[-1], int)
        value_start = starts[value.line - 1] + value.column - 1
        return _Entry(
            path=path,
            start=starts[key.line - 1] + key.column - 1,
            key_end=starts[key.end_line - 1] + key.end_column - 1,
            # An item's column is that of its dash. The column of a key after "? " is that of "?".
            column=(parent.value if parent and (is_item or not parent.is_flow) else key).column - 1,
            value=value,
            value_start=value_start,
            value_end=starts[value.end_line - 1] + value.end_column - 1,
            is_flow=not isinstance(value.plain, str) and tree.text[value_start] in "[{",
            parent=parent,
        )

    def inside(parent: _Entry) -> Iterator[_Entry]:
        node = parent.value
        children: list[tuple[Key, Node, Node]] = [
            *((name, node.keys[name], value) for name, value in node.entries.items()),
            *((number, item, item) for number, item in enumerate(node.items)),
        ]
        for name, key, value in children:
            child = entry((*parent.path, name), key, value, parent)
            yield child
            yield from inside(child)

    root = entry((), tree.root, tree.root, None)
    yield root
    yield from inside(root)


def _found_comments(text: str, entries: Sequence[_Entry]) -> Iterator[tuple[int, str]]:
    """Yield each comment and its offset. Outside keys and texts, ``#`` always begins a comment."""
    structure = list(text)
    comments: list[tuple[int, str]] = []
    for entry in entries:
        spans = []
        if entry.path and isinstance(entry.path[-1], str):
            spans.append((entry.start, entry.key_end))
        if isinstance(entry.value.plain, str):
            spans.append((entry.value_start, entry.value_end))
            if header := _BLOCK_HEADER.match(text, entry.value_start, entry.value_end):
                comments.append((header.start(1), header[1].rstrip()))
        for start, end in spans:
            structure[start:end] = ("\n" if sign == "\n" else "_" for sign in text[start:end])
    outside = "".join(structure)
    comments += [(match.start(), match[0].rstrip()) for match in re.finditer(r"#.*", outside)]
    yield from sorted(comments)


def _anchor(entries: Sequence[_Entry], text: str, start: int, comment: str) -> tuple[_Entry, Where]:
    """Return the field, item or root that a comment belongs to, and the comment's position."""
    root, *others = entries
    line_start = text.rfind("\n", 0, start) + 1
    before = next((entry for entry in reversed(others) if entry.start < start), None)
    after = next((entry for entry in others if entry.start > start), None)
    left_of_it = text[line_start:start].strip()
    if before and left_of_it.strip("- \t"):
        return _entry_of_line(before, start), Where.LINE_END
    if left_of_it and after:
        return after, Where.ABOVE  # only a dash is before the comment, and the item follows
    if before is None and _is_about_file(text, start, comment, after):
        return root, Where.TOP
    return _entry_of_own_line(root, before, after, start, start - line_start)


def _entry_of_line(entry: _Entry, start: int) -> _Entry:
    """Return the entry whose line ends with the comment, or the list after a closing bracket."""
    while entry.parent and entry.parent.is_flow and entry.parent.value_end <= start:
        entry = entry.parent
    return entry


def _is_about_file(text: str, start: int, comment: str, first: _Entry | None) -> bool:
    """Return whether a comment at the top is about the file.

    Such a comment names a schema, or a blank line follows.
    """
    until = first.start if first else len(text)
    return comment.startswith(MODELINE) or bool(_EMPTY_LINE.search(text, start, until))


def _entry_of_own_line(
    root: _Entry, before: _Entry | None, after: _Entry | None, start: int, column: int
) -> tuple[_Entry, Where]:
    """Return the entry for a comment on its own line: the next entry, or the block above.

    A comment belongs to the block above if it is indented deeper than the next entry.
    """
    inside = _flow_around(before, start)
    if after and inside and after.start < inside.value_end:
        return after, Where.ABOVE
    if inside:
        is_empty = not (inside.value.entries or inside.value.items)
        return inside, Where.ABOVE if is_empty else Where.BELOW
    if after and column <= after.column:
        return after, Where.ABOVE
    while before and before.parent:
        if before.column <= column or before.parent is root:
            return before.parent, Where.BELOW
        before = before.parent
    return (after, Where.ABOVE) if after else (root, Where.BELOW)


def _flow_around(entry: _Entry | None, start: int) -> _Entry | None:
    """Return the innermost bracketed list or mapping around the offset."""
    while entry:
        if entry.is_flow and entry.value_start < start < entry.value_end:
            return entry
        entry = entry.parent
    return None
