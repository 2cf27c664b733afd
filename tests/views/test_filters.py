"""Tests filters: the choices, their counts, and the CSS rules that hide other claims."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.views.filters import MIN_CLAIMS, collect, style
from build_tools.views.selections import collect as selections
from tests.ledgers import claim, ledger

World = Callable[..., Project]


def test_each_choice_of_a_filter_counts_its_claims(world: World) -> None:
    groups = collect(
        ledger(
            world,
            claim("a", countries=["lithuania", "belarus"], about=["petraitis-ministry"]),
            claim("b", countries=["lithuania"], later=True),
        )
    )
    counts = {
        group.name: {choice.value: choice.count for choice in group.choices} for group in groups
    }
    assert counts["country"] == {"lithuania": 2, "belarus": 1}
    assert counts["time"] == {"then": 1, "later": 1}
    # Both claims have the same verdict, so there is no filter by verdict.
    assert "verdict" not in counts


def test_a_single_frequent_actor_does_not_make_a_filter(world: World) -> None:
    often = [claim(f"a{number}", about=["jonas-petraitis"]) for number in range(MIN_CLAIMS)]
    seldom = [claim("b", about=["state-border-committee"])]
    groups = {group.name: group for group in collect(ledger(world, *often, *seldom))}
    assert "actor" not in groups


def test_the_style_hides_other_claims_and_empty_groups(world: World) -> None:
    records = ledger(world, claim("a", countries=["lithuania"]), claim("b", countries=["belarus"]))
    text = style(collect(records))
    assert "body:has(#filter-country-lithuania:checked)" in text
    assert '.filtered:not([data-country~="lithuania"])' in text
    assert '.filtered-group:not(:has([data-country~="lithuania"]))' in text
    # Printouts show everything, whatever was chosen on the screen.
    assert text.index("@media screen") < text.index("body:has")


def test_each_verdict_and_country_with_claims_has_a_page(world: World) -> None:
    records = ledger(
        world,
        claim("a", countries=["lithuania"]),
        claim("b", verdict="unverified", search_log=[]),
    )
    pages = {choice.path: [link.id for link in choice.claims] for choice in selections(records)}
    assert pages == {
        "ledger/not-checkable.html": ["a"],
        "ledger/unverified.html": ["b"],
        "ledger/lithuania.html": ["a"],
    }
