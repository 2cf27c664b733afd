"""Tests that the cost of each stage of a build grows no faster than the number of claims.

The test counts function calls, which do not depend on the load of the machine. The benchmark
measures time, memory and the cost of MkDocs.
"""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from build_tools.facts.project import Project
from tests.benchmarks.run import project
from tests.benchmarks.stages import stages

pytestmark = pytest.mark.long

SMALL, LARGE = 100, 400
# If a stage had a loop over all claims for each claim, its power would be near 2.
MAX_POWER = 1.05


class Calls:
    """A clock that counts function calls instead of time."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> float:
        """Return the number of calls so far."""
        return self.number

    def count(self, frame: FrameType, event: str, argument: object) -> None:
        """Count a call that the interpreter reports."""
        if event in ("call", "c_call"):
            self.number += 1


@contextmanager
def counting() -> Iterator[Calls]:
    """Count calls, then restore the previous profiler."""
    calls, previous = Calls(), sys.getprofile()
    sys.setprofile(calls.count)
    try:
        yield calls
    finally:
        sys.setprofile(previous)


def calls_of(folder: Path, claims: int) -> dict[str, float]:
    """Return the number of calls in each stage for this many claims."""
    project(folder, claims)
    with counting() as calls:
        return stages(Project(folder), calls)


def test_the_cost_of_each_stage_grows_no_faster_than_the_number_of_claims(tmp_path: Path) -> None:
    calls_of(tmp_path / "warm", 10)  # fill the caches
    small, large = (calls_of(tmp_path / str(size), size) for size in (SMALL, LARGE))
    assert small.keys() == {"read", "join", "rules", "open data", "pages"}
    assert min(small.values()) > SMALL / 10
    grows = {name: math.log(large[name] / small[name]) / math.log(LARGE / SMALL) for name in small}
    assert {name: power for name, power in grows.items() if power > MAX_POWER} == {}, grows
    # A stage that did nothing would not grow, so each stage must make calls.
    assert max(grows.values()) > 0.8, grows
