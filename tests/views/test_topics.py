"""Tests the page of a topic: its summary, and its claims by day with their verdicts."""

import re

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import read
from build_tools.pages import Renderer
from build_tools.quotations.counts import count
from build_tools.rules.check import check_project
from build_tools.views import topics
from build_tools.views.parts import pagination
from tests.ledgers import BARE, claim, ledger
from tests.sites import Html

TOPICS = "facts/vocabulary/topics.yaml"
MORE = "lithuania:\n  name: A topic of a country's name\n  summary: Nothing has it.\n"
WRONG = "facts/claims/borders/two-crossings.yaml"


def pages_of(project):
    ledger = Ledger(read(project)[0])
    renderer = Renderer(project.templates, ledger, count(ledger))
    pages = {page.path: page for page in renderer.pages()}
    assert renderer.faults == ()
    return pages


def test_a_topic_lists_its_claims_by_day(world, tiny):
    ledger = Ledger(read(world({TOPICS: tiny[TOPICS] + MORE}))[0])
    borders, empty = topics.collect(ledger)
    assert [link.id for link in borders.claims] == [
        "crossings-are-a-threat",
        "said-threat",
        "two-crossings",
        "later-step",
    ]
    assert (borders.path, borders.total, borders.parts) == ("topics/borders.html", 4, ())
    assert (borders.tally.count, empty.tally.count) == (4, 0)
    # A country with the same id as the topic has claims.
    assert (empty.path, empty.claims, empty.total) == ("topics/lithuania.html", (), 0)


def test_failing_claims_come_first_and_a_long_list_is_divided_by_year(world):
    files = {}
    for number in range(14):
        year = 2022 if number < 5 else 2023
        files.update(claim(f"c{number:02}", topics=["borders"], when=f"{year}-05-{number + 1:02}"))
    files.update(claim("bad", topics=["borders"], when="2023-01-01", verdict="wrong"))
    (borders,) = topics.collect(ledger(world, files))
    assert [link.id for link in borders.failing] == ["bad"]
    assert [(year, len(links)) for year, links in borders.years] == [("2022", 5), ("2023", 9)]


def test_a_long_list_names_years_of_any_number_of_digits(world):
    dates = ["Y-12000", "-0044", "0000", "0476", "1850", *["2023"] * 7, "Y12000"]
    files = {}
    for number, date in enumerate(dates):
        files.update(claim(f"c{number:02}", topics=["borders"], when=date))
    (borders,) = topics.collect(ledger(world, files))
    assert [year for year, _ in borders.years] == [
        *("12,001 BC", "45 BC", "1 BC", "AD 476", "1850", "2023", "12,000")
    ]


def test_a_long_topic_is_divided_into_parts(world, monkeypatch):
    monkeypatch.setattr(pagination.parts, "__defaults__", (3,))
    first, second = topics.collect(Ledger(read(world())[0]))
    assert (len(first.claims), len(second.claims), second.total) == (3, 1, 4)
    assert first.parts == (first.path, "topics/borders/2.html")
    assert first.title != second.title
    # Each part shows the verdicts of all claims of the topic.
    assert first.tally.count == second.tally.count == 4


def test_the_headings_of_a_part_count_what_the_part_lists(world, monkeypatch):
    monkeypatch.setattr(pagination.parts, "__defaults__", (3,))
    files = {}
    for day in range(1, 8):
        verdict = {1: "misleading", 7: "wrong"}.get(day, "unverified")
        files.update(
            claim(f"c{day}", topics=["borders"], when=f"2023-08-{day:02}", verdict=verdict)
        )
    pages = pages_of(world(BARE | files))
    parts = [
        pages[path]
        for path in ("topics/borders.html", *map("topics/borders/{}.html".format, (2, 3)))
    ]
    listed = [
        re.findall(r"claim-row__claim\" href=\"[./]*claims/(\w+)", part.body) for part in parts
    ]
    assert listed == [["c7", "c1", "c2"], ["c3", "c4", "c5"], ["c6"]]
    headings = [[tag.text for tag in Html(part.body).all("h2")] for part in parts]
    assert headings == [
        ["Two claims are wrong or misleading", "One claim, by date"],
        ["Three claims, by date"],
        ["One claim, by date"],
    ]
    assert all(part.body.count("<nav ") == 2 for part in parts)


def test_the_page_shows_summary_and_verdicts_and_is_linked(world, tiny):
    record = tiny[WRONG].replace("verdict: supported", "verdict: wrong")
    pages = pages_of(world({WRONG: record}))
    page = Html(pages["topics/borders.html"].body)
    assert "Crossings and what passes them." in page.text
    assert "Wrong" in page.text
    for path in ("claims/two-crossings.html", "claims.html"):
        assert "topics/borders.html" in pages[path].body


def test_the_error_for_an_unknown_topic_names_the_file(world, tiny):
    project = world({WRONG: tiny[WRONG].replace("[borders]", "[trade]")})
    (error,) = [item for item in check_project(project).report if item.rule == "known-ids"]
    assert "facts/vocabulary/topics.yaml" in error.hint
