"""The stages that grow with the facts take no more calls than the facts grow by.

Calls of functions, ours and Python's own, do not depend on what else a machine does. What one call
does inside is not seen; seconds, memory and the engine's part stand in the benchmark.
"""

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from build_tools.facts.reading import Project
from tests.benchmarks.run import project
from tests.benchmarks.stages import stages

pytestmark = pytest.mark.slow

SMALL, LARGE = 100, 400
# What looks at all claims for each claim comes near 2.
MOST = 1.05


class Calls:
    """A clock that goes on by one with each call."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.number = 0

    def __call__(self) -> float:
        """Return how many calls there have been."""
        return self.number

    def count(self, frame: FrameType, event: str, argument: object) -> None:
        """Take note of what the interpreter tells."""
        if event in ("call", "c_call"):
            self.number += 1


@contextmanager
def counting() -> Iterator[Calls]:
    """Count calls, and leave alone whoever counted before."""
    calls, former = Calls(), sys.getprofile()
    sys.setprofile(calls.count)
    try:
        yield calls
    finally:
        sys.setprofile(former)


def calls_of(folder: Path, claims: int) -> dict[str, float]:
    """Return how many calls each stage takes for so many claims."""
    project(folder, claims)
    with counting() as calls:
        return stages(Project(folder), calls)


def test_each_stage_grows_no_faster_than_the_claims(tmp_path: Path) -> None:
    calls_of(tmp_path / "warm", 10)  # what is worked out once and kept is no part of either
    small, large = (calls_of(tmp_path / str(size), size) for size in (SMALL, LARGE))
    assert small.keys() == {"read", "join", "rules", "open data", "pages"}
    assert min(small.values()) > SMALL / 10
    grows = {name: math.log(large[name] / small[name]) / math.log(LARGE / SMALL) for name in small}
    assert {name: power for name, power in grows.items() if power > MOST} == {}, grows
    # So much of it depends on the facts that a stage which did nothing would be seen.
    assert max(grows.values()) > 0.8, grows
