"""Tests the assembly of a site, the reports of errors, and the sentences of articles."""

import gc
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from build_tools.facts.diagnostics import Report
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Article
from build_tools.rules.check import check_project
from tests.own_site import OWN, PROJECT
from tests.whole import assemble

World = Callable[..., Project]
SHELF = "facts/claims/borders"


def told(report: Report) -> list[tuple[str, int, str]]:
    return [(diagnostic.span.path, diagnostic.span.line, diagnostic.rule) for diagnostic in report]


def test_the_tiny_project_is_assembled_without_errors(world: World) -> None:
    site = assemble(world())
    assert told(site.checked.report) == []
    paths = [page.path for page in site.pages]
    assert len(paths) == len(set(paths))
    assert {"claims/two-crossings.html", "countries/lithuania.html", "coverage.html"} <= set(paths)
    for page in site.pages:
        assert page.title
        assert page.description
        assert page.body.strip()


def test_checking_reports_the_same_errors_as_assembling(world: World) -> None:
    project = world({f"{SHELF}/a.yaml": "claim: a: b\n"})
    assert check_project(project).report == assemble(project).checked.report


def test_eight_errors_are_reported_together_and_pages_are_still_made(
    world: World, tiny: Mapping[str, str]
) -> None:
    two = f"{SHELF}/two-crossings.yaml"
    page = "---\ntemplate: x\n---\n# T\n\nSo [@no-such-claim].\n\n<!-- facts: no -->\n"
    template = "---\npath: who.html\ntitle: T\ndescription: D\n---\n{{ x }}\n"
    project = world(
        {
            f"{SHELF}/broken.yaml": "claim: a: b\n",
            f"{SHELF}/hidden.yaml": "claim: \u202e\n",
            f"{SHELF}/shapeless.yaml": "claim: Only this.\n",
            two: tiny[two].replace(
                "closed two of its six crossings", "closed ten of its crossings"
            ),
            "facts/sources/broken.bib": "@online{b-1,\n  title = {x}\n  url = {y},\n}\n",
            "facts/vocabulary/origins.yaml": "x: {name: N}\n",
            "content/index.md": page,
            "templates/pages/who.html.j2": template,
        }
    )
    site = assemble(project)
    shapeless = [item for item in told(site.checked.report) if item[0] == f"{SHELF}/shapeless.yaml"]
    assert {item[2] for item in shapeless} == {"shape"}
    assert [item for item in told(site.checked.report) if item not in shapeless] == [
        ("content/index.md", 2, "prose"),
        ("content/index.md", 6, "known-citation"),
        ("content/index.md", 8, "known-block"),
        (f"{SHELF}/broken.yaml", 1, "yaml"),
        (f"{SHELF}/hidden.yaml", 1, "readable"),
        (two, 6, "article-words"),
        ("facts/sources/broken.bib", 3, "bibtex"),
        ("facts/vocabulary/origins.yaml", 1, "shape"),
        ("templates/pages/who.html.j2", 6, "template"),
    ]
    whole = {page.path for page in assemble(world()).pages}
    assert {page.path for page in site.pages} == whole - {"who.html"}


def test_an_unknown_block_is_reported_with_the_nearest_name(world: World) -> None:
    project = world({"content/index.md": "# T\n\n<!-- facts: verdict-count -->\n"})
    (fault,) = [
        diagnostic
        for diagnostic in check_project(project).report
        if diagnostic.rule == "known-block"
    ]
    assert (fault.span.line, fault.span.column, fault.span.end_column) == (3, 13, 26)
    assert fault.hint.startswith("Did you mean verdict-counts?")


def test_an_empty_project_makes_an_empty_site_without_a_crash(tmp_path: Path) -> None:
    checked = check_project(Project(tmp_path))
    assert (checked.counts.claims, told(checked.report)) == (0, [])


def test_assembling_twice_gives_the_same_pages(world: World) -> None:
    project = world()
    assert assemble(project).pages == assemble(project).pages


@pytest.mark.parametrize("on", [True, False])
def test_the_state_of_the_garbage_collector_is_restored(tmp_path: Path, on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        check_project(Project(tmp_path))
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()


# The sentences of the articles on the project's own site and on the island.


@pytest.fixture(scope="module", params=[OWN, "island"])
def articles(request: pytest.FixtureRequest, island_root: Path) -> tuple[Article, ...]:
    root = PROJECT if request.param == "own" else island_root
    return read(Project(root))[0].articles


def test_no_sentence_overlaps_another_or_contains_two_sentences(
    articles: tuple[Article, ...],
) -> None:
    for article in articles:
        position = 0
        for sentence in article.sentences:
            assert position <= sentence.start < sentence.end <= len(article.text), sentence.id
            position = sentence.end
            assert "\n\n" not in article.words_of(sentence), sentence.id


def test_every_sentence_begins_and_ends_at_word_edges(articles: tuple[Article, ...]) -> None:
    for article in articles:
        for sentence in article.sentences:
            words = article.words_of(sentence)
            assert words == words.strip()
            assert words
            before, after = article.text[: sentence.start][-1:], article.text[sentence.end :][:1]
            assert not (before.isalnum() and words[0].isalnum()), sentence.id
            assert not (after.isalnum() and words[-1].isalnum()), sentence.id


def test_every_word_is_inside_a_sentence(articles: tuple[Article, ...]) -> None:
    for article in articles:
        position, outside = 0, ""
        for sentence in article.sentences:
            outside += article.text[position : sentence.start]
            position = sentence.end
        outside += article.text[position:]
        assert not any(letter.isalnum() for letter in outside)
