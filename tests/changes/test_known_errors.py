import shutil

from build_tools.changes import base_at, judged
from build_tools.facts.reading import Home
from build_tools.rules.check import examine
from tests.repositories import add, commit, edit

TWO = "facts/claims/borders/two-crossings.yaml"
SAID = "facts/claims/borders/said-threat.yaml"
LRT = "facts/sources/lrt.bib"


def shown_at(home: Home) -> tuple[list[str], list[str]]:
    fresh, older = judged(home, base_at(home, "HEAD"), examine(home))
    return [one.message for one in fresh], [one.message for one in older]


def test_faults_that_were_there_before_are_older_wherever_they_moved(home):
    edit(home, TWO, "source: tass-2023-08-18-closed", "source: tass-2023-08-18-close")
    commit(home)
    was = [one.message for one in examine(home).report]
    assert any("tass-2023-08-18-close" in message for message in was)
    edit(home, TWO, "kind: event", "# one line more\nkind: event")
    (home.facts / "claims/moved").mkdir()
    shutil.move(home.root / TWO, home.facts / "claims/moved/two-crossings.yaml")
    fresh, older = shown_at(home)
    assert fresh == []
    assert older == [one.message for one in examine(home).report]
    edit(home, SAID, "source: lrt-2023-08-16-closures", "source: lrt-2023-08-16-closure")
    fresh, still = shown_at(home)
    assert fresh == ['No source is called "lrt-2023-08-16-closure".']
    assert still == older


def test_the_same_fault_in_another_record_of_the_file_is_new(home):
    add(
        home,
        LRT,
        "@online{lrt-2023-08-17-more,\n  title = {More},\n  urldate = {2026-11},\n"
        "  langid = {en},\n  kind = {broadcaster},\n}\n",
    )
    commit(home)
    assert shown_at(home) == ([], ['The field "url" is missing.'])
    edit(home, LRT, "  title = {More},\n", "  title = {More},\n  url = {https://www.lrt.lt/2},\n")
    edit(home, LRT, "  url = {https://www.lrt.lt/en/news/19/1/closures},\n", "")
    fresh, older = shown_at(home)
    assert 'The field "url" is missing.' in fresh
    assert older == []


def test_the_same_fault_once_more_in_one_record_is_new(home):
    edit(home, "content/index.md", "[@two-crossings]", "[@none] [@two-crossings]")
    commit(home)
    edit(home, "content/index.md", "[@none]", "[@none] [@none]")
    fresh, older = shown_at(home)
    assert fresh == older == ['No claim is called "none".']


def test_a_silent_change_is_new_among_older_faults(home):
    edit(home, TWO, "verdict: supported", "verdict: misleading")
    assert any("no new revision tells of that" in message for message in shown_at(home)[0])
