"""Tests that Chromium scrolls to the text fragments of quotations, in many scripts."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as LateError

from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Snapshot, StoredPassage
from build_tools.quotations.matching import fragment_of
from tests.conftest import PROJECT
from tests.own_site import OWN
from tests.quotations.matching.test_fragments import LANDS

pytestmark = pytest.mark.browser

QUOTATIONS = (
    "รัฐบาลเปิดด่านชายแดนในวันศุกร์",
    "บาลเปิดด่านชาย",
    "शुक्रवार को सरकार ने सीमा खोली और लोगों को घर जाने",
    "सीमा खोली और लोगों को घर",
    "此次修复旧桥的目",
    "管理员表示，此次修复",
    "တံတားကို ဖွင့်လိုက်သည်",
    "1,500 sheep near the old bridge and 2,300 goats at the mill",
)


class Quiet(SimpleHTTPRequestHandler):
    """A server that logs nothing."""

    def log_message(self, *_: object) -> None:
        """Do not log requests."""


GAP = '<div style="height: 2000px"></div>'


def page_of(texts: Iterable[str]) -> str:
    """Return an HTML page whose paragraphs are far apart."""
    body = "".join(f"{GAP}<p>{escape(text)}</p>" for text in texts) + GAP
    return f"<!doctype html><meta charset=utf-8><title>Fragments</title>{body}"


@pytest.fixture(scope="module", params=["island", OWN])
def snapshots(request: pytest.FixtureRequest, island_root: Path) -> tuple[Snapshot, ...]:
    """Return at most thirty snapshots from the island, or from the project's own site."""
    if request.param == "own":
        return able_of(PROJECT)
    able = able_of(island_root)
    assert able
    return able


def able_of(root: Path) -> tuple[Snapshot, ...]:
    """Return at most thirty of a project's snapshots that have fragments, evenly distributed."""
    records, _ = read(Project(root))
    able = [one for one in records.snapshots if any(part.fragments for part in one.passages)]
    return tuple(able[:: -(-len(able) // 30) or 1])


def passage_of(snapshot: Snapshot) -> StoredPassage:
    """Return the first passage that has a fragment."""
    return next(passage for passage in snapshot.passages if passage.fragments)


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, snapshots: tuple[Snapshot, ...]
) -> Iterator[str]:
    """Return the address of a server that has a page of sample words and a page for each source."""
    folder = tmp_path_factory.mktemp("fragments")
    Path(folder, "index.html").write_text(page_of(LANDS), encoding="utf-8")
    for snapshot in snapshots:
        page = page_of(passage_of(snapshot).text.split("\n\n"))
        Path(folder, f"{snapshot.id}.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_chromium_scrolls_to_every_fragment(browser: Browser, address: str) -> None:
    text = "\n\n".join(LANDS)
    nowhere = []
    for words in QUOTATIONS:
        start = text.index(words)
        fragment = fragment_of(text, start, start + len(words))
        assert fragment is not None, words
        place = f"{address}/index.html#:~:{fragment}"
        if not lands(browser, place, words):
            nowhere.append(words)
    assert nowhere == []


def lands(browser: Browser, place: str, words: str) -> bool:
    """Open an address. Return whether the paragraph with these words is then in view."""
    page = browser.new_page()
    page.goto(place)
    with suppress(LateError):
        page.wait_for_function("scrollY > 0", timeout=5000)
    box = page.locator("p", has_text=words).first.bounding_box()
    page.close()
    return box is not None and 0 <= box["y"] <= 720


def test_chromium_scrolls_to_the_words_that_evidence_quotes(
    browser: Browser, address: str, snapshots: tuple[Snapshot, ...]
) -> None:
    nowhere = []
    for snapshot in snapshots:
        passage = passage_of(snapshot)
        place = f"{address}/{snapshot.id}.html#:~:{passage.fragments[0]}"
        words = passage.text.split("\n")[0][:60]
        if not lands(browser, place, words):
            nowhere.append(snapshot.id)
    assert nowhere == []
