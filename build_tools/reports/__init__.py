"""Writes a report as text, GitHub annotations, JSON or SARIF. Each form has its own module.

The arguments are the report, the counts, and the project's folder, which contains the lines to
show. If only a change is checked, the older errors are an argument too, but do not count.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from build_tools.facts.diagnostics import Report
from build_tools.quotations.counts import Counts
from build_tools.reports.coverage import coverage_lines
from build_tools.reports.github import as_github
from build_tools.reports.json_form import as_json
from build_tools.reports.sarif import as_sarif
from build_tools.reports.text import as_text, block, headline

__all__ = [
    "FORMATS",
    "as_github",
    "as_json",
    "as_sarif",
    "as_text",
    "block",
    "coverage_lines",
    "headline",
]


class Form(Protocol):
    """A function that returns a report as text with a final line feed."""

    def __call__(
        self, report: Report, counts: Counts, root: Path, older: Report | None = None
    ) -> str:
        """Return the report in this form."""


FORMATS: Mapping[str, Form] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
