"""The canonical form of a .bib file: entries by key, fields as declared, one field on a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading.bibliography import WrittenEntry, read_entries
from build_tools.facts.records import Source
from build_tools.facts.records.field_specs import fields_of


@dataclass(frozen=True, slots=True)
class _Kept:
    """An entry with what stands outside of it: the lines above, and what follows its brace."""

    entry: WrittenEntry
    above: str
    beside: str


def bibtex_laid_out(path: str, text: str) -> str | list[Diagnostic]:
    """Return the file's canonical text, or what keeps it from being read.

    What stands above an entry moves with it; what opens or ends the file stays there.
    """
    entries, faults = read_entries(path, text)
    if faults:
        return faults
    head, kept, tail = _outside(text, entries)
    pieces = [_with_comments(one) for one in sorted(kept, key=lambda one: one.entry.key)]
    return "\n\n".join(piece for piece in (head, *pieces, tail) if piece) + "\n"


def entry_text(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return one entry in canonical form; what is not declared stays, at the end."""
    order = {name: number for number, name in enumerate(fields_of(Source))}
    ordered = sorted(fields, key=lambda field: order.get(field[0], len(order)))
    lines = [f"  {name} = {{{value}}}," for name, value in ordered]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def _with_comments(kept: _Kept) -> str:
    entry = entry_text(kept.entry.kind, kept.entry.key, kept.entry.fields)
    above = f"{kept.above}\n" if kept.above else ""
    return above + entry + (f"  {kept.beside}" if kept.beside else "")


def _outside(text: str, entries: Sequence[WrittenEntry]) -> tuple[str, list[_Kept], str]:
    """Return what opens the file, the entries with what belongs to them, and what ends the file."""
    if not entries:
        return _tidy(text), [], ""
    # Above the first entry, what a blank line sets apart is about the file.
    head, _, above = _tidy(text[: entries[0].start], keep_end=True).rpartition("\n\n")
    kept = []
    for entry, follower in zip(entries, [*entries[1:], None], strict=True):
        after = text[entry.end : follower.start if follower else len(text)]
        beside, _, below = after.partition("\n")
        kept.append(_Kept(entry, above.strip("\n"), beside.strip()))
        above = _tidy(below)
    return head.strip("\n"), kept, above


def _tidy(text: str, *, keep_end: bool = False) -> str:
    """Return the lines without spaces at their ends, and with at most one blank between them."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    tidy = re.sub(r"\n{3,}", "\n\n", lines)
    return tidy.lstrip("\n") if keep_end else tidy.strip("\n")
