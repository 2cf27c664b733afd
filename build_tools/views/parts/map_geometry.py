"""Computes positions on a map: projects places, finds nearest border points and spaces labels."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.geodesy import EARTH_RADIUS_KM, Point
from build_tools.facts.records import Projection

Position = tuple[float, float]


def project(projection: Projection, place: Point) -> Position:
    """Return a place's position on the map, to the right and down, in units of the drawing.

    The projection is Lambert's azimuthal equal-area projection of the sphere: Snyder, Map
    Projections: A Working Manual (U.S. Geological Survey, 1987), equations 22-4, 24-2, 24-13 and
    24-14.
    """
    middle, north = math.radians(projection.north), math.radians(place.latitude)
    east = math.radians(place.longitude - projection.east)
    toward = math.sin(middle) * math.sin(north)
    toward += math.cos(middle) * math.cos(north) * math.cos(east)
    if toward <= -1:
        return math.inf, math.inf  # the point opposite the centre of the map has no position
    stretch = EARTH_RADIUS_KM * math.sqrt(2 / (1 + toward)) * projection.scale
    x = stretch * math.cos(north) * math.sin(east)
    y = math.cos(middle) * math.sin(north)
    y -= math.sin(middle) * math.cos(north) * math.cos(east)
    return projection.x + x, projection.y - stretch * y


def nearest(lines: Iterable[Sequence[Position]], at: Position) -> Position | None:
    """Return the point on the lines that is nearest to a position, or None without a line."""
    points = [_nearest_on(start, end, at) for line in lines for start, end in pairwise(line)]
    return min(points, key=lambda point: math.dist(point, at), default=None)


def _nearest_on(start: Position, end: Position, at: Position) -> Position:
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    share = ((at[0] - start[0]) * x + (at[1] - start[1]) * y) / length if length else 0
    share = max(0.0, min(1.0, share))
    return start[0] + share * x, start[1] + share * y


class Label(NamedTuple):
    """The position at which a label begins, or ends if the label is to the left of its spot."""

    x: float
    y: float
    is_left: bool


def place_labels(
    spots: Sequence[Position], is_left: Sequence[bool], apart: float, away: float
) -> tuple[Label, ...]:
    """Return a label for each spot, on the given side and ``away`` units from the spot.

    If the heights of spots differ by less than ``apart``, their labels form a column, in the order
    of the heights.
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
    """Group the labels on one side, and join neighbouring groups until no two groups overlap."""
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


class Box(NamedTuple):
    """A rectangle on a map. ``x`` and ``y`` give the position of its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The position of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The position of the lower edge."""
        return self.y + self.height

    def meets(self, other: "Box") -> bool:
        """Return whether the areas overlap. A point within an area counts as overlapping."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def moved_into(self, other: "Box") -> "Box":
        """Return the area, moved as little as possible to be inside the other area, if it fits."""
        x = max(min(self.x, other.right - self.width), other.x)
        y = max(min(self.y, other.bottom - self.height), other.y)
        return Box(x, y, self.width, self.height)

    def grown(self, by: float) -> "Box":
        """Return the area with a margin on all sides."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def around(points: Iterable[Position]) -> Box:
    """Return the smallest area that contains all points. At least one point is required."""
    rights, downs = zip(*points, strict=True)
    left, top = min(rights), min(downs)
    return Box(left, top, max(rights) - left, max(downs) - top)


def crop(boxes: Iterable[Box], whole: Box, margin: float) -> Box:
    """Return the part of a map that shows all these areas with a margin.

    The part is in whole units and never larger than ``whole``. If the map allows it, the height is
    between half the width and the full width. A taller picture would make the page too long, and a
    flatter picture would make its names too small.
    """
    corners = (corner for box in boxes for corner in ((box.x, box.y), (box.right, box.bottom)))
    x, y, width, height = around(corners).grown(margin)
    left, right = _stretch(x, x + width, height, whole.x, whole.right)
    top, bottom = _stretch(y, y + height, (right - left) / 2, whole.y, whole.bottom)
    return Box(left, top, right - left, bottom - top)


def _stretch(begin: float, end: float, least: float, first: float, last: float) -> tuple[int, int]:
    """Return the ends, moved apart to a length of at least ``least`` if the limits allow it."""
    begin, end = max(begin, first), min(end, last)
    length = min(max(end - begin, least), last - first)
    begin = min(max((begin + end - length) / 2, first), last - length)
    return math.floor(max(begin, first)), math.ceil(min(begin + length, last))


def moved_near(
    spots: Sequence[Position],
    labels: Sequence[Label],
    widths: Sequence[float],
    apart: float,
    covered: Sequence[Box] = (),
) -> tuple[Label, ...]:
    """Return each label next to its own spot instead of in a column, if nothing is in its way.

    Other spots, other labels, the lines from those labels to their spots, and the areas in
    ``covered`` can be in the way. ``widths`` are the widths of the names.
    """
    distances = [
        min((abs(label.x - spot[0]) for spot, label in zip(spots, labels, strict=True)), default=0)
    ] * len(spots)
    near = [
        label._replace(x=round(spot[0] + (-away if label.is_left else away), 1))
        for spot, label, away in zip(spots, labels, distances, strict=True)
    ]
    while True:
        blocked = [
            index
            for index in range(len(near))
            if near[index] != labels[index]
            and (
                _is_blocked(index, spots, near, widths, apart)
                or any(map(label_box(near[index], widths[index], apart).meets, covered))
            )
        ]
        if not blocked:
            return tuple(near)
        for index in blocked:
            near[index] = labels[index]


def label_box(label: Label, width: float, apart: float) -> Box:
    """Return the area of a label's mark and name. ``width`` is the width of the name."""
    half = apart / 2
    left = label.x - half - width if label.is_left else label.x - half
    return Box(left, label.y - 0.45 * apart, width + apart, 0.9 * apart)


def _is_blocked(
    index: int,
    spots: Sequence[Position],
    labels: Sequence[Label],
    widths: Sequence[float],
    apart: float,
) -> bool:
    box = label_box(labels[index], widths[index], apart)
    others = [other for other in range(len(spots)) if other != index]
    return any(
        box.meets(Box(*point, 0, 0))
        for other in others
        for point in _along(spots[other], labels[other])
    ) or any(box.meets(label_box(labels[other], widths[other], apart)) for other in others)


def _along(spot: Position, label: Label) -> Iterable[Position]:
    """Return points on the line from a spot to its label, including both ends of the line."""
    return (
        (spot[0] + (label.x - spot[0]) * part / 16, spot[1] + (label.y - spot[1]) * part / 16)
        for part in range(17)
    )


def is_inside(lines: Iterable[Sequence[Position]], point: Position) -> bool:
    """Return whether a point is inside an outline of closed lines.

    A point is inside if an odd number of the lines surround the point.
    """
    x, y = point
    crossed = 0
    for line in lines:
        for (left, top), (right, bottom) in pairwise(line):
            if (top > y) != (bottom > y):
                crossed += x < left + (y - top) / (bottom - top) * (right - left)
    return crossed % 2 == 1
