"""Tests that the issue forms match the models of records."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from build_tools.editing import issue_forms
from build_tools.facts.project import Project
from build_tools.facts.records import Basis, Claim, Kind, Stance, Verdict
from build_tools.views.parts.labels import VERDICTS

PROJECT = Path(__file__).parents[2]


def form(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = YAML(typ="safe").load(
        issue_forms.files()[f".github/ISSUE_TEMPLATE/{name}.yml"]
    )
    return parsed


def questions(name: str) -> dict[str, Any]:
    return {part["id"]: part for part in form(name)["body"] if "id" in part}


def facts(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "build_tools", "--project", root, *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_forms_of_this_project_are_up_to_date() -> None:
    assert issue_forms.stale(Project(PROJECT)) == ()


@pytest.mark.parametrize(
    ("name", "question", "choices"),
    [
        ("new-claim", "kind", Kind),
        ("new-claim", "verdict", Verdict),
        ("correction", "verdict", Verdict),
        ("correction", "evidence-stance", Stance),
        ("new-claim", "evidence-basis", Basis),
    ],
)
def test_forms_offer_the_choices_of_the_models(name: str, question: str, choices: Any) -> None:
    options = questions(name)[question]["attributes"]["options"]
    offered = [option.split(" – ")[0] for option in options if option != "I do not know"]
    assert offered == [choice.value for choice in choices]


def test_each_verdict_is_offered_with_its_meaning() -> None:
    options = questions("correction")["verdict"]["attributes"]["options"]
    assert f"unverified – {VERDICTS[Verdict.UNVERIFIED].means}" in options
    assert options[-1] == "I do not know"


def test_questions_show_the_descriptions_and_examples_of_fields() -> None:
    asked = questions("new-claim")["claim"]
    field = Claim.model_fields["claim"]
    assert asked["attributes"]["description"] == field.description
    assert asked["attributes"]["placeholder"] == field.examples[0]  # type: ignore[index]
    assert asked["type"] == "textarea"
    assert asked["validations"]["required"] is True


def test_an_optional_short_question_is_a_single_line_that_is_not_required() -> None:
    asked = questions("correction")["source-date"]
    assert asked["type"] == "input"
    assert asked["validations"]["required"] is False


@pytest.mark.parametrize("name", ["correction", "new-claim"])
def test_every_form_asks_for_a_source_and_for_doubts_under_unique_labels(name: str) -> None:
    asked = questions(name)
    assert asked["source-url"]["validations"]["required"] is True
    assert "unsure" in asked
    labels = [item["attributes"]["label"] for item in asked.values()]
    assert len(set(labels)) == len(labels)


def test_the_command_writes_forms_only_if_they_changed(tmp_path: Path) -> None:
    first = facts(tmp_path, "issue-forms")
    assert first.returncode == 0
    assert "Wrote .github/ISSUE_TEMPLATE/correction.yml" in first.stdout
    for path, text in issue_forms.files().items():
        assert (tmp_path / path).read_text(encoding="utf-8") == text
    assert facts(tmp_path, "issue-forms").stdout == ""
    assert facts(tmp_path, "issue-forms", "--check").returncode == 0


def test_check_reports_the_first_line_that_differs_and_writes_nothing(tmp_path: Path) -> None:
    issue_forms.write(Project(tmp_path))
    path = tmp_path / ".github/ISSUE_TEMPLATE/new-claim.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[2] = "description: changed by hand\n"
    path.write_text("".join(lines), encoding="utf-8")
    done = facts(tmp_path, "issue-forms", "--check")
    assert done.returncode == 1
    assert ".github/ISSUE_TEMPLATE/new-claim.yml:3:1: error[issue-forms]" in done.stdout
    assert "Run: facts issue-forms" in done.stdout
    assert "changed by hand" in path.read_text(encoding="utf-8")


def test_a_missing_form_is_reported(tmp_path: Path) -> None:
    assert [item.span.path for item in issue_forms.stale(Project(tmp_path))] == list(
        issue_forms.files()
    )
