"""Tests that hostile text in every field of a site has no effect on any page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, built_and_served
from tests.browser.test_site import too_wide
from tests.hostile import hostile, hostile_world
from tests.sites import MENU, configuration, write_tiny
from tests.tally import Tally

pytestmark = pytest.mark.browser

PAYLOAD = "everything"
TITLE = "'" + hostile("page", PAYLOAD).replace("'", "''") + "'"


def in_markdown(name: str) -> str:
    """Return hostile text for Markdown, with an image that exists."""
    return hostile(name, PAYLOAD).replace("src=x", "src=../assets/mark.svg")


# A strict build would reject some of this text. This build publishes all of it.
PROSE = f"""---
title: {TITLE}
description: {TITLE}
---

# {in_markdown("heading")}

Text [@hostile]. <script>alert(1)</script> <img src="../assets/mark.svg" onload="alert(1)">

## {in_markdown("second")} {{: onclick=alert(1) id='x" onmouseover="alert(1)' }}

[one](javascript:alert(1)) [two](data:text/html,<script>alert(1)</script>) [three][x]
<javascript:alert(1)> <a href="java&#115;cript:alert(1)" onclick="alert(1)">four</a>

[x]: javascript:alert(1)

<svg onload="alert(1)"><script>alert(1)</script></svg>

<iframe src="https://evil.example/"></iframe>

<form action="https://evil.example/"><button>five</button></form>

<style>body {{ display: none }} @import "https://evil.example/x.css";</style>

<meta http-equiv="refresh" content="0;url=https://evil.example/">

<base href="https://evil.example/">

<link rel="stylesheet" href="https://evil.example/x.css">

<object data="https://evil.example/"></object>

<p style="position: fixed; inset: 0" class="md-overlay" id="__config">six</p>
"""

# Before anything on the page runs, replace the functions that open or print something.
WATCH = """
  for (const name of ["alert", "confirm", "prompt", "open", "print"])
    window[name] = () => console.error(`hostile: ${name} was called`)
"""


# Link targets that are neither pages nor mail addresses.
LEADS = """[...document.querySelectorAll("[href], [src], [action], [formaction], [data]")]
  .flatMap(one => ["href", "src", "action", "formAction", "data"].map(name => one[name]))
  .filter(one => typeof one === "string" && one && !/^(https?|mailto):/.test(one))"""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("hostile-browser") / "world"
    files, _ = hostile_world(PAYLOAD)
    menu = f"{MENU}  - about/hostile.md\n"
    changes = {**files, "content/about/hostile.md": PROSE, "mkdocs.yml": configuration(menu)}
    write_tiny(root, changes)
    with built_and_served(root, root / "site", "--no-strict") as site:
        yield site


@pytest.fixture(scope="module")
def watched(browser: Browser, hostile_site: Site) -> Iterator[tuple[Page, list[str]]]:
    """Return a page in a narrow window, and the list of the page's forbidden actions."""
    context = browser.new_context(viewport={"width": 320, "height": 740})
    context.add_init_script(WATCH)
    page = context.new_page()
    troubles: list[str] = []
    own = urlsplit(hostile_site.address).netloc
    page.on("dialog", lambda one: (troubles.append(f"dialog: {one.message}"), one.dismiss()))
    page.on("popup", lambda one: troubles.append(f"window: {one.url}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on(
        "console",
        lambda one: one.type in ("error", "warning") and troubles.append(f"console: {one.text}"),
    )
    page.on(
        "request",
        lambda one: urlsplit(one.url).netloc == own or troubles.append(f"request: {one.url}"),
    )
    page.on("download", lambda one: troubles.append(f"download: {one.url}"))
    yield page, troubles
    context.close()


def test_no_page_of_a_hostile_site_runs_or_requests_anything(
    watched: tuple[Page, list[str]], hostile_site: Site, tally: Tally
) -> None:
    page, troubles = watched
    paths = sorted(
        one.relative_to(hostile_site.folder).as_posix()
        for one in hostile_site.folder.rglob("*.html")
    )
    assert len(paths) > 40
    assert {"about/hostile.html", "claims/hostile.html", "people/hostile-person.html"} <= {*paths}
    harms = []
    for path in paths:
        address = hostile_site.address + path
        page.goto(address, wait_until="load")
        troubles += [] if page.url == address else [f"went to {page.url}"]
        troubles += [f"too wide: {one}" for one in too_wide(page, 320)]
        words = page.evaluate("document.body.innerText.trim().length")
        troubles += [] if words > 20 else [f"only {words} characters"]
        troubles += [f"leads to {one}" for one in page.evaluate(LEADS)]
        if not path.startswith("embed/"):
            expect(page.locator("h1")).to_be_visible()
        harms += [f"{path}: {one}" for one in troubles]
        troubles.clear()
    tally.add("accepted" if harms else "harmless", len(paths))
    assert harms == []


def test_search_results_of_a_hostile_site_are_shown_as_text(
    watched: tuple[Page, list[str]], hostile_site: Site
) -> None:
    page, troubles = watched
    page.goto(f"{hostile_site.address}search.html?q=alert")
    results = page.locator("#search-results a")
    expect(results.first).to_contain_text("<script>alert(")
    assert results.count() > 5
    assert too_wide(page, 320) == []
    assert troubles == []


def test_scripts_and_requests_are_detected(
    watched: tuple[Page, list[str]], hostile_site: Site
) -> None:
    page, troubles = watched
    page.goto(f"{hostile_site.address}index.html")
    for harm in (
        "alert(1)",
        "document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x'}))",
        "document.body.innerHTML += '<img src=x.none onerror=alert(1)>'",
    ):
        page.evaluate(harm)
        page.wait_for_timeout(100)
        assert troubles, harm
        troubles.clear()
    page.evaluate("document.body.innerHTML += '<a href=javascript:alert(1)>x</a>'")
    assert page.evaluate(LEADS) == ["javascript:alert(1)"]
