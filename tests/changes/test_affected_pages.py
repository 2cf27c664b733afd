import pytest

from build_tools.changes.comparison import Change
from build_tools.changes.revisions import compare
from tests.repositories import NEW_CLAIM, add, commit, edit

CLAIMS = "facts/claims/borders"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"


def test_only_pages_with_different_content_are_affected(project):
    edit(project, LATER, "claim: Lithuania closed two more", "claim: Lithuania shut two more")
    assert [page.path for page in compare(project, "HEAD").pages] == [
        "claims.html",
        "claims/later-step.html",
        "countries/lithuania.html",
        "ledger/lithuania.html",
        "ledger/unverified.html",
        "method.html",  # lists unsettled claims
        "organisations/border-guard.html",
        "sources/lrt-2023-08-16-closures.html",
        "timeline.html",
        "topics/borders.html",
    ]


def test_a_changed_verdict_affects_pages_that_cite_or_count_the_claim(project):
    edit(project, SAID, "verdict: supported", "verdict: disputed")
    assert [page.path for page in compare(project, "HEAD").pages] == [
        "claims.html",
        "claims/said-threat.html",
        "countries/lithuania.html",
        "explainers/border.html",
        "index.html",
        "ledger/disputed.html",
        "ledger/lithuania.html",
        "ledger/supported.html",
        "method.html",
        "people/jonas-petraitis.html",
        "sources/lrt-2023-08-16-closures.html",
        "topics/borders.html",
    ]


def test_added_and_removed_pages_are_reported(project):
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    (project.root / LATER).write_text("claim: It.\nwithdrawn: Not ours.\ndate: 2026-12-01\n")
    add(project, "content/explainers/new.md", "# New\n\nWords.\n")
    fates = {page.path: page.change for page in compare(project, "HEAD").pages}
    assert fates["claims/poland.html"] is Change.ADDED
    assert fates["explainers/new.html"] is Change.ADDED
    # A withdrawn claim keeps its page, which mentions the withdrawal. The list of claims with its
    # verdict is gone.
    assert fates["claims/later-step.html"] is Change.CHANGED
    assert fates["ledger/unverified.html"] is Change.REMOVED


@pytest.mark.parametrize(
    ("old", "new"),
    [("Lithuania closed two", "Lithuania shut two"), ("title: The tiny", "title: The small")],
)
def test_an_edited_hand_written_page_is_affected(project, old, new):
    edit(project, "content/index.md", old, new)
    comparison = compare(project, "HEAD")
    assert comparison.claims == ()
    assert [(record.kind, record.id) for record in comparison.records] == [("page", "index.md")]
    ((field,),) = [record.fields for record in comparison.records]
    assert field.before != field.after
    assert old.removeprefix("title: ") in field.before
    assert new.removeprefix("title: ") in field.after
    assert [page.path for page in comparison.pages] == ["index.html"]


def test_only_changed_sentences_are_shown(project):
    text = "One stays [@two-crossings]. Two goes.\nThree\nstays.\n\n- An item.\n"
    edit(project, "content/index.md", "Lithuania closed", f"{text}\nLithuania closed")
    commit(project)
    edit(project, "content/index.md", "Two goes.\nThree\nstays.", "Three stays. Four comes.")
    (page,) = compare(project, "HEAD").records
    changed = [(field.field, field.before, field.after) for field in page.fields]
    assert changed == [("sentence", "Two goes.", None), ("sentence", None, "Four comes.")]
