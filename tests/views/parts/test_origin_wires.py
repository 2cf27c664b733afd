"""The origins on both sides of a claim: their number, and a line and a card for each."""

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


def test_the_heading_counts_origins_and_those_for_a_part(world: World) -> None:
    found = view(world, item("one-a"), item("two-a"), item("three-a", "contradicts", part="a half"))
    assert found.sides.heading == (
        "Two independent origins for it and one origin against a part of it"
    )
    assert [wire.part for wire in found.sides.supporting] == [False, False]
    assert [wire.part for wire in found.sides.against] == [True]


def test_the_heading_begins_with_the_side_that_the_verdict_takes(world: World) -> None:
    found = view(world, item("one-a"), item("two-a", "contradicts"), verdict="wrong")
    assert found.sides.heading == "One independent origin against it and one origin for it"
    assert [card.origin for card in found.cards] == ["TWO", "ONE"]


def test_lines_begin_in_order_and_end_at_the_verdict(world: World) -> None:
    found = view(world, item("one-a"), item("two-a"), item("three-a"))
    starts = [float(wire.path[1:].split()[1].split("C")[0]) for wire in found.sides.supporting]
    assert starts == sorted(starts)
    assert all(wire.path.endswith("100 50") for wire in found.sides.supporting)


def test_no_evidence_item_is_lost_among_the_cards(world: World) -> None:
    found = view(world, item("one-a"), item("two-a", "context"), item("one-a", "contradicts"))
    assert sorted(one.number for card in found.cards for one in card.items) == [1, 2, 3]


def test_a_claim_without_a_source_says_so(world: World) -> None:
    assert view(world).sides.heading == "We found no source for this claim"
