"""The committed outlines: complete, in view, and with the borders in the facts."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.facts.calculations import Point
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import CountryMap, lines_of, pair_of
from build_tools.views.parts.map_geometry import nearest, project

PROJECT = Path(__file__).parents[2]
RECORDS, REPORT = read(Project(PROJECT))
LEDGER = Ledger(RECORDS)
MAPS = tuple(LEDGER.maps.values())

# As in the atlas, determined by shared lines.
BESIDE = {
    "belarus": {"Latvia", "Lithuania", "Poland", "Russia", "Ukraine"},
    "estonia": {"Latvia", "Russia"},
    "latvia": {"Belarus", "Estonia", "Lithuania", "Russia"},
    "lithuania": {"Belarus", "Latvia", "Poland", "Russia"},
    "poland": {"Belarus", "Czechia", "Germany", "Lithuania", "Russia", "Slovakia", "Ukraine"},
    "ukraine": {"Belarus", "Hungary", "Moldova", "Poland", "Romania", "Russia", "Slovakia"},
    "united-states": {"Canada", "Mexico"},
}

each_map = pytest.mark.parametrize("drawn", MAPS, ids=[one.id for one in MAPS])


def paths(drawn: CountryMap) -> Iterator[str]:
    yield from (one for one in (drawn.land, drawn.other_land, drawn.other_borders) if one)
    for neighbour in drawn.neighbours:
        yield from (one for one in (neighbour.land, neighbour.border) if one)


def is_inside(path: str, at: tuple[float, float]) -> bool:
    """Whether a position lies in a path's area, by counting the lines to its right."""
    inside = False
    for line in lines_of(path):
        for (x, y), (next_x, next_y) in pairwise(line):
            if (y > at[1]) != (next_y > at[1]):
                crossing = x + (at[1] - y) / (next_y - y) * (next_x - x)
                inside ^= crossing > at[0]
    return inside


def test_every_country_has_a_map_from_one_atlas() -> None:
    assert set(LEDGER.maps) == set(LEDGER.countries)
    assert len({one.atlas for one in MAPS}) == 1
    assert not [fault for fault in REPORT.errors if fault.span.path.startswith("maps/")]


@each_map
def test_a_map_is_small_and_inside_its_frame(drawn: CountryMap) -> None:
    assert 2_000 <= (PROJECT / drawn.path).stat().st_size <= 9_000
    points = [point for path in paths(drawn) for line in lines_of(path) for point in line]
    assert len(points) > 100
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)
    labels = [one.label for one in (drawn, *drawn.neighbours) if one.label]
    assert all(
        0 < x < drawn.width and 0 < y < drawn.height for x, y in (pair_of(one) for one in labels)
    )


@each_map
def test_a_map_has_the_neighbours_of_the_facts_and_of_the_atlas(drawn: CountryMap) -> None:
    country = LEDGER.countries[drawn.id]
    assert {one.country for one in drawn.neighbours if one.country} == set(country.neighbours)
    names = {one.name for one in drawn.neighbours}
    assert names == BESIDE.get(drawn.id, names)
    for one in drawn.neighbours:
        assert not one.country or one.name == LEDGER.countries[one.country].name


@each_map
def test_a_border_runs_along_both_countries(drawn: CountryMap) -> None:
    assert any(one.border for one in drawn.neighbours)
    for one in drawn.neighbours:
        if not (one.border and one.land):
            continue
        for outline in (drawn.land, one.land):
            lines = lines_of(outline)
            points = [point for line in lines_of(one.border) for point in line]
            # Ends at the frame, or on islands too small to be drawn, may be slightly off.
            near = [
                point
                for point in points
                if (on := nearest(lines, point))
                and abs(on[0] - point[0]) + abs(on[1] - point[1]) <= 3
            ]
            assert len(near) >= 0.9 * len(points) - 2, one.name


@pytest.mark.parametrize(
    ("place", "owner"),
    [
        ("44.95, 34.10", "ukraine"),  # Simferopol, in Crimea
        ("50.45, 30.52", "ukraine"),
        ("47.23, 39.70", "russia"),  # Rostov
    ],
)
def test_crimea_is_drawn_in_ukraine(place: str, owner: str) -> None:
    drawn = LEDGER.maps["ukraine"]
    lands = {one.country: one.land for one in drawn.neighbours if one.country and one.land}
    lands["ukraine"] = drawn.land
    at = project(drawn.projection, Point(*pair_of(place)))
    assert [name for name, land in lands.items() if is_inside(land, at)] == [owner]


def test_a_crossing_with_coordinates_is_near_the_border() -> None:
    drawn = LEDGER.maps["belarus"]
    crossings = [one for one in LEDGER.places.values() if one.periods and one.coordinates]
    assert len(crossings) >= 10
    for place in crossings:
        assert place.located_by in LEDGER.sources, place.id
        at = project(drawn.projection, Point(*pair_of(place.coordinates or "")))
        border = next(
            one.border
            for one in drawn.neighbours
            if one.country in place.countries and one.country != "belarus" and one.border
        )
        on = nearest(lines_of(border), at)
        # A village may be some kilometres from its crossing. A unit is about a kilometre.
        assert on
        assert abs(on[0] - at[0]) + abs(on[1] - at[1]) < 20, place.id
