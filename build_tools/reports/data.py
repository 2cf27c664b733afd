"""A report as one JSON object, for tools."""

import json
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.quotations.counts import Counts


def as_json(report: Report, counts: Counts, root: Path, older: Report | None = None) -> str:
    """Return one JSON object: ``diagnostics`` (a list), ``counts``, and ``older`` where asked."""
    data: dict[str, object] = {"diagnostics": [as_data(one) for one in report]}
    if older is not None:
        data["older"] = [as_data(one) for one in older]
    data["counts"] = counts.as_dict()
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_data(one: Diagnostic) -> dict[str, object]:
    """Return a diagnostic's fields by name; lines and columns count from 1."""
    return {
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
