"""Tests the page of a country: facts by topic with their sources, and a map without scripts."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from build_tools.views.countries import FactGroup, collect
from tests.ledgers import BARE, claim, item, ledger, source
from tests.sites import Element, Html
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
    assert [entry.id for entry in fact.supporting] == keys[:2]
    assert [entry.id for entry in fact.against] == keys[4:]
    assert fact.more == 2


def test_state_media_and_sources_without_a_date_come_after_other_sources(world: World) -> None:
    keys = {"tass": "tass-2023-08-18-x", "lrt": "lrt-x", "bns": "bns-2023-08-18-x"}
    files = {f"facts/sources/{name}.bib": source(name, key) for name, key in keys.items()}
    files["facts/sources/lrt.bib"] = source("lrt", keys["lrt"]).replace(
        "  date = {2023-08-18},\n", ""
    )
    evidence = [item(key) for key in keys.values()]
    records = ledger(world, files, claim("a", countries=["lithuania"], evidence=evidence))
    country = next(entry for entry in collect(records) if entry.id == "lithuania")
    (fact,) = country.facts[0].facts
    assert [one.id for one in fact.supporting] == [keys["bns"], keys["lrt"]]
    assert fact.more == 1


def test_facts_in_the_article_background_and_later_facts_are_grouped_separately(
    world: World,
) -> None:
    place = {"article": "story", "sentence": "S01"}
    records = ledger(
        world,
        claim("a", countries=["lithuania"], appears_in=[place]),
        claim("b", countries=["lithuania"]),
        claim("c", countries=["lithuania"], later=True),
        claim("d", countries=["lithuania"], kind="quotation", asserted_by="jonas-petraitis"),
    )
    country = next(entry for entry in collect(records) if entry.id == "lithuania")

    def ids(groups: tuple[FactGroup, ...]) -> list[str]:
        return [fact.link.id for group in groups for fact in group.facts]

    assert ids(country.in_article_facts) == ["a"]
    assert ids(country.background) == ["b"]
    assert ids(country.later) == ["c"]
    # Every fact is in one of the groups, and statements are not listed as facts.
    assert sorted(ids(country.facts)) == ["a", "b", "c"]


@pytest.mark.parametrize(("number", "has_timeline"), [(0, False), (60, True), (61, False)])
def test_a_country_with_many_claims_has_no_timeline_on_its_page(
    world: World, number: int, has_timeline: bool
) -> None:
    claims = [claim(f"c{n}", countries=["lithuania"]) for n in range(number)]
    country = next(entry for entry in collect(ledger(world, *claims)) if entry.id == "lithuania")
    assert country.has_timeline == has_timeline
    # All claims are listed as facts.
    assert sum(len(group.facts) for group in country.facts) == number


def country_page(world: World, *files: dict[str, str]) -> Html:
    merged = {path: text for file in files for path, text in file.items()}
    site = assemble(world({**merged, **claim("a", countries=["lithuania"])}))
    assert [error.message for error in site.checked.report.errors if error.rule == "template"] == []
    (body,) = [entry.body for entry in site.pages if entry.path == "countries/lithuania.html"]
    return Html(body)


CROSSINGS = places(
    alpha={"coordinates": EAST, "periods": [OPEN, CLOSED]},
    beta={"periods": [CLOSED]},
    city={"coordinates": EAST, "kind": "capital", "countries": ["lithuania"]},
)


def page(world: World) -> Html:
    return country_page(world, drawn(), CROSSINGS)


def of_class(html: Html, name: str) -> list[Element]:
    return [one for one in html.elements if name in one.attributes.get("class", "").split()]


def of_class_within(html: Html, name: str, outer: Element) -> int:
    return len([one for one in of_class(html, name) if outer in one.around])


def test_failing_claims_are_listed_and_folds_show_their_verdicts(world: World) -> None:
    both = [item("lrt-2023-08-16-closures", "contradicts")]
    records = ledger(
        world,
        claim("a", countries=["lithuania"]),
        claim("b", countries=["lithuania"], verdict="misleading", evidence=both),
        claim("c", countries=["lithuania"], verdict="wrong", evidence=both),
    )
    country = next(entry for entry in collect(records) if entry.id == "lithuania")
    assert [link.id for link in country.failing] == ["c", "b"]
    (group,) = country.facts
    assert [(words.key, number) for words, number in group.verdicts] == [
        *(("wrong", 1), ("misleading", 1), ("not-checkable", 1)),
    ]


def test_each_stretch_of_days_links_to_its_map(world: World) -> None:
    html = page(world)
    links = of_class(html, "maps__day")
    ids = ["map-2023-08-18", "map-2024-03-01", "map-latest"]
    assert [one.attributes["id"] for one in links] == ids
    assert [one.attributes["href"] for one in links] == [f"#{name}" for name in ids]
    # Each link is next to its map and drawing. The first map is shown until a reader selects
    # another.
    for name in ("map--dated", "map-strip"):
        beside = of_class(html, name)
        assert [one.around[-1] for one in beside] == [one.around[-1] for one in links]
    for name in ("maps__day--first", "map--first", "map-strip--first"):
        (first,) = of_class(html, name)
        assert first.around[-1] is links[0].around[-1]


def test_each_map_has_a_finding_and_the_heading_is_true_of_every_map(world: World) -> None:
    html = page(world)
    findings = of_class(html, "map__finding")
    maps = of_class(html, "map--dated")
    assert [one.around[-1] for one in findings] == maps
    assert [one.text.removesuffix(" when the article appeared") for one in findings] == [
        "18 August 2023 to 29 February 2024: one crossing open, one not known",
        "Since 1 March 2024: two crossings closed",
        "Last known status: two crossings closed",
    ]
    heading = html.one("h2", id="map").text
    assert not any(state in heading for state in ("closed", "not known", "one", "two"))


def test_a_map_has_a_description_and_a_list_with_the_same_states(world: World) -> None:
    html = page(world)
    (second,) = html.all("svg", **{"aria-labelledby": "map-2024-03-01-title map-2024-03-01-desc"})
    assert second.attributes["role"] == "img"
    # The whole map is 100 units wide and 80 high. Only a part is shown.
    x, y, width, height = map(float, second.attributes["viewbox"].split())
    assert (x, y) > (0, 0)
    assert x + width < 100
    assert y + height < 80
    assert "Closed: Alpha and Beta." in second.text
    (title,) = html.all("title", id="map-2024-03-01-title")
    assert title.text == "Map: Lithuania and its neighbours, since 1 March 2024"
    assert second.text.endswith("1 Alpha")
    assert "Beta is in the list but not on the map" in html.text
    terms = [entry.text for entry in html.all("dt") if entry.within("figure")]
    assert terms == ["Open 1", "Not known 1", "Closed 2", "Closed 2"]
    listed = [entry.text for entry in html.all("dd") if entry.within("figure")]
    assert len(listed) == 6
    assert len(html.ids) == len(set(html.ids))


def test_crossings_over_time_are_drawn_once_and_listed_in_a_table(world: World) -> None:
    html = page(world)
    bars = of_class(html, "strip__bar")
    drawing = {
        name: [one for one in bars if any(o.attributes.get("id") == name for o in one.around)]
        for name in ("strip-desk", "strip-phone")
    }
    # There are three periods, drawn once for desktops and once for phones.
    assert [len(one) for one in drawing.values()] == [3, 3]
    places_of = [
        [(one.attributes["x"], one.attributes["width"]) for one in found]
        for found in drawing.values()
    ]
    assert places_of[0] == places_of[1]
    # Each copy of the drawing highlights the days of its map, if the map has any. On a phone, each
    # crossing has its own frame, and the names between the frames stay free.
    copies = [one for one in html.all("svg") if "strip__plot" in one.attributes.get("class", "")]
    framed = [of_class_within(html, "strip__chosen", copy) for copy in copies]
    assert [number for number in framed if number] == [1, 2, 1, 2]
    (key,) = of_class(html, "strip-key")
    assert of_class_within(html, "strip__chosen", key) == 1
    assert all(
        any(outer.attributes.get("aria-hidden") == "true" for outer in one.around) for one in bars
    )
    rows = [one.text for one in html.all("tr") if one.within("tbody")]
    assert len(rows) == 3
    assert all("The finding of a." in row for row in rows)


def test_a_country_without_a_map_still_lists_its_crossings(world: World) -> None:
    html = country_page(world, CROSSINGS)
    assert not of_class(html, "map")
    assert of_class(html, "strip__plot")
    assert html.one("h2", id="crossings")
    assert len([one for one in html.all("tr") if one.within("tbody")]) == 3


def test_a_country_without_crossings_has_a_map_and_no_drawing(world: World) -> None:
    town = places(town={"kind": "town", "countries": ["lithuania"]})
    html = country_page(world, drawn(), town)
    (figure,) = of_class(html, "map")
    assert figure.attributes["id"] == "map"
    assert not of_class(html, "strip")
    assert not html.all("table")
    assert not [one for one in html.elements if "crossings" in one.attributes.get("id", "")]


def test_open_and_closed_crossings_have_different_shapes(world: World) -> None:
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


def test_a_site_without_countries_people_or_places_has_no_lists_of_them(world: World) -> None:
    vocabulary = dict.fromkeys(
        (f"facts/vocabulary/{name}.yaml" for name in ("countries", "people", "places")), "{}\n"
    )
    files: dict[str, str | None] = {**BARE, **vocabulary, **claim("a")}
    site = assemble(world(files))
    assert [error.message for error in site.checked.report.errors if error.rule == "template"] == []
    bodies = {entry.path: Html(entry.body) for entry in site.pages}
    assert not [path for path in bodies if path.startswith("countries/")]
    assert "countries.html" not in bodies
    assert [one.attributes["id"] for one in bodies["who.html"].all("h2")] == ["organisations"]


def test_people_and_places_are_listed_under_the_name_of_their_country(world: World) -> None:
    site = assemble(world({**CROSSINGS, **claim("a")}))
    (body,) = [entry.body for entry in site.pages if entry.path == "who.html"]
    html = Html(body)
    linked = [one.attributes["href"] for one in html.all("a") if one.within("li")]
    assert {"places/alpha.html", "places/beta.html", "places/city.html"} <= set(linked)
    assert len(linked) == len(set(linked))
    assert {one.text for one in html.all("h3")} >= {"Lithuania"}


def test_the_page_of_a_crossing_lists_every_period_with_its_finding(world: World) -> None:
    site = assemble(world({**CROSSINGS, **claim("a")}))
    (body,) = [entry.body for entry in site.pages if entry.path == "places/alpha.html"]
    html = Html(body)
    rows = [one.text for one in html.all("tr") if one.within("tbody")]
    assert [one.text for one in of_class(html, "state")] == ["open", "closed"]
    assert all("The finding of a." in row for row in rows)
    assert len(of_class(html, "strip__plot")) == 2
    # A single crossing needs no number to distinguish it.
    assert not of_class(html, "strip__number")
    assert not [one for one in html.all("th") if one.attributes["scope"] == "rowgroup"]
