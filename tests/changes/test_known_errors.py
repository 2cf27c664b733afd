import shutil

from build_tools.changes.revisions import base_at, new_and_older_errors
from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.repositories import add, commit, edit

TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LRT = "facts/sources/lrt.bib"


def shown_at(project: Project) -> tuple[list[str], list[str]]:
    fresh, older = new_and_older_errors(project, base_at(project, "HEAD"), check_project(project))
    return [error.message for error in fresh], [error.message for error in older]


def test_known_errors_stay_known_when_they_move(project):
    edit(project, TWO, "source: tass-2023-08-18-closed", "source: tass-2023-08-18-close")
    commit(project)
    was = [error.message for error in check_project(project).report]
    assert any("tass-2023-08-18-close" in message for message in was)
    edit(project, TWO, "kind: event", "# one line more\nkind: event")
    (project.facts / "claims/moved").mkdir()
    shutil.move(project.root / TWO, project.facts / "claims/moved/two-crossings.yaml")
    fresh, older = shown_at(project)
    assert fresh == []
    assert older == [error.message for error in check_project(project).report]
    edit(project, SAID, "source: lrt-2023-08-16-closures", "source: lrt-2023-08-16-closure")
    fresh, still = shown_at(project)
    assert fresh == ['No source is called "lrt-2023-08-16-closure".']
    assert still == older


def test_the_same_error_in_a_different_record_is_new(project):
    add(
        project,
        LRT,
        "@online{lrt-2023-08-17-more,\n  title = {More},\n  urldate = {2026-11},\n"
        "  langid = {en},\n  kind = {broadcaster},\n}\n",
    )
    commit(project)
    assert shown_at(project) == ([], ['The field "url" is missing.'])
    edit(
        project, LRT, "  title = {More},\n", "  title = {More},\n  url = {https://www.lrt.lt/2},\n"
    )
    edit(project, LRT, "  url = {https://www.lrt.lt/en/news/19/1/closures},\n", "")
    fresh, older = shown_at(project)
    assert 'The field "url" is missing.' in fresh
    assert older == []


def test_a_second_error_of_the_same_kind_in_a_record_is_new(project):
    edit(project, "content/index.md", "[@two-crossings]", "[@none] [@two-crossings]")
    commit(project)
    edit(project, "content/index.md", "[@none]", "[@none] [@none]")
    fresh, older = shown_at(project)
    assert fresh == older == ['No claim is called "none".']


def test_a_silent_change_is_a_new_error(project):
    edit(project, TWO, "verdict: supported", "verdict: misleading")
    assert any("but no new revision records that" in message for message in shown_at(project)[0])
