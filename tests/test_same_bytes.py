"""Tests that equal facts give equal bytes, wherever and whenever the site is built."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.island import write_island
from tests.sites import build, files_of, write_tiny

# The build dates differ by days.
HERE = {"SOURCE_DATE_EPOCH": "1790000000", "TZ": "UTC"}
HERE |= {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
THERE = {"SOURCE_DATE_EPOCH": "1890000000", "TZ": "Pacific/Kiritimati"}
THERE |= {"LC_ALL": "POSIX", "PYTHONHASHSEED": "2"}


@pytest.mark.parametrize("make", [write_tiny, write_island])
def test_two_builds_of_the_same_facts_have_equal_bytes(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    sites = []
    for folder, environment in (("one", HERE), ("another/deeper", THERE)):
        root = make(tmp_path / folder / "world")
        done = build(root, FACTS_SITE_URL="https://x.example/", **environment)
        assert done.returncode == 0, done.stderr
        sites.append(files_of(root / "site"))
    one, other = sites
    assert one.keys() == other.keys()
    assert len(one) > 100
    assert [path for path in one if one[path] != other[path]] == []


def test_a_warm_build_has_the_same_bytes_as_a_cold_build(tmp_path: Path, tiny_site: Path) -> None:
    """Caches never change the result, whatever changed between the builds."""
    root = write_tiny(tmp_path / "world")
    claim = root / "facts/claims/borders/two-crossings.yaml"
    text = claim.read_text()
    claim.write_text(text.replace("finding: Two", "finding: Precisely two"))
    assert build(root).returncode == 0
    claim.write_text(text)
    assert build(root).returncode == 0
    assert files_of(root / "site") == files_of(tiny_site)
