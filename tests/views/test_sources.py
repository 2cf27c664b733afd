"""A source's page: whose voice it is, which others share it, and what it is cited for."""

from collections.abc import Callable

from build_tools.facts.reading import Project
from build_tools.views.parts.reference import language_name
from build_tools.views.source_list import collect as library
from build_tools.views.sources import MAX_SIBLINGS, SourceView, collect
from tests.ledgers import claim, item, ledger, source

World = Callable[..., Project]

FILES = {
    "facts/sources/lrt.bib": source("lrt", "lrt-a", kind="broadcaster")
    + source("lrt", "lrt-b", origin="the-wire"),
    "facts/sources/tass.bib": source("tass", "tass-a"),
    "facts/sources/ria.bib": source("ria", "ria-a") + source("ria", "ria-b", origin="the-wire"),
    "facts/sources/unknown.bib": source("unknown", "unknown-a", title="[Not seen]"),
    "facts/vocabulary/publishers.yaml": (
        "lrt: {name: LRT, country: LT, kind: broadcaster}\n"
        "tass: {name: TASS, country: RU, kind: state-media, owner: russian-state}\n"
        "ria: {name: RIA, country: RU, kind: state-media, owner: russian-state}\n"
    ),
    "facts/vocabulary/origins.yaml": "the-wire: {name: A wire story, by: an agency}\n",
}


def views(world: World, *claims: dict[str, str]) -> dict[str, SourceView]:
    return {one.id: one for one in collect(ledger(world, FILES, *claims))}


def test_sources_of_one_origin_are_named_as_siblings_of_each_other(world: World) -> None:
    found = views(world)
    siblings = {key: [one.id for one in view.siblings] for key, view in found.items()}
    assert siblings == {
        "lrt-a": [],
        # Two papers that carry one story, though each has texts of its own.
        "lrt-b": ["ria-b"],
        "ria-b": ["lrt-b"],
        # Two outlets of one owner.
        "ria-a": ["tass-a"],
        "tass-a": ["ria-a"],
        "unknown-a": [],
    }
    assert found["lrt-b"].origin == "A wire story"
    assert found["lrt-b"].carries_other
    assert found["lrt-a"].origin == "LRT"
    assert not found["lrt-a"].carries_other
    assert found["tass-a"].origin == "Russian state (RIA, TASS)"
    assert found["tass-a"].link.publisher.owner == "Russian state"
    assert found["lrt-a"].link.publisher.owner is None


def test_of_many_siblings_the_first_are_shown_and_the_others_counted(world: World) -> None:
    many = "".join(source("lrt", f"lrt-{number:03}") for number in range(MAX_SIBLINGS + 3))
    found = {one.id: one for one in collect(ledger(world, {"facts/sources/lrt.bib": many}))}
    view = found["lrt-001"]
    assert [one.id for one in view.siblings[:2]] == ["lrt-000", "lrt-002"]
    assert len(view.siblings) == MAX_SIBLINGS
    assert view.more_siblings == 2


def test_a_source_says_what_it_is_cited_for(world: World) -> None:
    found = views(
        world,
        claim("a", evidence=[item("lrt-a", says="One thing."), item("tass-a")]),
        claim("b", evidence=[item("lrt-a", "contradicts", says="Another.")]),
    )
    uses = [(use.claim.id, use.stance, use.says) for use in found["lrt-a"].uses]
    assert uses == [("a", "supports", "One thing."), ("b", "contradicts", "Another.")]
    assert not found["ria-a"].uses


def test_a_title_that_was_not_seen_and_a_publisher_that_is_not_known_are_said(
    world: World,
) -> None:
    found = views(world)["unknown-a"]
    assert not found.link.seen_as_published
    assert found.link.publisher.name == "unknown"
    assert not found.link.publisher.is_state_media
    assert views(world)["tass-a"].link.publisher.is_state_media


def test_the_library_holds_every_source_under_its_publisher(world: World) -> None:
    found = library(ledger(world, FILES))
    shelves = {shelf.publisher.id: [one.id for one in shelf.sources] for shelf in found.shelves}
    assert shelves == {
        "lrt": ["lrt-a", "lrt-b"],
        "ria": ["ria-a", "ria-b"],
        "tass": ["tass-a"],
        "unknown": ["unknown-a"],
    }
    names = [shelf.publisher.name for shelf in found.shelves]
    assert names == sorted(names, key=str.casefold)
    assert sum(number for _, number in found.kinds) == found.count == 6


def test_a_language_is_named_in_words() -> None:
    codes = ("uk", "be-tarask", "sr-Latn", "mul", "tlh", "xx", "qaa-x-own", "ru-EE", "sr-RS")
    assert [language_name(code) for code in codes] == [
        "Ukrainian",
        "Belarusian (Taraskievica orthography)",
        "Serbian (Latin)",
        "Multiple languages",
        "Klingon",
        "xx",
        "qaa-x-own",
        "Russian",
        "Serbian",
    ]
