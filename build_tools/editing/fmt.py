"""``facts fmt``: every record file in its one canonical form, which reads back as the same records.

A file that cannot be read is left alone and told of. A form that would read otherwise is a fault of
ours: it is never written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.editing.bibtex import bibtex_laid_out
from build_tools.editing.layout import laid_out
from build_tools.editing.yaml_comments import read_commented
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading import VOCABULARY, Project, read_yaml
from build_tools.facts.reading.bibliography import read_entries, read_sources
from build_tools.facts.reading.project import Found, read_text
from build_tools.facts.reading.validation import shape
from build_tools.facts.reading.yaml_nodes import Tree
from build_tools.facts.records import Article, Claim, Record, Redirect

MOVED = {"moved_to", "withdrawn"}


class FormattingError(Exception):
    """The canonical form would read otherwise than the file: a fault of ours, so it is loud."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file with its canonical text, or None with what keeps it from having one."""

    found: Found
    text: str | None
    changes: bool
    faults: tuple[Diagnostic, ...] = ()


def formatted_files(project: Project, paths: Iterable[Path] = ()) -> Iterator[Formatted]:
    """Yield every record file of the project, or those in or at ``paths``, with its form."""
    chosen = [path.resolve() for path in paths]
    for found in record_files(project):
        path = Path(found.path)
        if not chosen or any(path == one or one in path.parents for one in chosen):
            yield _formatted_file(found)


def record_files(project: Project) -> list[Found]:
    """Return the files that have a canonical form, and links, which reading will refuse."""
    return [
        *project.files(project.facts / "claims", ".yaml"),
        *project.files(project.facts / "sources", ".bib"),
        *(one for one in project.files(project.facts / "vocabulary", ".yaml") if _kind(one.name)),
        *project.files(project.seeds, "article.yaml"),
    ]


def _kind(path: str) -> type[Record] | None:
    return VOCABULARY.get(Path(path).stem)


def _formatted_file(found: Found) -> Formatted:
    text = read_text(found)
    if isinstance(text, Diagnostic):
        return Formatted(found, None, False, (text,))
    canonical = formatted(found.name, text)
    if not isinstance(canonical, str):
        return Formatted(found, None, False, tuple(canonical))
    return Formatted(found, canonical, canonical.encode() != Path(found.path).read_bytes())


def formatted(path: str, text: str) -> str | list[Diagnostic]:
    """Return the canonical text of one file, whose kind its path tells, or its faults.

    Raises FormattingError where the canonical text would not give the same records.
    """
    if path.endswith(".bib"):
        laid = bibtex_laid_out(path, text)
        return laid if isinstance(laid, list) else same_sources(path, text, laid)
    tree = read_yaml(path, text)
    if isinstance(tree, Diagnostic):
        return [tree]
    if not isinstance(tree.plain, dict) or not tree.plain:
        message = "A record must be a mapping of fields."
        return [Diagnostic(Span(path, 1, 1, 1, 2), "shape", message, "Write `field: value`.")]
    model, by_id = _model(path, tree.plain)
    return same_records(tree, laid_out(read_commented(text), model, by_id=by_id))


def _model(path: str, plain: Any) -> tuple[type[Record], bool]:
    """Return the model of the file's records, and whether the file is a mapping of their ids."""
    if path.startswith("facts/vocabulary/") and (kind := _kind(path)):
        return kind, True
    if path.startswith("seeds/"):
        return Article, False
    return (Redirect if MOVED & plain.keys() else Claim), False


def same_records(tree: Tree, canonical: str) -> str:
    """Return the canonical text of a read YAML file if it says the same, else raise."""
    after = read_yaml(tree.path, canonical)
    if isinstance(after, Diagnostic):
        raise FormattingError(f"{tree.path} would no longer be read: {after.message}")
    if _stripped(tree.plain) != _stripped(after.plain):
        raise FormattingError(f"{tree.path} would hold other values.")
    if any(is_lost for is_lost in _lost(tree, after)):
        raise FormattingError(f"{tree.path} would give other records.")
    if _comments(tree.text) != _comments(canonical):
        raise FormattingError(f"{tree.path} would lose a comment.")
    return canonical


def _stripped(plain: Any) -> Any:
    """Return the values without white space at their ends, which every record drops as well."""
    if isinstance(plain, dict):
        return {key: _stripped(value) for key, value in plain.items()}
    return [_stripped(one) for one in plain] if isinstance(plain, list) else plain.strip()


def _lost(before: Tree, after: Tree) -> Iterator[bool]:
    """Tell for each record of the file whether it would be another one."""
    model, by_id = _model(before.path, before.plain)
    for key in before.plain if by_id else ("",):
        was, would_be = (
            _dump(model, tree, str(key) if by_id else None) for tree in (before, after)
        )
        yield was is not None and was != would_be


def _dump(model: type[Record], tree: Tree, key: str | None) -> dict[str, Any] | None:
    """Return what the record holds, or None where it is faulty."""
    plain = tree.plain if key is None or not isinstance(tree.plain, dict) else tree.plain[key]
    record, _ = shape(model, plain, key or "", tree)
    return record.model_dump() if record else None


def _comments(text: str) -> list[str]:
    document = read_commented(text)
    found = [*document.head]
    waiting = [document.root]
    while waiting:
        value = waiting.pop()
        found += value.tail
        for entry in value.entries:
            found += [*entry.above, *([entry.beside] if entry.beside else [])]
            waiting.append(entry.value)
    return sorted(found)


def same_sources(path: str, before: str, canonical: str) -> str:
    """Return the canonical text of a .bib file if it says the same, else raise."""
    old, new = (read_entries(path, text) for text in (before, canonical))
    if new[1] or sorted(_content(old[0])) != sorted(_content(new[0])):
        raise FormattingError(f"{path} would hold other entries.")
    dumps = (read_sources(path, text)[0] for text in (before, canonical))
    held = [sorted((one.id, one.model_dump_json()) for one in sources) for sources in dumps]
    if held[0] != held[1]:
        raise FormattingError(f"{path} would give other sources.")
    return canonical


def _content(entries: Any) -> list[Any]:
    return [(one.kind, one.key, sorted(one.fields)) for one in entries]
