"""Separates new errors from errors that existed before a change.

Two errors are the same if they have the same rule, record and message.
"""

import re
from collections import Counter
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.project import ProjectFile, read_text

Known = tuple[str, str, str]

# The beginning of an entry in a file with many entries.
# Short text only: the pattern is matched only at the beginning of a line.
_BEGINS = {
    ".bib": re.compile(r"[ \t]*@[A-Za-z]+[ \t]*[({][ \t]*([^,\s]+)"),
    ".yaml": re.compile(r"([^\s#:][^:]*):"),
}


def known_faults(report: Report, root: Path) -> Counter[Known]:
    """Return how often each error occurs in each record of the project at ``root``."""
    return Counter(_known(report, root).values())


def parted(known: Counter[Known], now: Report, root: Path) -> tuple[Report, Report]:
    """Return the new errors and the known errors in a report. Line numbers do not count.

    If a record has the same error twice and had it once before, the second error is new.
    """
    remaining = known.copy()
    fresh: list[Diagnostic] = []
    older: list[Diagnostic] = []
    for error, key in _known(now, root).items():
        (older if remaining[key] > 0 else fresh).append(error)
        remaining[key] -= 1
    return Report.of(fresh), Report.of(older)


def _known(report: Report, root: Path) -> dict[Diagnostic, Known]:
    lines: dict[str, list[str]] = {}
    return {
        error: (error.rule, record_name(error.span, root, lines), error.message) for error in report
    }


def record_name(span: Span, root: Path, cache: dict[str, list[str]]) -> str:
    """Return a name for the record at a location, even if the record could not be read.

    In a file with several records, the name is the path, a space and the entry. ``cache`` contains
    the lines of each file.
    """
    path = Path(span.path)
    if path.parts[:2] == ("facts", "claims"):
        return f"claim {path.stem}"
    is_many = path.parts[:2] in (("facts", "sources"), ("facts", "vocabulary"))
    begins = _BEGINS.get(path.suffix)
    if not is_many or begins is None:
        return span.path
    if span.path not in cache:
        file = root / path
        text = read_text(ProjectFile(span.path, str(file), file.is_symlink()))
        cache[span.path] = text.split("\n") if isinstance(text, str) else []
    above = reversed(cache[span.path][: span.line])
    entry = next((match[1] for line in above if (match := begins.match(line))), "")
    return f"{span.path} {entry}"
