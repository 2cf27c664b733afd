"""Reads each file of a folder separately, so that a broken file does not affect other files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading import file_names
from build_tools.facts.reading.parse_cache import ParseCache
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml


@dataclass(slots=True)
class Collected:
    """The records read so far, by kind, and the diagnostics for all files.

    ``mentions`` are the words in unreadable claims.
    """

    cache: ParseCache = field(default_factory=ParseCache)
    records: dict[str, list[Any]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)

    def add(self, kind: str, record: object | None, diagnostics: list[Diagnostic]) -> None:
        """Add a record, unless it is None, and its diagnostics."""
        self.diagnostics.extend(diagnostics)
        if record is not None:
            self.records.setdefault(kind, []).append(record)


def each_text(
    project: Project,
    folder: Path,
    collected: Collected,
    bad_name: file_names.BadName = lambda path: None,
    ending: str = "",
) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each file. Report each unreadable file as a diagnostic."""
    for file in project.files(folder, ending):
        if file_names.left_behind(file.name):
            continue
        # A link or unreadable file is reported as such, whatever its name is.
        problem = None if file.is_link or file.why else bad_name(file.name)
        text = problem or read_text(file)
        if isinstance(text, Diagnostic):
            collected.diagnostics.append(text)
        else:
            yield file.name, text


def each_yaml(
    project: Project,
    folder: Path,
    collected: Collected,
    bad_name: file_names.BadName,
    ending: str = "",
) -> Iterator[Tree]:
    """Yield the parsed YAML of each file. Report each invalid file as a diagnostic."""
    for name, text in each_text(project, folder, collected, bad_name, ending):
        tree = read_yaml(name, text, collected.cache)
        if isinstance(tree, Diagnostic):
            collected.diagnostics.append(tree)
        else:
            yield tree


def missing(project: Project, path: Path, what: str, hint: str) -> Diagnostic:
    """Return the diagnostic for a missing file or folder."""
    span = Span(project.name(path), 1, 1, 1, 1)
    return Diagnostic(span, "readable", f"This {what} is missing.", hint)
