"""Ledgers for the tests of exports: the tiny world, a hostile world, and the real project."""

from collections.abc import Callable
from functools import cache

import pytest

from build_tools import exports
from build_tools.exports import ExportFile
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.publication import Publication
from tests.conftest import PROJECT
from tests.hostile import hostile_world

SITE = Publication("https://facts.example/base", "Facts & <figures>", "What was checked.")

World = Callable[..., Project]
Made = Callable[[Ledger], dict[str, ExportFile]]


def ledger_of(project: Project) -> Ledger:
    """Return a project's ledger, even if it has errors."""
    return Ledger(read(project)[0])


@cache
def real_ledger() -> Ledger:
    """Return the real project's ledger. It is read once, because nothing changes it."""
    return ledger_of(Project(PROJECT))


@pytest.fixture
def tiny_ledger(world: World) -> Ledger:
    return ledger_of(world())


@pytest.fixture
def hostile_ledger(world: World) -> Ledger:
    files, names = hostile_world()
    found = ledger_of(world(files))
    assert "hostile" in found.claims
    assert len(names) > 40
    return found


@pytest.fixture(params=["tiny", "hostile", "real"])
def any_ledger(request: pytest.FixtureRequest, world: World) -> Ledger:
    """Return each of the three ledgers in turn."""
    if request.param == "real":
        return real_ledger()
    return ledger_of(world(hostile_world()[0] if request.param == "hostile" else None))


def made_by(name: str, ledger: Ledger) -> dict[str, ExportFile]:
    """Return a format's files by path, and require that no path repeats."""
    found = list(exports.made(name, ledger, SITE))
    by_path = {file.path: file for file in found}
    assert len(by_path) == len(found)
    return by_path
