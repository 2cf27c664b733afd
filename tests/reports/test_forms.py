import json

import pytest

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.reports import FORMATS, as_github, as_json, as_text, block, coverage_lines
from build_tools.rules.check import check_project

CLAIM = "facts/claims/borders/said-threat.yaml"


def wrong(path: str = CLAIM, line: int = 3, message: str = "No.") -> Diagnostic:
    return Diagnostic(Span(path, line, 14, line, 21), "known-ids", message, "Do this.")


@pytest.fixture
def checked(world):
    project = world()
    return project, check_project(project)


def test_a_text_report_shows_the_line_with_a_marker(checked):
    project, facts = checked
    text = as_text(Report.of([wrong()]), facts.counts, project.root)
    assert text.startswith(
        f"{CLAIM}:3:14: error[known-ids]: No.\n"
        "    3 | asserted_by: jonas-petraitis\n"
        "      |              ~~~~~~~\n"
        "    Do this.\n\n"
    )
    assert text.endswith("\n1 error.\n")
    assert "Older" not in text


def test_a_text_report_lists_each_older_error_on_one_line(checked):
    project, facts = checked
    older = Report.of([wrong(), wrong(line=4)])
    text = as_text(Report.of([]), facts.counts, project.root, older)
    assert text.startswith(
        "Older errors, not from this change: 2\n"
        f"  {CLAIM}:3:14: error[known-ids]: No.\n"
        f"  {CLAIM}:4:14: error[known-ids]: No.\n"
    )
    assert text.endswith("\nNo errors.\n")


def test_a_message_cannot_begin_a_new_line_or_control_a_terminal(checked):
    project, _ = checked
    shown = block(wrong(message="a\n::error::b\x1b[2J"), {}, project.root)
    assert "a\\n::error::b\\x1b[2J\n" in shown
    annotation = as_github(
        Report.of([wrong(message="a\n::error::b,c%0A")]), checked[1].counts, project.root
    )
    assert annotation.split("\n")[0].endswith("::a%0A::error::b,c%250A Do this.")


def test_no_line_of_a_symlinked_file_is_shown(checked, tmp_path):
    project, _ = checked
    (tmp_path / "secret").write_text("the secret\n" * 9)
    (project.root / "linked.yaml").symlink_to(tmp_path / "secret")
    assert "secret" not in block(wrong("linked.yaml"), {}, project.root)


def test_github_annotations_have_a_location(checked):
    project, facts = checked
    first = as_github(Report.of([wrong()]), facts.counts, project.root).split("\n")[0]
    assert first == f"::error file={CLAIM},line=3,col=14,title=known-ids::No. Do this."


def test_github_counts_older_errors_without_annotating_them(checked):
    project, facts = checked
    text = as_github(Report.of([]), facts.counts, project.root, Report.of([wrong()]))
    assert text.startswith("Older errors, not from this change: 1\n")
    assert CLAIM not in text


def test_json_contains_diagnostics_counts_and_older_errors_if_there_are_any(checked):
    project, facts = checked
    data = json.loads(as_json(Report.of([wrong()]), facts.counts, project.root))
    assert list(data) == ["diagnostics", "counts"]
    assert data["diagnostics"][0]["line"] == 3
    assert data["counts"]["claims"] == facts.counts.claims
    data = json.loads(as_json(Report.of([]), facts.counts, project.root, Report.of([wrong()])))
    assert [item["rule"] for item in data["older"]] == ["known-ids"]


def test_coverage_counts_sentences_and_verdicts(checked):
    lines = coverage_lines(checked[1].ledger)
    assert lines[:2] == ["story: A story", "  2 of 2 sentences accounted for, 0 to do"]
    assert any("supported" in line for line in lines)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_report_has_only_the_counts(checked, form):
    project, facts = checked
    assert CLAIM not in FORMATS[form](Report(), facts.counts, project.root)
