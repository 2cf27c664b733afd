"""Tests the ids and the next steps that ``facts start`` prints in a project with an article."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.cli.codes import WRONG_USE
from build_tools.facts.project import Project
from build_tools.rules.check import check_project
from tests.repositories import git
from tests.sites import configuration

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
    assert "--sentence pier/S02" in said
    assert "coverage/pier.html" in said
    again = start(project, text, TITLE.format("pier"), LINE.format("piers")).stdout
    assert "--sentence" in again
    # The printed command works. "S02" alone could be in either article.
    assert run(project, "new", "claim", "--sentence", "S02", "--claim", "x").exit_code != 0
    named = run(project, "new", "claim", "--sentence", "pier/S02", "--claim", "A pier closed.")
    assert LINE.format("pier") in named.stdout


@pytest.mark.parametrize(("lang", "is_said"), [("de", True), ("es", False), ("en", False)])
def test_start_says_if_the_interface_is_in_english(world, text: Path, lang: str, is_said) -> None:
    settings = configuration().replace("  language: en\n", f"  language: {lang}\n")
    project = world({"mkdocs.yml": settings})
    said = start(project, text, TITLE.format("pier"), LINE.format("pier")).stdout
    assert ("English" in said) is is_said


def test_a_single_article_is_not_named(world, text: Path) -> None:
    project = world({"seeds/story/article.yaml": None, "seeds/story/article.txt": None})
    said = start(project, text, TITLE.format("pier"), LINE.format("pier"), "--id", "pier").stdout
    assert "--sentence S02" in said
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
    # Options of the command override values from the page.
    run(project, "start", page, "--id", "puente", "--publisher", "Otro")
    assert check_project(project).ledger.articles["puente"].publisher == "Otro"


HEADLINE = "Kestmere council bans lorries from Mill Bridge"
BYLINE = "By Ada Fenwick, Kestmere Post, 14 October 2025"  # as long as the headline
BODY = "The motion passed by 11 votes to 4. It begins in December.\n\nHauliers oppose the ban."
ALONE = {"seeds/story/article.yaml": None, "seeds/story/article.txt": None}


def begun(project: Project, file: Path, *options: str) -> Path:
    """Start an article from a text, and return the path of the stored text."""
    file.write_text(f"{HEADLINE}\n\n{BYLINE}\n\n{BODY}\n", encoding="utf-8")
    run(project, "start", file, "--id", "mill", *options)
    return project.seeds / "mill" / "article.txt"


def sentences(project: Project) -> dict[str, str]:
    article = check_project(project).ledger.articles["mill"]
    return {item.id: article.words_of(item) for item in article.sentences}


def without_byline(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(f"{BYLINE}\n\n", ""), encoding="utf-8")


@pytest.mark.parametrize("where", ["own file", "seed", "seed of a clone", "seed of a copy"])
def test_an_untouched_headline_keeps_its_id(world, text: Path, where: str) -> None:
    project = world(ALONE)
    edited = begun(project, text)
    before = sentences(project)
    if "of" in where:
        if where.endswith("clone"):
            git(project.root, "init", "--quiet")
            git(project.root, "add", "seeds")
            git(project.root, "commit", "--quiet", "--message", "Begin")
        shutil.rmtree(project.root / ".cache")
    edited = text if where == "own file" else edited
    without_byline(edited)
    options = ("--id", "mill") if where == "own file" else ()
    said = run(project, "start", edited, *options).stdout
    after = sentences(project)
    (byline,) = [name for name, words in before.items() if words == BYLINE]
    if where == "seed of a copy":  # the earlier words are lost, which the command reports
        assert "lengths" in said
        return
    assert after == {name: words for name, words in before.items() if name != byline}
    assert "lengths" not in said


def test_the_next_step_names_the_first_sentence_marked_todo(world, text: Path) -> None:
    project = world(ALONE)
    edited = begun(project, text)
    edited.write_text(BODY, encoding="utf-8")
    said = run(project, "start", edited).stdout
    first = next(iter(sentences(project)))
    assert first != "S01"
    assert f"--sentence {first}`" in said
    claim = run(project, "new", "claim", "--sentence", first, "--claim", "It passed.", "--yes")
    assert "no sentence" not in claim.output
    record = edited.with_name("article.yaml")
    done = record.read_text(encoding="utf-8").replace("state: todo", "state: context", 1)
    record.write_text(done.replace("context\n", "context\n    reason: It is a test.\n", 1))
    second = list(sentences(project))[1]
    assert f"--sentence {second}`" in run(project, "start", edited).stdout


@pytest.mark.parametrize("lang", ["en", "es"])
def test_fields_that_are_given_later_replace_placeholders(world, text: Path, lang: str) -> None:
    settings = f"site_name: X\ntheme:\n  name: material\n  language: {lang}\n"
    project = world({**ALONE, "mkdocs.yml": settings})
    text.write_text(f"{BODY}\n", encoding="utf-8")

    def record(*options: str) -> dict[str, object]:
        run(project, "start", text, "--id", "mill", *options)
        article = check_project(project).ledger.articles["mill"]
        return article.model_dump(exclude={"sentences"}, exclude_none=True)

    unknown = record()
    assert "date_basis" in unknown
    assert record() == unknown
    addressed = record("--url", "https://www.post.example/1")
    assert addressed["publisher"] == "post.example"
    assert record("--date", "2025-10-14")["date"] == "2025-10-14"
    whole = record("--publisher", "Kestmere Post", "--title", HEADLINE)
    assert "date_basis" not in whole
    assert (whole["publisher"], whole["title"]) == ("Kestmere Post", HEADLINE)
    assert record() == whole
    path = project.seeds / "mill/article.yaml"
    basis = path.read_text(encoding="utf-8").replace(
        "sentences:", "date_basis: A stamp.\nsentences:"
    )
    path.write_text(basis, encoding="utf-8")
    assert record("--date", "2025-10-15")["date_basis"] == "A stamp."


def test_a_title_that_is_given_later_does_not_create_a_second_article(world, text: Path) -> None:
    project = world(ALONE)
    text.write_text(f"{HEADLINE}\n\n{BODY}\n", encoding="utf-8")
    run(project, "start", text)
    before = seeds(project)
    run(project, "start", text, "--title", "Lorries must go around")
    assert seeds(project) == before


def test_texts_left_out_of_a_page_are_listed(world, text: Path) -> None:
    project = world(ALONE)
    text.write_text(
        f"<html><body><main><h1>{HEADLINE}</h1><p>{BODY}</p></main>"
        "<footer>All rights reserved.</footer></body></html>",
        encoding="utf-8",
    )
    said = run(project, "start", text, "--id", "mill").stdout
    assert "All rights reserved" in said
    assert "All rights reserved" not in (project.seeds / "mill/article.txt").read_text("utf-8")
    assert next(iter(sentences(project).values())) == HEADLINE


def test_a_byline_in_the_second_line_is_read_and_can_be_replaced(world, text: Path) -> None:
    project = world(ALONE)
    begun(project, text)
    article = check_project(project).ledger.articles["mill"]
    assert (article.publisher, str(article.date.machine())) == ("Kestmere Post", "2025-10-14")
    assert article.date_basis is None
    begun(project, text, "--publisher", "Valley Courier", "--date", "2025-10-15")
    article = check_project(project).ledger.articles["mill"]
    assert (article.publisher, str(article.date.machine())) == ("Valley Courier", "2025-10-15")


@pytest.mark.parametrize(
    "listed", [": S01", ":\n  - start: 1", ":\n  - {id: S01, start: x, end: 4}", ":\n  S01: {}"]
)
def test_a_record_without_sentence_offsets_is_refused_and_not_replaced(
    world, text: Path, listed: str
) -> None:
    record = f"title: Pool\ndate: '2025-10-14'\nsentences{listed}\n"
    project = world({**ALONE, "seeds/pool/article.yaml": record})
    text.write_text("The pool\n\nIt closed.\n", encoding="utf-8")
    said = run(project, "start", text, "--id", "pool")
    assert said.exit_code == WRONG_USE
    assert "seeds/pool/article.yaml" in said.stderr
    assert (project.root / "seeds/pool/article.yaml").read_text(encoding="utf-8") == record


def test_a_deleted_sentence_gives_a_single_error_with_the_command(world, text: Path) -> None:
    project = world(ALONE)
    edited = begun(project, text)
    lost, words = list(sentences(project).items())[2]
    claim = project.root / "facts/claims/borders/two-crossings.yaml"
    known = claim.read_text(encoding="utf-8")
    claim.write_text(
        known.replace("article: story", "article: mill").replace("S01", lost), encoding="utf-8"
    )
    edited.write_text(edited.read_text(encoding="utf-8").replace(words, ""), encoding="utf-8")
    of_text = {"article-words", "sentence-coverage"}
    report = check_project(project).report
    error, of_todo = sorted(
        (problem for problem in report.errors if problem.rule in of_text),
        key=lambda problem: problem.rule,
    )
    assert (error.rule, of_todo.rule) == ("article-words", "sentence-coverage")
    assert f"{lost} has a state" in of_todo.message
    assert "facts start seeds/mill/article.txt" in error.hint
    said = run(project, "start", edited).stdout
    assert f"{lost} “" in said
    assert "facts/claims/borders/two-crossings.yaml" in said
    (error,) = [
        problem for problem in check_project(project).report.errors if problem.rule in of_text
    ]
    assert error.span.path == "facts/claims/borders/two-crossings.yaml"
    assert error.hint.startswith("The article has S01 to S02 and S04 to S05;")


def test_unchanged_sentences_are_not_reported_as_lost(world, text: Path) -> None:
    project = world(ALONE)
    assert "No longer" not in run(project, "start", begun(project, text)).stdout


def test_ids_of_a_german_article_spell_umlauts_and_earlier_ids_stay(world, text: Path) -> None:
    german = {"mkdocs.yml": "theme: {name: material, language: de}\n"}
    title, line = "Hallenbad in Großenbach für Köhler", LINE.format("Bad")
    project = world(ALONE, **german)
    start(project, text, title, line)
    assert seeds(project) == {"hallenbad-grossenbach-fuer-koehler"}
    # Earlier versions proposed other ids, which sites still use.
    project = world(ALONE, **german)
    start(project, text, title, line, "--id", "hallenbad-grosenbach-fur-kohler")
    start(project, text, title, line)
    assert seeds(project) == {"hallenbad-grosenbach-fur-kohler"}


def test_a_refused_id_is_answered_with_one_that_is_accepted(world, text: Path) -> None:
    project = world(ALONE, **{"mkdocs.yml": "theme: {name: material, language: de}\n"})
    refused = start(project, text, TITLE, LINE, "--id", "Größe")
    assert refused.exit_code == WRONG_USE
    assert "--id groesse\n" in refused.output.replace("│", "")


def test_the_first_proposed_sentence_has_something_to_check(world, text: Path) -> None:
    project = world(ALONE)
    text.write_text(
        "Baths stay shut\nThe Post, 5 March 2024\n\nIt rained. It cost 3 euros.\n", "utf-8"
    )
    said = run(project, "start", text, "--id", "baths", "--date", "2024-03-05").stdout
    (words,) = re.findall(r"--sentence (S\d+)`", said)
    article = check_project(project).ledger.articles["baths"]
    (sentence,) = [item for item in article.sentences if item.id == words]
    assert article.words_of(sentence) == "It cost 3 euros."


def test_a_number_with_its_unit_is_not_noted_as_a_name(world, text: Path) -> None:
    project = world(ALONE, **{"mkdocs.yml": "theme: {name: material, language: de}\n"})
    body = "Das Land zahlt 3,5 Millionen Euro an den Landkreis Weißtal."
    text.write_text(f"Bad\n\n{body}\n", "utf-8")
    run(project, "start", text, "--id", "bad", "--date", "2024-03-05")
    record = (project.seeds / "bad" / "article.yaml").read_text(encoding="utf-8")
    assert "names: Landkreis Weißtal\n" in record
