"""Tests that new and changed evidence needs quoted words or a reason, unlike older evidence."""

from pathlib import Path

import pytest

from build_tools.changes.revisions import base_at, new_and_older_errors
from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.repositories import commit, edit
from tests.snapshots import KEY, SENTENCES, run

LATER = "facts/claims/borders/later-step.yaml"
TWO = "facts/claims/borders/two-crossings.yaml"

ITEM = """\
evidence:
  - source: tass-2023-08-18-closed
    stance: {stance}
    basis: reporting
    says: It names the hour.
{more}"""


def lines_without_words(project: Project) -> list[tuple[str, int]]:
    """Return the lines of uncommitted evidence that has no quoted words."""
    fresh, _ = new_and_older_errors(project, base_at(project, "HEAD"), check_project(project))
    return [(item.span.path, item.span.line) for item in fresh if item.rule == "stored-passage"]


def line_of(project: Project, path: str, text: str) -> int:
    lines = (project.root / path).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_existing_evidence_does_not_need_quoted_words(project: Project) -> None:
    edit(project, TWO, "finding: ", "finding: Indeed. ")
    assert lines_without_words(project) == []


@pytest.mark.parametrize(
    ("stance", "more", "is_bare"),
    [
        ("context", "", True),
        ("context", "    no_passage: paywalled\n", False),
        ("context", "    no_passage: not-text\n", False),
        ("silent", "", False),
    ],
)
def test_new_evidence_needs_quoted_words_or_a_reason(
    project: Project, stance: str, more: str, is_bare: bool
) -> None:
    edit(project, LATER, "evidence:\n", ITEM.format(stance=stance, more=more))
    place = [(LATER, line_of(project, LATER, "source: tass-2023-08-18-closed"))]
    assert lines_without_words(project) == (place if is_bare else [])


def test_a_changed_item_counts_as_new_but_a_moved_or_reflowed_item_does_not(
    project: Project,
) -> None:
    words = "Two of six checkpoints are closed."
    edit(project, TWO, f"says: {words}", f"says: >-\n      Two of\n      {words[7:]}")
    assert lines_without_words(project) == []
    edit(project, TWO, words[7:], "seven checkpoints are closed.")
    (place,) = lines_without_words(project)
    assert place == (TWO, line_of(project, TWO, "source: tass-2023-08-18-closed"))


@pytest.mark.parametrize(
    ("mended", "is_new"),
    [
        ("Two of six checkpoints, are closed", False),
        ("two of six  Checkpoints are closed.", False),
        ("Two of six “checkpoints” are – closed!", False),
        ("Two of 6 checkpoints are closed.", True),
        ("Two of six checkpoints were closed.", True),
    ],
)
def test_punctuation_capitals_and_spaces_may_be_corrected(
    project: Project, mended: str, is_new: bool
) -> None:
    edit(project, TWO, "says: Two of six checkpoints are closed.", f"says: '{mended}'")
    assert bool(lines_without_words(project)) is is_new


def test_a_changed_mark_within_a_number_counts_as_a_change(project: Project) -> None:
    edit(project, TWO, "says: Two of six checkpoints are closed.", "says: It took 1.5 hours.")
    committed = commit(project)
    edit(committed, TWO, "1.5 hours", "1,5 hours")
    assert len(lines_without_words(committed)) == 1


def test_stored_words_that_no_evidence_quotes_are_listed(project: Project, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SENTENCES, encoding="utf-8")
    assert run(project, "capture", KEY, "--file", str(page)).exit_code == 0
    item = ITEM.format(stance="context", more="").replace("tass-2023-08-18-closed", KEY)
    edit(project, LATER, "evidence:\n", item)
    fresh, _ = new_and_older_errors(project, base_at(project, "HEAD"), check_project(project))
    (hint,) = [error.hint for error in fresh if error.rule == "stored-passage"]
    assert f"facts/snapshots/{KEY}.yaml" in hint


def test_a_quotation_counts_only_if_its_words_are_stored(project: Project, tmp_path: Path) -> None:
    edit(
        project, TWO, "text: due to geopolitical circumstances", "text: geopolitical circumstances"
    )
    assert [path for path, _ in lines_without_words(project)] == [TWO]
    page = tmp_path / "page.txt"
    page.write_text(SENTENCES, encoding="utf-8")
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 0, result.output
    assert lines_without_words(project) == []


def test_the_queue_begins_with_the_sources_that_have_most_waiting_items(
    project: Project, tmp_path: Path
) -> None:
    waiting = run(project, "capture", "--queue").stdout.splitlines()
    assert any(KEY in line for line in waiting)
    page = tmp_path / "page.txt"
    page.write_text(SENTENCES, encoding="utf-8")
    run(project, "capture", KEY, "--file", str(page))
    after = run(project, "capture", "--queue").stdout.splitlines()
    assert len(after) <= len(waiting)
    rows = [line.split() for line in after[:-1]]
    assert [int(number) for number, *_ in rows] == sorted(
        (int(row[0]) for row in rows), reverse=True
    )


@pytest.mark.parametrize("arguments", [["capture"], ["capture", KEY, "--queue"]])
def test_a_key_and_the_queue_option_cannot_be_combined(
    project: Project, arguments: list[str]
) -> None:
    assert run(project, *arguments).exit_code == 2
