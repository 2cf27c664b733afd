"""Computes positions on a map: projects places, finds the nearest border point, spaces labels."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.calculations import EARTH_RADIUS_KM, Point
from build_tools.facts.records import Projection

Position = tuple[float, float]


def project(projection: Projection, place: Point) -> Position:
    """Return a place's position on the map, in units of the drawing, right and down.

    Lambert's azimuthal equal-area projection of the sphere: Snyder, Map Projections: A Working
    Manual (U.S. Geological Survey, 1987), equations 22-4, 24-2, 24-13 and 24-14.
    """
    middle, north = math.radians(projection.north), math.radians(place.latitude)
    east = math.radians(place.longitude - projection.east)
    toward = math.sin(middle) * math.sin(north)
    toward += math.cos(middle) * math.cos(north) * math.cos(east)
    if toward <= -1:
        return math.inf, math.inf  # the place opposite the middle: all around, at no point
    stretch = EARTH_RADIUS_KM * math.sqrt(2 / (1 + toward)) * projection.scale
    x = stretch * math.cos(north) * math.sin(east)
    y = math.cos(middle) * math.sin(north)
    y -= math.sin(middle) * math.cos(north) * math.cos(east)
    return projection.x + x, projection.y - stretch * y


def nearest(lines: Iterable[Sequence[Position]], at: Position) -> Position | None:
    """Return the nearest point of the lines; None if there is no line."""
    points = [_nearest_on(start, end, at) for line in lines for start, end in pairwise(line)]
    return min(points, key=lambda point: math.dist(point, at), default=None)


def _nearest_on(start: Position, end: Position, at: Position) -> Position:
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    share = ((at[0] - start[0]) * x + (at[1] - start[1]) * y) / length if length else 0
    share = max(0.0, min(1.0, share))
    return start[0] + share * x, start[1] + share * y


class Label(NamedTuple):
    """The position where a label begins, or where it ends if it is left of its spot."""

    x: float
    y: float
    is_left: bool


def place_labels(
    spots: Sequence[Position], is_left: Sequence[bool], apart: float, away: float
) -> tuple[Label, ...]:
    """Return a label for each spot, on the given side and ``away`` units from it.

    The labels of spots that are nearer in height than ``apart`` go into a column, in the order of
    their heights.
    """
    labels: dict[int, Label] = {}
    for left in (False, True):
        side = [index for index in range(len(spots)) if is_left[index] == left]
        for crowd in _crowds(sorted(side, key=lambda index: spots[index][1]), spots, apart):
            edge = (min if left else max)(spots[index][0] for index in crowd)
            x = edge - away if left else edge + away
            height = sum(spots[index][1] for index in crowd) / len(crowd)
            top = height - apart * (len(crowd) - 1) / 2
            for row, index in enumerate(crowd):
                labels[index] = Label(round(x, 1), round(top + apart * row, 1), left)
    return tuple(labels[index] for index in range(len(spots)))


def _crowds(order: Sequence[int], spots: Sequence[Position], apart: float) -> list[list[int]]:
    """Join neighbours in height until no two crowds overlap."""
    crowds: list[list[int]] = []
    for index in order:
        crowds.append([index])
        while len(crowds) > 1 and _overlap(crowds[-2], crowds[-1], spots, apart):
            last = crowds.pop()
            crowds[-1].extend(last)
    return crowds


def _overlap(
    upper: Sequence[int], lower: Sequence[int], spots: Sequence[Position], apart: float
) -> bool:
    def middle(crowd: Sequence[int]) -> float:
        return sum(spots[index][1] for index in crowd) / len(crowd)

    return middle(lower) - middle(upper) < apart * (len(upper) + len(lower)) / 2
