import pytest

from build_tools.changes.comparison import Change
from build_tools.changes.revisions import compare
from tests.repositories import NEW_CLAIM, add, edit

CLAIMS = "facts/claims/borders"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"


def test_only_pages_with_different_content_are_affected(project):
    edit(project, LATER, "claim: Lithuania closed two more", "claim: Lithuania shut two more")
    assert [page.path for page in compare(project, "HEAD").pages] == [
        "claims/later-step.html",
        "timeline.html",
    ]


def test_a_verdict_affects_pages_that_cite_or_count_it(project):
    edit(project, SAID, "verdict: supported", "verdict: disputed")
    assert [page.path for page in compare(project, "HEAD").pages] == [
        "claims/said-threat.html",
        "explainers/border.html",
        "index.html",
    ]


def test_added_and_removed_pages_are_reported(project):
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    (project.root / LATER).write_text("claim: It.\nwithdrawn: Not ours.\ndate: 2026-12-01\n")
    add(project, "content/explainers/new.md", "# New\n\nWords.\n")
    fates = {page.path: page.change for page in compare(project, "HEAD").pages}
    assert fates["claims/poland.html"] is Change.ADDED
    assert fates["explainers/new.html"] is Change.ADDED
    assert fates["claims/later-step.html"] is Change.REMOVED


@pytest.mark.parametrize(
    ("old", "new"),
    [("Lithuania closed two", "Lithuania shut two"), ("title: The tiny", "title: The small")],
)
def test_an_edited_hand_written_page_is_affected(project, old, new):
    edit(project, "content/index.md", old, new)
    comparison = compare(project, "HEAD")
    assert (comparison.claims, comparison.records) == ((), ())
    assert [page.path for page in comparison.pages] == ["index.html"]
