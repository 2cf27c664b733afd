"""BibTeX files to sources, through pybtex's low-level parser: each fault at its own line.

pybtex gives data only. Its own HTML is never used: it leaves ``javascript:`` addresses live.
"""

import re
from dataclasses import dataclass
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexError

from build_tools.diagnostics import Diagnostic, Key, Span
from build_tools.reading.shapes import shape
from build_tools.records import Source
from build_tools.text import ID_PATTERN

RULE = "bibtex"
ENTRY_TYPES = ("online", "article", "report", "book", "incollection", "misc", "legislation")

_FIELD = r"(?im)^[ \t]*{name}[ \t]*=[ \t]*"
_ESCAPED = re.compile(r"\\([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry of a .bib file stands; ``text`` is the whole file."""

    path: str
    text: str
    start: int
    end: int

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of the named field's value, or of the entry's first line."""
        if keys and (found := self._field(str(keys[0]))):
            begin = found.start() if of_key else found.end()
            begin += len(self.text[begin:]) - len(self.text[begin:].lstrip(" \t"))
            return self._between(begin, self._line_end(begin))
        return self._between(self.start, self._line_end(self.start))

    def _field(self, name: str) -> "re.Match[str] | None":
        return re.compile(_FIELD.format(name=re.escape(name))).search(
            self.text, self.start, self.end
        )

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _between(self, begin: int, end: int) -> Span:
        line = self.text.count("\n", 0, begin) + 1
        column = begin - (self.text.rfind("\n", 0, begin) + 1) + 1
        return Span(self.path, line, column, line, column + (end - begin))


def read_sources(path: str, text: str) -> tuple[list[Source], list[Diagnostic]]:
    """Return every entry that can be read, and a diagnostic for everything that cannot."""
    faults: list[Diagnostic] = []
    sources: list[Source] = []

    def note(error: PybtexError) -> None:
        faults.append(_fault(path, parser, error))

    parser = LowLevelParser(text, handle_error=note, macros=_NoMacros())
    entries = []
    try:
        for command in parser:
            entries.append((command, parser.command_start, parser.pos))
    except PybtexError as error:
        faults.append(_fault(path, parser, error))
    broken = {fault.span.line for fault in faults}
    for command, start, end in entries:
        place = EntryPlace(path, text, start, end)
        found, problems = _entry(command, place)
        faults.extend(problems)
        # An entry with a broken body is told of once, not field by field.
        if not (broken and broken.intersection(_lines(text, start, end))):
            sources.extend(found)
    return sources, faults


class _NoMacros(dict[str, str]):
    """Forgets every @string: eight of them, each twice the last, would fill the memory."""

    def __setitem__(self, name: str, value: str) -> None:
        """Keep nothing."""


def _lines(text: str, start: int, end: int) -> range:
    return range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)


def _fault(path: str, parser: Any, error: PybtexError) -> Diagnostic:
    line = getattr(error, "lineno", None) or getattr(parser, "lineno", 1)
    context = getattr(error, "error_context_info", None) or (None, line, parser.pos)
    offset = context[2] if context[2] is not None else parser.pos
    column = offset - (parser.text.rfind("\n", 0, offset) + 1) + 1
    line = parser.text.count("\n", 0, offset) + 1
    message = re.sub(r"^syntax error in line \d+: ", "", str(error)).rstrip(".")
    return Diagnostic(
        Span(path, line, column, line, column + 1),
        RULE,
        f"This is not valid BibTeX: {message}.",
        "Check the braces and the comma just before this place.",
    )


def _entry(command: Any, place: EntryPlace) -> tuple[list[Source], list[Diagnostic]]:
    kind, content = str(command[0]).lower(), command[1]
    if kind in ("string", "preamble"):
        return [], [
            Diagnostic(
                place.span(), RULE, f"@{kind} is not allowed.", "Write the text out in each entry."
            )
        ]
    key, fields = content
    problems: list[Diagnostic] = []
    if kind not in ENTRY_TYPES:
        known = ", ".join(f"@{name}" for name in ENTRY_TYPES)
        problems.append(
            Diagnostic(place.span(), RULE, f"@{kind} is not known here.", f"Use one of {known}.")
        )
    if not re.match(ID_PATTERN, key or ""):
        problems.append(
            Diagnostic(
                place.span(),
                RULE,
                f'"{key}" is not a good key.',
                "Write <publisher>-<yyyy-mm-dd>-<word>, in lower case, with hyphens.",
            )
        )
    plain: dict[str, str] = {}
    for name, parts in fields:
        field = name.lower()
        if field in plain:
            problems.append(
                Diagnostic(
                    place.span(field), RULE, f'"{field}" stands twice.', "Keep one of the two."
                )
            )
        plain[field] = _text("".join(parts))
        if "\\" in plain[field]:
            problems.append(
                Diagnostic(
                    place.span(field),
                    RULE,
                    f'"{field}" holds a LaTeX command.',
                    "Write the letter itself: the file is UTF-8.",
                )
            )
    if problems:
        return [], problems
    source, faults = shape(Source, plain, key, place)
    return ([source] if source else []), faults


def _text(value: str) -> str:
    """Return the value as plain text: braces that only protect case are dropped."""
    kept = _ESCAPED.sub(lambda match: f"\x00{ord(match[1])}\x00", value)
    kept = kept.replace("{", "").replace("}", "")
    kept = re.sub("\x00(\\d+)\x00", lambda match: chr(int(match[1])), kept)
    return " ".join(kept.split())
