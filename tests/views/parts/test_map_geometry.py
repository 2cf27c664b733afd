"""Positions on a map: the projection, the nearest point of a line, names kept apart."""

import math
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.facts.calculations import EARTH_RADIUS_KM, Point, great_circle_km
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import CountryMap, Projection, pair_of
from build_tools.views.parts.map_geometry import nearest, place_labels, project

PROJECT = Path(__file__).parents[3]
MAPS = read(Project(PROJECT))[0].maps


def projection(**changes: float) -> Projection:
    return Projection(
        **{"east": 24.0, "north": 55.0, "scale": 1.0, "x": 500.0, "y": 400.0, **changes}
    )


@pytest.mark.parametrize(("east", "north"), [(25, 55), (24, 90), (0, 0), (-180, 12.5)])
def test_the_antipode_is_outside_every_map(east: float, north: float) -> None:
    x, y = project(projection(east=east, north=north), Point(-north, east + 180))
    assert max(abs(x), abs(y)) > 10_000


@pytest.mark.parametrize("drawn", MAPS, ids=[label.id for label in MAPS])
def test_the_projection_agrees_with_the_drawing_library(drawn: CountryMap) -> None:
    position = project(drawn.projection, Point(*pair_of(drawn.trial.place)))
    assert position == pytest.approx(pair_of(drawn.trial.at), abs=0.02)


def test_the_centre_is_where_it_should_be_and_north_is_up() -> None:
    assert project(projection(), Point(55, 24)) == (500, 400)
    x, y = project(projection(), Point(56, 24))
    assert (x, y < 400) == (pytest.approx(500), True)
    x, y = project(projection(), Point(55, 25))
    assert x > 500


@given(st.floats(-80, 80), st.floats(-170, 170))
def test_the_distance_from_the_centre_is_the_chord(latitude: float, longitude: float) -> None:
    position = project(projection(), Point(latitude, longitude))
    arc = great_circle_km(Point(55, 24), Point(latitude, longitude)) / EARTH_RADIUS_KM
    chord = 2 * EARTH_RADIUS_KM * math.sin(arc / 2)
    assert math.dist(position, (500, 400)) == pytest.approx(chord, rel=1e-6, abs=1e-3)


def test_the_nearest_point_is_on_the_line_or_at_its_end() -> None:
    line = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    assert nearest([line], (4, 3)) == (4, 0)
    assert nearest([line], (12, 4)) == (10, 4)
    assert nearest([line], (-5, -5)) == (0, 0)
    assert nearest([((1.0, 1.0), (1.0, 1.0))], (4, 3)) == (1, 1)
    assert nearest([line, ((4.0, 2.0), (5.0, 2.0))], (4, 3)) == (4, 2)
    assert nearest([], (0, 0)) is None


SPOTS = st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 800)), max_size=14)


@given(SPOTS, st.data())
def test_labels_on_a_side_keep_their_distance(
    spots: list[tuple[float, float]], data: st.DataObject
) -> None:
    sides = data.draw(st.lists(st.booleans(), min_size=len(spots), max_size=len(spots)))
    labels = place_labels(spots, sides, 36, 44)
    assert [label.is_left for label in labels] == sides
    for label, other in combinations(labels, 2):
        if label.is_left == other.is_left:
            assert abs(label.y - other.y) >= 36 - 0.2
    for (x, _), label in zip(spots, labels, strict=True):
        assert label.x <= x - 43.9 if label.is_left else label.x >= x + 43.9


def test_a_lone_label_keeps_its_height_and_a_crowd_its_order() -> None:
    (alone,) = place_labels([(100, 200)], [True], 36, 44)
    assert (alone.x, alone.y) == (56, 200)
    upper, lower, far = place_labels([(100, 200), (120, 210), (90, 500)], [False] * 3, 36, 44)
    assert (upper.y, lower.y) == (187, 223)
    assert upper.x == lower.x == 164
    assert (far.x, far.y) == (134, 500)
