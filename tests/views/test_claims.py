"""Tests the page of a claim, which counts origins and shows the conditions of the verdict."""

from collections.abc import Callable

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.views.claims import ClaimView, collect
from tests.ledgers import claim, item, ledger, source

World = Callable[..., Project]

SOURCES = {
    "facts/sources/lrt.bib": source("lrt", "lrt-a") + source("lrt", "lrt-b"),
    "facts/sources/tass.bib": source("tass", "tass-a", origin="the-wire"),
    "facts/sources/ria.bib": source("ria", "ria-a") + source("ria", "ria-b", origin="the-wire"),
    "facts/vocabulary/publishers.yaml": (
        "lrt: {name: LRT, country: LT, kind: broadcaster}\n"
        "tass: {name: TASS, country: RU, kind: state-media, owner: russian-state}\n"
        "ria: {name: RIA, country: RU, kind: state-media, owner: russian-state}\n"
    ),
    "facts/vocabulary/origins.yaml": "the-wire: {name: A wire story, by: an agency}\n",
}


def view(records: Ledger, identity: str = "a") -> ClaimView:
    return next(entry for entry in collect(records) if entry.id == identity)


def origins(world: World, *evidence: dict[str, object]) -> ClaimView:
    return view(ledger(world, claim("a", evidence=list(evidence)), SOURCES))


def test_two_texts_from_one_publisher_count_as_one_origin(world: World) -> None:
    claim_view = origins(world, item("lrt-a"), item("lrt-b"))
    assert [(entry.name, entry.numbers) for entry in claim_view.supporting] == [("LRT", (1, 2))]
    assert claim_view.origin_words == "two sources, one independent origin, one origin in support"


def test_publishers_with_the_same_owner_count_as_one_origin(world: World) -> None:
    claim_view = origins(world, item("ria-a"), item("lrt-a"), item("tass-a", origin="tass"))
    assert [entry.numbers for entry in claim_view.supporting] == [(1, 3), (2,)]
    assert claim_view.supporting[0].name == "Russian state (RIA, TASS)"


def test_copies_of_a_story_count_as_one_origin(world: World) -> None:
    claim_view = origins(world, item("tass-a"), item("ria-b"), item("lrt-a", origin="the-wire"))
    assert [(entry.name, entry.numbers) for entry in claim_view.supporting] == [
        ("A wire story", (1, 2, 3))
    ]
    assert claim_view.origin_words == "three sources, one independent origin, one origin in support"


def test_a_source_with_two_evidence_items_counts_as_one_source(world: World) -> None:
    claim_view = origins(
        world, item("lrt-a", part="two"), item("lrt-a", "contradicts", part="of six")
    )
    assert claim_view.origin_words.startswith("one source, one independent origin,")


def test_origins_are_counted_by_stance(world: World) -> None:
    claim_view = origins(
        world, item("lrt-a"), item("tass-a", "contradicts"), item("ria-a", "silent")
    )
    assert [entry.numbers for entry in claim_view.supporting] == [(1,)]
    assert [entry.numbers for entry in claim_view.against] == [(2,)]
    assert claim_view.origin_words == (
        "three sources, three independent origins, one origin in support; one origin against it"
    )
    # Every evidence item is listed under its stance, with its number in the record.
    assert [
        (group.stance, [entry.number for entry in group.items]) for group in claim_view.evidence
    ] == [
        ("supports", [1]),
        ("contradicts", [2]),
        ("silent", [3]),
    ]


def test_the_page_of_a_claim_without_evidence_says_so(world: World) -> None:
    claim_view = origins(world)
    assert claim_view.origin_words == "we found no evidence"
    assert not claim_view.evidence


def test_an_unknown_source_is_shown_by_its_key(world: World) -> None:
    claim_view = origins(world, item("nobody-knows"))
    (group,) = claim_view.evidence
    assert (group.items[0].source, group.items[0].key) == (None, "nobody-knows")


def test_each_condition_of_the_verdict_is_shown_as_met_or_not_met(world: World) -> None:
    records = ledger(
        world,
        claim("a", verdict="supported", evidence=[item("lrt-a"), item("tass-a")]),
        claim("b", verdict="supported", evidence=[item("lrt-a"), item("lrt-b")]),
        SOURCES,
    )
    assert all(entry.met for entry in view(records, "a").conditions)
    unmet = [entry for entry in view(records, "b").conditions if not entry.met]
    assert [entry.status for entry in unmet] == ["one independent origin found"]


def test_a_quotation_and_its_content_link_to_each_other(world: World) -> None:
    records = ledger(
        world,
        claim("said", kind="quotation", embeds="so", about=["jonas-petraitis"]),
        claim("so", asserted_by="jonas-petraitis"),
    )
    said, so = view(records, "said"), view(records, "so")
    assert said.embeds
    assert (said.embeds.id, said.embedded_by) == ("so", ())
    assert ([entry.id for entry in so.embedded_by], so.embeds) == (["said"], None)
    assert said.asserted_by is None
    assert so.asserted_by
    assert so.asserted_by.path == "people/jonas-petraitis.html"
    assert [entry.name for entry in said.about] == ["Jonas Petraitis"]


def test_a_claim_that_is_related_in_both_directions_is_listed_once(world: World) -> None:
    to_b = [{"claim": "b", "relation": "depends-on", "why": "It needs that."}]
    to_a = [{"claim": "a", "relation": "follows", "why": "It came after."}]
    records = ledger(world, claim("a", related=to_b), claim("b", related=to_a))
    assert [entry.why for entry in view(records, "a").related] == ["It needs that."]
    assert [entry.why for entry in view(records, "b").related] == ["It came after."]


def test_a_relation_is_shown_on_the_pages_of_both_claims(world: World) -> None:
    related = [{"claim": "b", "relation": "contradicts", "why": "They cannot both be."}]
    records = ledger(world, claim("a", related=related), claim("b"))
    (entry,), (other,) = view(records, "a").related, view(records, "b").related
    assert (entry.relation, entry.link.id, entry.why) == (
        "Contradicts",
        "b",
        "They cannot both be.",
    )
    assert (other.relation, other.link.id) == ("Contradicted by", "a")


def test_an_appearance_shows_the_quotation_or_the_first_words(world: World) -> None:
    places = [
        {"article": "story", "sentence": "S01", "quote": "two of its six crossings"},
        {"article": "story", "sentence": "S02"},
        {"article": "no-such", "sentence": "S01"},
    ]
    claim_view = view(ledger(world, claim("a", appears_in=places)))
    assert [(entry.sentence, entry.words, entry.quoted) for entry in claim_view.appearances] == [
        ("S01", "two of its six crossings", True),
        ("S02", "A credit line.", False),
    ]
