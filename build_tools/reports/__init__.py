"""Writes a report as text, GitHub annotations, JSON or SARIF, with a module for each form.

Every form takes the report, the counts, the project's folder (to show the lines of errors) and, if
only a change is checked, the older errors that do not count.
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
    """A function that writes a report as text that ends in a line feed."""

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
