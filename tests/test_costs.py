"""What a whole build costs beside what plain MkDocs-Material takes for the same pages.

Both are measured in one run and in CPU seconds, so that a busy machine slows both. How much each
costs, and how it grows, is for the benchmark to say; here stands what must never turn round.
"""

from pathlib import Path

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, read
from tests.benchmarks.beside import material
from tests.benchmarks.run import MKDOCS, project, timed

pytestmark = pytest.mark.slow

CLAIMS = 800


def test_a_build_with_every_export_costs_less_than_the_pages_alone_by_plain_material(
    tmp_path: Path,
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "material"
    project(ours, CLAIMS)
    records, _ = read(Project(ours))
    material.write(theirs, Ledger(records))
    # In turn: a machine's noise falls on both, and the least of each has the least of it.
    took = [(timed([*MKDOCS, "--strict"], ours)[0], timed(MKDOCS, theirs)[0]) for _ in range(2)]
    for site in (ours, theirs):
        assert len(list((site / "site" / "claims").glob("*.html"))) == CLAIMS
    assert min(one for one, _ in took) < min(other for _, other in took)
