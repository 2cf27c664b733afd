"""Formats record files in a canonical form that contains the same records.

A file that cannot be read is reported and not changed. A file whose canonical form would contain
different records is also reported, as a bug in facts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.editing.bibtex import bibtex_laid_out
from build_tools.editing.layout import laid_out
from build_tools.editing.yaml_comments import comments_of, lists_in_lines, with_comments
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import Project, ProjectFile, read_text
from build_tools.facts.reading import VOCABULARY, read_yaml
from build_tools.facts.reading.bibliography import read_entries, read_sources
from build_tools.facts.reading.validation import to_record
from build_tools.facts.reading.vocabulary import is_blank
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Article, Claim, Record, Redirect

MOVED = {"moved_to", "withdrawn"}


class FormattingError(Exception):
    """The canonical form would contain different records. This is a bug in facts."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file and its canonical text, or None and the errors in the file."""

    file: ProjectFile
    text: str | None
    changes: bool
    diagnostics: tuple[Diagnostic, ...] = ()


def formatted_files(project: Project, paths: Iterable[Path] = ()) -> Iterator[Formatted]:
    """Yield every record file in the project, or in ``paths``, and its canonical form."""
    chosen = [path.resolve() for path in paths]
    for file in record_files(project):
        path = Path(file.path)
        if not chosen or any(path == folder or folder in path.parents for folder in chosen):
            yield _formatted_file(file)


def record_files(project: Project) -> list[ProjectFile]:
    """Return the files that have a canonical form, and symbolic links, which the reader refuses."""
    vocabulary = project.files(project.facts / "vocabulary", ".yaml")
    return [
        *project.files(project.facts / "claims", ".yaml"),
        *project.files(project.facts / "sources", ".bib"),
        *(file for file in vocabulary if _kind(file.name)),
        *project.files(project.seeds, "article.yaml"),
    ]


def _kind(path: str) -> type[Record] | None:
    return VOCABULARY.get(Path(path).stem)


def _formatted_file(file: ProjectFile) -> Formatted:
    text = read_text(file)
    if isinstance(text, Diagnostic):
        return Formatted(file, None, False, (text,))
    try:
        canonical = formatted(file.name, text)
    except FormattingError as error:
        hint = "The file was left as it is. Please report this bug in facts."
        canonical = [Diagnostic(Span(file.name, 1, 1, 1, 2), "fmt", str(error), hint)]
    if not isinstance(canonical, str):
        return Formatted(file, None, False, tuple(canonical))
    return Formatted(file, canonical, canonical.encode() != Path(file.path).read_bytes())


def formatted(path: str, text: str) -> str | list[Diagnostic]:
    """Return the canonical text of a file, or its errors. The path shows the kind of file.

    Raises FormattingError if the canonical text would contain different records or comments.
    """
    if path.endswith(".bib"):
        entries = bibtex_laid_out(path, text)
        return entries if isinstance(entries, list) else same_sources(path, text, entries)
    if path.startswith("facts/vocabulary/") and is_blank(text):
        return text
    tree = read_yaml(path, text)
    if isinstance(tree, Diagnostic):
        return [tree]
    if not isinstance(tree.plain, dict) or not tree.plain:
        message = "A record must be a mapping of fields."
        return [Diagnostic(Span(path, 1, 1, 1, 2), "shape", message, "Write `field: value`.")]
    model, by_id = _model(path, tree.plain)
    comments = comments_of(tree)
    fields = laid_out(tree.plain, model, by_id=by_id, in_lines=lists_in_lines(comments))
    written = read_yaml(path, fields)
    if isinstance(written, Diagnostic):
        raise FormattingError(f"{path} could no longer be read: {written.message}")
    return same_records(tree, with_comments(written, comments))


def _model(path: str, plain: Any) -> tuple[type[Record], bool]:
    """Return the model of the file's records, and whether the file maps ids to records."""
    if path.startswith("facts/vocabulary/") and (kind := _kind(path)):
        return kind, True
    if path.startswith("seeds/"):
        return Article, False
    return (Redirect if MOVED & plain.keys() else Claim), False


def same_records(tree: Tree, canonical: str) -> str:
    """Return the canonical text of a YAML file. Raises FormattingError if its records differ."""
    after = read_yaml(tree.path, canonical)
    if isinstance(after, Diagnostic):
        raise FormattingError(f"{tree.path} could no longer be read: {after.message}")
    if _stripped(tree.plain) != _stripped(after.plain):
        raise FormattingError(f"{tree.path} would have other values.")
    if _records(tree) != _records(after):
        raise FormattingError(f"{tree.path} would give other records.")
    if _comment_texts(tree) != _comment_texts(after):
        raise FormattingError(f"{tree.path} would lose a comment.")
    return canonical


def _stripped(plain: Any) -> Any:
    """Return the values without white space at either end, as in records."""
    if isinstance(plain, dict):
        return {key: _stripped(value) for key, value in plain.items()}
    return [_stripped(item) for item in plain] if isinstance(plain, list) else plain.strip()


def _records(tree: Tree) -> dict[str, dict[str, Any] | None]:
    """Return the fields of each record in a file by id, or None for each record with errors."""
    model, by_id = _model(tree.path, tree.plain)
    plain = tree.plain if by_id and isinstance(tree.plain, dict) else {"": tree.plain}
    records = {key: to_record(model, fields, key, tree)[0] for key, fields in plain.items()}
    return {key: record.model_dump() if record else None for key, record in records.items()}


def _comment_texts(tree: Tree) -> list[str]:
    return sorted(comment.text for comment in comments_of(tree))


def same_sources(path: str, before: str, canonical: str) -> str:
    """Return the canonical text of a .bib file. Raises FormattingError if its sources differ."""
    old, new = (read_entries(path, text) for text in (before, canonical))
    if new[1] or sorted(_content(old[0])) != sorted(_content(new[0])):
        raise FormattingError(f"{path} would have other entries.")
    if _sources(path, before) != _sources(path, canonical):
        raise FormattingError(f"{path} would give other sources.")
    return canonical


def _sources(path: str, text: str) -> list[tuple[str, str]]:
    return sorted((source.id, source.model_dump_json()) for source in read_sources(path, text)[0])


def _content(entries: Any) -> list[Any]:
    return [(entry.kind, entry.key, sorted(entry.fields)) for entry in entries]
