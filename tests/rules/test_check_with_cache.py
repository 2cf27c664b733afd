"""Tests that a check has the same result with and without a cache, after any edits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.reports import FORMATS
from build_tools.rules import run
from build_tools.rules.check import check_project
from tests.conftest import TINY
from tests.snapshots import SNAPSHOT, captured

World = Callable[..., Project]
BORDERS = "facts/claims/borders"
TWO, SAID, LATER = (
    f"{BORDERS}/{name}.yaml" for name in ("two-crossings", "said-threat", "later-step")
)
THREAT = f"{BORDERS}/crossings-are-a-threat.yaml"
LRT, TASS = "facts/sources/lrt.bib", "facts/sources/tass.bib"
SECOND = TINY[LATER].replace("two more crossings", "one more crossing")
RELATED = "related:\n  - claim: {}\n    relation: follows\n    why: It does.\n"
A_SOURCE = """
@online{lrt-2023-08-17-threat,
  title = {[Two checkpoints closed]},
  date = {2023-08-17},
  url = {https://www.lrt.lt/en/news/19/2/threat},
  urldate = {2026-11},
  langid = {en},
  kind = {primary},
}
"""

# Each edit changes, adds or deletes one file. A row has the path, the old text and the new text.
# If the old text is None, the whole file is replaced. If the new text is None, it is deleted.
EDITS: tuple[tuple[str, str | None, str | None], ...] = (
    (TWO, "finding: Two", "finding: Precisely two"),
    (TWO, "verdict: supported", "verdict: wrong"),
    (TWO, "verdict: supported", "verdict: suported"),
    (TWO, "when: 2023-08-18", "when: 2023-08-19"),
    (TWO, "kind: event", "kind: event\nkind: event"),
    (TWO, "sentence: S01", "sentence: S07"),
    (TWO, "quote: closed two", "quote: closed ten"),
    (TWO, "due to geopolitical circumstances", "due to geographical circumstances"),
    (TWO, "tass-2023-08-18-closed", "lrt-2023-08-17-threat"),
    (TWO, "countries: [lithuania, belarus]", "countries: [lithuania, latvia]"),
    (TWO, "by: the editors", "by: the editors\nwaive:\n  matching-date: It is said so."),
    (TWO, "by: the editors", "by: the editors\nwaive:\n  article-words: It is said so."),
    (TWO, "asserted_by: article", "asserted_by: article\nembeds: said-threat"),
    (TWO, None, None),
    (SAID, "embeds: crossings-are-a-threat", "embeds: later-step"),
    (SAID, "embeds: crossings-are-a-threat", "embeds: crossings-are-threats"),
    (SAID, "verdict: supported", "verdict: unverified"),
    (SAID, "basis: interview", "basis: official-record"),
    (SAID, "asserted_by: article", "asserted_by: border-guard"),
    (SAID, None, None),
    (THREAT, "when: 2023-08~", "when: 2023-08~\nembeds: said-threat"),
    (THREAT, "when: 2023-08~", "when: 2023-08~\nembeds: two-crossings"),
    (THREAT, "verdict: attributed-only", "verdict: supported"),
    (THREAT, None, None),
    (LATER, "claim: two-crossings", "claim: one-crossing"),
    (LATER, "claim: two-crossings", "claim: later-step"),
    (LATER, "later: true", "later: false"),
    (LATER, None, "claim: It went.\nmoved_to: [two-crossings]\ndate: 2026-11-22\n"),
    (LATER, None, None),
    (f"{BORDERS}/one-crossing.yaml", None, SECOND),
    (f"{BORDERS}/one-crossing.yaml", None, "claim: a: b\n"),
    ("facts/claims/again/two-crossings.yaml", None, TINY[TWO]),
    ("facts/claims/again/two-crossings.yaml", None, SECOND),
    ("facts/claims/Again/x y.yaml", None, SECOND),
    (LRT, "2023-08-16}", "2023-08-26}"),
    (LRT, "kind = {broadcaster}", "kind = {primary}"),
    (LRT, "langid = {en}", "langid = {lt}"),
    (LRT, "title = {", "title = "),
    (LRT, "langid = {en},", "langid = {en},\n  waive = {cited-sources: It may be needed.},"),
    (LRT, None, TINY[LRT] + A_SOURCE),
    (TASS, "urldate = {2026-11}", "urldate = {2022-11}"),
    (TASS, None, None),
    ("facts/vocabulary/publishers.yaml", "owner: russian-state", "owner: state"),
    ("facts/vocabulary/publishers.yaml", "country: LT", "country: LT\n  owner: russian-state"),
    ("facts/vocabulary/people.yaml", "jonas-petraitis", "jonas-petraityte"),
    ("facts/vocabulary/places.yaml", "claim: two-crossings", "claim: later-steps"),
    ("facts/vocabulary/topics.yaml", None, None),
    ("facts/vocabulary/topics.yaml", "borders:", "- borders:"),
    ("seeds/story/article.yaml", "date: 2023-08-24", "date: 2025-08-24"),
    ("seeds/story/article.yaml", "id: S01", "id: S07"),
    ("seeds/story/article.yaml", "start: 43", "start: 44"),
    ("seeds/story/article.txt", "two of its six", "six of its two"),
    ("content/index.md", "[@two-crossings]", "on 18 August 2023 [@two-crossings]"),
    ("content/index.md", "[@two-crossings]", "on 20 August 2023 [@two-crossings] [@nothing]"),
    ("content/index.md", "facts: verdict-counts", "facts: verdict-count"),
    (f"facts/snapshots/{Path(SNAPSHOT).name}", None, None),
    (SNAPSHOT, "geopolitical", "geological"),
    ("facts/links.json", None, "no json"),
)


Files = dict[str, str | None]


def apply(project: Project, original: Files, chosen: frozenset[int]) -> None:
    """Write the project with only the chosen edits, in order."""
    files = dict(original)
    for number in sorted(chosen):
        path, before, after = EDITS[number]
        text = files.get(path)
        if before is None:
            files[path] = after
        elif text is not None:
            files[path] = text.replace(before, after or "")
    for path in {*original, *(edit[0] for edit in EDITS)}:
        text, file = files.get(path), project.root / path
        if text is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_text("utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def output(project: Project) -> list[Any]:
    """Return the whole output of a check in every format, and every record with its location."""
    checked = check_project(project)
    printed = [form(checked.report, checked.counts, project.root) for form in FORMATS.values()]
    records = checked.ledger.records
    placed = [
        (record.id, record.path, record.place.span(), record.model_dump())
        for record in (*records.claims, *records.sources, *records.people)
    ]
    return [[item.sort_key() for item in checked.report], *printed, checked.counts, placed]


def output_without_cache(project: Project) -> list[Any]:
    """Return the output of a check without a cache, and leave the cache unchanged."""
    folder = project.root / ".cache"
    away = project.root.with_name(f"{project.root.name}-cache")
    if folder.exists():
        folder.rename(away)
    fresh = output(project)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    if away.exists():
        away.rename(folder)
    return fresh


@pytest.fixture
def edited(world: World) -> tuple[Project, Files]:
    """Return a project with a snapshot and no cache, and the text of each of its files."""
    project = captured(world)
    (project.root / ".cache").rename(project.root.with_name("cache-of-capture"))
    files = [path for path in project.root.rglob("*") if path.is_file()]
    return project, {
        str(path.relative_to(project.root)): path.read_text("utf-8")
        for path in files
        if "templates" not in path.parts
    }


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    states=st.lists(
        st.frozensets(st.integers(0, len(EDITS) - 1), max_size=4), min_size=2, max_size=6
    )
)
def test_the_cache_does_not_change_the_output_after_any_edits(
    edited: tuple[Project, Files], states: list[frozenset[int]]
) -> None:
    project, original = edited
    for chosen in states:
        apply(project, original, chosen)
        fresh = output_without_cache(project)
        assert output(project) == fresh


@pytest.mark.parametrize("first", range(len(EDITS)))
def test_the_cache_does_not_change_the_output_after_an_edit_or_its_reversal(
    edited: tuple[Project, Files], first: int
) -> None:
    project, original = edited
    other = (first * 7 + 3) % len(EDITS)
    for chosen in (set(), {first}, {first, other}, {other}, set()):
        apply(project, original, frozenset(chosen))
        fresh = output_without_cache(project)
        assert output(project) == fresh


def test_an_unknown_reference_is_reported_after_the_unreadable_file_is_deleted(
    world: World,
) -> None:
    project = world({LATER: "claim: a: b\n", TWO: TINY[TWO] + RELATED.format("later-step")})
    assert [problem.span.path for problem in check_project(project).report] == [LATER]
    (project.root / LATER).unlink()
    assert [problem.span.path for problem in check_project(project).report] == [TWO]


def test_an_unknown_source_is_reported_after_the_stray_file_is_deleted(world: World) -> None:
    unknown = TINY[TWO].replace("tass-2023-08-18-closed", "tass-2023-08-18-shut")
    stray = "facts/sources/more.bibtex"
    project = world({TWO: unknown, stray: "@online{tass-2023-08-18-shut,\n}\n"})
    assert "known-source" not in {problem.rule for problem in check_project(project).report}
    (project.root / stray).unlink()
    assert "known-source" in {problem.rule for problem in check_project(project).report}


def test_running_all_rules_gives_the_report_of_the_public_check(world: World) -> None:
    project = world({TWO: TINY[TWO].replace("verdict: supported", "verdict: wrong")})
    ledger = Ledger(read(project)[0])
    assert list(run(ledger, [])) == []
    assert list(run(ledger)) == list(check_project(project).report)
