import pytest

from build_tools.changes import compare
from build_tools.changes.comparison import Change
from tests.repositories import NEW_CLAIM, add, edit

CLAIMS = "facts/claims/borders"
SAID = "facts/claims/borders/said-threat.yaml"
LATER = "facts/claims/borders/later-step.yaml"


def test_the_pages_touched_are_those_that_say_something_else(project):
    edit(project, LATER, "claim: Lithuania closed two more", "claim: Lithuania shut two more")
    assert [one.path for one in compare(project, "HEAD").pages] == [
        "claims/later-step.html",
        "timeline.html",
    ]


def test_a_verdict_touches_the_pages_that_cite_and_count_it(project):
    edit(project, SAID, "verdict: supported", "verdict: disputed")
    assert [one.path for one in compare(project, "HEAD").pages] == [
        "claims/said-threat.html",
        "explainers/border.html",
        "index.html",
    ]


def test_a_page_that_comes_or_goes_is_said_to(project):
    add(project, f"{CLAIMS}/poland.yaml", NEW_CLAIM)
    (project.root / LATER).write_text("claim: It.\nwithdrawn: Not ours.\ndate: 2026-12-01\n")
    add(project, "content/explainers/new.md", "# New\n\nWords.\n")
    fates = {one.path: one.change for one in compare(project, "HEAD").pages}
    assert fates["claims/poland.html"] is Change.ADDED
    assert fates["explainers/new.html"] is Change.ADDED
    assert fates["claims/later-step.html"] is Change.REMOVED


@pytest.mark.parametrize(
    ("old", "new"),
    [("Lithuania closed two", "Lithuania shut two"), ("title: The tiny", "title: The small")],
)
def test_a_hand_written_page_with_other_words_is_touched_though_no_fact_changed(project, old, new):
    edit(project, "content/index.md", old, new)
    found = compare(project, "HEAD")
    assert (found.claims, found.records) == ((), ())
    assert [one.path for one in found.pages] == ["index.html"]
