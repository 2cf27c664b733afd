"""Provides a browser, and the project's own site and invented sites, served on loopback."""

import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, sync_playwright

from tests.conftest import PROJECT
from tests.site.test_several_articles import HOME, PIER
from tests.sites import build, configuration, write_project

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True)
class Site:
    """The address of a served site, with a final slash, and its folder."""

    address: str
    folder: Path

    def page_of(self, kind: str) -> str:
        """Return the address of a menu page, or of the largest page in a folder.

        Raises KeyError if the site has no such page.
        """
        if (self.folder / f"{kind}.html").is_file():
            return f"{self.address}{kind}.html"
        return self.largest(kind)

    def largest(self, folder: str) -> str:
        """Return the address of a folder's largest page. Raises KeyError if there is none."""
        pages = sorted((self.folder / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        if not pages:
            raise KeyError(folder)
        return f"{self.address}{folder}/{pages[-1].name}"


PIER_MENU = """nav:
  - Home: index.md
  - Articles: coverage.md
  - Timeline: timeline.md
  - Claims: claims.md
  - Sources: sources.md
  - Method: method.md
"""
# The project's own site, the island's site, and a site with several articles.
Sites = tuple[Site, ...]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A request handler that logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(http.server.ThreadingHTTPServer):
    """A server that ignores browsers that disconnect early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the project's own site once, with the address at which it is served."""
    with built_and_served(PROJECT, tmp_path_factory.mktemp("own") / "site") as served:
        yield served


@pytest.fixture(scope="session")
def island(island_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the site of the invented island once."""
    with built_and_served(island_root, tmp_path_factory.mktemp("island") / "site") as served:
        yield served


@pytest.fixture(scope="session")
def pier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build an invented site that checks two articles."""
    files = {**PIER, "content/index.md": HOME, "mkdocs.yml": configuration(PIER_MENU)}
    root = write_project(tmp_path_factory.mktemp("pier") / "world", files)
    with built_and_served(root, root.parent / "site") as served:
        yield served


@pytest.fixture(scope="session")
def sites(own_site: Site, island: Site, pier: Site) -> Sites:
    """Return the project's own site, and invented sites with the kinds of page that it lacks."""
    return own_site, island, pier


@contextmanager
def built_and_served(project: Path, folder: Path, *options: str) -> Iterator[Site]:
    """Build a project's site into the folder, and serve it on loopback."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        done = build(project, "--out", str(folder), *options, FACTS_SITE_URL=address)
        assert done.returncode == 0, done.stderr
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Site(address, folder)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start this machine's Chromium with a new profile."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.fail(
            "The browser tests need Chromium. Install it, for example: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        started.close()


@dataclass
class Watched:
    """A page, all errors on it, and all hosts that it contacted."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


Look = Callable[..., Page]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """Return a shared page for tests that change nothing, because a new context takes a second."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def look(window: Page) -> Look:
    """Return a function that opens an address in a window of a given size and colour scheme.

    Tests must not make lasting changes, such as a choice that the site stores.
    """

    def open_(address: str, size: tuple[int, int] = (1280, 900), scheme: Scheme = "light") -> Page:
        window.set_viewport_size({"width": size[0], "height": size[1]})
        window.emulate_media(color_scheme=scheme)
        answer = window.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        return window

    return open_


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Return a function that opens an address in a new context and records errors and requests."""
    contexts = []

    def open_(address: str, **options: object) -> Watched:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page())

        def requested(request: Request) -> None:
            watched.hosts.add(urlsplit(request.url).netloc)

        def answered(response: Response) -> None:
            if response.status >= 400:
                watched.troubles.append(f"{response.status} {response.url}")

        page = watched.page
        page.on("request", requested)
        page.on("response", answered)
        page.on("pageerror", lambda error: watched.troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning")
                and watched.troubles.append(f"{message.type}: {message.text}")
            ),
        )
        # A request that is cancelled because the reader opens another page is not an error.
        page.on(
            "requestfailed",
            lambda one: (
                one.failure == "net::ERR_ABORTED"
                or watched.troubles.append(f"{one.failure}: {one.url}")
            ),
        )
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        return watched

    yield open_
    for context in contexts:
        context.close()
