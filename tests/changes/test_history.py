"""Tests that the history contains changes to published claims, but not changes of format."""

import json
import shutil

import pytest

from build_tools.changes.history import MAX_COMMITS, history_since
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.corrections import CorrectionKind, Corrections, Difference, corrections_of
from tests.repositories import NEW_CLAIM, REVISION, add, commit, edit, git

CLAIMS = "facts/claims/borders"
TWO = f"{CLAIMS}/two-crossings.yaml"
SAID = f"{CLAIMS}/said-threat.yaml"
LATER = f"{CLAIMS}/later-step.yaml"


def published(project: Project) -> Project:
    """Declare the project's current state to be the first publication."""
    git(project.root, "tag", "published")
    return project


def corrections(project: Project) -> Corrections:
    history = history_since(project, "published")
    assert history.missing == ""
    return corrections_of(Ledger(read(project)[0]), history)


def kinds(project: Project) -> list[tuple[str, CorrectionKind]]:
    log = corrections(project)
    return sorted(
        (entry.claim, entry.kind) for entries in log.by_claim.values() for entry in entries
    )


def test_each_commit_adds_a_history_entry_of_the_right_kind(project: Project) -> None:
    published(project)
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    add(project, TWO, REVISION)
    commit(project)
    edit(project, SAID, "He said it to", "He repeated it to")
    commit(project)
    edit(project, TWO, "    says: >-\n      The government", "    says: >-\n      It")
    commit(project)
    (project.root / LATER).write_text(
        "claim: Lithuania closed two more crossings.\nwithdrawn: Not ours.\ndate: 2026-12-01\n"
    )
    commit(project)
    assert kinds(project) == [
        ("later-step", CorrectionKind.WITHDRAWN),
        ("poland", CorrectionKind.ADDED),
        ("said-threat", CorrectionKind.CLARIFICATION),
        ("two-crossings", CorrectionKind.CORRECTION),
        ("two-crossings", CorrectionKind.UPDATE),
    ]
    log = corrections(project)
    assert {entry.entry.claim for entry in log.corrections} == {"later-step", "two-crossings"}
    corrected = log.corrected("two-crossings")
    assert corrected is not None
    assert corrected.differences == (Difference("verdict", "supported", "disputed"),)
    assert (corrected.reason, corrected.number) == ("A second count was found.", 1)
    # The second call reads the same entries from the cache.
    assert (project.root / ".cache" / "history.json").is_file()
    assert corrections(project) == log


def test_reformatting_a_record_adds_no_history_entry(project: Project) -> None:
    published(project)
    edit(
        project, TWO, "countries: [lithuania, belarus]\n", "countries:\n- lithuania\n- 'belarus'\n"
    )
    edit(project, SAID, "finding: He said it to the", "finding: |\n  He said it\n  to the")
    commit(project)
    (project.facts / "claims/steps").mkdir()
    shutil.move(project.root / LATER, project.facts / "claims/steps/later-step.yaml")
    commit(project)
    edit(project, SAID, "date: 2026-11-22", "date: 2026-11-23")  # checked again, without a change
    commit(project)
    assert kinds(project) == []


def test_changes_before_publication_add_no_history_entries(project: Project) -> None:
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    commit(project)
    published(project)
    assert kinds(project) == []
    edit(project, TWO, "verdict: disputed", "verdict: supported")
    commit(project)
    assert kinds(project) == [("two-crossings", CorrectionKind.CORRECTION)]


def test_a_silent_change_of_verdict_gives_an_entry_without_a_reason(project: Project) -> None:
    published(project)
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    commit(project)
    (entry,) = corrections(project).of("two-crossings")
    assert (entry.kind, entry.reason, entry.number) == (CorrectionKind.CORRECTION, "", 0)
    assert entry.differences == (Difference("verdict", "Supported", "Wrong"),)


def test_a_deleted_revision_stays_in_the_history(project: Project) -> None:
    published(project)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    add(project, TWO, REVISION)
    commit(project)
    edit(project, TWO, REVISION, "")
    commit(project)
    assert kinds(project) == [("two-crossings", CorrectionKind.CORRECTION)]


@pytest.mark.parametrize(
    "name", ["a\x01b", "a\nb", "a" * 300, "a/" * 2500 + "x", "A", "a\x01b c d"]
)
def test_files_with_names_that_are_not_valid_claim_ids_are_ignored(
    project: Project, name: str
) -> None:
    published(project)
    blob = git(project.root, "rev-parse", f"HEAD:{TWO}").strip()
    path = f"{CLAIMS}/{name}.yaml"
    git(project.root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    git(project.root, "commit", "-m", "odd")
    git(project.root, "rm", "--quiet", "--cached", path)
    git(project.root, "commit", "-m", "gone")
    assert kinds(project) == []
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    commit(project)
    assert kinds(project) == [("two-crossings", CorrectionKind.CORRECTION)]


def test_changes_on_the_day_of_publication_count_as_drafting_until_midnight_utc(
    project: Project,
) -> None:
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    commit(project, "2030-05-01T23:30:00Z")
    edit(project, TWO, "verdict: disputed", "verdict: wrong")
    commit(project, "2030-05-02T01:30:00+02:00")  # still 1 May in UTC
    edit(project, TWO, "verdict: wrong", "verdict: misleading")
    commit(project, "2030-05-02T23:30:00Z")
    history = history_since(project, "2030-05-01")
    (entry,) = history.entries
    assert entry.differences == (Difference("verdict", "Wrong", "Misleading"),)
    assert (entry.day.written, history.published and history.published.written) == (
        "2030-05-02",
        "2030-05-01",
    )


def test_the_history_is_reported_as_missing_without_a_repository(project: Project) -> None:
    shutil.rmtree(project.root / ".git")
    history = history_since(project, "2026-11-22")
    assert "history is missing" in history.missing
    assert history.entries == ()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "not been published"),
        ("1999-01-01", "begins after"),
        ("2026-13-45", "cannot be read"),
        ("v9", "does not contain"),
        ("--all", "not a revision"),
    ],
)
def test_a_history_without_a_valid_first_publication_gives_a_reason(
    project: Project, written: str, says: str
) -> None:
    assert says in history_since(project, written).missing


def test_a_damaged_or_outdated_cache_is_ignored(project: Project) -> None:
    published(project)
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    commit(project)
    log = corrections(project)
    cache = project.root / ".cache" / "history.json"
    (commit_id,) = json.loads(cache.read_text())["commits"]
    older = json.dumps({"version": 0, "commits": {commit_id: []}})
    odd = ("[]", '{"a": 1}', '{"a": [1]}', '{"a": [{"differences": [[1]]}]}')
    of_this_version = [f'{{"version": 1, "commits": {entry}}}' for entry in odd]
    for text in ("", "[]", "{", "[" * 100_000, older, *of_this_version):
        cache.write_text(text)
        assert corrections(project) == log


def test_a_long_history_is_shortened_and_states_its_first_day(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_COMMITS >= 100
    monkeypatch.setattr("build_tools.changes.history.MAX_COMMITS", 1)
    published(project)
    for number, (old, new) in enumerate([("supported", "wrong"), ("wrong", "disputed")], 1):
        edit(project, TWO, f"verdict: {old}", f"verdict: {new}")
        commit(project, f"2030-05-0{number}T12:00:00Z")
    history = history_since(project, "published")
    assert len(history.entries) == 1
    assert history.since is not None
    assert history.since.written == "2030-05-02"


def test_a_changed_quotation_counts_as_a_single_difference(project: Project) -> None:
    published(project)
    edit(project, TWO, "text: due to geopolitical", "text: because of geopolitical")
    edit(project, TWO, "countries: [lithuania, belarus]", "countries: [belarus, lithuania]")
    commit(project)
    (entry,) = corrections(project).of("two-crossings")
    (quotation,) = (part for part in entry.differences if part.what.startswith("quotation from"))
    assert quotation.before.startswith("due to geopolitical")
    assert quotation.after.startswith("because of geopolitical")
    assert len(entry.differences) == 1
