import shutil

import pytest

from build_tools.changes import base_at, compare, judged
from build_tools.changes.comparison import Change
from build_tools.facts.reading import Project
from build_tools.rules.check import examine
from tests.repositories import REVISION, add, commit, edit, git

CLAIMS = "facts/claims/borders"
TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"


def rules_of(project: Project) -> list[tuple[str, str, int]]:
    return [(one.rule, one.span.path, one.span.line) for one in compare(project, "HEAD").faults]


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
    """Entries under ``revisions``: field, from and to."""
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
    ("change", "entry"), list(zip(SILENT, TOLD, strict=True)), ids=[" ".join(one) for one in TOLD]
)
def test_with_a_revision_for_it_it_may(project, change, entry):
    edit(project, TWO, *change[:2])
    add(project, TWO, revisions(entry))
    found = compare(project, "HEAD")
    assert found.faults == ()
    assert [one.reason for one in found.claims[0].revisions] == ["It was so."]


@pytest.mark.parametrize(
    ("change", "entry"), list(zip(SILENT, TOLD, strict=True)), ids=[" ".join(one) for one in TOLD]
)
def test_a_revision_of_something_else_tells_of_no_change(project, change, entry):
    field, before, after = entry
    edit(project, TWO, *change[:2])
    others = [("finding", before, after), (field, "something else", after)]
    if after != "taken out":
        others.append((field, before, "something else"))
    text = (project.root / TWO).read_text()
    for other in others:
        (project.root / TWO).write_text(text + revisions(other))
        assert [rule for rule, *_ in rules_of(project)] == ["recorded-change"], other


def test_the_way_out_gives_the_entry_that_is_needed(project):
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    (fault,) = compare(project, "HEAD").faults
    assert "`field: verdict`, `from: supported` and `to: disputed`" in fault.hint


def test_several_revisions_may_lead_there_step_by_step(project):
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    steps = ("verdict", "supported", "disputed"), ("verdict", "disputed", "wrong")
    add(project, TWO, revisions(*steps))
    assert compare(project, "HEAD").faults == ()


def test_each_change_needs_a_revision_of_its_own(project):
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    edit(project, TWO, "when: 2023-08-18", "when: 2023-08-19")
    add(project, TWO, revisions(("verdict", "supported", "disputed")))
    assert rules_of(project) == [
        ("recorded-change", TWO, line_of(project, TWO, "when: 2023-08-19"))
    ]


def test_a_revision_that_stood_there_before_tells_of_no_new_change(project):
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
def test_before_the_first_publication_all_is_drafting(project, written, published):
    (project.root / "mkdocs.yml").write_text(written)
    git(project.root, "add", "mkdocs.yml")
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    (project.root / SAID).unlink()
    # What counts is whether the base was published, not what the change makes of it.
    (project.root / "mkdocs.yml").write_text("extra:\n  published: 2026-12-02\n")
    told = {rule for rule, *_ in rules_of(project)}
    assert told == ({"recorded-change", "lasting-id"} if published else set())
    fresh, _ = judged(project, base_at(project, "HEAD"), examine(project))
    silent = {one.rule for one in fresh} & {"recorded-change", "lasting-id"}
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
def test_what_changes_no_published_fact_needs_no_revision(project, path, old, new):
    edit(project, path, old, new)
    found = compare(project, "HEAD")
    assert len(found.claims) == 1
    assert found.faults == ()


def test_every_word_of_a_number_claim_is_its_number(project):
    edit(project, LATER, "kind: event", "kind: number")
    commit(project)
    edit(project, LATER, "claim: Lithuania closed", "claim: Lithuania shut")
    assert rules_of(project) == [("recorded-change", LATER, 1)]


def test_a_claim_may_not_vanish(project):
    (project.root / SAID).unlink()
    found = compare(project, "HEAD")
    assert [(one.id, one.change) for one in found.claims] == [("said-threat", Change.REMOVED)]
    (fault,) = found.faults
    assert (fault.rule, fault.span.path) == ("lasting-id", SAID)
    assert SAID in fault.hint


def test_a_renamed_claim_is_told_where_its_redirect_leads(project):
    shutil.move(project.root / SAID, project.root / f"{CLAIMS}/said-danger.yaml")
    (fault,) = compare(project, "HEAD").faults
    assert "`moved_to: [said-danger]`" in fault.hint


def test_a_redirect_withdraws_a_claim_without_error(project):
    (project.root / SAID).write_text(
        "claim: He said so.\nmoved_to: [two-crossings]\ndate: 2026-12-01\n"
    )
    found = compare(project, "HEAD")
    assert [(one.id, one.change, one.moved_to) for one in found.claims] == [
        ("said-threat", Change.WITHDRAWN, ("two-crossings",))
    ]
    assert found.faults == ()
    commit(project)
    (project.root / SAID).unlink()
    assert [rule for rule, *_ in rules_of(project)] == ["lasting-id"]
