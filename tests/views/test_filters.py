"""Filters: what can be chosen, how many each choice leaves, and the rules that hide the rest."""

from collections.abc import Callable

from build_tools.facts.reading import Project
from build_tools.views.filters import ENOUGH, collect, style
from build_tools.views.selections import collect as selections
from tests.ledgers import claim, ledger

World = Callable[..., Project]


def test_each_choice_says_how_many_it_leaves(world: World) -> None:
    groups = collect(
        ledger(
            world,
            claim("a", countries=["lithuania", "belarus"], about=["petraitis-ministry"]),
            claim("b", countries=["lithuania"], later=True),
        )
    )
    counts = {group.name: {one.value: one.count for one in group.choices} for group in groups}
    assert counts["country"] == {"lithuania": 2, "belarus": 1}
    assert counts["time"] == {"then": 1, "later": 1}
    # Both have one verdict: there is nothing to choose between.
    assert "verdict" not in counts


def test_only_who_is_met_often_is_a_choice(world: World) -> None:
    often = [claim(f"a{number}", about=["jonas-petraitis"]) for number in range(ENOUGH)]
    seldom = [claim("b", about=["state-border-committee"])]
    groups = {group.name: group for group in collect(ledger(world, *often, *seldom))}
    # One actor alone is no choice.
    assert "actor" not in groups


def test_the_style_hides_what_does_not_fit_and_what_is_left_empty(world: World) -> None:
    held = ledger(world, claim("a", countries=["lithuania"]), claim("b", countries=["belarus"]))
    text = style(collect(held))
    assert "body:has(#filter-country-lithuania:checked)" in text
    assert '.filtered:not([data-country~="lithuania"])' in text
    assert '.filtered-group:not(:has([data-country~="lithuania"]))' in text
    # Paper shows everything, whatever was chosen on the screen.
    assert text.index("@media screen") < text.index("body:has")


def test_there_is_a_page_for_each_verdict_and_country_that_has_claims(world: World) -> None:
    held = ledger(
        world,
        claim("a", countries=["lithuania"]),
        claim("b", verdict="unverified", search_log=[]),
    )
    found = {one.path: [link.id for link in one.claims] for one in selections(held)}
    assert found == {
        "ledger/not-checkable.html": ["a"],
        "ledger/unverified.html": ["b"],
        "ledger/lithuania.html": ["a"],
    }
