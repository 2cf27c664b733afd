"""Reads the atlas: TopoJSON arcs into countries, and the lines that two countries share.

TopoJSON keeps each stretch of line once, as whole-number steps; a ring is a list of such stretches,
and a stretch that is written ``~n`` runs backwards. So a border is one stretch that two countries
name, and it stays one line for both however it is simplified.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country of the atlas: its three-letter code, its name, its polygons as rings of arcs."""

    code: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    def arcs(self) -> Iterator[int]:
        """Yield each stretch of line that bounds it, whichever way it runs."""
        for polygon in self.polygons:
            for ring in polygon:
                yield from (arc if arc >= 0 else ~arc for arc in ring)


@dataclass(frozen=True, slots=True)
class Atlas:
    """The stretches of line, in degrees (east, north), and the countries made of them."""

    arcs: tuple[tuple[Point, ...], ...]
    lands: dict[str, Land]

    def shared(self) -> dict[frozenset[str], list[int]]:
        """Return the stretches that two countries share, by the pair of their codes."""
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
