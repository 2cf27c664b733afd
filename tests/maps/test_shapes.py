"""Tests that outlines of countries are inside their frames and match the borders in the facts.

The tests read the outlines of the project's own site, if it has any, and of the invented island.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from build_tools.facts.geodesy import Point
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import CountryMap, lines_of, pair_of
from build_tools.views.parts.map_geometry import is_inside, nearest, project
from tests.conftest import PROJECT
from tests.island import NAMES
from tests.own_site import OWN


class Drawn(NamedTuple):
    """A map, its country, and the records that it must match."""

    map: CountryMap
    ledger: Ledger
    root: Path


@cache
def _maps(root: Path) -> list[Drawn]:
    ledger = Ledger(read(Project(root))[0])
    return [Drawn(drawn, ledger, root) for drawn in ledger.maps.values()]


@pytest.fixture(params=[OWN, "island"])
def maps(request: pytest.FixtureRequest, island_root: Path) -> list[Drawn]:
    """Return the maps of the project's own site, which may have none, or those of the island."""
    if request.param == "own":
        return _maps(PROJECT)
    drawn = _maps(island_root)
    assert {one.map.id for one in drawn} == set(NAMES)
    return drawn


def on_every_map(check: Callable[[Drawn], None]) -> Callable[[list[Drawn]], None]:
    """Return a test that runs a check on each map in turn."""

    def test(maps: list[Drawn]) -> None:
        for drawn in maps:
            check(drawn)

    return test


def paths(drawn: CountryMap) -> Iterator[str]:
    yield from (one for one in (drawn.land, drawn.other_land, drawn.other_borders) if one)
    for neighbour in drawn.neighbours:
        yield from (one for one in (neighbour.land, neighbour.border) if one)


@on_every_map
def test_the_file_of_a_map_is_small_and_its_outlines_are_inside_the_frame(drawn: Drawn) -> None:
    assert (drawn.root / drawn.map.path).stat().st_size <= 9_000
    drawn = drawn.map
    points = [point for path in paths(drawn) for line in lines_of(path) for point in line]
    assert len(points) > 20
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)
    labels = [one.label for one in (drawn, *drawn.neighbours) if one.label]
    assert all(
        0 < x < drawn.width and 0 < y < drawn.height for x, y in (pair_of(one) for one in labels)
    )


@on_every_map
def test_a_map_has_the_same_neighbours_as_the_facts(drawn: Drawn) -> None:
    countries = drawn.ledger.countries
    beside = {one.country for one in drawn.map.neighbours if one.country}
    assert beside == set(countries[drawn.map.id].neighbours)
    for one in drawn.map.neighbours:
        assert not one.country or one.name == countries[one.country].name


@on_every_map
def test_the_projection_agrees_with_the_drawn_map(drawn: Drawn) -> None:
    position = project(drawn.map.projection, Point(*pair_of(drawn.map.trial.place)))
    assert position == pytest.approx(pair_of(drawn.map.trial.at), abs=0.02)


@on_every_map
def test_a_border_follows_the_outlines_of_both_countries(drawn: Drawn) -> None:
    for one in drawn.map.neighbours:
        if not (one.border and one.land):
            continue
        for outline in (drawn.map.land, one.land):
            lines = lines_of(outline)
            points = [point for line in lines_of(one.border) for point in line]
            # A border may differ slightly at the frame, or on islands that are too small to draw.
            near = [
                point
                for point in points
                if (on := nearest(lines, point))
                and abs(on[0] - point[0]) + abs(on[1] - point[1]) <= 3
            ]
            assert len(near) >= 0.9 * len(points) - 2, one.name


@on_every_map
def test_the_name_of_a_country_is_inside_its_outline(drawn: Drawn) -> None:
    assert drawn.map.label
    at = pair_of(drawn.map.label)
    assert is_inside(lines_of(drawn.map.land), at)
    for one in drawn.map.neighbours:
        assert not (one.land and is_inside(lines_of(one.land), at)), one.name


@on_every_map
def test_a_crossing_with_coordinates_is_near_the_border(drawn: Drawn) -> None:
    for place in drawn.ledger.places.values():
        if not (place.periods and place.coordinates and drawn.map.id in place.countries):
            continue
        assert place.located_by in drawn.ledger.sources, place.id
        at = project(drawn.map.projection, Point(*pair_of(place.coordinates)))
        borders = [
            one.border
            for one in drawn.map.neighbours
            if one.country in place.countries and one.border
        ]
        on = nearest([line for border in borders for line in lines_of(border)], at)
        # A village may be some kilometres from its crossing.
        assert on
        away = abs(on[0] - at[0]) + abs(on[1] - at[1])
        assert away / drawn.map.projection.scale < 40, place.id


def owners(drawn: CountryMap, position: str) -> list[str]:
    """Return the countries whose land on a map contains a position."""
    lands = {one.country: one.land for one in drawn.neighbours if one.country and one.land}
    lands[drawn.id] = drawn.land
    at = project(drawn.projection, Point(*pair_of(position)))
    return [name for name, land in lands.items() if is_inside(lines_of(land), at)]


@pytest.mark.parametrize(
    ("country", "position", "owner"),
    [
        ("averia", "50.3, 8.0", "averia"),
        ("averia", "50.3, 12.0", "belmar"),
    ],
)
def test_the_position_of_a_place_is_in_its_country(
    country: str, position: str, owner: str, island_root: Path
) -> None:
    (drawn,) = (drawn.map for drawn in _maps(island_root) if drawn.map.id == country)
    assert owners(drawn, position) == [owner]


@pytest.mark.own_site
@pytest.mark.parametrize(
    ("position", "owner"),
    [
        ("44.95, 34.10", "ukraine"),  # Simferopol, in Crimea
        ("50.45, 30.52", "ukraine"),
        ("47.23, 39.70", "russia"),  # Rostov
    ],
)
def test_crimea_is_in_ukraine_on_the_maps_of_this_site(position: str, owner: str) -> None:
    # The atlas decides this, so it applies to every site with such a map.
    for drawn in _maps(PROJECT):
        if drawn.map.id == "ukraine":
            assert owners(drawn.map, position) == [owner]


@pytest.mark.own_site
def test_all_maps_of_a_site_are_from_the_same_atlas() -> None:
    assert len({drawn.map.atlas for drawn in _maps(PROJECT)}) <= 1
