"""Tests the steps from an empty folder to a site with a claim, with the installed engine."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import SentenceState
from tests.conftest import PROJECT
from tests.repositories import git
from tests.sites import files_of, pages_of

ARTICLES = {"en": "harbour-bridge-close-six", "es": "agua-valdeoro-supera-limite"}
FIRST_SITE = re.compile(r"belarus|lukash|minsk|valdeoro-2026|americans", re.IGNORECASE)
CLAIMS = {
    "en": ("S04", "Harbour Bridge carried 8,500 vehicles a day in March 2026.", "2026-03"),
    "es": ("S05", "El máximo legal de nitratos era de 50 mg/l en marzo de 2026.", "2026-03"),
}


def begun(facts: Callable, folder: Path, lang: str) -> Path:
    """Return a new site with an article."""
    root = folder / "site"
    facts(folder, "init", "site", "--lang", lang, "--name", "Harbour: facts & # notes <of ours>")
    text = Path(__file__).with_name(f"{lang}.txt")
    facts(root, "start", text, "--lang", lang, "--date", "2026-03-14", "--publisher", "A paper")
    return root


@pytest.fixture(scope="session", params=sorted(ARTICLES))
def built(request, facts, tmp_path_factory):
    """Return the language of a new site, and its folder after a check and a build."""
    root = begun(facts, tmp_path_factory.mktemp(request.param), request.param)
    facts(root, "check")
    facts(root, "fmt", "--check")
    facts(root, "build")
    return request.param, root


def sentences_of(root: Path):
    (article,) = read(Project(root))[0].articles
    return article, article.sentences


def test_a_new_site_has_six_files_and_builds_without_errors(facts, tmp_path):
    facts(tmp_path, "init")
    assert len(files_of(tmp_path)) == 6
    facts(tmp_path, "check")
    facts(tmp_path, "build")
    home = pages_of(tmp_path / "site")["index.html"]
    assert {"countries.html", "who.html"}.isdisjoint(files_of(tmp_path / "site"))
    assert "unknown" not in home.text
    assert "never" not in home.text


def test_an_installed_engine_contains_its_files_but_no_example(installed):
    files = files_of(installed)
    for folder in ("templates", "templates/starter/es", "assets", "schema"):
        own = PROJECT / ("content/assets" if folder == "assets" else folder)
        theirs = {
            Path(path).name for path in files if path.startswith(f"build_tools/engine/{folder}/")
        }
        assert {path.name for path in own.iterdir() if path.is_file()} <= theirs
    words = {path.name for path in (PROJECT / "build_tools/words").glob("*.po")}
    assert words <= {Path(path).name for path in files if path.startswith("build_tools/words/")}
    assert not [path for path in files if "example" in path or "death-valley" in path]


def test_a_new_site_names_the_commit_of_the_engine_but_no_local_path(facts, repository, tmp_path):
    facts(tmp_path, "init")
    *notes, requirement = (tmp_path / "requirements.txt").read_text().splitlines()
    assert git(repository, "rev-parse", "HEAD").strip() in "".join(notes)
    assert str(repository) not in "".join(notes)
    assert requirement.startswith("fact-checked-explainer==")


def test_init_does_not_overwrite_existing_files(facts, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("# Mine\n")
    facts(tmp_path, "init", "--lang", "es")
    before = files_of(tmp_path)
    assert before["content/index.md"] == b"# Mine\n"
    facts(tmp_path, "init", "--lang", "en", "--name", "Another")
    assert files_of(tmp_path) == before


def test_every_file_of_a_site_is_pinned_to_this_engine(facts, tmp_path):
    facts(tmp_path, "init")
    settings = (tmp_path / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(re.sub('engine: "[^"]*"', 'engine: "99.0"', settings))
    assert "mkdocs.yml" in facts(tmp_path, "check", code=1).stdout


def test_the_starter_workflow_pins_the_same_actions_as_our_workflows(facts, tmp_path):
    facts(tmp_path, "init")
    pins = re.compile(r"uses: (\S+@[0-9a-f]{40} # \S+)")
    ours = (PROJECT / ".github/workflows/publish.yml").read_text()
    theirs = pins.findall((tmp_path / ".github/workflows/site.yml").read_text())
    assert len(theirs) >= 4
    assert set(theirs) <= set(pins.findall(ours))


def test_an_article_is_split_into_sentences_that_are_all_marked_todo(built):
    lang, root = built
    article, sentences = sentences_of(root)
    assert article.id == ARTICLES[lang]
    assert {sentence.state for sentence in sentences} == {SentenceState.TODO}
    words = [article.words_of(sentence) for sentence in sentences]
    expected = {
        "en": "It carries about 8,500 vehicles a day, i.e. more than any other road in the town.",
        "es": "La empresa concesionaria, Aguas del Oro, S. A., culpa a las granjas porcinas.",
    }
    assert expected[lang] in words
    assert len(words) == {"en": 9, "es": 27}[lang]


def test_notes_are_next_to_each_sentence_and_are_never_published(built):
    lang, root = built
    record = (root / f"seeds/{ARTICLES[lang]}/article.yaml").read_text()
    expected = {
        "en": (
            "quotation: “The cables are safe today,”, Ines Moreau",
            "date: 2026-05-04 (4 May)",
            "date: 2026-03-09 (Monday before the article)",
            "numbers: 8,500",
            "names: Harbour Bridge",
        ),
        "es": (
            "date: 2026-03-03 (3 de marzo)",
            "date: 2026-03-09 (lunes before the article)",
            "numbers: 62,4 mg/l",
            "names: Carmen Oliver Rueda",
        ),
    }
    for note in expected[lang]:
        assert f"    # seen: {note}" in record, note
    for path, data in files_of(root / "site").items():
        assert b"seen: " not in data or not path.endswith((".html", ".json", ".csv")), path


def test_no_page_mentions_the_first_site_or_has_text_in_an_undeclared_language(built):
    lang, root = built
    pages = pages_of(root / "site")
    assert len(pages) > 10
    for path, page in pages.items():
        # The page on quotations names the languages with a list of negations.
        text = page.text.replace("Belarusian", "")
        assert not FIRST_SITE.search(text), (path, FIRST_SITE.search(text))
        assert page.one("html").attributes["lang"] == lang
    menu = [link.text for link in pages["method.html"].all("a") if link.within("nav")]
    assert {"en": "Timeline", "es": "Cronología"}[lang] in menu


def test_every_word_of_a_new_site_is_in_its_language(built):
    lang, root = built
    files = files_of(root / "site")
    assert b'<span lang="en">' not in b"".join(files.values())
    heading = {"en": "Every sentence", "es": "Todas las frases"}[lang]
    assert heading in files["coverage.html"].decode()
    assert f'xml:lang="{lang}"' in files["feed.xml"].decode()


def test_a_claim_from_a_sentence_removes_the_todo_mark(built, facts, tmp_path):
    lang, made = built
    root = tmp_path / "site"
    shutil.copytree(made, root, ignore=shutil.ignore_patterns("site", ".cache"))
    sentence, claim, when = CLAIMS[lang]
    facts(root, "new", "topic", "--name", "Water", "--summary", "What flows.", "--yes")
    facts(root, "new", "place", "--name", "Ellis", "--kind", "town", "--yes")
    facts(
        *(root, "new", "claim", "--yes", "--sentence", sentence, "--claim", claim),
        *("--kind", "number", "--when", when, "--topics", "water", "--about", "ellis"),
        *("--asserted-by", "article", "--verdict", "unverified", "--confidence", "low"),
        *("--finding", "?", "--by", "?", "--would-change", "?", "--set", "search_log.1.where=?"),
        *("--set", "search_log.1.query=?", "--set", "search_log.1.result=?"),
    )
    article, sentences = sentences_of(root)
    states = {item.id: item.state for item in sentences}
    assert states.pop(sentence) is None
    assert set(states.values()) == {SentenceState.TODO}
    (path,) = (root / "facts/claims").rglob("*.yaml")
    assert f"sentence: {sentence}" in path.read_text()
    facts(root, "fmt", "--check")
    facts(root, "check")
    facts(root, "build")
    # A second run of `start` keeps existing work.
    facts(root, "start", root / f"seeds/{article.id}/article.txt")
    assert sentences_of(root)[1] == sentences


def test_sentences_keep_their_ids_when_the_text_is_edited(built, facts, tmp_path):
    lang, made = built
    root = tmp_path / "site"
    shutil.copytree(made, root, ignore=shutil.ignore_patterns("site", ".cache"))
    path = root / f"seeds/{ARTICLES[lang]}/article.txt"
    article, before = sentences_of(root)
    words = {item.id: article.words_of(item) for item in before}
    text = path.read_text()
    third = words["S03"]
    path.write_text(text.replace(third, f"A new one stands here now. {third}").replace(".", "!", 1))
    facts(root, "start", path)
    article, after = sentences_of(root)
    now = {item.id: article.words_of(item) for item in after}
    new = {name for name in now if name not in words}
    assert len(new) == 1
    assert now[new.pop()] == "A new one stands here now!" or lang == "es"
    unchanged = [name for name in words if now.get(name) == words[name]]
    assert len(unchanged) >= len(words) - 2


def test_a_site_may_have_a_folder_with_the_same_name_as_the_package(facts, tmp_path):
    facts(tmp_path, "init")
    package = tmp_path / "build_tools"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('The site was imported.')\n")
    facts(tmp_path, "build")


def test_a_sites_template_and_asset_replace_those_of_the_engine(facts, tmp_path):
    facts(tmp_path, "init")
    for path, text in {
        "templates/theme/partials/footer.html": "<footer>Ours</footer>",
        "templates/theme/404.html": '{% extends "engine/404.html" %}{% block content %}Lost{{ '
        "super() }}{% endblock %}",
        "content/assets/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    facts(tmp_path, "build", "--no-strict")
    site = tmp_path / "site"
    assert "<footer>Ours</footer>" in (site / "index.html").read_text()
    assert "Lost<h1" in (site / "404.html").read_text().replace("\n", "")
    assert (site / "assets/mark.svg").read_text() == "<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert (site / "assets/base.css").is_file()


def test_a_kind_without_records_has_no_page_or_menu_entry(facts, tmp_path):
    facts(tmp_path, "init")
    settings = (tmp_path / "mkdocs.yml").read_text()
    more = "  - Lands: countries.md\n  - More:\n      - who.md\n"
    (tmp_path / "mkdocs.yml").write_text(settings + more)
    facts(tmp_path, "build")
    assert not (tmp_path / "site/countries.html").exists()
    facts(tmp_path, "new", "country", "--name", "Spain", "--code", "ES", "--summary", "Its part.")
    facts(tmp_path, "build")
    assert "Lands</a>" in (tmp_path / "site/countries.html").read_text()
    assert not (tmp_path / "site/who.html").exists()
