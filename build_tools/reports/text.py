"""Writes a report as text, with the line of each error and a marker under the error."""

import re
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.project import MAX_BYTES
from build_tools.facts.wording import harmless, visible
from build_tools.quotations.counts import Counts
from build_tools.reports.summary import summary
from build_tools.rules import all_rules

# The rules whose errors cause errors of other rules.
CAUSES = frozenset({"article-words", "known-citation", "known-ids", "known-source", "unique-ids"})


def as_text(
    report: Report,
    counts: Counts,
    root: Path,
    older: Report | None = None,
    *,
    printed: Report | None = None,
) -> str:
    """Return each diagnostic, its line from the file and a marker, and then the counts.

    ``older`` contains the errors from before the change, each of which is shown on one line. If
    part of the report was printed before, ``printed`` contains the diagnostics to print now. The
    counts still cover the whole report.
    """
    lines: dict[str, list[str]] = {}
    listed = report if printed is None else printed
    blocks = [block(diagnostic, lines, root) for diagnostic in causes_first(listed)]
    return "\n".join([*blocks, *_older(older), *summary(report, counts)]) + "\n"


def causes_first(report: Report) -> list[Diagnostic]:
    """Return the diagnostics with files that cannot be read and unknown ids first.

    Such errors cause other errors, which are often in files that come earlier.
    """
    rules = {rule.name for rule in all_rules()}
    return sorted(report, key=lambda item: item.rule in rules and item.rule not in CAUSES)


def _older(older: Report | None) -> list[str]:
    if older is None:
        return []
    head = f"Older errors, not from this change: {len(older.diagnostics)}"
    return [head, *(f"  {headline(diagnostic)}" for diagnostic in older)]


def block(diagnostic: Diagnostic, cache: dict[str, list[str]], root: Path) -> str:
    """Return a diagnostic, its line from the file, a marker under the error, and its hint.

    ``cache`` contains the lines of files that earlier calls read.
    """
    excerpt = _excerpt(diagnostic.span, cache, root)
    return "\n".join([headline(diagnostic), *excerpt, f"    {visible(diagnostic.hint)}", ""])


def headline(diagnostic: Diagnostic) -> str:
    """Return a diagnostic's location, level, rule and message on a single line."""
    span = diagnostic.span
    location = f"{visible(span.path)}:{span.line}:{span.column}"
    return f"{location}: {diagnostic.level}[{diagnostic.rule}]: {visible(diagnostic.message)}"


def _excerpt(span: Span, cache: dict[str, list[str]], root: Path) -> list[str]:
    """Return a span's line with a marker under the span, or nothing if the file lacks the line."""
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
    """Return a file's lines, or none for a symbolic link, which may lead to a secret file."""
    if path.is_symlink() or not path.is_file():
        return []
    with path.open("rb") as file:
        text = file.read(MAX_BYTES).decode("utf-8", "replace")
    return text.replace("\r\n", "\n").split("\n")
