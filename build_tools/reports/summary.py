"""Sums up a report: the counts, and how many errors and warnings there are."""

from build_tools.facts.diagnostics import Report
from build_tools.quotations.counts import Counts


def summary(report: Report, counts: Counts) -> list[str]:
    """Return the counts, and a last line with the number of errors and warnings."""
    errors = len(report.errors)
    warnings = len(report.diagnostics) - errors
    result = "No errors." if not errors else f"{errors} {'error' if errors == 1 else 'errors'}."
    if warnings:
        result += f" {warnings} {'warning' if warnings == 1 else 'warnings'}."
    return [*counts.lines(), result]
