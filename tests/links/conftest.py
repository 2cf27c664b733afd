"""Provides a misbehaving server, and a clock that advances only by sleeping."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from build_tools.links.url_check import Manners
from tests.links.elsewhere import Log, serving


@dataclass
class Time:
    """A clock that advances only by sleeping."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder that every user may read, because linkchecker drops root privileges."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def server(log: Log) -> Iterator[str]:
    with serving(log) as address:
        yield address


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def manners(time: Time) -> Manners:
    return Manners(
        allowed=lambda address: address == "127.0.0.1",
        seconds=5.0,
        clock=time.clock,
        sleep=time.sleep,
        wall_clock=lambda: 0.0,
    )
