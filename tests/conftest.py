"""Provides a tiny project and its built site for all tests, and blocks the network."""

import shutil
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from build_tools.facts.project import Project
from tests import own_site, tally
from tests.own_site import PROJECT
from tests.txtar import files_of

TINY = files_of((PROJECT / "tests" / "worlds" / "tiny.txtar").read_text(encoding="utf-8"))
# The time for an example depends on the machine's load, so there is no deadline.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

LOOPBACK = ("127.0.0.1", "::1")

Changes = Mapping[str, str | bytes | None]


def pytest_configure(config: pytest.Config) -> None:
    """Let Ctrl+C interrupt the programs that tests start, even if the shell ignores it.

    A background job and its child processes ignore interrupts. If a process handles interrupts,
    its child processes do not ignore them.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a fixture of the repository's own site."""
    for item in items:
        if own_site.FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(own_site.MARKER)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let only marked tests and their fixtures read the repository's own site."""
    own_site.allow(item.get_closest_marker(own_site.MARKER) is not None)
    try:
        return (yield)
    finally:
        own_site.allow(False)


_reports: list[pytest.TestReport] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Collect the reports of tests, including those from the processes of xdist."""
    _reports.append(report)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if a hostile input did harm, even if all tests passed."""
    if tally.bad(tally.counted(_reports)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the outcomes of all hostile inputs."""
    if (counts := tally.counted(_reports)).total():
        terminalreporter.write_line(tally.in_a_line(counts))


@pytest.fixture(name="tally")
def tally_of(request: pytest.FixtureRequest) -> tally.Tally:
    """Return the tally of a test's hostile inputs."""
    return tally.Tally(request.node.user_properties)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""

    def guarded(name: str) -> Callable[..., Any]:
        original = getattr(socket.socket, name)

        def call(self: socket.socket, *arguments: Any) -> Any:
            # The address is the last argument of connect, connect_ex and sendto.
            address = arguments[-1]
            if not isinstance(address, tuple) or address[0] not in LOOPBACK:
                self.close()
                raise AssertionError(f"A test tried to reach {address!r} over the network.")
            return original(self, *arguments)

        return call

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(name))


@pytest.fixture
def tiny() -> Mapping[str, str]:
    """Return the tiny project's files by path. A test can pass a changed file to ``world``."""
    return TINY


@pytest.fixture
def world(tmp_path: Path) -> Callable[..., Project]:
    """Return a function that writes the tiny project with some changed files.

    ``world({"facts/x.yaml": "text", "content/index.md": None})`` adds or replaces the first file
    and leaves out the second. Bytes are written unchanged. The real templates are linked, or copied
    if a template is changed. Each call makes a new project.
    """
    made = 0

    def write(changes: Changes | None = None, /, **more: str | bytes | None) -> Project:
        nonlocal made
        made += 1
        root = tmp_path / f"world-{made}"
        files = {**TINY, **(changes or {}), **more}
        root.mkdir()
        if any(path.startswith("templates/") for path in files):
            shutil.copytree(PROJECT / "templates", root / "templates")
        else:
            (root / "templates").symlink_to(PROJECT / "templates", target_is_directory=True)
        for path, text in files.items():
            file = root / path
            if text is None:
                file.unlink(missing_ok=True)
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return Project(root)

    return write


@pytest.fixture(scope="session")
def island_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the island, an invented project with many records. Do not change it."""
    from tests.island import write_island

    return write_island(tmp_path_factory.mktemp("island") / "world")


@pytest.fixture(scope="session")
def island_site(island_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the island. Do not change it."""
    from tests.sites import build

    site = tmp_path_factory.mktemp("island") / "site"
    done = build(island_root, "--out", str(site))
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the tiny project. Do not change it."""
    from tests.sites import build, write_tiny

    root = write_tiny(tmp_path_factory.mktemp("tiny") / "world")
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def own_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the project itself, which is a different site in a fork."""
    from tests.sites import build

    site = tmp_path_factory.mktemp("own") / "site"
    done = build(PROJECT, "--out", str(site))
    assert done.returncode == 0, done.stderr
    return site


def own_lang() -> str:
    """Return the language of the project's own site."""
    from build_tools.facts.reading.site_settings import site_settings

    return site_settings(Project(PROJECT)).lang


def own_files() -> Mapping[str, str]:
    """Return the project's own claims by path."""
    paths = sorted((PROJECT / "facts" / "claims").rglob("*.yaml"))
    return {str(path.relative_to(PROJECT)): path.read_text(encoding="utf-8") for path in paths}
