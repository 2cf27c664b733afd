"""Writes a report as SARIF 2.1.0, which code hosts and editors read.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from build_tools import __version__
from build_tools.facts.diagnostics import Diagnostic, Level, Report, Span
from build_tools.facts.wording import harmless
from build_tools.quotations.counts import Counts
from build_tools.rules import Rule, all_rules

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning"}
# Errors in reading files and in comparing revisions belong to no rule and share this description.
_OTHER = "A file or a change is invalid."
_OTHER_HELP = "The message says what is wrong and how to fix it."


def as_sarif(report: Report, counts: Counts, root: Path, older: Report | None = None) -> str:
    """Return a log that describes every rule and gives the location of every result.

    With ``older``, each result is marked as ``new`` or ``unchanged``. Paths are relative to the
    project. Columns count characters, and an end column is just past the last character.
    """
    rules = all_rules()
    reported = {diagnostic.rule for diagnostic in (*report, *(older or ()))}
    others = sorted(reported - {rule.name for rule in rules})
    described = [*map(_described, rules), *map(_undescribed, others)]
    indexes = {rule["id"]: number for number, rule in enumerate(described)}
    results = list(_results(report, indexes, "" if older is None else "new"))
    results += _results(older or (), indexes, "unchanged")
    driver = {"name": "facts", "version": __version__, "rules": described}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"counts": counts.as_dict()},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _described(rule: Rule) -> dict[str, Any]:
    help_text = f"{rule.what} Why: {rule.why} Fix: {rule.fix}"
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _undescribed(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": _OTHER},
        "fullDescription": {"text": _OTHER},
        "help": {"text": _OTHER_HELP},
    }


def _results(
    diagnostics: Iterable[Diagnostic], indexes: dict[str, int], state: str
) -> Iterable[dict[str, Any]]:
    for item in diagnostics:
        artifact = {"uri": quote(item.span.path), "uriBaseId": "%SRCROOT%"}
        location = {"artifactLocation": artifact, "region": _region(item.span)}
        result = {
            "ruleId": item.rule,
            "ruleIndex": indexes[item.rule],
            "level": _LEVELS[item.level],
            "message": {"text": harmless(f"{item.message} {item.hint}")},
            "locations": [{"physicalLocation": location}],
        }
        yield {**result, "baselineState": state} if state else result


def _region(span: Span) -> dict[str, int]:
    region = {"startLine": span.line, "startColumn": span.column}
    if span.end_line and span.end_column:
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    return region
