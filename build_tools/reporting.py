"""A report as people and machines read it: text with the source line, GitHub annotations, JSON."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from build_tools import views
from build_tools.counts import Counts
from build_tools.diagnostics import Diagnostic, Level, Report
from build_tools.ledger import Ledger

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def as_text(report: Report, counts: Counts, root: Path) -> str:
    """Return each diagnostic with its line and a marker under it, then the honest counts."""
    lines: dict[str, list[str]] = {}
    blocks = [block(one, lines, root) for one in report]
    return "\n".join([*blocks, *_summary(report, counts)]) + "\n"


def block(one: Diagnostic, cache: dict[str, list[str]], root: Path) -> str:
    """Return one diagnostic with its line, a marker under it, and the way out.

    ``cache`` keeps the lines of files between calls.
    """
    span = one.span
    head = f"{span.path}:{span.line}:{span.column}: {one.level}[{one.rule}]: {_plain(one.message)}"
    drawn = _drawing(one, cache, root)
    return "\n".join([head, *drawn, f"    {_plain(one.hint)}", ""])


def _drawing(one: Diagnostic, cache: dict[str, list[str]], root: Path) -> list[str]:
    """Return the line that is meant and a marker under it; nothing where the file is not there."""
    span = one.span
    if span.path not in cache:
        try:
            text = (root / span.path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = ""
        cache[span.path] = text.splitlines()
    lines = cache[span.path]
    if span.end_column == 0 or not 0 < span.line <= len(lines):
        return []
    line = lines[span.line - 1]
    end = span.end_column if span.end_line in (0, span.line) else len(line) + 1
    width = max(1, min(end, len(line) + 1) - span.column)
    if len(line) > 160:
        return [f"{span.line:5} | {_plain(line[span.column - 1 :][:150])}…"]
    gap = re.sub(r"[^\t]", " ", line[: span.column - 1])
    return [f"{span.line:5} | {_plain(line)}", f"      | {gap}{'~' * width}"]


def _plain(text: str) -> str:
    """A control character in a quoted text must not steer the reader's terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _summary(report: Report, counts: Counts) -> list[str]:
    errors = len(report.errors)
    advice = len(report.diagnostics) - errors
    result = "No errors." if not errors else f"{errors} {'error' if errors == 1 else 'errors'}."
    if advice:
        result += f" {advice} of advice."
    return [*counts.lines(), result]


def as_github(report: Report, counts: Counts, root: Path) -> str:
    """Return annotations as GitHub Actions reads them from a log, then the counts as notices."""
    levels = {Level.ERROR: "error", Level.ADVICE: "warning"}
    annotations = [
        f"::{levels[one.level]} file={_value(one.span.path)},line={one.span.line},"
        f"col={one.span.column},title={_value(one.rule)}::{_data(f'{one.message} {one.hint}')}"
        for one in report
    ]
    return "\n".join([*annotations, *_summary(report, counts)]) + "\n"


def _data(text: str) -> str:
    return _plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(report: Report, counts: Counts, root: Path) -> str:
    """Return one JSON object: ``diagnostics`` (a list) and ``counts``."""
    found = [
        {
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "end_line": one.span.end_line,
            "end_column": one.span.end_column,
            "level": one.level.value,
            "rule": one.rule,
            "message": one.message,
            "hint": one.hint,
        }
        for one in report
    ]
    data = {"diagnostics": found, "counts": counts.as_dict()}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def coverage_lines(ledger: Ledger) -> list[str]:
    """Return, for each article, its sentences by state, and the claims of the ledger by verdict."""
    lines = []
    for article in views.collect("coverage", ledger):
        total = len(article.sentences)
        lines.append(f"{article.article.id}: {article.article.title}")
        lines.append(
            f"  {article.accounted} of {total} sentences accounted for, {article.todo} to do"
        )
        states = Counter(sentence.state_words for sentence in article.sentences)
        lines += [f"  {number:5} {state.lower()}" for state, number in states.most_common()]
    overview = views.collect("overview", ledger)
    lines.append(f"{overview.counts.claims} claims, {overview.later} of them after the article")
    lines += [f"  {group.count:5} {group.verdict.label.lower()}" for group in overview.groups]
    return lines


FORMATS: Mapping[str, Callable[[Report, Counts, Path], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
