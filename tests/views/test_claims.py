"""A claim's page: origins counted, not links; the verdict's conditions; what belongs to it."""

from collections.abc import Callable

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
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


def view(held: Ledger, identity: str = "a") -> ClaimView:
    return next(one for one in collect(held) if one.id == identity)


def origins(world: World, *evidence: dict[str, object]) -> ClaimView:
    return view(ledger(world, claim("a", evidence=list(evidence)), SOURCES))


def test_two_texts_of_one_publisher_are_one_origin(world: World) -> None:
    found = origins(world, item("lrt-a"), item("lrt-b"))
    assert [(one.name, one.numbers) for one in found.supporting] == [("LRT", (1, 2))]
    assert found.origin_words == "two sources, one independent origin; one origin in support"


def test_publishers_of_one_owner_are_one_origin(world: World) -> None:
    found = origins(world, item("ria-a"), item("lrt-a"), item("tass-a", origin="tass"))
    assert [one.numbers for one in found.supporting] == [(1, 3), (2,)]
    assert found.supporting[0].name == "Russian state (RIA, TASS)"


def test_texts_that_carry_one_story_are_one_origin(world: World) -> None:
    found = origins(world, item("tass-a"), item("ria-b"), item("lrt-a", origin="the-wire"))
    assert [(one.name, one.numbers) for one in found.supporting] == [("A wire story", (1, 2, 3))]
    assert found.origin_words == "three sources, one independent origin; one origin in support"


def test_a_source_with_two_items_is_one_source(world: World) -> None:
    found = origins(world, item("lrt-a", part="two"), item("lrt-a", "contradicts", part="of six"))
    assert found.origin_words.startswith("one source, one independent origin;")


def test_origins_are_told_apart_by_what_they_say(world: World) -> None:
    found = origins(world, item("lrt-a"), item("tass-a", "contradicts"), item("ria-a", "silent"))
    assert [one.numbers for one in found.supporting] == [(1,)]
    assert [one.numbers for one in found.against] == [(2,)]
    assert found.origin_words == "three sources, three independent origins; one origin in support"
    # Every item stands under its stance, with the number that it has in the record.
    assert [(group.stance, [one.number for one in group.items]) for group in found.evidence] == [
        ("supports", [1]),
        ("contradicts", [2]),
        ("silent", [3]),
    ]


def test_a_claim_without_evidence_says_so(world: World) -> None:
    found = origins(world)
    assert found.origin_words == "no evidence was found"
    assert not found.evidence


def test_an_unknown_source_is_shown_by_its_key(world: World) -> None:
    found = origins(world, item("nobody-knows"))
    (group,) = found.evidence
    assert (group.items[0].source, group.items[0].key) == (None, "nobody-knows")


def test_the_conditions_of_the_verdict_are_told_met_or_not(world: World) -> None:
    held = ledger(
        world,
        claim("a", verdict="supported", evidence=[item("lrt-a"), item("tass-a")]),
        claim("b", verdict="supported", evidence=[item("lrt-a"), item("lrt-b")]),
        SOURCES,
    )
    assert all(one.met for one in view(held, "a").conditions)
    unmet = [one for one in view(held, "b").conditions if not one.met]
    assert [one.found for one in unmet] == ["one independent origin found"]


def test_said_and_so_lead_to_each_other(world: World) -> None:
    held = ledger(
        world,
        claim("said", kind="quotation", embeds="so", about=["jonas-petraitis"]),
        claim("so", asserted_by="jonas-petraitis"),
    )
    said, so = view(held, "said"), view(held, "so")
    assert said.embeds
    assert (said.embeds.id, said.embedded_by) == ("so", ())
    assert ([one.id for one in so.embedded_by], so.embeds) == (["said"], None)
    assert said.asserted_by is None
    assert so.asserted_by
    assert so.asserted_by.path == "people/jonas-petraitis.html"
    assert [one.name for one in said.about] == ["Jonas Petraitis"]


def test_a_relation_is_read_from_both_sides(world: World) -> None:
    related = [{"claim": "b", "relation": "contradicts", "why": "They cannot both be."}]
    held = ledger(world, claim("a", related=related), claim("b"))
    (one,), (other,) = view(held, "a").related, view(held, "b").related
    assert (one.relation, one.link.id, one.why) == ("Contradicts", "b", "They cannot both be.")
    assert (other.relation, other.link.id) == ("Contradicted by", "a")


def test_the_articles_own_words_are_quoted_or_only_begun(world: World) -> None:
    places = [
        {"article": "story", "sentence": "S01", "quote": "two of its six crossings"},
        {"article": "story", "sentence": "S02"},
        {"article": "no-such", "sentence": "S01"},
    ]
    found = view(ledger(world, claim("a", appears_in=places)))
    assert [(one.sentence, one.words, one.quoted) for one in found.appearances] == [
        ("S01", "two of its six crossings", True),
        ("S02", "A credit line.", False),
    ]
