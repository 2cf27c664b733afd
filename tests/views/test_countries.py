"""A country's page: facts by subject with their sources, and its map without script or style."""

from collections.abc import Callable

from build_tools.facts.project import Project
from build_tools.views.countries import collect
from tests.ledgers import claim, item, ledger, source
from tests.sites import Html
from tests.views.test_maps import CLOSED, EAST, OPEN, drawn, places
from tests.whole import assemble

World = Callable[..., Project]


def test_facts_are_grouped_by_topic_with_their_first_sources(world: World) -> None:
    keys = [f"lrt-2023-08-{day}-x" for day in range(10, 15)]
    bib = {"facts/sources/lrt.bib": "\n".join(source("lrt", key) for key in keys)}
    evidence = [item(key) for key in keys[:4]] + [item(keys[0]), item(keys[4], "contradicts")]
    records = ledger(
        world,
        bib,
        claim("a", countries=["lithuania"], topics=["borders"], evidence=evidence),
        claim("b", countries=["lithuania"]),
    )
    country = next(entry for entry in collect(records) if entry.id == "lithuania")
    assert country.count == 2
    assert [(group.id, [entry.link.id for entry in group.facts]) for group in country.facts] == [
        *(("borders", ["a"]), ("other", ["b"])),
    ]
    fact = country.facts[0].facts[0]
    assert [entry.id for entry in fact.supporting] == keys[:3]
    assert [entry.id for entry in fact.against] == keys[4:]
    assert fact.more == 1


def page(world: World) -> Html:
    files = places(
        alpha={"coordinates": EAST, "periods": [OPEN, CLOSED]},
        beta={"periods": [CLOSED]},
        city={"coordinates": EAST, "kind": "capital", "countries": ["lithuania"]},
    )
    site = assemble(world({**drawn(), **files, **claim("a")}))
    assert [error.message for error in site.checked.report.errors if error.rule == "template"] == []
    (body,) = [entry.body for entry in site.pages if entry.path == "countries/lithuania.html"]
    return Html(body)


def test_each_stretch_of_days_links_to_its_map(world: World) -> None:
    html = page(world)
    ids = [entry.attributes["id"] for entry in html.all("figure")]
    assert ids == ["map-2023-08-18", "map-2024-03-01", "map-latest"]
    links = [entry.attributes["href"] for entry in html.all("a") if entry.within("ol")]
    assert [entry for entry in links if entry.startswith("#map-")] == [f"#{entry}" for entry in ids]
    first = [
        entry.attributes["id"]
        for entry in html.all("figure")
        if "map--first" in entry.attributes["class"]
    ]
    assert first == ["map-2023-08-18"]


def test_a_map_has_a_description_and_a_list_with_the_same_states(world: World) -> None:
    html = page(world)
    (second,) = html.all("svg", **{"aria-labelledby": "map-2024-03-01-title map-2024-03-01-desc"})
    assert second.attributes["role"] == "img"
    assert "Closed: Alpha and Beta." in second.text
    assert html.one("title", id="map-2024-03-01-title").text == (
        "Map of Lithuania and its neighbours, since 1 March 2024"
    )
    assert "1 Alpha: closed" in second.text
    assert "Beta is in the list but not on the map" in html.text
    terms = [entry.text for entry in html.all("dt") if entry.within("figure")]
    assert terms == ["Open", "Not known", "Closed", "Closed"]
    assert len(html.ids) == len(set(html.ids))


def test_open_and_closed_differ_in_shape(world: World) -> None:
    def shapes(state: str) -> set[str]:
        marks = [
            entry
            for entry in html.elements
            if entry.around
            and entry.around[-1].attributes.get("class") == f"map-mark map-mark--{state}"
        ]
        return {entry.tag + entry.attributes.get("d", "") for entry in marks}

    html = page(world)
    assert shapes("open")
    assert shapes("closed")
    assert not shapes("open") & shapes("closed")


def test_a_map_needs_no_script_or_inline_style(world: World) -> None:
    html = page(world)
    assert not {"script", "style"} & html.tags
    assert not [entry for entry in html.elements if "style" in entry.attributes]
    assert not [
        name for entry in html.elements for name in entry.attributes if name.startswith("on")
    ]
