"""Reads the vocabulary, which has a file for each kind of entry: publishers, people and so on."""

from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project
from build_tools.facts.reading import file_names
from build_tools.facts.reading.project_files import Collected, each_text
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.yaml_nodes import Tree, read_yaml
from build_tools.facts.records import (
    Country,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Publisher,
    Record,
    Topic,
)
from build_tools.facts.wording import clipped, did_you_mean, is_id, strange_letter

VOCABULARY: dict[str, type[Record]] = {
    "publishers": Publisher,
    "origins": Origin,
    "owners": Owner,
    "countries": Country,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "topics": Topic,
}

GOOD_ID = (
    "Use lower-case letters, digits and hyphens, at most 64 characters, and no name that a "
    "system reserves (con, aux, nul and the like)."
)


def read_vocabulary(project: Project, collected: Collected) -> None:
    """Read every entry in ``facts/vocabulary/``. A missing or empty file has no entries."""
    folder = project.facts / "vocabulary"
    for name, text in each_text(project, folder, collected, file_names.bad_vocabulary):
        tree = None if is_blank(text) else read_yaml(name, text, collected.cache)
        if isinstance(tree, Diagnostic):
            collected.diagnostics.append(tree)
        if not isinstance(tree, Tree):
            continue
        kind = file_names.stem(tree.path)
        if kind in VOCABULARY:
            add_entries(kind, tree, collected)
        else:
            hint = did_you_mean(kind, VOCABULARY, f"the files are {', '.join(VOCABULARY)}.")
            message = f'"{kind}" is not a vocabulary.'
            collected.diagnostics.append(Diagnostic(tree.span(), "file-name", message, hint))


def is_blank(text: str) -> bool:
    """Return whether a vocabulary is empty, has only comments, or is ``{}``."""
    lines = (line.strip() for line in text.split("\n"))
    return "".join(line for line in lines if not line.startswith("#")) in ("", "{}")


def add_entries(kind: str, tree: Tree, collected: Collected) -> None:
    """Add every entry in a file, which maps ids to records."""
    if not isinstance(tree.plain, dict):
        message = "A vocabulary must be a mapping of ids."
        hint = "Write `id:` on a line, and its fields indented below."
        collected.diagnostics.append(Diagnostic(tree.span(), "shape", message, hint))
        return
    for entry_id, plain in tree.plain.items():
        place = _EntryPlace(tree, entry_id)
        if is_id(entry_id):
            collected.add(kind, *to_record(VOCABULARY[kind], plain, entry_id, place))
        else:
            # An id becomes part of a page's address, so "../x" would be written outside the site.
            message = f'"{clipped(entry_id, 80)}" is not a valid id.{strange_letter(entry_id)}'
            collected.diagnostics.append(Diagnostic(place.span(), "shape", message, GOOD_ID))


class _EntryPlace(NamedTuple):
    """The place of an entry in a vocabulary. The span of the whole entry is that of its key."""

    tree: Tree
    entry_id: str

    @property
    def path(self) -> str:
        """The vocabulary's file."""
        return self.tree.path

    def span(self, *keys: str | int, of_key: bool = False) -> Span:
        """Return the span of a field of the entry, or of the entry's key."""
        return self.tree.span(self.entry_id, *keys, of_key=of_key or not keys)

    def within(self, start: int, end: int, *keys: str | int) -> Span:
        """Return the span of the characters ``start`` to ``end`` of a field's text."""
        return self.tree.within(start, end, self.entry_id, *keys)
