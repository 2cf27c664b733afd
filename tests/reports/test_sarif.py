import json
from pathlib import Path
from typing import Any

import pytest

from build_tools import __version__
from build_tools.facts.diagnostics import Diagnostic, Level, Report, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Records
from build_tools.quotations.counts import count
from build_tools.reports import FORMATS, as_sarif
from build_tools.rules import all_rules

COUNTS = count(Ledger(Records()))
UNKNOWN = Diagnostic(
    Span("facts/claims/borders/x.yaml", 17, 13, 17, 40),
    "known-source",
    'No source is called "lrt".',
    "Did you mean lrt-2023?",
)


def run_of(*diagnostics: Diagnostic, older: tuple[Diagnostic, ...] | None = None) -> dict[str, Any]:
    there = None if older is None else Report.of(older)
    log = json.loads(as_sarif(Report.of(diagnostics), COUNTS, Path("/nowhere"), there))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    return dict(run)


def place_of(diagnostic: Diagnostic) -> dict[str, Any]:
    (result,) = run_of(diagnostic)["results"]
    (location,) = result["locations"]
    return dict(location["physicalLocation"])


def test_the_sarif_driver_describes_every_rule():
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("facts", __version__)
    described = {item["id"]: item for item in driver["rules"]}
    assert list(described) == [rule.name for rule in all_rules()]
    for rule in all_rules():
        item = described[rule.name]
        assert item["shortDescription"]["text"] == rule.what
        assert rule.why in item["help"]["text"]
        assert rule.fix in item["help"]["text"]
        assert item["defaultConfiguration"]["level"] == (
            "error" if rule.level is Level.ERROR else "warning"
        )


def test_a_sarif_result_has_a_level_a_message_and_a_region():
    run = run_of(UNKNOWN)
    (result,) = run["results"]
    assert result["ruleId"] == "known-source"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "known-source"
    assert result["level"] == "error"
    assert result["message"]["text"] == 'No source is called "lrt". Did you mean lrt-2023?'
    assert place_of(UNKNOWN)["region"] == {
        "startLine": 17,
        "startColumn": 13,
        "endLine": 17,
        "endColumn": 40,
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert "baselineState" not in result


def test_a_warning_has_the_sarif_level_warning():
    advice = Diagnostic(UNKNOWN.span, "shared-origin", "Two stories.", "Join.", Level.WARNING)
    assert run_of(advice)["results"][0]["level"] == "warning"


def test_an_error_about_a_whole_file_has_no_end_position():
    assert place_of(Diagnostic(Span("a.yaml"), "yaml", "No.", "Do."))["region"] == {
        "startLine": 1,
        "startColumn": 1,
    }


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("facts/claims/borders/x.yaml", "facts/claims/borders/x.yaml"),
        ("content/über uns.md", "content/%C3%BCber%20uns.md"),
        ("content/a%20b#c?d.md", "content/a%2520b%23c%3Fd.md"),
        ("http:evil.md", "http%3Aevil.md"),
    ],
)
def test_paths_are_relative_and_percent_encoded(path, address):
    artifact = place_of(Diagnostic(Span(path), "prose", "No.", "Do."))["artifactLocation"]
    assert artifact == {"uri": address, "uriBaseId": "%SRCROOT%"}


def test_errors_without_a_rule_are_described():
    run = run_of(UNKNOWN, Diagnostic(Span("a.yaml"), "yaml", "No.", "Do."))
    for result in run["results"]:
        described = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert described["id"] == result["ruleId"]
        assert described["shortDescription"]["text"]
        assert described["help"]["text"]


def test_with_older_errors_each_result_has_a_baseline_state():
    older = Diagnostic(Span("a.yaml"), "yaml", "No.", "Do.")
    results = run_of(UNKNOWN, older=(older,))["results"]
    assert [(item["ruleId"], item["baselineState"]) for item in results] == [
        ("known-source", "new"),
        ("yaml", "unchanged"),
    ]


def test_control_characters_are_escaped():
    hostile = Diagnostic(UNKNOWN.span, "yaml", "A \x1b[31m\u202e word.", "Do.")
    text = run_of(hostile)["results"][0]["message"]["text"]
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_every_report_format_accepts_older_errors(tmp_path):
    for form in FORMATS.values():
        assert form(Report.of([UNKNOWN]), COUNTS, tmp_path, Report()).endswith("\n")
