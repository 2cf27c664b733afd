"""Defines a diagnostic: a problem in the data, with its location and a hint."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

Key = str | int


class Level(StrEnum):
    """How serious a diagnostic is. An error stops a strict build, but a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range in a file. ``path`` is relative to the project, with forward slashes.

    Lines and columns count from 1, in characters. ``end_column`` is just past the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


class Place(Protocol):
    """A location in a file that can also locate its parts, such as a record with its fields."""

    @property
    def path(self) -> str:
        """The path of the file, relative to the project."""

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of the value under ``keys`` or, with ``of_key``, of its key.

        If the value is missing, this is the span of its nearest parent.
        """

    def within(self, start: int, end: int, *keys: Key) -> Span:
        """Return the span of the characters ``start`` to ``end`` of the text under ``keys``.

        If these characters cannot be located, this is the span of the whole value.
        """


class FilePlace(NamedTuple):
    """A place with a fixed span, such as the beginning of a file."""

    at: Span

    @property
    def path(self) -> str:
        """The path of the file, relative to the project."""
        return self.at.path

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the fixed span, whatever the keys are."""
        return self.at

    def within(self, start: int, end: int, *keys: Key) -> Span:
        """Return the fixed span."""
        return self.at


class Diagnostic(NamedTuple):
    """A problem, with its location, the rule that reports it, a message and a hint."""

    span: Span
    rule: str
    message: str
    hint: str
    level: Level = Level.ERROR

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Return a key that sorts diagnostics by file, and then by their place in the file."""
        return (self.span.path, self.span.line, self.span.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """All diagnostics from a run, sorted by file and place."""

    diagnostics: tuple[Diagnostic, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> "Report":
        """Return a report with these diagnostics, sorted and without duplicates."""
        return cls(tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __add__(self, other: Iterable[Diagnostic]) -> "Report":
        return Report.of([*self.diagnostics, *other])

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop a strict build."""
        return tuple(item for item in self.diagnostics if item.level is Level.ERROR)
