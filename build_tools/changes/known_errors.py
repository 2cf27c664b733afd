"""Which faults were there before a change: the same rule, in the same record, in the same words."""

import re
from collections import Counter
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.reading.project import Found, read_text

Known = tuple[str, str, str]

# How an entry begins in a file that holds many.
# Short text only: matched at the beginning of a line.
_BEGINS = {
    ".bib": re.compile(r"[ \t]*@[A-Za-z]+[ \t]*[({][ \t]*([^,\s]+)"),
    ".yaml": re.compile(r"([^\s#:][^:]*):"),
}


def known_faults(report: Report, root: Path) -> Counter[Known]:
    """Return how often each fault stands in each record of the project at ``root``."""
    return Counter(_known(report, root).values())


def parted(known: Counter[Known], now: Report, root: Path) -> tuple[Report, Report]:
    """Return what is new in a report, and what was known before (lines may have moved).

    Where a record has the same fault twice and had it once, one of the two is new.
    """
    left = known.copy()
    fresh: list[Diagnostic] = []
    older: list[Diagnostic] = []
    for one, key in _known(now, root).items():
        (older if left[key] > 0 else fresh).append(one)
        left[key] -= 1
    return Report.of(fresh), Report.of(older)


def _known(report: Report, root: Path) -> dict[Diagnostic, Known]:
    lines: dict[str, list[str]] = {}
    return {one: (one.rule, _record(one.span, root, lines), one.message) for one in report}


def _record(span: Span, root: Path, cache: dict[str, list[str]]) -> str:
    """Return what names the record at a place, whether it could be read or not."""
    path = Path(span.path)
    if path.parts[:2] == ("facts", "claims"):
        return f"claim {path.stem}"
    is_many = path.parts[:2] in (("facts", "sources"), ("facts", "vocabulary"))
    begins = _BEGINS.get(path.suffix)
    if not is_many or begins is None:
        return span.path
    if span.path not in cache:
        place = root / path
        text = read_text(Found(span.path, str(place), place.is_symlink()))
        cache[span.path] = text.split("\n") if isinstance(text, str) else []
    above = reversed(cache[span.path][: span.line])
    entry = next((found[1] for line in above if (found := begins.match(line))), "")
    return f"{span.path} {entry}"
