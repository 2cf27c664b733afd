"""Tests the map of a country: its neighbours, and the status of each crossing in each period."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from build_tools.facts.project import Project
from build_tools.views.maps import collect, map_of
from build_tools.views.parts.map_geometry import Box
from tests.ledgers import claim, ledger

World = Callable[..., Project]

# The centre is at 24° E, 55° N. A unit is 5 km. The border is vertical, at x = 60.
MAP = {
    "atlas": {
        "name": "an-atlas",
        "version": "1",
        "file": "world.json",
        "sha256": "0" * 64,
        "licence": "BSD-3-Clause",
        "address": "https://example.org/atlas",
    },
    "width": 100,
    "height": 80,
    "projection": {"east": 24, "north": 55, "scale": 0.2, "x": 50, "y": 40},
    "trial": {"place": "55, 24", "at": "50, 40"},
    "land": "M20 20l40 0 0 40-40 0z",
    "label": "40, 40",
    "neighbours": [
        {"name": "White Russia", "country": "belarus", "border": "M60 20l0 40", "label": "52, 40"},
        {"name": "Elsewhere"},
    ],
}
EAST = "54.9, 25.0"  # about 64 km, or 13 units, east of the centre


def drawn(**changes: Any) -> dict[str, str]:
    return {"maps/shapes/lithuania.yaml": json.dumps({**MAP, **changes})}


def places(**map_view: dict[str, Any]) -> dict[str, str]:
    whole = {
        name: {
            "name": name.title(),
            "kind": "border crossing",
            "countries": ["lithuania", "belarus"],
        }
        | fields
        for name, fields in map_view.items()
    }
    return {"facts/vocabulary/places.yaml": json.dumps(whole)}


def period(state: str, when: str) -> dict[str, str]:
    return {"state": state, "when": when, "claim": "a"}


OPEN = period("open", "2023-08-18/2024-02-29")
CLOSED = period("closed", "2024-03-01/..")


def test_only_a_country_with_outlines_has_a_map(world: World) -> None:
    map_view = ledger(world, claim("a"), drawn())
    assert [entry.name for entry in collect(map_view)] == ["Lithuania"]
    assert map_of(map_view, "belarus") is None


def test_the_name_of_a_neighbour_comes_from_its_page_or_the_atlas(world: World) -> None:
    map_view = map_of(ledger(world, claim("a"), drawn()), "lithuania")
    assert map_view
    assert [(entry.name, entry.path, entry.at) for entry in map_view.neighbours] == [
        ("Belarus", "countries/belarus.html", (52, 40)),
        ("Elsewhere", None, None),
    ]


def test_a_map_is_cropped_to_the_country_and_its_places(world: World) -> None:
    alone = map_of(ledger(world, claim("a"), drawn()), "lithuania")
    files = places(
        far={"coordinates": "55.0, 27.2", "kind": "town", "countries": ["lithuania"]},
        gate={"coordinates": EAST, "periods": [OPEN]},
    )
    wider = map_of(ledger(world, claim("a"), drawn(), files), "lithuania")
    assert alone and wider
    assert alone.land == wider.land == Box(20, 20, 40, 40)
    assert alone.crop.x < 20 and alone.crop.right > 60
    assert alone.crop.width < 50
    (town,) = wider.towns
    assert town.label
    assert town.x > alone.crop.right
    assert wider.crop.right > town.label.x > town.x
    # Letters have the same size relative to the picture.
    assert wider.scale / alone.scale == pytest.approx(wider.crop.width / alone.crop.width, rel=0.05)


def test_a_label_of_a_neighbour_outside_the_crop_is_moved_only_within_its_own_land(
    world: World,
) -> None:
    def named(*files: dict[str, str], **fields: Any) -> Any:
        neighbour = {"name": "Belarus", "country": "belarus", "label": "90, 40", **fields}
        records = ledger(world, claim("a"), drawn(neighbours=[neighbour]), *files)
        map_view = map_of(records, "lithuania")
        assert map_view
        return map_view.neighbours[0].at, map_view.crop

    at, part = named(land="M60 10l39 0 0 60-39 0z")
    assert at is None or 60 < at[0] < part.right
    # The label may not be on the land of another country or on land that is too narrow.
    assert named()[0] is None
    assert named(land="M80 10l19 0 0 60-19 0z")[0] is None
    inside, part = named(land="M10 0l89 0 0 70-89 0z")
    assert inside[0] < part.right
    assert inside[1] == 40
    # The label may not cover the name of a crossing.
    gate = places(gate={"coordinates": "55.0, 25.0", "periods": [OPEN]})
    assert named(gate, land="M10 0l89 0 0 70-89 0z", border="M60 20l0 40")[0] is None
    away = places(gate={"coordinates": "54.3, 25.0", "periods": [OPEN]})
    assert named(away, land="M10 0l89 0 0 70-89 0z", border="M60 20l0 40")[0]


def test_a_crossing_is_drawn_on_the_border_and_a_town_at_its_position(world: World) -> None:
    files = places(
        gate={"coordinates": EAST, "periods": [OPEN]},
        town={"coordinates": EAST, "kind": "town", "countries": ["lithuania"]},
        nowhere={"periods": [OPEN]},
        far={"coordinates": "40, 25", "periods": [OPEN]},
        abroad={"coordinates": EAST, "kind": "town", "countries": ["belarus"]},
    )
    map_view = map_of(ledger(world, claim("a"), drawn(), files), "lithuania")
    assert map_view
    (gate,) = map_view.crossings
    assert (gate.link.name, gate.x) == ("Gate", 60)
    (town,) = map_view.towns
    assert (town.link.name, town.number) == ("Town", 0)
    assert 62 < town.x < 64
    assert {entry.name for entry in map_view.unplaced} == {"Nowhere", "Far"}


def test_numbers_on_the_map_match_the_list(world: World) -> None:
    files = places(
        alpha={"periods": [OPEN]},
        beta={"coordinates": EAST, "periods": [OPEN, CLOSED]},
    )
    map_view = map_of(ledger(world, claim("a"), drawn(), files), "lithuania")
    assert map_view
    assert [entry.number for entry in map_view.crossings] == [2]
    first, second, latest = map_view.states
    assert (first.words, dict(first.states)) == (
        "18 August 2023 to 29 February 2024",
        {1: "open", 2: "open"},
    )
    assert first.short == "18 Aug 2023 – 29 Feb 2024"
    assert dict(second.states) == {1: "unknown", 2: "closed"}
    listed = {
        entry.link.name: (entry.number, group.words)
        for group in second.groups
        for entry in group.crossings
    }
    assert listed == {"Beta": (2, "closed"), "Alpha": (1, "not known")}
    known = {entry.link.name: entry.known for group in latest.groups for entry in group.crossings}
    assert known == {"Alpha": "as of 29 February 2024", "Beta": "since 1 March 2024"}


def test_the_state_on_the_day_of_the_article_is_shown_first(world: World) -> None:
    # The tiny article is dated 24 August 2023.
    map_view = map_of(
        ledger(world, claim("a"), drawn(), places(gate={"periods": [OPEN, CLOSED]})), "lithuania"
    )
    assert map_view
    assert [(entry.is_first, entry.is_article) for entry in map_view.states] == [
        *((True, True), (False, False), (False, False)),
    ]
    later = map_of(
        ledger(world, claim("a"), drawn(), places(gate={"periods": [CLOSED]})), "lithuania"
    )
    assert later
    assert [(entry.id, entry.is_first) for entry in later.states] == [
        *(("2024-03-01", False), ("latest", True)),
    ]


def test_the_country_across_the_border_is_named_only_if_crossings_differ(world: World) -> None:
    files = places(gate={"periods": [OPEN]})
    map_view = map_of(ledger(world, claim("a"), drawn(), files), "lithuania")
    assert map_view
    (entry,) = map_view.states[0].groups[0].crossings
    assert entry.other_side == ""
    both = places(gate={"periods": [OPEN]}, inner={"periods": [OPEN], "countries": ["lithuania"]})
    map_view = map_of(ledger(world, claim("a"), drawn(), both), "lithuania")
    assert map_view
    assert [entry.other_side for entry in map_view.states[0].groups[0].crossings] == ["Belarus", ""]


def test_only_a_large_map_shows_foreign_capitals(world: World) -> None:
    files = places(city={"coordinates": EAST, "kind": "capital", "countries": ["belarus"]})
    small = map_of(ledger(world, claim("a"), drawn(), files), "lithuania")
    assert small
    assert small.towns == ()
    near = {"east": 24, "north": 55, "scale": 1.2, "x": 10, "y": 40}
    large = map_of(ledger(world, claim("a"), drawn(projection=near), files), "lithuania")
    assert large
    assert [(entry.link.name, entry.label) for entry in large.towns] == [("City", None)]
