"""Chromium lands on the fragments that are made for quotations, in scripts of every kind."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import TimeoutError as LateError

from build_tools.quotations.matching import fragment_of
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
    """A server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page whose paragraphs are far apart."""
    folder = tmp_path_factory.mktemp("fragments")
    gap = '<div style="height: 2000px"></div>'
    body = "".join(f"{gap}<p>{text}</p>" for text in LANDS) + gap
    page = f"<!doctype html><meta charset=utf-8><title>Fragments</title>{body}"
    Path(folder, "index.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


def test_chromium_lands_on_every_fragment(browser: Browser, address: str) -> None:
    text = "\n\n".join(LANDS)
    nowhere = []
    for words in QUOTATIONS:
        start = text.index(words)
        fragment = fragment_of(text, start, start + len(words))
        assert fragment is not None, words
        page = browser.new_page()
        page.goto(f"{address}#:~:{fragment}")
        place = page.locator("p", has_text=words)
        with suppress(LateError):
            page.wait_for_function("scrollY > 0", timeout=5000)
        box = place.bounding_box()
        assert box is not None
        if not 0 <= box["y"] <= 720:
            nowhere.append(words)
        page.close()
    assert nowhere == []
