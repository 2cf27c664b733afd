"""Tests the plurals, quotation marks and counts on the pages of a Spanish site."""

import copy
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.catalogue import Catalogue, FilledMessage, without_marks
from build_tools.facts.project import Project
from build_tools.facts.records import Kind
from build_tools.pages import Page
from build_tools.quotations.matching import find
from build_tools.rules.permitted_verdict import conditions
from build_tools.views.parts.labels import VERDICTS
from build_tools.views.quotations import PURPOSES, texts
from tests.conftest import PROJECT
from tests.ledgers import claim, ledger
from tests.sites import Languages, configuration, write_project
from tests.txtar import files_of
from tests.whole import Whole, assemble

World = Callable[..., Project]
WORLD = files_of((PROJECT / "tests/worlds/valdeoro.txtar").read_text(encoding="utf-8"))
# Every claim has a topic, because the page of a topic counts verdicts.
VALDEORO = {
    path: text.replace("\nwhen:", "\ntopics: [agua]\nwhen:", 1) for path, text in WORLD.items()
}
ARTICLE = "seeds/valdeoro-2026/article.txt"
TEXT = (PROJECT / "tests/new_site/es.txt").read_text(encoding="utf-8")
SPANISH = Catalogue("es")
ADDED = "We added %(num)s more;"


@pytest.fixture(scope="module")
def valdeoro(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Return the invented Spanish site, whose claims are all in its article."""
    settings = configuration().replace("language: en", "language: es")
    files = {**VALDEORO, "mkdocs.yml": settings, ARTICLE: TEXT}
    return assemble(Project(write_project(tmp_path_factory.mktemp("valdeoro"), files)))


def page(site: Whole, path: str) -> Page:
    return next(page for page in site.pages if page.path == path)


def test_a_count_of_verdicts_has_the_plural_of_its_number(valdeoro: Whole) -> None:
    counted = re.findall(
        r"(?:<strong>|tally__number\">)(\d+)</\w+> ([^<]+)</a>",
        page(valdeoro, "topics/agua.html").body,
    )
    assert {f"{number} {words}" for number, words in counted} == {
        *("6 respaldadas", "2 falsas", "1 engañosa", "8 sin verificar")
    }


@pytest.mark.parametrize("key", [words.key for words in VERDICTS.values()])
def test_each_verdict_is_counted_in_every_language(key: str) -> None:
    (words,) = (words for words in VERDICTS.values() if words.key == key)
    english = Catalogue("en")
    for number in (1, 6):
        counted = english.ngettext(*words.counted, number, number=number)
        assert counted == f"{number} {words.label.lower()}"
        for lang in ("es", "lt", "pl", "uk"):
            # A message without a translation would begin with a marker.
            form = Catalogue(lang).ngettext(*words.counted, number, number=number)
            assert form.startswith(f"{number} ")


def lead(site: Whole) -> str:
    return page(site, "claims.html").body.partition('<p class="lead">')[2].partition("</p>")[0]


def test_the_overview_does_not_mention_added_claims_if_there_are_none(valdeoro: Whole) -> None:
    begins = SPANISH.message(ADDED).partition("%")[0]
    assert begins not in lead(valdeoro)
    assert not re.search(r"\b0\b.*?\.", lead(valdeoro).rpartition(SPANISH.number(17))[0])


def test_the_overview_counts_added_claims(tmp_path: Path) -> None:
    path = "facts/claims/agua/limite-nitratos.yaml"
    text = re.sub(r"appears_in:\n(?:  .*\n)+", "", VALDEORO[path])
    assert text != VALDEORO[path]
    settings = configuration().replace("language: en", "language: es")
    files = {**VALDEORO, path: text, "mkdocs.yml": settings}
    site = assemble(Project(write_project(tmp_path / "site", files)))
    assert SPANISH.ngettext(ADDED, ADDED, 1) in lead(site)


def spanish_text(html: str) -> str:
    """Return the text of a page without code and without text in other languages."""
    texts = Languages(html).texts
    return "".join(text for text, lang, is_plain in texts if lang in ("", "es") and not is_plain)


def test_spanish_pages_have_spanish_quotation_marks(valdeoro: Whole) -> None:
    # The page about quotations shows texts with all kinds of quotation marks.
    for one in (one for one in valdeoro.pages if one.kind != "quotations"):
        assert not re.search(r"<q\b", one.body), one.path
        # English quotation marks appear only between « and ».
        outside = re.sub("«[^«»]*»", "", spanish_text(one.body))
        assert not re.search("[“”„]", outside), (one.path, outside)
    sources = " ".join(one.body for one in valdeoro.pages if one.kind == "claim")
    assert '«<a href="../sources/' in sources
    assert "<blockquote" in sources
    assert "«" in page(valdeoro, "coverage.html").body


def test_results_of_quotation_cases_are_in_spanish_except_for_quoted_words(valdeoro: Whole) -> None:
    body = page(valdeoro, "quotations.html").body
    cells = re.findall(r"<td>([^<]*)</td>", body)
    reasons = [cell.partition(": ")[2] for cell in cells if ": " in cell]
    assert len(reasons) > 20
    assert SPANISH.message("it contains no words") in reasons
    # Words in other languages appear only between « and ».
    english = re.compile(r"\b(?:the|they|just|omits|before|after|is|are|places|words)\b")
    assert [one for one in reasons if english.search(re.sub("«[^»]*»", "", one))] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_the_kind_of_a_claim_that_cannot_be_checked_is_in_spanish(world: World, kind: Kind) -> None:
    ledger_of_it = ledger(world, claim("opinion", kind=kind.value))
    (need, _) = conditions(ledger_of_it, ledger_of_it.claims["opinion"])
    assert need.status == f'its kind is "{kind.value}"'
    shown = need.status_in(SPANISH)
    assert without_marks(shown) == shown
    assert f"«{kind.value}»" not in shown


def test_a_reason_is_shown_in_the_language_of_the_page() -> None:
    match = find("the river is safe to drink", "Nobody says: not the river is safe to drink.")
    assert match.reason
    assert Catalogue("en").filled(match.reason) == match.reason
    assert SPANISH.filled(match.reason) != match.reason
    assert "«Nobody»" in SPANISH.filled(match.reason)
    somewhere = FilledMessage("%(reason)s, at one of the places in the text", reason=match.reason)
    assert SPANISH.filled(match.reason) in SPANISH.filled(somewhere)
    assert copy.deepcopy(somewhere).values == somewhere.values


def test_the_purpose_of_each_case_is_in_the_catalogues() -> None:
    assert {group["tests"] for group in texts() if "tests" in group} == PURPOSES


def test_the_data_page_describes_every_file_in_spanish(valdeoro: Whole) -> None:
    described = {file.path: SPANISH.filled(file.description) for file in valdeoro.files}
    assert [path for path, text in described.items() if without_marks(text) != text] == []
    body = page(valdeoro, "data.html").body
    assert described["data/facts.sqlite"] in body
    assert 'lang="en"' not in body.partition("<table")[2]
