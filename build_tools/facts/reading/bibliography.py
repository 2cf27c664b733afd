"""Reads the sources from the BibTeX files in ``facts/sources/``.

pybtex only parses the files. We do not use pybtex's HTML, in which ``javascript:`` links work.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import quote

from build_tools.facts.diagnostics import Diagnostic, Key, Span
from build_tools.facts.project import Project
from build_tools.facts.reading import file_names
from build_tools.facts.reading.parse_cache import ParseCache
from build_tools.facts.reading.project_files import Collected, each_text
from build_tools.facts.reading.validation import RULE as SHAPE
from build_tools.facts.reading.validation import to_record
from build_tools.facts.records import Source
from build_tools.facts.wording import clipped, is_id, strange_letter

RULE = "bibtex"
ENTRY_TYPES = ("online", "article", "report", "book", "incollection", "misc", "legislation")

REFUSED = ("string", "preamble")
MAX_FIELDS = 40
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ADDRESSES = ("url", "archiveurl")

_BEGINS = re.compile(r"^[ \t]*(?=@[a-z]+[ \t]*[({])", re.IGNORECASE | re.MULTILINE)
_FIELD = r"(?im)^[ \t]*{name}[ \t]*=[ \t]*"
# An escaped character, or a brace that only protects case.
_ESCAPED = re.compile(r"\\([&%$#_{}])|[{}]")


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """The place of an entry in a .bib file.

    ``text`` is the text of the whole file, in which the entry is from ``start`` to ``end``.
    ``line`` is the number of the entry's first line.
    """

    path: str
    text: str
    start: int
    end: int
    line: int

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of a field's value or name, or else of the entry's first line."""
        if keys and (match := self._field(str(keys[0]))):
            begin = match.start() if of_key else match.end()
            begin += len(self.text[begin:]) - len(self.text[begin:].lstrip(" \t"))
            return self._between(begin, self._line_end(begin))
        return self._between(self.start, self._line_end(self.start))

    def within(self, start: int, end: int, *keys: Key) -> Span:
        """Return the span of the characters ``start`` to ``end`` of a field's text."""
        field = self._field(str(keys[0])) if keys else None
        places = _read_at(self.text, field.end(), self.end) if field else []
        if end > len(places):
            return self.span(*keys)
        return self._between(places[start], places[end - 1] + 1)

    def at(self, offset: int) -> Span:
        """Return the span of a single character."""
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


def _read_at(text: str, begin: int, end: int) -> list[int]:
    """Return the offset of each character in the value at ``begin``, as :func:`_text` reads it.

    Braces, and a backslash before a sign, are not part of the value. A run of white space counts as
    one space.
    """
    places: list[int] = []
    depth = space = 0
    for at in range(begin, end):
        letter = text[at]
        is_escaped = letter in "{}" and text[at - 1] == "\\"
        if letter in "{}" and not is_escaped:
            depth += 1 if letter == "{" else -1
            if not depth:
                break
        elif letter.isspace():
            space = space or at
        elif letter != "\\" or text[at + 1 : at + 2] not in "&%$#_{}":
            places += [space] if space and places else []
            places.append(at)
            space = 0
    return places


def read_bibliography(project: Project, collected: Collected) -> None:
    """Read every source in the ``.bib`` files in ``facts/sources/``."""
    folder = project.facts / "sources"
    for path, text in each_text(project, folder, collected, file_names.bad_source):
        add_sources(path, text, collected)


def add_sources(path: str, text: str, collected: Collected) -> None:
    """Add every readable entry in a ``.bib`` file, and a diagnostic for every other entry.

    Every line that looks like the beginning of an entry begins a new entry. So a missing brace
    affects only one entry and not the rest of the file.
    """
    for chunk in _chunks(path, text, collected.cache):
        collected.diagnostics.extend(chunk.diagnostics)
        for command, place in chunk.commands:
            source, diagnostics = _source(command, place)
            collected.add("sources", source, diagnostics)


def read_sources(path: str, text: str) -> tuple[list[Source], list[Diagnostic]]:
    """Return the sources and the diagnostics for a ``.bib`` file."""
    collected = Collected()
    add_sources(path, text, collected)
    return collected.records.get("sources", []), collected.diagnostics


class WrittenEntry(NamedTuple):
    """An entry as written in the file. Values keep their inner braces, and have no line breaks."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    start: int
    end: int


def read_entries(path: str, text: str) -> tuple[list[WrittenEntry], list[Diagnostic]]:
    """Return every complete entry as written, with its offsets, and the diagnostics."""
    diagnostics: list[Diagnostic] = []
    entries: list[WrittenEntry] = []
    for chunk in _chunks(path, text, ParseCache()):
        diagnostics.extend(chunk.diagnostics)
        for command, place in chunk.commands:
            kind = command[0].lower()
            if kind in REFUSED:
                diagnostics.extend(_source(command, place)[1])
                continue
            key, fields = command[1]
            values = ((name.lower(), " ".join("".join(parts).split())) for name, parts in fields)
            entries.append(WrittenEntry(kind, key, tuple(values), place.start, place.end))
    return entries, diagnostics


class _Chunk(NamedTuple):
    """The pybtex commands and diagnostics for the text from the start of one entry to the next."""

    commands: list[tuple[Any, EntryPlace]]
    diagnostics: list[Diagnostic]


def _chunks(path: str, text: str, cache: ParseCache) -> Iterator[_Chunk]:
    begins = sorted({0, *(match.start() for match in _BEGINS.finditer(text)), len(text)})
    line = 1
    for begin, end in pairwise(begins):
        place, chunk = EntryPlace(path, text, begin, end, line), text[begin:end]
        commands = cache.get("bibtex", chunk)
        errors: list[tuple[int, str]] = []
        if commands is None:
            commands, errors = _parsed(chunk)
            if not errors and all(command[0].lower() not in REFUSED for command in commands):
                cache.put("bibtex", chunk, commands)
        yield _Chunk(
            [(command, _within(place, *command[2:])) for command in commands],
            [_syntax_diagnostic(place, *error) for error in errors[:1]],
        )
        line += text.count("\n", begin, end)


def _within(chunk: EntryPlace, start: int, end: int) -> EntryPlace:
    """Return the place of the command between two offsets in the chunk."""
    text, begin = chunk.text, chunk.start
    line = chunk.line + text.count("\n", begin, begin + start)
    return EntryPlace(chunk.path, text, begin + start, begin + end, line)


def _parsed(text: str) -> tuple[list[Any], list[tuple[int, str]]]:
    """Return a chunk's complete commands, and the offset and pybtex's message for each error.

    A command is [kind, [key, fields], start, end]. Reading stops at the first broken entry.
    """
    # Only pybtex's low-level parser has the offsets that diagnostics need for their lines and
    # columns. The documented parser does not. The import is slow.
    from pybtex.database.input.bibtex import LowLevelParser

    errors: list[tuple[int, str]] = []
    macros = _NoMacros()
    parser = macros.parser = LowLevelParser(text, macros=macros)
    parser.handle_error = lambda error: errors.append((parser.pos, str(error)))
    commands: list[Any] = []
    for command in parser:
        if command[0].lower() in REFUSED:
            errors.clear()  # the whole entry is refused anyway
        if errors:
            break
        commands.append((*command, parser.command_start, parser.pos))
    return commands, errors


class _NoMacros(dict[str, str]):
    """A mapping that ignores every @string, because a few nested strings could fill the memory.

    Only the field ``month`` may contain a macro, because reference managers write names of
    months there.
    """

    parser: Any = None

    def __missing__(self, name: str) -> str:
        """Return a month's number, or any other name in the field ``month``.

        Raises KeyError if the field is not ``month``.
        """
        if str(self.parser.current_field_name).lower() != "month":
            raise KeyError(name)
        return f"{_MONTHS.index(name.lower()) + 1:02}" if name.lower() in _MONTHS else name

    def __setitem__(self, name: str, value: str) -> None:
        """Store nothing."""


def _syntax_diagnostic(chunk: EntryPlace, offset: int, error: str) -> Diagnostic:
    message = re.sub(r"^syntax error in line \d+: | in line \d+(?=: )", "", error).rstrip(".")
    message = message.replace("premature end of file", "the entry has no end")
    hint = "Check the braces and the comma just before this point."
    return _diagnostic(
        chunk.at(chunk.start + offset), f"This is not valid BibTeX: {message}.", hint
    )


def _source(command: Any, place: EntryPlace) -> tuple[Source | None, list[Diagnostic]]:
    kind = command[0].lower()
    if kind in REFUSED:
        message = f"@{kind} is not allowed."
        return None, [_diagnostic(place.span(), message, "Write the text out in full each time.")]
    key, fields = command[1]
    diagnostics: list[Diagnostic] = []
    if kind not in ENTRY_TYPES:
        hint = f"Use one of {', '.join(f'@{name}' for name in ENTRY_TYPES)}."
        diagnostics.append(_diagnostic(place.span(), f"@{kind} is not known here.", hint))
    if not is_id(key):
        hint = "Write <publisher>-<yyyy-mm-dd>-<word>, in lower case, with hyphens."
        message = f'"{clipped(key, 80)}" is not a valid key.{strange_letter(key)}'
        diagnostics.append(_diagnostic(place.span(), message, hint))
    if len(fields) > MAX_FIELDS:
        message = f"The entry has more than {MAX_FIELDS} fields."
        hint = "Keep only known fields."
        return None, [*diagnostics, _diagnostic(place.span(), message, hint)]
    plain, field_diagnostics = _plain_fields(fields, place)
    diagnostics += field_diagnostics
    if kind not in ENTRY_TYPES or len(plain) < len(fields):
        return None, diagnostics  # it is not clear which fields the entry should have
    known = {(item.span.line, item.span.column) for item in field_diagnostics}
    diagnostics += _foreign_fields(plain, place)
    record, others = to_record(Source, plain, key, place)
    # An error in the key or in a field must not hide errors in other fields.
    diagnostics += [other for other in others if (other.span.line, other.span.column) not in known]
    return (None, diagnostics) if diagnostics else (record, [])


def _foreign_fields(plain: dict[str, str], place: EntryPlace) -> Iterator[Diagnostic]:
    """Remove other programs' fields from the entry, and yield an error with a hint for each."""
    date = "-".join(plain[name] for name in ("year", "month") if plain.get(name, "").isdigit())
    has_year = plain.get("year", "").isdigit()
    when = f"Write the date as `date = {{{date if has_year else '2023-08'}}}`."
    address = f"https://doi.org/{quote(clipped(plain.get('doi', ''), 80), safe='/:();.')}"
    hints = {
        **dict.fromkeys(
            ("year", "month"), "Delete it: `date` has it." if "date" in plain else when
        ),
        "doi": f"Delete it, or use it as the address: `url = {{{address}}}`.",
        **dict.fromkeys(
            ("journal", "journaltitle", "publisher", "organization"),
            "Delete it: the name of the .bib file says who publishes the source.",
        ),
    }
    for name, hint in hints.items():
        if name in plain:
            del plain[name]
            message = f'There is no field called "{name}" here.'
            yield Diagnostic(place.span(name, of_key=True), SHAPE, message, hint)


def _plain_fields(fields: Any, place: EntryPlace) -> tuple[dict[str, str], list[Diagnostic]]:
    plain: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for name, parts in fields:
        field = name.lower()
        if field in plain:
            message = f'"{field}" appears twice.'
            diagnostics.append(_diagnostic(place.span(field), message, "Keep one of the two."))
        written = "".join(parts)
        plain[field] = _text(written)
        if "\\" in plain[field]:
            message = f'"{field}" contains a LaTeX command.'
            hint = "Write the letter itself, because the file is UTF-8."
            diagnostics.append(_diagnostic(place.span(field), message, hint))
        elif field == "author":
            # The braces stay, because they keep a name in one piece.
            plain[field] = " ".join(written.split())
        elif field in _ADDRESSES:
            plain[field] = _address(written)
    return plain, diagnostics


def _address(value: str) -> str:
    """Return an address with its braces, except for outer pairs, which are BibTeX syntax."""
    inner = value.strip()
    while inner.startswith("{") and inner.endswith("}"):
        inner = inner[1:-1].strip()
    return re.sub(r"\\([&%$#_{}])", r"\1", inner)


def _diagnostic(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, RULE, message, hint)


def _text(value: str) -> str:
    """Return a value as plain text, without braces that only protect case."""
    return " ".join(_ESCAPED.sub(lambda match: match[1] or "", value).split())
