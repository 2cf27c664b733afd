"""What can be wrong with the data, where, and what to do about it: values, never exceptions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

Key = str | int


class Level(StrEnum):
    """How much a diagnostic weighs: an error stops a strict build, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. ``path`` is relative to the project, with forward slashes.

    Lines and columns count characters from 1; ``end_column`` is one past the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


class Place(Protocol):
    """Anything that can say where a part of a record stands in its file."""

    @property
    def path(self) -> str:
        """The file, relative to the project."""

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the span of the value under ``keys``, or of its key, or of the nearest parent."""


@dataclass(frozen=True, slots=True)
class FilePlace:
    """The place of something known only by its file: line 1, column 1, or one fixed span."""

    at: Span

    @property
    def path(self) -> str:
        """The file, relative to the project."""
        return self.at.path

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        """Return the one span known, whatever is asked for."""
        return self.at


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong: where, which rule, what, and the way out."""

    span: Span
    rule: str
    message: str
    hint: str
    level: Level = Level.ERROR

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order by file, then place, so that a report reads like the files do."""
        return (self.span.path, self.span.line, self.span.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """Every diagnostic of one run, in the order of the files."""

    diagnostics: tuple[Diagnostic, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> "Report":
        """Sort the diagnostics by place and drop those that say the same thing twice."""
        return cls(tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __add__(self, other: Iterable[Diagnostic]) -> "Report":
        return Report.of([*self.diagnostics, *other])

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Only what stops a strict build."""
        return tuple(one for one in self.diagnostics if one.level is Level.ERROR)
