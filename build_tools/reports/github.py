"""Writes a report as annotations for the log of GitHub Actions."""

from pathlib import Path

from build_tools.facts.diagnostics import Level, Report
from build_tools.facts.wording import harmless
from build_tools.quotations.counts import Counts
from build_tools.reports.summary import summary


def as_github(report: Report, counts: Counts, root: Path, older: Report | None = None) -> str:
    """Return an annotation for each diagnostic, then plain lines with the counts."""
    levels = {Level.ERROR: "error", Level.WARNING: "warning"}
    annotations = [
        f"::{levels[item.level]} file={_value(item.span.path)},line={item.span.line},"
        f"col={item.span.column},title={_value(item.rule)}::{_data(f'{item.message} {item.hint}')}"
        for item in report
    ]
    if older is not None:
        annotations.append(f"Older errors, not from this change: {len(older.diagnostics)}")
    return "\n".join([*annotations, *summary(report, counts)]) + "\n"


def _data(text: str) -> str:
    return harmless(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
