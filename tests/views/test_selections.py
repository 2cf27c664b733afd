"""Tests selections, which list each claim under its verdict and its countries, by day."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.views.selections import collect
from tests.ledgers import claim, ledger

World = Callable[..., Project]


def test_the_claims_of_a_selection_are_listed_by_day_under_verdict_and_country(
    world: World,
) -> None:
    selections = collect(
        ledger(
            world,
            claim("a", when="2023-08-18", countries=["lithuania", "lithuania"]),
            claim("b", when="2023-08-17", verdict="wrong", countries=["lithuania", "belarus"]),
            claim("c", when="2023-08-16"),
            claim("d", when="2023-08-15", countries=["nowhere"]),
            claim("e", when="2023-08-14", verdict="supported", countries=["lithuania"]),
        )
    )
    shown = [(selection.path, [link.id for link in selection.claims]) for selection in selections]
    # The worst verdicts come first, then countries. A selection without claims is left out.
    assert shown == [
        ("ledger/wrong.html", ["b"]),
        ("ledger/not-checkable.html", ["d", "c", "a"]),
        ("ledger/supported.html", ["e"]),
        ("ledger/belarus.html", ["b"]),
        ("ledger/lithuania.html", ["b", "a", "e"]),
    ]
    groups = selections[-1].groups
    assert [(group.verdict.key, group.count, group.is_folded) for group in groups] == [
        ("wrong", 1, False),
        ("not-checkable", 1, False),
        ("supported", 1, True),
    ]


def test_a_selection_is_titled_after_its_verdict_or_country(world: World) -> None:
    selections = collect(ledger(world, claim("a", verdict="wrong", countries=["lithuania"])))
    assert [selection.title for selection in selections] == [
        "Claims with the verdict “Wrong”",
        "Claims that concern Lithuania",
    ]
