"""Reads the atlas (TopoJSON): its arcs, its countries, and the arcs that two countries share.

TopoJSON stores each arc (a stretch of line) once, in integer steps. A ring is a list of arcs, and
``~n`` means that arc ``n`` runs backwards. So two countries refer to the same arc for their border,
and it stays the same line for both after it is simplified.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country in the atlas: its three-letter code, its name, its polygons as rings of arcs."""

    code: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    def arcs(self) -> Iterator[int]:
        """Yield each arc on its border, without its direction."""
        for polygon in self.polygons:
            for ring in polygon:
                yield from (arc if arc >= 0 else ~arc for arc in ring)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The arcs, in degrees (east, north), and the countries that they bound."""

    arcs: tuple[tuple[Point, ...], ...]
    lands: dict[str, Land]

    def shared(self) -> dict[frozenset[str], list[int]]:
        """Return the arcs that two countries share, by the pair of their codes."""
        users: dict[int, set[str]] = defaultdict(set)
        for land in self.lands.values():
            for arc in land.arcs():
                users[arc].add(land.code)
        pairs: dict[frozenset[str], list[int]] = defaultdict(list)
        for arc, codes in sorted(users.items()):
            if len(codes) == 2:
                pairs[frozenset(codes)].append(arc)
        return pairs


def read_atlas(text: str) -> Atlas:
    """Decode a quantised TopoJSON topology with an object ``countries``."""
    topology = json.loads(text)
    (scale_x, scale_y), (move_x, move_y) = topology["transform"].values()
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(tuple(points))
    lands = {}
    for one in topology["objects"]["countries"]["geometries"]:
        polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        code = one["properties"]["a3"]
        rings = tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)
        lands[code] = Land(code, one["properties"]["name"], rings)
    return Atlas(tuple(arcs), lands)
