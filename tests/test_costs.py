"""What a whole build costs beside what plain MkDocs-Material takes for the same pages.

Both are measured in one run and in CPU seconds, so that a busy machine slows both. How much each
costs, and how it grows, is for the benchmark to say; here stands what must never turn round.
"""

from pathlib import Path

import pytest

from tests.benchmarks import beside
from tests.benchmarks.run import MKDOCS, project, timed

pytestmark = pytest.mark.slow

CLAIMS = 800


def test_a_build_with_every_export_costs_less_than_the_pages_alone_by_plain_material(
    tmp_path: Path,
) -> None:
    project(tmp_path / "ours", CLAIMS)
    beside.write(tmp_path / "ours", tmp_path / "beside")
    ours, _ = timed([*MKDOCS, "--strict"], tmp_path / "ours")
    material, _ = timed(MKDOCS, tmp_path / "beside" / "material")
    for site in (tmp_path / "ours", tmp_path / "beside" / "material"):
        assert len(list((site / "site" / "claims").glob("*.html"))) == CLAIMS
    assert ours < material
