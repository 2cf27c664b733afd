"""Tests the pages about the method: the rules, the counts, and the ways to contribute."""

from collections.abc import Callable
from itertools import groupby

from build_tools.facts.project import Project
from build_tools.quotations.counts import count
from build_tools.rules import all_rules
from build_tools.views.parts.count_table import table_of
from build_tools.views.publication import Publication
from build_tools.views.quotations import collect
from tests.ledgers import claim, ledger
from tests.sites import Html
from tests.whole import assemble

World = Callable[..., Project]


def body(world: World, path: str, about: Publication) -> Html:
    (found,) = (page.body for page in assemble(world(), about).pages if page.path == path)
    return Html(found)


def test_a_case_with_a_known_error_does_not_count_as_right(world: World) -> None:
    contract = collect(ledger(world, claim("a")))
    errors = [case for group in contract.errors for case in group.cases]
    assert errors
    assert all(case.ought for case in errors)
    assert contract.right == contract.total - len(errors)


def test_known_errors_are_listed_apart_and_other_cases_by_language(world: World) -> None:
    contract = collect(ledger(world, claim("a")))
    cases = [case for group in (*contract.errors, *contract.groups) for case in group.cases]
    assert len(cases) == contract.total
    assert not any(case.ought for group in contract.groups for case in group.cases)
    languages = [lang for lang, _ in groupby(contract.groups, key=lambda group: group.lang)]
    assert len(languages) == len(set(languages))


def test_the_table_of_quotations_has_a_number_in_each_cell_that_can_have_one(world: World) -> None:
    records = ledger(world, claim("a"))
    table = table_of(records.words, count(records))
    rows = (*table.results, *table.limits)
    assert all(len(row.numbers) == len(table.columns) for row in rows)
    assert all(None not in row.numbers for row in table.results)
    # Only quotations from sources can be from excerpts.
    assert [row.numbers.count(None) for row in table.limits] == [0, 2, 2]


def test_the_rules_are_folded_but_each_has_an_address(world: World) -> None:
    html = body(world, "method.html", Publication("", "Facts"))
    folded = [one for one in html.elements if one.attributes.get("id", "").startswith("rule-")]
    assert len(folded) == len(all_rules())
    assert all(one.within("details") for one in folded)


def test_only_the_ways_that_the_site_offers_are_described(world: World) -> None:
    def doors(**offers: object) -> int:
        about = Publication("", "Facts", **offers)  # type: ignore[arg-type]
        html = body(world, "contribute.html", about)
        return sum(one.attributes.get("class") == "door" for one in html.all("li"))

    assert doors() == 1
    assert doors(mail="editors@facts.example") == 2
    assert doors(repository="https://forge.example/facts") == 2
    assert doors(repository="https://forge.example/facts", is_editable=True) == 3
