"""Tests that the atlas is read as TopoJSON, with integer steps and arcs in both directions."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

FILE = Path(__file__).parent.parent.parent / "maps" / "atlas.py"

# Two adjacent squares. The second arc is the line between them.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [2, 1], "translate": [10, 50]},
    "arcs": [
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [0, 1]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {
                    "type": "Polygon",
                    "arcs": [[0, 1]],
                    "properties": {"name": "West", "a3": "WES"},
                },
                {
                    "type": "MultiPolygon",
                    "arcs": [[[2, -2]]],
                    "properties": {"name": "East", "a3": "EAS"},
                },
            ]
        }
    },
}


def module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drawn_atlas", FILE)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def test_the_coordinates_of_an_arc_are_decoded_to_degrees() -> None:
    atlas = module().read_atlas(json.dumps(TOPOLOGY))
    assert atlas.arcs[0] == ((12, 51), (10, 51), (10, 50), (12, 50))
    assert atlas.arcs[1] == ((12, 50), (12, 51))


def test_a_shared_border_is_found_in_either_direction() -> None:
    atlas = module().read_atlas(json.dumps(TOPOLOGY))
    assert atlas.shared() == {frozenset(("WES", "EAS")): [1]}
    assert sorted(atlas.lands["EAS"].arcs()) == [1, 2]
    assert atlas.lands["WES"].name == "West"
