"""Tests the page of a source: its origin, sources with the same origin, and its claims."""

from collections import Counter
from collections.abc import Callable

from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.project import Project
from build_tools.facts.records import TitleOrigin
from build_tools.views.source_list import LONGEST_OPEN_LIST
from build_tools.views.source_list import collect as library
from build_tools.views.sources import MAX_SIBLINGS, SourceView, collect
from tests.ledgers import claim, item, ledger, source
from tests.sites import Html
from tests.whole import assemble

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
    return {link.id: link for link in collect(ledger(world, FILES, *claims))}


def test_sources_with_the_same_origin_are_listed_together(world: World) -> None:
    pages = views(world)
    siblings = {key: [link.id for link in view.siblings] for key, view in pages.items()}
    owned = {key: [link.id for link in view.owned] for key, view in pages.items()}
    # Two papers published the same story, although each also has other texts.
    assert {key: ids for key, ids in siblings.items() if ids} == {
        "lrt-b": ["ria-b"],
        "ria-b": ["lrt-b"],
    }
    # The two outlets have the same owner, so they are not independent papers.
    assert {key: ids for key, ids in owned.items() if ids} == {
        "ria-a": ["tass-a"],
        "tass-a": ["ria-a"],
    }
    assert pages["lrt-b"].origin == "A wire story"
    assert pages["lrt-b"].carries_other
    assert pages["lrt-a"].origin == "LRT"
    assert not pages["lrt-a"].carries_other
    assert pages["tass-a"].origin == "Russian state (RIA, TASS)"
    assert pages["tass-a"].link.publisher.owner == "Russian state"
    assert pages["lrt-a"].link.publisher.owner is None
    # The page names an owner that is also the origin only once.
    assert pages["tass-a"].owner is None
    assert pages["ria-b"].owner == "Russian state"


def test_only_the_first_sources_with_the_same_origin_are_listed_and_the_rest_counted(
    world: World,
) -> None:
    many = "".join(source("lrt", f"lrt-{number:03}") for number in range(MAX_SIBLINGS + 3))
    pages = {link.id: link for link in collect(ledger(world, {"facts/sources/lrt.bib": many}))}
    view = pages["lrt-001"]
    assert [link.id for link in view.owned[:2]] == ["lrt-000", "lrt-002"]
    assert len(view.owned) == MAX_SIBLINGS
    assert view.more_siblings == 2


def test_the_page_of_a_source_lists_its_uses(world: World) -> None:
    pages = views(
        world,
        claim(
            "a",
            evidence=[
                item("lrt-a", says="One thing."),
                item("tass-a"),
                item("lrt-a", says="More."),
            ],
        ),
        claim("b", evidence=[item("lrt-a", "contradicts", says="Another.")]),
    )
    uses = [
        (use.claim.id, use.stance, [one.says for one in use.items]) for use in pages["lrt-a"].uses
    ]
    # Contradictions come first, and the items of a claim with the same stance are together.
    assert uses == [("b", "contradicts", ["Another."]), ("a", "supports", ["One thing.", "More."])]
    assert [number for _, number in pages["lrt-a"].stances] == [1, 1]
    # What is the same for all items is said once.
    assert pages["lrt-a"].basis
    assert not any(one.basis for use in pages["lrt-a"].uses for one in use.items)
    assert not pages["ria-a"].uses


def test_an_unseen_title_and_an_unknown_publisher_are_marked(
    world: World,
) -> None:
    pages = views(world)["unknown-a"]
    assert pages.link.title_origin is TitleOrigin.OURS
    assert pages.link.title == "Not seen"
    # Our own title has no brackets and is marked as ours. A published title is in quotation
    # marks.
    assert not pages.link.title_as_shown(IN_ENGLISH).startswith(("[", "“"))
    seen = views(world)["tass-a"].link
    assert seen.title_as_shown(IN_ENGLISH) == f"“{seen.title}”"
    assert pages.link.publisher.name == "unknown"
    assert not pages.link.publisher.is_state_media
    assert views(world)["tass-a"].link.publisher.is_state_media


def test_a_title_from_an_address_has_the_language_of_the_source(world: World) -> None:
    address = "https://lrt.example/uzdaromi-du-pasienio-punktai"
    titles = {
        "lrt-seen": "Uždaromi du punktai",
        "lrt-spelt": "[Uždaromi du pasienio punktai]",
        "lrt-ours": "[Two crossings are closed]",
    }
    entries = [
        source("lrt", key, title=title, url=f"{address}/{key}" if key != "lrt-spelt" else address)
        for key, title in titles.items()
    ]
    files = {"facts/sources/lrt.bib": "".join(entries).replace("{en}", "{lt}")}
    every = {view.id: view.link for view in collect(ledger(world, files))}
    links = {key: every[key] for key in titles}
    notes = {key: link.title_note(IN_ENGLISH) for key, link in links.items()}
    assert {key: link.title_lang for key, link in links.items()} == {
        "lrt-seen": "lt",
        "lrt-spelt": "lt",
        "lrt-ours": None,
    }
    assert notes["lrt-seen"] == ""
    assert len(set(notes.values())) == 3
    for key, link in links.items():
        assert link.title == titles[key].strip("[]")
        assert link.title_as_shown(IN_ENGLISH).endswith(notes[key] or "”")


def test_every_source_is_listed_under_its_publisher(world: World) -> None:
    pages = library(ledger(world, FILES))
    shelves = {
        shelf.publisher.id: [one.link.id for one in shelf.sources] for shelf in pages.publishers
    }
    assert shelves == {
        "lrt": ["lrt-a", "lrt-b"],
        "ria": ["ria-a", "ria-b"],
        "tass": ["tass-a"],
        "unknown": ["unknown-a"],
    }
    names = [shelf.publisher.name for shelf in pages.publishers]
    assert names == sorted(names, key=str.casefold)
    assert sum(number for _, number in pages.kinds) == pages.count == 6


def test_the_kind_of_a_source_is_shown_if_it_contradicts_the_kind_of_its_publisher(
    world: World,
) -> None:
    wire = source("lrt", "lrt-c", kind="agency", origin="the-wire")
    files = {**FILES, "facts/sources/lrt.bib": FILES["facts/sources/lrt.bib"] + wire}
    records = ledger(world, files)
    kinds = {
        one.link.id: one.own_kind
        for shelf in library(records).publishers
        for one in shelf.sources
        if shelf.publisher.id == "lrt"
    }
    assert kinds == {
        "lrt-a": "",
        "lrt-b": "newspaper or news site",
        "lrt-c": "news agency",
    }
    # The page of a source that repeats another's report also names its kind.
    site = assemble(world(files))
    (body,) = (page.body for page in site.pages if page.path == "sources/lrt-c.html")
    assert "news agency" in Html(body).one("dl", **{"class": "facts wide"}).text


def test_the_bar_for_a_kind_of_source_shows_the_number_of_sources(world: World) -> None:
    pages = library(ledger(world, FILES))
    listed = Counter(one.kind for shelf in pages.publishers for one in shelf.sources)
    assert {bar.key: bar.number for bar in pages.bars} == listed
    lengths = [bar.length for bar in pages.bars]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] == 100


def test_a_language_is_named_in_words() -> None:
    codes = ("uk", "be-tarask", "sr-Latn", "mul", "tlh", "xx", "qaa-x-own", "ru-EE", "sr-RS")
    assert [IN_ENGLISH.language_name(code) for code in codes] == [
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


def test_the_sources_of_a_publisher_are_sorted_by_date(world: World) -> None:
    days = {"lrt-late": "2023-09-01", "lrt-early": "2023-08", "lrt-mid": "2023-08-16"}
    undated = source("lrt", "lrt-none").replace("  date = {2023-08-18},\n", "")
    text = undated + "".join(source("lrt", name, date=day) for name, day in days.items())
    groups = library(ledger(world, {"facts/sources/lrt.bib": text})).publishers
    (own,) = (group.sources for group in groups if group.publisher.id == "lrt")
    assert [one.link.id for one in own] == ["lrt-early", "lrt-mid", "lrt-late", "lrt-none"]


def test_only_a_long_list_of_sources_is_folded(world: World) -> None:
    def is_folded(number: int) -> bool:
        text = "".join(source("lrt", f"lrt-{index:03}") for index in range(number))
        listed = library(ledger(world, {**FILES, "facts/sources/lrt.bib": text}))
        assert listed.count >= number
        return listed.is_folded

    assert not is_folded(3)
    assert is_folded(LONGEST_OPEN_LIST + 1)


def test_publishers_that_begin_with_a_digit_are_grouped_together(world: World) -> None:
    names = {"lrt": "15min", "tass": "29ru", "ria": "RIA"}
    vocabulary = "".join(
        f"{key}: {{name: {name}, country: LT, kind: newspaper}}\n" for key, name in names.items()
    )
    files = {**FILES, "facts/vocabulary/publishers.yaml": vocabulary}
    initials = library(ledger(world, files)).initials
    first, *others = ([group.publisher.name for group in groups] for _, groups in initials)
    assert first == ["15min", "29ru"]
    assert ["RIA"] in others


def test_only_a_long_list_of_publishers_has_an_index_of_letters(world: World) -> None:
    def has_letters(number: int) -> bool:
        names = [f"p{index:02}" for index in range(number)]
        bibs = {f"facts/sources/{name}.bib": source(name, f"{name}-a") for name in names}
        return library(ledger(world, bibs)).has_letters

    assert not has_letters(10)
    assert has_letters(40)


def test_state_media_are_marked_in_the_list_of_names(world: World) -> None:
    names = [f"p{index:02}" for index in range(40)]
    bibs = {f"facts/sources/{name}.bib": source(name, f"{name}-a") for name in names}
    site = assemble(world({**FILES, **bibs, **claim("a")}))
    (body,) = (page.body for page in site.pages if page.path == "sources.html")
    tags = [
        tag.text
        for tag in Html(body).all("span")
        if tag.within("p") and "tag--state" in tag.attributes.get("class", "")
    ]
    # TASS and RIA are marked in the index of names, and at their sources.
    assert len(tags) == 4
