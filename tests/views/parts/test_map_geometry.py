"""Tests positions on a map: the projection, the nearest point on a line, and labels."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.facts.geodesy import EARTH_RADIUS_KM, Point, great_circle_km
from build_tools.facts.records import Projection
from build_tools.views.parts.map_geometry import (
    Box,
    crop,
    is_inside,
    label_box,
    moved_near,
    nearest,
    place_labels,
    project,
)

# Results from the library that maps/draw.py uses. Each row: the centre, scale and position of the
# projection, a place, and the position of the place on the map.
TRIALS = (
    ((27.9, 53.7, 1.082667, 568.94, 386.15), (50.6, 20.6), (12.00, 730.96)),
    ((104.0, 37.0, 0.201935, 531.24, 503.97), (40.0, 73.0), (12.00, 348.43)),
    ((25.2, 58.6, 2.133064, 500.0, 356.85), (57.2, 21.4), (12.00, 675.14)),
    ((97.0, 63.0, 0.13051, 593.74, 391.67), (50.0, 8.0), (12.00, 85.92)),
    ((-106.0, 50.0, 0.164587, 503.15, 506.55), (60.0, -169.0), (12.00, 84.55)),
)


def projection(**changes: float) -> Projection:
    return Projection(
        **{"east": 24.0, "north": 55.0, "scale": 1.0, "x": 500.0, "y": 400.0, **changes}
    )


@pytest.mark.parametrize(("east", "north"), [(25, 55), (24, 90), (0, 0), (-180, 12.5)])
def test_the_antipode_is_outside_every_map(east: float, north: float) -> None:
    x, y = project(projection(east=east, north=north), Point(-north, east + 180))
    assert max(abs(x), abs(y)) > 10_000


@pytest.mark.parametrize(("middle", "place", "at"), TRIALS)
def test_the_projection_agrees_with_the_drawing_library(
    middle: tuple[float, ...], place: tuple[float, float], at: tuple[float, float]
) -> None:
    names = ("east", "north", "scale", "x", "y")
    drawn = Projection(**dict(zip(names, middle, strict=True)))
    assert project(drawn, Point(*place)) == pytest.approx(at, abs=0.02)


def test_the_centre_of_a_map_is_projected_to_its_stated_position_with_north_up() -> None:
    assert project(projection(), Point(55, 24)) == (500, 400)
    x, y = project(projection(), Point(56, 24))
    assert (x, y < 400) == (pytest.approx(500), True)
    x, y = project(projection(), Point(55, 25))
    assert x > 500


@given(st.floats(-80, 80), st.floats(-170, 170))
def test_the_distance_from_the_centre_equals_the_chord(latitude: float, longitude: float) -> None:
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
def test_labels_on_the_same_side_do_not_overlap(
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


def test_a_single_label_keeps_its_height_and_crowded_labels_keep_their_order() -> None:
    (alone,) = place_labels([(100, 200)], [True], 36, 44)
    assert (alone.x, alone.y) == (56, 200)
    upper, lower, far = place_labels([(100, 200), (120, 210), (90, 500)], [False] * 3, 36, 44)
    assert (upper.y, lower.y) == (187, 223)
    assert upper.x == lower.x == 164
    assert (far.x, far.y) == (134, 500)


WHOLE = Box(0, 0, 1000, 700)
AREAS = st.builds(Box, st.floats(0, 900), st.floats(0, 600), st.floats(0, 100), st.floats(0, 100))


def contains(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


@given(st.lists(AREAS, min_size=1, max_size=8), st.floats(0, 60))
def test_a_crop_contains_every_point_and_is_within_the_map(areas: list[Box], margin: float) -> None:
    part = crop(areas, WHOLE, margin)
    assert contains(WHOLE, part)
    assert all(contains(part, area) for area in areas)
    assert part == Box(*map(int, part))
    # The crop is neither too tall nor too flat.
    assert part.height <= part.width + 2
    assert part.height >= part.width / 2 - 2


def test_a_crop_is_as_small_as_its_margins_permit() -> None:
    assert crop([Box(400, 300, 200, 150)], WHOLE, 20) == Box(380, 280, 240, 190)
    # A crop has no margin beyond the edge of the map.
    assert crop([Box(0, 0, 200, 150)], WHOLE, 20) == Box(0, 0, 220, 170)
    assert crop([Box(500, 100, 10, 400)], WHOLE, 0) == Box(305, 100, 400, 400)
    assert crop([Box(100, 300, 600, 10)], WHOLE, 0) == Box(100, 155, 600, 300)


def test_an_area_is_moved_into_a_different_area_as_little_as_possible() -> None:
    part = Box(100, 100, 300, 200)
    assert Box(50, 150, 40, 20).moved_into(part) == Box(100, 150, 40, 20)
    assert Box(390, 290, 40, 20).moved_into(part) == Box(360, 280, 40, 20)
    assert Box(200, 150, 40, 20).moved_into(part) == Box(200, 150, 40, 20)


def test_a_point_in_a_hole_is_not_inside_the_outline() -> None:
    square = ((0.0, 0.0), (30.0, 0.0), (30.0, 30.0), (0.0, 30.0), (0.0, 0.0))
    hole = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0), (10.0, 10.0))
    assert is_inside([square], (15, 15))
    assert not is_inside([square, hole], (15, 15))
    assert is_inside([square, hole], (5, 15))
    assert not is_inside([square], (35, 15))
    assert not is_inside([], (5, 5))


def test_a_label_moves_to_its_position_unless_something_is_in_the_way() -> None:
    spots = [(100.0, 60.0), (100.0, 100.0), (240.0, 101.0)]
    columns = place_labels(spots, [False] * 3, 36, 44)
    assert [label.x for label in columns] == [284] * 3
    near = moved_near(spots, columns, [50] * 3, 36)
    assert [label.x for label in near] == [144, 144, 284]
    assert [label.y for label in near] == [label.y for label in columns]
    # A name that would cover another crossing or a town stays in the column.
    long = moved_near(spots, columns, [50, 120, 50], 36)
    assert [label.x for label in long] == [144, 284, 284]
    beside = moved_near(spots, columns, [50] * 3, 36, [Box(150, 50, 10, 10)])
    assert [label.x for label in beside] == [284, 144, 284]


@given(SPOTS, st.data())
def test_moved_labels_never_cover_each_other(
    spots: list[tuple[float, float]], data: st.DataObject
) -> None:
    sides = data.draw(st.lists(st.booleans(), min_size=len(spots), max_size=len(spots)))
    columns = place_labels(spots, sides, 36, 44)
    widths = [120.0] * len(spots)
    labels = moved_near(spots, columns, widths, 36)
    assert [label.y for label in labels] == [label.y for label in columns]
    for index, label in enumerate(labels):
        if label != columns[index]:
            box = label_box(label, widths[index], 36)
            assert not any(
                box.meets(label_box(other, 120, 36))
                for number, other in enumerate(labels)
                if number != index
            )
            assert not any(
                box.meets(Box(*spot, 0, 0)) for n, spot in enumerate(spots) if n != index
            )
