import shutil

import pytest

from build_tools.changes.comparison import Change
from build_tools.changes.revisions import base_at, compare, new_and_older_errors
from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.repositories import REVISION, add, commit, edit, git

CLAIMS = "facts/claims/borders"
TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"


def rules_of(project: Project) -> list[tuple[str, str, int]]:
    return [(item.rule, item.span.path, item.span.line) for item in compare(project, "HEAD").faults]


def line_of(project: Project, path: str, text: str) -> int:
    lines = (project.root / path).read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


SILENT = (
    ("verdict: supported", "verdict: disputed", "verdict: disputed"),
    ("claim: Lithuania closed two of its six", "claim: Lithuania closed 2 of its six", "claim:"),
    ("claim: Lithuania closed two of its six", "claim: Lithuania closed two of its 7", "claim:"),
    ("when: 2023-08-18", "when: 2023-08-19", "when: 2023-08-19"),
    ("text: due to geopolitical", "text: because of geopolitical", "text: because"),
    ("speaker: Government of Lithuania", "speaker: Somebody else", "text: due to"),
    ("    quote: closed two of its", "    quote: two of its", "    quote: two of"),
    ("    quote: closed two of its six crossings\n", "", "  - article: story"),
)
TOLD = (
    ("verdict", "supported", "disputed"),
    ("claim", "closed two of its six", "closed 2 of its six"),
    ("claim", "six", "7"),
    ("when", "2023-08-18", "2023-08-19"),
    ("quote.text", "due to", "because of"),
    ("quote.speaker", "Government of Lithuania", "Somebody else"),
    ("quote", "“closed two of its six crossings”", "“two of its six crossings”"),
    ("quote", "closed two of its six crossings", "taken out"),
)


def revisions(*entries: tuple[str, str, str]) -> str:
    """Return ``revisions`` in YAML, with an entry for each field, old value and new value."""
    return "revisions:\n" + "".join(
        "  - date: 2026-12-01\n    kind: correction\n"
        f"    field: {field}\n    from: {before}\n    to: {after}\n    reason: It was so.\n"
        for field, before, after in entries
    )


@pytest.mark.parametrize(("old", "new", "place"), SILENT)
def test_a_published_fact_may_not_change_silently(project, old, new, place):
    edit(project, TWO, old, new)
    (fault,) = compare(project, "HEAD").faults
    assert (fault.rule, fault.span.path) == ("recorded-change", TWO)
    assert fault.span.line == line_of(project, TWO, place)
    assert "`revisions`" in fault.hint


@pytest.mark.parametrize(
    ("change", "entry"), list(zip(SILENT, TOLD, strict=True)), ids=[" ".join(item) for item in TOLD]
)
def test_a_revision_permits_a_change(project, change, entry):
    edit(project, TWO, *change[:2])
    add(project, TWO, revisions(entry))
    comparison = compare(project, "HEAD")
    assert comparison.faults == ()
    assert [item.reason for item in comparison.claims[0].revisions] == ["It was so."]


@pytest.mark.parametrize(
    ("change", "entry"), list(zip(SILENT, TOLD, strict=True)), ids=[" ".join(item) for item in TOLD]
)
def test_a_revision_of_another_field_does_not_permit_a_change(project, change, entry):
    field, before, after = entry
    edit(project, TWO, *change[:2])
    others = [("finding", before, after), (field, "something else", after)]
    if after != "taken out":
        others.append((field, before, "something else"))
    text = (project.root / TWO).read_text()
    for other in others:
        (project.root / TWO).write_text(text + revisions(other))
        assert [rule for rule, *_ in rules_of(project)] == ["recorded-change"], other


def test_the_hint_gives_the_revision_that_is_needed(project):
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    (fault,) = compare(project, "HEAD").faults
    assert "`field: verdict`, `from: supported` and `to: disputed`" in fault.hint


def test_several_revisions_may_permit_a_change_together(project):
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    steps = ("verdict", "supported", "disputed"), ("verdict", "disputed", "wrong")
    add(project, TWO, revisions(*steps))
    assert compare(project, "HEAD").faults == ()


def test_each_change_needs_its_own_revision(project):
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    edit(project, TWO, "when: 2023-08-18", "when: 2023-08-19")
    add(project, TWO, revisions(("verdict", "supported", "disputed")))
    assert rules_of(project) == [
        ("recorded-change", TWO, line_of(project, TWO, "when: 2023-08-19"))
    ]


def test_an_old_revision_does_not_permit_a_new_change(project):
    add(project, TWO, REVISION)
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    assert [rule for rule, *_ in rules_of(project)] == ["recorded-change"]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('extra:\n  published: ""\n', False),
        ("extra:\n  published:  # not yet\n", False),
        ("extra:\n  published: 2026-12-01\n", True),
        ("extra:\n  published: 'v1'\n", True),
        ("extra: {}\n", True),
    ],
)
def test_unpublished_facts_may_change_freely(project, written, published):
    (project.root / "mkdocs.yml").write_text(written)
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    (project.root / SAID).unlink()
    # The settings in the base, not the changed settings, decide whether facts are published.
    (project.root / "mkdocs.yml").write_text("extra:\n  published: 2026-12-02\n")
    told = {rule for rule, *_ in rules_of(project)}
    assert told == ({"recorded-change", "lasting-id"} if published else set())
    fresh, _ = new_and_older_errors(project, base_at(project, "HEAD"), check_project(project))
    silent = {item.rule for item in fresh} & {"recorded-change", "lasting-id"}
    assert silent == told


def test_a_published_revision_may_not_be_rewritten(project):
    add(project, TWO, REVISION)
    commit(project)
    edit(project, TWO, "reason: A second count was found.", "reason: We erred.")
    assert rules_of(project) == [("kept-revisions", TWO, line_of(project, TWO, "revisions:"))]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TWO, "finding: Two of six, from 18 August 2023.", "finding: Two, from 18 August 2023."),
        (TWO, "confidence: high", "confidence: moderate"),
        (TWO, "claim: Lithuania closed two of its six", "claim: Lithuania shut two of its six"),
        (SAID, "basis: interview", "basis: interview\n    quote: {text: They are a real threat}"),
    ],
)
def test_a_change_that_affects_no_published_fact_needs_no_revision(project, path, old, new):
    edit(project, path, old, new)
    comparison = compare(project, "HEAD")
    assert len(comparison.claims) == 1
    assert comparison.faults == ()


def test_any_changed_word_in_a_claim_of_kind_number_needs_a_revision(project):
    edit(project, LATER, "kind: event", "kind: number")
    commit(project)
    edit(project, LATER, "claim: Lithuania closed", "claim: Lithuania shut")
    assert rules_of(project) == [("recorded-change", LATER, 1)]


def test_a_claim_may_not_be_deleted(project):
    (project.root / SAID).unlink()
    comparison = compare(project, "HEAD")
    assert [(item.id, item.change) for item in comparison.claims] == [
        ("said-threat", Change.REMOVED)
    ]
    (fault,) = comparison.faults
    assert (fault.rule, fault.span.path) == ("lasting-id", SAID)
    assert SAID in fault.hint


def test_the_error_for_a_renamed_claim_names_its_successor(project):
    shutil.move(project.root / SAID, project.root / f"{CLAIMS}/said-danger.yaml")
    (fault,) = compare(project, "HEAD").faults
    assert "`moved_to: [said-danger]`" in fault.hint


def test_a_claim_may_be_replaced_by_a_redirect(project):
    (project.root / SAID).write_text(
        "claim: He said so.\nmoved_to: [two-crossings]\ndate: 2026-12-01\n"
    )
    comparison = compare(project, "HEAD")
    assert [(item.id, item.change, item.moved_to) for item in comparison.claims] == [
        ("said-threat", Change.MERGED, ("two-crossings",))
    ]
    assert comparison.faults == ()
    commit(project)
    (project.root / SAID).unlink()
    assert [rule for rule, *_ in rules_of(project)] == ["lasting-id"]
