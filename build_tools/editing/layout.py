"""The canonical form of a YAML record: fields as declared, two spaces a level, long texts folded.

Lists of ids stand in brackets on one line while they fit and carry no comment. A comment moves with
the field or item that it stands by.
"""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from build_tools.editing.field_specs import Declared, fields_of
from build_tools.editing.scalars import FOLDED, WIDTH, as_key, folded, in_line
from build_tools.editing.yaml_comments import Document, Entry, Value

STEP = 2

Model = type[BaseModel] | None


def laid_out(document: Document, model: Model, *, by_id: bool = False) -> str:
    """Return the file's canonical text; with ``by_id`` it is a mapping of ids to such records."""
    root = document.root
    if by_id:
        entries = sorted(root.entries, key=lambda entry: entry.key)
        lines = _mapping(entries, {}, model, root.tail, 0)
    else:
        lines = _lines_of(root, model, 0)
    return "\n".join([*document.head, *lines]) + "\n"


def _lines_of(value: Value, model: Model, indent: int) -> list[str]:
    """Return the lines of a mapping or list that stands below its key."""
    if value.is_list:
        return _list(value, model, indent)
    declared = fields_of(model) if model else {}
    order = {name: number for number, name in enumerate(declared)}
    # What is not declared stays, at the end: whether it may be there is for the check to say.
    entries = sorted(value.entries, key=lambda entry: order.get(entry.key, len(order)))
    return _mapping(entries, declared, None, value.tail, indent)


def _mapping(
    entries: Iterable[Entry],
    declared: Mapping[str, Declared],
    model: Model,
    tail: Iterable[str],
    indent: int,
) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        field = declared.get(entry.key)
        part = field.part if field else model
        lines += _margined(entry.above, indent)
        head = " " * indent + as_key(entry.key) + ":"
        lines += _placed(entry, head, part, indent, field is not None and field.is_block)
    return lines + _margined(tail, indent)


def _placed(entry: Entry, head: str, model: Model, indent: int, is_block: bool) -> list[str]:
    """Return an entry's lines: ``head`` is what stands before its value."""
    value, beside = entry.value, f"  {entry.beside}" if entry.beside else ""
    if value.scalar is not None:
        return _scalar(value.scalar.strip(), head, beside, indent, is_block)
    if short := _on_one_line(value, head):
        return [f"{head} {short}{beside}"]
    return [head + beside, *_lines_of(value, model, indent + STEP)]


def _scalar(text: str, head: str, beside: str, indent: int, is_block: bool) -> list[str]:
    one_line = f"{head} {in_line(text)}"
    is_long = is_block or len(one_line) > WIDTH or "\n" in text
    block = folded(text, indent + STEP) if is_long else None
    # A text without a gap would gain nothing from a block.
    if block and (is_block or len(block) > 1 or " " in text):
        return [f"{head} {FOLDED}{beside}", *block]
    return [one_line + beside]


def _on_one_line(value: Value, head: str) -> str | None:
    """Return a list of texts in brackets, or an empty value; None where it needs lines."""
    if value.has_comments():
        return None
    if not value.entries:
        return "[]" if value.is_list else "{}"
    texts = [one.value.scalar for one in value.entries]
    if not value.is_list or any(text is None for text in texts):
        return None
    scalars = ", ".join(in_line((text or "").strip(), in_brackets=True) for text in texts)
    return f"[{scalars}]" if len(f"{head} [{scalars}]") <= WIDTH else None


def _list(value: Value, model: Model, indent: int) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for entry in value.entries:
        lines += _margined(entry.above, indent)
        short = _on_one_line(entry.value, f"{margin}-") if entry.value.scalar is None else None
        if entry.value.scalar is not None or short:
            lines += _placed(entry, f"{margin}-", model, indent, False)
            continue
        inner = _lines_of(entry.value, model, indent + STEP)
        # A comment above an item's first field stands above its dash.
        above = next((at for at, line in enumerate(inner) if line.lstrip()[:1] != "#"), len(inner))
        lines += _margined((line.lstrip() for line in inner[:above]), indent)
        if entry.beside:
            lines += _margined([entry.beside], indent)
        lines += [f"{margin}- {inner[above].lstrip()}", *inner[above + 1 :]]
    return lines + _margined(value.tail, indent)


def _margined(comments: Iterable[str], indent: int) -> list[str]:
    return [" " * indent + comment for comment in comments]
