"""Tests the origins for and against a claim: their number, and the line and card for each."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.views.claims import ClaimView, collect
from tests.ledgers import claim, item, ledger, source

World = Callable[..., Project]

SOURCES = {
    **{f"facts/sources/{name}.bib": source(name, f"{name}-a") for name in ("one", "two", "three")},
    "facts/vocabulary/publishers.yaml": "".join(
        f"{name}: {{name: {name.upper()}, country: LT, kind: broadcaster}}\n"
        for name in ("one", "two", "three")
    ),
}


def view(world: World, *evidence: dict[str, object], **fields: object) -> ClaimView:
    (found,) = collect(ledger(world, claim("a", evidence=list(evidence), **fields), SOURCES))
    return found


def test_every_count_of_origins_on_a_claim_page_agrees(world: World) -> None:
    found = view(
        world,
        item("one-a"),
        item("two-a", part="a third"),
        item("three-a", "contradicts", part="a half"),
        verdict="supported-with-nuance",
    )
    assert [wire.part for wire in found.sides.supporting] == [False, True]
    assert [wire.part for wire in found.sides.against] == [True]
    both, against = ", one of them in part", ", in part"
    assert found.sides.supporting_words == f"two origins{both}"
    assert found.sides.against_words == f"one origin{against}"
    assert found.meaning.rstrip(".").endswith(both)
    assert f"two origins in support{both}; one origin against it{against}" in found.origin_words


def test_origins_that_support_only_a_part_are_counted_as_partial(world: World) -> None:
    parts = [item("one-a", part="a half"), item("two-a", part="a half")]
    assert view(world, *parts).sides.supporting_words == "two origins, all in part"
    whole = view(world, item("one-a"), item("two-a")).sides
    assert (whole.supporting_words, whole.against_words) == ("two origins", "")


def test_the_cards_that_agree_with_the_verdict_come_first(world: World) -> None:
    found = view(world, item("one-a"), item("two-a", "contradicts"), verdict="wrong")
    assert [card.origin for card in found.cards] == ["TWO", "ONE"]


def test_lines_begin_at_the_origins_in_order_and_end_at_the_verdict(world: World) -> None:
    found = view(world, item("one-a"), item("two-a"), item("three-a"))
    starts = [float(wire.path[1:].split()[1].split("C")[0]) for wire in found.sides.supporting]
    assert starts == sorted(starts)
    assert all(wire.path.endswith("100 50") for wire in found.sides.supporting)


def test_every_evidence_item_is_on_a_card(world: World) -> None:
    found = view(world, item("one-a"), item("two-a", "context"), item("one-a", "contradicts"))
    assert sorted(one.number for card in found.cards for one in card.items) == [1, 2, 3]


def test_the_heading_depends_on_whether_sources_exist_and_take_a_side(
    world: World,
) -> None:
    silent = view(world, item("one-a", "silent")).sides.heading
    assert len({view(world).sides.heading, silent, view(world, item("one-a")).sides.heading}) == 3
