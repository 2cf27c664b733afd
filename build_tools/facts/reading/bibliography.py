"""BibTeX files to sources, through pybtex's low-level parser: each fault at its own line.

pybtex gives data only. Its own HTML is never used: it leaves ``javascript:`` addresses live.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from build_tools.facts.diagnostics import Diagnostic, Key, Span
from build_tools.facts.reading.parse_cache import Kept
from build_tools.facts.reading.validation import shape
from build_tools.facts.records import Source
from build_tools.facts.wording import clipped, is_id, strange_letter

if TYPE_CHECKING:
    from pybtex.scanner import PybtexError

RULE = "bibtex"
ENTRY_TYPES = ("online", "article", "report", "book", "incollection", "misc", "legislation")

REFUSED = ("string", "preamble")
MAX_FIELDS = 40

_BEGINS = re.compile(r"^[ \t]*(?=@[a-z]+[ \t]*[({])", re.IGNORECASE | re.MULTILINE)
_FIELD = r"(?im)^[ \t]*{name}[ \t]*=[ \t]*"
# An entry as nearly all are written, and nothing after it: no brace stands in a value, and within
# braces nothing else means anything. For what has this form, pybtex would take far longer.
_COMMON = re.compile(r"@([A-Za-z]+)\{([a-z0-9-]+),\n((?:  [a-z]+ = \{[^{}]*\},\n)*)\}\s*")
_COMMON_FIELD = re.compile(r"  ([a-z]+) = \{([^{}]*)\},\n")
# What stands for itself after a backslash, or a brace that only protects case.
_ESCAPED = re.compile(r"\\([&%$#_{}])|[{}]")


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry of a .bib file stands; ``text`` is the whole file, ``line`` its first line."""

    path: str
    text: str
    start: int
    end: int
    line: int

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of the named field's value, or of the entry's first line."""
        if keys and (found := self._field(str(keys[0]))):
            begin = found.start() if of_key else found.end()
            begin += len(self.text[begin:]) - len(self.text[begin:].lstrip(" \t"))
            return self._between(begin, self._line_end(begin))
        return self._between(self.start, self._line_end(self.start))

    def at(self, offset: int) -> Span:
        """Return the span of one character of the text."""
        return self._between(offset, offset + 1)

    def _field(self, name: str) -> "re.Match[str] | None":
        return re.compile(_FIELD.format(name=re.escape(name))).search(
            self.text, self.start, self.end
        )

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _between(self, begin: int, end: int) -> Span:
        line = self.line + self.text.count("\n", self.start, begin)
        column = begin - (self.text.rfind("\n", 0, begin) + 1) + 1
        return Span(self.path, line, column, line, column + (end - begin))


def read_sources(
    path: str, text: str, kept: Kept | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Return every entry that can be read, and a diagnostic for everything that cannot.

    A line that begins an entry begins it whatever stands above, so that a forgotten brace costs one
    entry and not the rest of the file. ``kept`` knows what was parsed before.
    """
    faults: list[Diagnostic] = []
    sources: list[Source] = []
    for commands, problems in _stretches(path, text, kept or Kept()):
        faults.extend(problems)
        for command, place in commands:
            found, refusals = _entry(command, place)
            faults.extend(refusals)
            sources.extend(found)
    return sources, faults


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as it stands in the file: its values raw, inner braces and all, each on one line."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    start: int
    end: int


def read_entries(path: str, text: str) -> tuple[list[WrittenEntry], list[Diagnostic]]:
    """Return every entry as written, with its offsets, and what keeps the file from being read."""
    faults: list[Diagnostic] = []
    entries: list[WrittenEntry] = []
    for commands, problems in _stretches(path, text, Kept()):
        faults.extend(problems)
        for command, place in commands:
            kind = command[0].lower()
            if kind in REFUSED:
                faults.extend(_entry(command, place)[1])
                continue
            key, fields = command[1]
            values = ((name.lower(), " ".join("".join(parts).split())) for name, parts in fields)
            entries.append(WrittenEntry(kind, key, tuple(values), place.start, place.end))
    return entries, faults


def _stretches(
    path: str, text: str, kept: Kept
) -> Iterator[tuple[list[tuple[Any, EntryPlace]], list[Diagnostic]]]:
    """Yield what each stretch between two beginnings holds, and what is broken in it."""
    begins = sorted({0, *(found.start() for found in _BEGINS.finditer(text)), len(text)})
    line = 1
    for begin, end in pairwise(begins):
        stretch, piece = EntryPlace(path, text, begin, end, line), text[begin:end]
        found = kept.find("bibtex", piece)
        broken: list[PybtexError] = []
        if found is None:
            found, broken = _parsed(piece)
            if not broken and all(one[0].lower() not in REFUSED for one in found):
                kept.keep("bibtex", piece, found)
        yield (
            [(one, _within(stretch, *one[2:])) for one in found],
            [_fault(stretch, error) for error in broken[:1]],
        )
        line += text.count("\n", begin, end)


def _within(stretch: EntryPlace, start: int, end: int) -> EntryPlace:
    """Return the place of a command that stands between two offsets of the stretch."""
    text, begin = stretch.text, stretch.start
    line = stretch.line + text.count("\n", begin, begin + start)
    return EntryPlace(stretch.path, text, begin + start, begin + end, line)


def _parsed(text: str) -> "tuple[list[Any], list[PybtexError]]":
    """Return a stretch's whole commands, each with its offsets, and what breaks off.

    A command is [kind, [key, fields], start, end]. An entry with a broken body is told of once, not
    field by field.
    """
    if common := commonly_parsed(text):
        return [common], []
    from pybtex.database.input.bibtex import LowLevelParser

    broken: list[PybtexError] = []
    parser = LowLevelParser(text, handle_error=broken.append, macros=_NoMacros())
    commands: list[Any] = []
    for command in parser:
        if command[0].lower() in REFUSED:
            broken.clear()  # it is refused as such, whatever else is wrong with it
        if broken:
            break
        commands.append((*command, parser.command_start, parser.pos))
    return commands, broken


def commonly_parsed(text: str) -> tuple[Any, ...] | None:
    """Return the one command that a stretch of the common form holds, as pybtex would, or None."""
    found = _COMMON.fullmatch(text)
    if found is None or found[1].lower() not in ENTRY_TYPES:
        return None
    fields = [(name, [value]) for name, value in _COMMON_FIELD.findall(found[3])]
    return found[1], (found[2], fields), 0, found.end(3) + 1


class _NoMacros(dict[str, str]):
    """Forgets every @string: eight of them, each twice the last, would fill the memory."""

    def __setitem__(self, name: str, value: str) -> None:
        """Keep nothing."""


def _fault(stretch: EntryPlace, error: Any) -> Diagnostic:
    # Every error of this parser holds the start of the command, its line, and its own offset.
    span = stretch.at(stretch.start + error.error_context_info[2])
    message = re.sub(r"^syntax error in line \d+: | in line \d+(?=: )", "", str(error)).rstrip(".")
    message = message.replace("premature end of file", "the entry has no end")
    hint = "Check the braces and the comma just before this place."
    return _told(span, f"This is not valid BibTeX: {message}.", hint)


def _entry(command: Any, place: EntryPlace) -> tuple[list[Source], list[Diagnostic]]:
    kind = command[0].lower()
    if kind in REFUSED:
        return [], [
            _told(place.span(), f"@{kind} is not allowed.", "Write the text out each time.")
        ]
    key, fields = command[1]
    problems: list[Diagnostic] = []
    if kind not in ENTRY_TYPES:
        known = ", ".join(f"@{name}" for name in ENTRY_TYPES)
        problems.append(_told(place.span(), f"@{kind} is not known here.", f"Use one of {known}."))
    if not is_id(key):
        hint = "Write <publisher>-<yyyy-mm-dd>-<word>, in lower case, with hyphens."
        message = f'"{clipped(key, 80)}" is not a good key.{strange_letter(key)}'
        problems.append(_told(place.span(), message, hint))
    if len(fields) > MAX_FIELDS:
        message = f"The entry has more than {MAX_FIELDS} fields."
        return [], [*problems, _told(place.span(), message, "Keep only the fields that are known.")]
    plain: dict[str, str] = {}
    for name, parts in fields:
        field = name.lower()
        if field in plain:
            message = f'"{field}" stands twice.'
            problems.append(_told(place.span(field), message, "Keep one of the two."))
        plain[field] = _text("".join(parts))
        if "\\" in plain[field]:
            message = f'"{field}" holds a LaTeX command.'
            hint = "Write the letter itself: the file is UTF-8."
            problems.append(_told(place.span(field), message, hint))
    if problems:
        return [], problems
    source, faults = shape(Source, plain, key, place)
    return ([source] if source else []), faults


def _told(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, RULE, message, hint)


def _text(value: str) -> str:
    """Return the value as plain text: braces that only protect case are dropped."""
    return " ".join(_ESCAPED.sub(lambda found: found[1] or "", value).split())
