"""Tests that the overview lists every claim under its verdict, and that counts add up."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.facts.records import Verdict
from build_tools.views.countries import collect as countries
from build_tools.views.overview import collect
from tests.ledgers import claim, ledger

World = Callable[..., Project]

GIVEN = ["wrong", "supported", "wrong", "unverified", "supported", "wrong", "disputed"]


def test_counts_by_verdict_add_up_to_the_number_of_claims(world: World) -> None:
    claims = [claim(f"claim-{number}", verdict=group) for number, group in enumerate(GIVEN)]
    overview = collect(ledger(world, *claims))
    assert {group.verdict.key: group.count for group in overview.groups} == {
        "supported": 2,
        "wrong": 3,
        "disputed": 1,
        "unverified": 1,
    }
    assert sum(group.count for group in overview.groups) == overview.counts.claims == len(GIVEN)
    listed = [link.id for group in overview.groups for link in group.claims]
    assert sorted(listed) == sorted(f"claim-{number}" for number in range(len(GIVEN)))
    for group in overview.groups:
        assert {link.verdict for link in group.claims} == {group.verdict}
        assert len(group.claims) == group.count


def test_the_worst_verdicts_are_listed_first_and_supported_claims_are_folded(world: World) -> None:
    claims = [claim(f"claim-{number}", verdict=group) for number, group in enumerate(Verdict)]
    overview = collect(ledger(world, *reversed(claims)))
    assert [group.verdict.key for group in overview.groups] == [
        *("wrong", "misleading", "disputed"),
        *("unverified", "not-checkable", "attributed-only"),
        *("supported-with-nuance", "supported"),
    ]
    assert [group.verdict.key for group in overview.groups if group.is_folded] == ["supported"]


def test_supported_claims_are_not_folded_if_nothing_else_is_listed(world: World) -> None:
    (group,) = collect(ledger(world, claim("a", verdict="supported"))).groups
    assert not group.is_folded


def test_the_overview_gives_the_date_of_the_last_review_and_counts_later_claims(
    world: World,
) -> None:
    def checked(day: str) -> dict[str, str]:
        return {"date": day, "by": "the editors"}

    overview = collect(
        ledger(
            world,
            claim("a", checked=checked("2026-11-02")),
            claim("b", checked=checked("2026-11-22"), later=True),
            claim("c", checked=checked("2026-10"), later=True),
        )
    )
    assert overview.checked == "22 November 2026"
    assert overview.later == 2


def test_an_empty_ledger_has_an_overview(world: World) -> None:
    overview = collect(ledger(world))
    assert (overview.groups, overview.counts.claims, overview.checked) == ((), 0, "never")


def test_counts_for_a_country_add_up_to_its_number_of_claims(world: World) -> None:
    records = ledger(
        world,
        claim("a", countries=["lithuania"], verdict="wrong"),
        claim("b", countries=["lithuania", "belarus"], kind="quotation", about=["border-guard"]),
        claim("d", countries=["lithuania"], kind="attribution", verdict="wrong"),
        claim("c", countries=["belarus"]),
    )
    by_name = {group.id: group for group in countries(records)}
    lithuania = by_name["lithuania"]
    assert [(group.verdict.key, group.count) for group in lithuania.added.verdicts] == [
        ("wrong", 2),
        ("not-checkable", 1),
    ]
    assert lithuania.in_article.count == 0
    # Each claim is either a statement or a fact. A report without a recorded speaker is a fact.
    assert [group.link.id for group in lithuania.facts for group in group.facts] == ["a", "d"]
    assert [group.said.id for subject in lithuania.subjects for group in subject.own] == ["b"]
    assert by_name["belarus"].added.count == 2
