"""Tests ``facts start`` in a project that has an article: it gives a new id and the next steps."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project
from build_tools.rules.check import check_project

TITLE = "Harbour council votes to close the old {}"
LINE = "The council voted on 4 March 2024 to close the old {}, which was built in 1912."


def run(project: Project, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(facts, ["--project", str(project.root), *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return tmp_path / "article.txt"


def start(project: Project, file: Path, title: str, line: str, *options: str) -> Result:
    file.write_text(f"{title}\n\n{line}\n", encoding="utf-8")
    return run(project, "start", file, "--date", "2024-03-05", *options)


def seeds(project: Project) -> set[str]:
    return {path.name for path in project.seeds.iterdir()}


def test_an_article_with_a_similar_title_gets_a_different_id(world, text: Path) -> None:
    project = world()
    before = seeds(project)
    start(project, text, TITLE.format("pier"), LINE.format("pier"))
    (first,) = seeds(project) - before
    old = (project.seeds / first / "article.txt").read_bytes()
    start(project, text, TITLE.format("bridge"), LINE.format("bridge"))
    (second,) = seeds(project) - before - {first}
    assert second.startswith(first)
    assert (project.seeds / first / "article.txt").read_bytes() == old


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (TITLE.format("pier"), "A new text, in one line, under the same title as before."),
        (TITLE.format("pier tomorrow"), LINE.format("pier")),
    ],
)
def test_an_edited_article_keeps_its_id(world, text: Path, title: str, line: str) -> None:
    project = world()
    start(project, text, TITLE.format("pier"), LINE.format("pier"))
    before = seeds(project)
    start(project, text, title, line)
    assert seeds(project) == before


def test_the_next_steps_name_the_article_if_there_are_several(world, text: Path) -> None:
    project = world()
    said = start(project, text, TITLE.format("pier"), LINE.format("pier"), "--id", "pier").stdout
    assert "--sentence pier/S01" in said
    assert "coverage/pier.html" in said
    again = start(project, text, TITLE.format("pier"), LINE.format("piers")).stdout
    assert "--sentence" in again
    # The command given works. "S01" alone could be in either article.
    assert run(project, "new", "claim", "--sentence", "S01", "--claim", "x").exit_code != 0
    named = run(project, "new", "claim", "--sentence", "pier/S01", "--claim", "A pier closed.")
    assert TITLE.format("pier") in named.stdout


def test_a_single_article_is_not_named(world, text: Path) -> None:
    project = world({"seeds/story/article.yaml": None, "seeds/story/article.txt": None})
    said = start(project, text, TITLE.format("pier"), LINE.format("pier"), "--id", "pier").stdout
    assert "--sentence S01" in said
    assert "coverage/" not in said
    assert set(check_project(project).ledger.articles) == {"pier"}


def test_a_saved_page_provides_title_publisher_date_address_and_language(
    world, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<html lang="es"><head><title>El puente cierra - El Heraldo</title>'
        '<meta property="og:title" content="El puente cierra">'
        '<meta property="og:site_name" content="El Heraldo">'
        '<meta property="article:published_time" content="2026-03-14T10:00:00+01:00">'
        '<link rel="canonical" href="https://heraldo.example/puente"></head><body>'
        "<nav>Inicio</nav><article><h1>El puente cierra</h1>"
        "<p>El puente de Ellis cierra desde el 9 de marzo. El ayuntamiento no dio razones.</p>"
        "<p>Las obras costarán 2,4 millones de euros, según el ayuntamiento.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    project = world()
    run(project, "start", page, "--id", "puente")
    article = check_project(project).ledger.articles["puente"]
    assert (article.title, article.publisher) == ("El puente cierra", "El Heraldo")
    assert (article.date.written, article.url) == ("2026-03-14", "https://heraldo.example/puente")
    assert article.lang == "es"
    assert "Inicio" not in article.text
    assert len(article.sentences) == 4
    # The command's options override the page.
    run(project, "start", page, "--id", "puente", "--publisher", "Otro")
    assert check_project(project).ledger.articles["puente"].publisher == "Otro"
