"""Provides three invented ledgers and the project's own ledger for tests of exports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import exports
from build_tools.exports import ExportFile
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.publication import Publication
from tests.conftest import PROJECT
from tests.hostile import hostile_world
from tests.own_site import OWN

SITE = Publication("https://facts.example/base", "Facts & <figures>", "What was checked.")

World = Callable[..., Project]
Made = Callable[[Ledger], dict[str, ExportFile]]


def ledger_of(project: Project) -> Ledger:
    """Return a project's ledger, even if it has errors."""
    return Ledger(read(project)[0])


@pytest.fixture(scope="session")
def own_ledger() -> Ledger:
    """Return the project's own ledger. It is read only once, because tests do not change it."""
    return ledger_of(Project(PROJECT))


@pytest.fixture(scope="session")
def island_ledger(island_root: Path) -> Ledger:
    """Return the island's ledger. It is read only once, because tests do not change it."""
    return ledger_of(Project(island_root))


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


@pytest.fixture(params=["tiny", "hostile", "island", OWN])
def any_ledger(request: pytest.FixtureRequest, world: World, island_ledger: Ledger) -> Ledger:
    """Return each of the four ledgers in turn."""
    if request.param == "own":
        own: Ledger = request.getfixturevalue("own_ledger")
        return own
    if request.param == "island":
        return island_ledger
    return ledger_of(world(hostile_world()[0] if request.param == "hostile" else None))


def made_by(name: str, ledger: Ledger) -> dict[str, ExportFile]:
    """Return the files of a format by path. Two files must not have the same path."""
    found = list(exports.made(name, ledger, SITE))
    by_path = {file.path: file for file in found}
    assert len(by_path) == len(found)
    return by_path
