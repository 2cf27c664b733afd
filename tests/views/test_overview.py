"""The overview: every claim under its verdict, and counts that add up."""

from collections.abc import Callable

from build_tools.facts.reading import Project
from build_tools.facts.records import Verdict
from build_tools.views.countries import collect as countries
from build_tools.views.overview import collect
from build_tools.views.parts.labels import VERDICTS
from tests.ledgers import claim, ledger

World = Callable[..., Project]

GIVEN = ["wrong", "supported", "wrong", "unverified", "supported", "wrong", "disputed"]


def test_the_counts_by_verdict_sum_to_the_claims(world: World) -> None:
    claims = [claim(f"claim-{number}", verdict=one) for number, one in enumerate(GIVEN)]
    found = collect(ledger(world, *claims))
    assert {one.verdict.key: one.count for one in found.groups} == {
        "supported": 2,
        "wrong": 3,
        "disputed": 1,
        "unverified": 1,
    }
    assert sum(one.count for one in found.groups) == found.counts.claims == len(GIVEN)
    assert 99.5 < sum(one.share for one in found.groups) < 100.5
    listed = [link.id for one in found.groups for link in one.claims]
    assert sorted(listed) == sorted(f"claim-{number}" for number in range(len(GIVEN)))
    for one in found.groups:
        assert {link.verdict for link in one.claims} == {one.verdict}
        assert len(one.claims) == one.count


def test_verdicts_stand_in_the_order_of_the_scale(world: World) -> None:
    claims = [claim(f"claim-{number}", verdict=one) for number, one in enumerate(Verdict)]
    found = collect(ledger(world, *reversed(claims)))
    assert [one.verdict for one in found.groups] == list(VERDICTS.values())


def test_the_last_review_and_the_later_claims_are_said(world: World) -> None:
    def checked(day: str) -> dict[str, str]:
        return {"date": day, "by": "the editors"}

    found = collect(
        ledger(
            world,
            claim("a", checked=checked("2026-11-02")),
            claim("b", checked=checked("2026-11-22"), later=True),
            claim("c", checked=checked("2026-10"), later=True),
        )
    )
    assert found.checked == "22 November 2026"
    assert found.later == 2


def test_a_ledger_without_claims_has_an_overview_too(world: World) -> None:
    found = collect(ledger(world))
    assert (found.groups, found.counts.claims, found.checked) == ((), 0, "never")


def test_the_counts_of_a_country_sum_to_the_claims_that_concern_it(world: World) -> None:
    held = ledger(
        world,
        claim("a", countries=["lithuania"], verdict="wrong"),
        claim("b", countries=["lithuania", "belarus"], kind="quotation", about=["border-guard"]),
        claim("d", countries=["lithuania"], kind="attribution", verdict="wrong"),
        claim("c", countries=["belarus"]),
    )
    by_name = {one.id: one for one in countries(held)}
    lithuania = by_name["lithuania"]
    assert [(words.key, number) for words, number in lithuania.verdicts] == [
        ("wrong", 2),
        ("not-checkable", 1),
    ]
    # What was said and what was so stand apart, and nothing stands in neither: a report that names
    # no speaker on record stands among the facts.
    assert [one.link.id for group in lithuania.facts for one in group.facts] == ["a", "d"]
    assert [one.said.id for subject in lithuania.subjects for one in subject.own] == ["b"]
    assert sum(number for _, number in by_name["belarus"].verdicts) == 2
