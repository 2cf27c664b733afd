"""Formats a .bib file: entries by key, and fields in the model's order, each on its own line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading.bibliography import WrittenEntry, read_entries
from build_tools.facts.records import Source
from build_tools.facts.records.field_specs import fields_of
from build_tools.views.parts.bibtex import entry as entry_of


@dataclass(frozen=True, slots=True)
class _EntryWithComments:
    """An entry, the lines above it, and the rest of its last line."""

    entry: WrittenEntry
    above: str
    end_of_line: str


def bibtex_laid_out(path: str, text: str) -> str | list[Diagnostic]:
    """Return the file's canonical text, or the errors that make it unreadable.

    Text above an entry moves with the entry. Text at the beginning or end of the file does not
    move.
    """
    entries, errors = read_entries(path, text)
    if errors:
        return errors
    head, commented, tail = _outside(text, entries)
    commented.sort(key=lambda commented: commented.entry.key)
    pieces = [_with_comments(entry) for entry in commented]
    return "\n\n".join(piece for piece in (head, *pieces, tail) if piece) + "\n"


def entry_text(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an entry in canonical form, with undeclared fields at the end."""
    order = {name: number for number, name in enumerate(fields_of(Source))}
    ordered = sorted(fields, key=lambda field: order.get(field[0], len(order)))
    return entry_of(kind, key, ordered)


def _with_comments(commented: _EntryWithComments) -> str:
    entry = commented.entry
    above = f"{commented.above}\n" if commented.above else ""
    end = f"  {commented.end_of_line}" if commented.end_of_line else ""
    return above + entry_text(entry.kind, entry.key, entry.fields) + end


def _outside(
    text: str, entries: Sequence[WrittenEntry]
) -> tuple[str, list[_EntryWithComments], str]:
    """Return the text above the entries, the entries and their comments, and the text below."""
    if not entries:
        return _tidy(text), [], ""
    # If a blank line follows the text above the first entry, the text is about the whole file.
    head, _, above = _tidy(text[: entries[0].start], keep_end=True).rpartition("\n\n")
    commented = []
    for entry, follower in zip(entries, [*entries[1:], None], strict=True):
        after = text[entry.end : follower.start if follower else len(text)]
        end_of_line, _, below = after.partition("\n")
        commented.append(_EntryWithComments(entry, above.strip("\n"), end_of_line.strip()))
        above = _tidy(below)
    return head.strip("\n"), commented, above


def _tidy(text: str, *, keep_end: bool = False) -> str:
    """Return the lines without trailing spaces or repeated blank lines."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    tidy = re.sub(r"\n{3,}", "\n\n", lines)
    return tidy.lstrip("\n") if keep_end else tidy.strip("\n")
