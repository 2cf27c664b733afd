"""Writes a report as a JSON object, for tools."""

import json
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.quotations.counts import Counts


def as_json(report: Report, counts: Counts, root: Path, older: Report | None = None) -> str:
    """Return a JSON object with ``diagnostics`` (a list), ``counts``, and ``older`` if given."""
    data: dict[str, object] = {"diagnostics": [as_data(diagnostic) for diagnostic in report]}
    if older is not None:
        data["older"] = [as_data(diagnostic) for diagnostic in older]
    data["counts"] = counts.as_dict()
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_data(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic's fields by name. Lines and columns count from 1."""
    return {
        "path": diagnostic.span.path,
        "line": diagnostic.span.line,
        "column": diagnostic.span.column,
        "end_line": diagnostic.span.end_line,
        "end_column": diagnostic.span.end_column,
        "level": diagnostic.level.value,
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
