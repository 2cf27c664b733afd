"""The files of a folder to records and faults: each is read on its own, and only once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading import file_names
from build_tools.facts.reading.parse_cache import Kept, digest_of
from build_tools.facts.reading.project import Project, read_bytes, text_of
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml


@dataclass(slots=True)
class Gathered:
    """What has been read so far: a bag for each kind of record, and the faults.

    ``kept`` knows what the parsers made of texts before.
    """

    kept: Kept = field(default_factory=Kept)
    records: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    # Name and digest of each text that is no claim and no page.
    beside: list[str] = field(default_factory=list)

    def add(self, kind: str, record: object | None, faults: list[Diagnostic]) -> None:
        """Keep the record, if there is one, and what was wrong."""
        self.faults.extend(faults)
        if record is not None:
            self.records.setdefault(kind, []).append(record)

    def settle(
        self, name: str, digest: str, made: "Gathered", records: Mapping[str, list[Any]]
    ) -> None:
        """Gather what is wrong with a file; one without fault is remembered by its records."""
        self.faults.extend(made.faults)
        if not made.faults:
            self.kept.remember(name, digest, records)

    def take(self, records: Mapping[str, list[Any]]) -> None:
        """Add the records of a file."""
        for kind, found in records.items():
            self.records.setdefault(kind, []).extend(found)


# Adds the records of one file, given by its name and text, and what is wrong with them.
Make = Callable[[str, str, Gathered], None]


def each_file(
    project: Project,
    folder: Path,
    ending: str,
    gathered: Gathered,
    bad_name: file_names.BadName = lambda path: None,
) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes; what cannot be had becomes a fault."""
    for found in project.files(folder, ending):
        if file_names.left_behind(found.name):
            continue
        # A link is refused as one, wherever it stands, and so is what cannot be read at all.
        data = (None if found.is_link or found.why else bad_name(found.name)) or read_bytes(found)
        if isinstance(data, Diagnostic):
            gathered.faults.append(data)
        else:
            yield found.name, data


def each_text(
    project: Project, folder: Path, ending: str, gathered: Gathered
) -> Iterator[tuple[str, str]]:
    """Yield each file's name and text."""
    for name, data in each_file(project, folder, ending, gathered):
        text = text_of(name, data)
        if isinstance(text, Diagnostic):
            gathered.faults.append(text)
        else:
            yield name, text


def gather(
    project: Project, folder: Path, gathered: Gathered, make: Make, bad_name: file_names.BadName
) -> None:
    """Gather what each file of a folder is made to; what this process knows is not made again."""
    for name, data in each_file(project, folder, "", gathered, bad_name):
        digest = digest_of(data)
        gathered.beside += (name, digest)
        records = gathered.kept.again(name, digest)
        if records is None:
            made = made_of(name, data, gathered.kept, make)
            records = made.records
            gathered.settle(name, digest, made, records)
        gathered.take(records)


def made_of(name: str, data: bytes, kept: Kept, make: Make) -> Gathered:
    """Return the records of one file, and what is wrong with it."""
    made = Gathered(kept)
    text = text_of(name, data)
    if isinstance(text, Diagnostic):
        made.faults.append(text)
    else:
        make(name, text, made)
    return made


def from_yaml(make: Callable[[Tree, Gathered], None]) -> Make:
    """Return what reads a file as YAML before records are made of it."""

    def read_and_make(name: str, text: str, gathered: Gathered) -> None:
        tree = read_yaml(name, text, gathered.kept)
        if isinstance(tree, Diagnostic):
            gathered.faults.append(tree)
        else:
            make(tree, gathered)

    return read_and_make


def missing(project: Project, path: Path, what: str, hint: str) -> Diagnostic:
    """Return the fault of what must be there."""
    return Diagnostic(
        Span(project.name(path), 1, 1, 1, 1), "readable", f"This {what} is missing.", hint
    )
