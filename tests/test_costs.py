"""Tests that a whole build costs about as much as plain MkDocs-Material for the same pages.

Both are measured in one run and in CPU seconds, so that a busy machine slows both.
"""

from pathlib import Path

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.benchmarks import material
from tests.benchmarks.run import MKDOCS, project, timed

pytestmark = pytest.mark.long

CLAIMS = 800


def test_a_build_with_every_export_costs_less_than_plain_material(tmp_path: Path) -> None:
    ours, plain = tmp_path / "ours", tmp_path / "material"
    project(ours, CLAIMS)
    records, _ = read(Project(ours))
    material.write(plain, Ledger(records))
    # The builds alternate, and only the lowest cost of each counts. So noise affects both equally.
    costs = [(timed([*MKDOCS, "--strict"], ours)[0], timed(MKDOCS, plain)[0]) for _ in range(2)]
    for site in (ours, plain):
        assert len(list((site / "site" / "claims").glob("*.html"))) == CLAIMS
    own, plain_cost = (min(column) for column in zip(*costs, strict=True))
    assert own < plain_cost
