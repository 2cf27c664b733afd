"""Writes the end of a report: the counts, and the numbers of errors and warnings."""

from build_tools.facts.diagnostics import Report
from build_tools.quotations.counts import Counts


def summary(report: Report, counts: Counts) -> list[str]:
    """Return the lines with the counts, and a last line with the numbers of errors and warnings."""
    errors = len(report.errors)
    warnings = len(report.diagnostics) - errors
    result = "No errors." if not errors else f"{errors} {'error' if errors == 1 else 'errors'}."
    if warnings:
        result += f" {warnings} {'warning' if warnings == 1 else 'warnings'}."
    return [*counts.lines(), result]
