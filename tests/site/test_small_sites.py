"""Tests that a site with few or no records lists nothing empty, and says what to do next."""

import pytest

from build_tools.facts.project import Project
from build_tools.pages import Page
from tests.conftest import TINY
from tests.sites import Html
from tests.whole import assemble

GONE = ("redirects", "facts/claims/", "facts/sources/", "seeds/", "content/explainers/")
TWO = "facts/claims/borders/two-crossings.yaml"
TOPIC = """weather:
  name: Weather
  summary: Rain and wind.
"""


def pages_of(project: Project) -> dict[str, Page]:
    return {page.path: page for page in assemble(project).pages}


@pytest.fixture
def empty(world) -> Project:
    """Return a site without claims, sources and articles."""
    return world({path: None for path in TINY if path.startswith(GONE)})


@pytest.mark.parametrize("path", ["claims", "sources", "timeline", "coverage"])
def test_an_empty_list_names_the_next_command(empty: Project, path: str) -> None:
    assert "<code>facts start article.txt</code>" in pages_of(empty)[f"{path}.html"].body


def test_the_home_page_has_no_links_to_empty_pages(empty: Project) -> None:
    shown = assemble(empty).renderer.embed("doors", "")
    assert shown
    assert "facts start" in shown
    assert "<a " not in shown


def test_a_site_without_quotations_has_no_sentence_about_them(empty: Project) -> None:
    site = assemble(empty)
    assert site.checked.counts.for_readers(site.checked.ledger.words) == ""


def test_a_site_without_quotations_has_no_table_of_zeros(empty: Project, world) -> None:
    def tables(project: Project) -> int:
        html = Html(pages_of(project)["quotations.html"].body)
        return sum(one.attributes.get("class") == "counts" for one in html.all("table"))

    assert tables(empty) == 0
    assert tables(world()) == 1


def test_the_next_command_is_not_shown_once_there_are_claims(world) -> None:
    pages = pages_of(world())
    assert not [path for path, page in pages.items() if "facts start article" in page.body]


def test_a_topic_and_a_country_without_claims_are_not_listed(world) -> None:
    topics, countries = "facts/vocabulary/topics.yaml", "facts/vocabulary/countries.yaml"
    spain = "spain:\n  code: ES\n  name: Spain\n  summary: Its part.\n"
    more = {topics: TINY[topics] + TOPIC, countries: TINY[countries] + spain}
    pages = pages_of(world(more))
    assert "topics/weather.html" not in Html(pages["claims.html"].body).links()
    assert "countries/spain.html" not in Html(pages["countries.html"].body).links()
    # The pages of both keep their addresses.
    assert "claim, by date" not in pages["topics/weather.html"].body
    assert "countries/spain.html" in pages


def test_the_list_of_claims_does_not_mention_later_claims_if_there_are_none(world) -> None:
    later = "facts/claims/borders/later-step.yaml"
    assert "what happened after" in pages_of(world())["claims.html"].body
    lead = Html(pages_of(world({later: None}))["claims.html"].body).all("p")[0].text
    assert "what happened after" not in lead


@pytest.mark.parametrize(
    ("verdict", "values"),
    [("supported", []), ("wrong", ["all", "fails"]), ("unverified", ["all", "open"])],
)
def test_coverage_offers_only_choices_that_show_a_sentence(
    world, verdict: str, values: list[str]
) -> None:
    record = TINY[TWO].replace("verdict: supported", f"verdict: {verdict}")
    page = Html(pages_of(world({TWO: record}))["coverage.html"].body)
    choices = [tag.attributes for tag in page.all("input", type="radio")]
    assert [attributes["value"] for attributes in choices] == values
