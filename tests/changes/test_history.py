"""What git shows of published claims: a change of fact is an entry, a change of layout is none."""

import json
import shutil

import pytest

from build_tools.changes.history import MOST_COMMITS, history_since
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Home, read
from build_tools.views.corrections import Corrections, Difference, EntryKind, answered
from tests.repositories import NEW_CLAIM, REVISION, add, commit, edit, git

CLAIMS = "facts/claims/borders"
TWO = f"{CLAIMS}/two-crossings.yaml"
SAID = f"{CLAIMS}/said-threat.yaml"
LATER = f"{CLAIMS}/later-step.yaml"


def published(home: Home) -> Home:
    """Call the state as it is now the first publication."""
    git(home.root, "tag", "published")
    return home


def corrections(home: Home) -> Corrections:
    history = history_since(home, "published")
    assert history.missing == ""
    return answered(Ledger(read(home)[0]), history)


def kinds(home: Home) -> list[tuple[str, EntryKind]]:
    found = corrections(home)
    return sorted((one.claim, one.kind) for entries in found.by_claim.values() for one in entries)


def test_five_changes_are_five_entries_of_the_right_kind(home: Home) -> None:
    published(home)
    add(home, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    commit(home)
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    add(home, TWO, REVISION)
    commit(home)
    edit(home, SAID, "He said it to", "He repeated it to")
    commit(home)
    edit(home, TWO, "    says: >-\n      The government", "    says: >-\n      It")
    commit(home)
    (home.root / LATER).write_text(
        "claim: Lithuania closed two more crossings.\nwithdrawn: Not ours.\ndate: 2026-12-01\n"
    )
    commit(home)
    assert kinds(home) == [
        ("later-step", EntryKind.WITHDRAWN),
        ("poland", EntryKind.ADDED),
        ("said-threat", EntryKind.CLARIFICATION),
        ("two-crossings", EntryKind.CORRECTION),
        ("two-crossings", EntryKind.UPDATE),
    ]
    found = corrections(home)
    assert {one.entry.claim for one in found.corrections} == {"later-step", "two-crossings"}
    corrected = found.corrected("two-crossings")
    assert corrected is not None
    assert corrected.differences == (Difference("verdict", "supported", "disputed"),)
    assert (corrected.reason, corrected.number) == ("A second count was found.", 1)
    # Told of again out of what was kept, and the same.
    assert (home.root / ".cache" / "history.json").is_file()
    assert corrections(home) == found


def test_a_reformatting_gives_none(home: Home) -> None:
    published(home)
    edit(home, TWO, "countries: [lithuania, belarus]\n", "countries:\n- lithuania\n- 'belarus'\n")
    edit(home, SAID, "finding: He said it to the", "finding: |\n  He said it\n  to the")
    commit(home)
    (home.facts / "claims/steps").mkdir()
    shutil.move(home.root / LATER, home.facts / "claims/steps/later-step.yaml")
    commit(home)
    edit(home, SAID, "date: 2026-11-22", "date: 2026-11-23")  # looked at again, and left as it was
    commit(home)
    assert kinds(home) == []


def test_what_changed_before_the_first_publication_was_drafting(home: Home) -> None:
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    commit(home)
    published(home)
    assert kinds(home) == []
    edit(home, TWO, "verdict: disputed", "verdict: supported")
    commit(home)
    assert kinds(home) == [("two-crossings", EntryKind.CORRECTION)]


def test_a_silent_change_of_a_verdict_is_told_without_a_reason(home: Home) -> None:
    published(home)
    edit(home, TWO, "verdict: supported", "verdict: wrong")
    commit(home)
    (entry,) = corrections(home).of("two-crossings")
    assert (entry.kind, entry.reason, entry.number) == (EntryKind.CORRECTION, "", 0)
    assert entry.differences == (Difference("verdict", "Supported", "Wrong"),)


def test_an_entry_that_was_deleted_is_still_told(home: Home) -> None:
    published(home)
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    add(home, TWO, REVISION)
    commit(home)
    edit(home, TWO, REVISION, "")
    commit(home)
    assert kinds(home) == [("two-crossings", EntryKind.CORRECTION)]


@pytest.mark.parametrize(
    "name", ["a\x01b", "a\nb", "a" * 300, "a/" * 2500 + "x", "A", "a\x01b c d"]
)
def test_what_once_had_a_name_that_no_claim_has_is_no_history(home: Home, name: str) -> None:
    published(home)
    blob = git(home.root, "rev-parse", f"HEAD:{TWO}").strip()
    path = f"{CLAIMS}/{name}.yaml"
    git(home.root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    git(home.root, "commit", "-m", "odd")
    git(home.root, "rm", "--quiet", "--cached", path)
    git(home.root, "commit", "-m", "gone")
    assert kinds(home) == []
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    commit(home)
    assert kinds(home) == [("two-crossings", EntryKind.CORRECTION)]


def test_a_day_is_the_last_state_of_that_day_in_utc(home: Home) -> None:
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    commit(home, "2030-05-01T23:30:00Z")
    edit(home, TWO, "verdict: disputed", "verdict: wrong")
    commit(home, "2030-05-02T01:30:00+02:00")  # still the first of May in UTC
    edit(home, TWO, "verdict: wrong", "verdict: misleading")
    commit(home, "2030-05-02T23:30:00Z")
    history = history_since(home, "2030-05-01")
    (entry,) = history.entries
    assert entry.differences == (Difference("verdict", "Wrong", "Misleading"),)
    assert (entry.day.written, history.published and history.published.written) == (
        "2030-05-02",
        "2030-05-01",
    )


def test_without_git_the_history_is_said_to_be_missing(home: Home) -> None:
    shutil.rmtree(home.root / ".git")
    history = history_since(home, "2026-11-22")
    assert "history is missing" in history.missing
    assert history.entries == ()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "not been published"),
        ("1999-01-01", "begins after"),
        ("2026-13-45", "cannot be read"),
        ("v9", "no revision"),
        ("--all", "not a revision"),
    ],
)
def test_a_publication_that_cannot_be_found_is_said(home: Home, written: str, says: str) -> None:
    assert says in history_since(home, written).missing


def test_what_was_kept_badly_or_by_another_version_is_made_anew(home: Home) -> None:
    published(home)
    edit(home, TWO, "verdict: supported", "verdict: wrong")
    commit(home)
    found = corrections(home)
    cache = home.root / ".cache" / "history.json"
    (kept,) = json.loads(cache.read_text())["commits"]
    older = json.dumps({"version": 0, "commits": {kept: []}})
    odd = ("[]", '{"a": 1}', '{"a": [1]}', '{"a": [{"differences": [[1]]}]}')
    of_this = [f'{{"version": 1, "commits": {one}}}' for one in odd]
    for text in ("", "[]", "{", "[" * 100_000, older, *of_this):
        cache.write_text(text)
        assert corrections(home) == found


def test_a_long_history_is_cut_and_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_COMMITS >= 100
    monkeypatch.setattr("build_tools.changes.history.MOST_COMMITS", 1)
    published(home)
    for number, (old, new) in enumerate([("supported", "wrong"), ("wrong", "disputed")], 1):
        edit(home, TWO, f"verdict: {old}", f"verdict: {new}")
        commit(home, f"2030-05-0{number}T12:00:00Z")
    history = history_since(home, "published")
    assert len(history.entries) == 1
    assert history.since is not None
    assert history.since.written == "2030-05-02"


def test_a_quotation_that_changed_is_told_in_its_words_and_no_more(home: Home) -> None:
    published(home)
    edit(home, TWO, "text: due to geopolitical", "text: because of geopolitical")
    edit(home, TWO, "countries: [lithuania, belarus]", "countries: [belarus, lithuania]")
    commit(home)
    (entry,) = corrections(home).of("two-crossings")
    (told,) = (one for one in entry.differences if one.what.startswith("quotation from"))
    assert told.before.startswith("due to geopolitical")
    assert told.after.startswith("because of geopolitical")
    assert len(entry.differences) == 1
