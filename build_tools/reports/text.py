"""A report as text: each fault with its line and a marker under it, then the honest counts."""

import re
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.reading.project import MAX_BYTES
from build_tools.facts.wording import harmless, visible
from build_tools.quotations.counts import Counts
from build_tools.reports.summary import summary


def as_text(
    report: Report,
    counts: Counts,
    root: Path,
    older: Report | None = None,
    *,
    told: Report | None = None,
) -> str:
    """Return each diagnostic with its line and a marker under it, then the honest counts.

    ``older`` are the faults that a change found there already: one line for each. Of a report that
    was printed before, ``told`` is what is to be told now; the counts are of all.
    """
    lines: dict[str, list[str]] = {}
    blocks = [block(one, lines, root) for one in (report if told is None else told)]
    return "\n".join([*blocks, *_older(older), *summary(report, counts)]) + "\n"


def _older(older: Report | None) -> list[str]:
    if older is None:
        return []
    head = f"Older faults, not of this change: {len(older.diagnostics)}"
    return [head, *(f"  {head_of(one)}" for one in older)]


def block(one: Diagnostic, cache: dict[str, list[str]], root: Path) -> str:
    """Return one diagnostic with its line, a marker under it, and the way out.

    ``cache`` keeps the lines of files between calls.
    """
    drawn = _drawing(one, cache, root)
    return "\n".join([head_of(one), *drawn, f"    {visible(one.hint)}", ""])


def head_of(one: Diagnostic) -> str:
    """Return a diagnostic's place, level, rule and message in one line."""
    place = f"{visible(one.span.path)}:{one.span.line}:{one.span.column}"
    return f"{place}: {one.level}[{one.rule}]: {visible(one.message)}"


def _drawing(one: Diagnostic, cache: dict[str, list[str]], root: Path) -> list[str]:
    """Return the line that is meant and a marker under it; nothing where the file is not there."""
    span = one.span
    if span.path not in cache:
        cache[span.path] = _lines_of(root / span.path)
    lines = cache[span.path]
    if span.end_column == 0 or not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1]
    end = span.end_column if span.end_line in (0, span.line) else len(line) + 1
    width = max(1, min(end, len(line) + 1) - span.column)
    if len(line) > 160:
        return [f"{span.line:5} | {harmless(line[span.column - 1 :][:150])}…"]
    gap = re.sub(r"[^\t]", " ", line[: span.column - 1])
    return [f"{span.line:5} | {harmless(line)}", f"      | {gap}{'~' * width}"]


def _lines_of(path: Path) -> list[str]:
    """Return the file's lines; none of a link, which may lead to what nobody should see printed."""
    if path.is_symlink() or not path.is_file():
        return []
    with path.open("rb") as file:
        text = file.read(MAX_BYTES).decode("utf-8", "replace")
    return text.replace("\r\n", "\n").split("\n")
