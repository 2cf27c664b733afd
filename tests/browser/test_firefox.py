"""Tests each page kind in Firefox: errors, width, notes, reading depths and filters."""

import time
from collections.abc import Iterator

import pytest

from tests.browser.conftest import Site, Sites
from tests.browser.firefox import Firefox, firefox
from tests.browser.page_kinds import TYPES, address, site_and_page

pytestmark = pytest.mark.browser

TOO_WIDE = """
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > width + 1).slice(0, 8)
    .map(one => one.outerHTML.slice(0, 80))
"""
SHOWN = """
  const [selector] = arguments
  return [...document.querySelectorAll(selector)].filter(one => one.getClientRects().length).length
"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_opens_without_errors_and_fits_the_screen(
    fox: Firefox, sites: Sites, kind: str
) -> None:
    site, page = site_and_page(sites, kind)
    fox.errors(site.address)
    for width in (390, 1280):
        fox.go(site.address + page, width)
        assert fox.run("return innerWidth") == width
        assert fox.run(TOO_WIDE) == []
    assert fox.errors(site.address) == []


def test_errors_and_wide_pages_are_detected(fox: Firefox, island: Site) -> None:
    fox.go(island.address, 390)
    fox.run("document.querySelector('h1').style.width = '2000px'")
    assert fox.run(TOO_WIDE)
    fox.run("document.body.append(Object.assign(new Image(), {src: 'https://x.test/'}))")
    # The console reports the error a moment later.
    assert any(fox.errors(island.address) or time.sleep(0.1) for _ in range(50))


def test_a_note_opens_at_the_bottom_of_the_screen_on_a_phone(fox: Firefox, island: Site) -> None:
    fox.go(address((island,), "explainer"), 390)
    note = "document.querySelector('article .citation').popoverTargetElement"
    assert fox.run(f"return {note}.getClientRects().length") == 0
    fox.run("document.querySelector('article .citation').click()")
    bottom, low = fox.run(f"return [{note}.getBoundingClientRect().bottom, innerHeight]")
    assert abs(bottom - low) < 2
    fox.run(f"{note}.hidePopover()")
    assert fox.run(f"return {note}.getClientRects().length") == 0


def test_a_note_is_in_the_margin_if_there_is_room(fox: Firefox, island: Site) -> None:
    fox.go(address((island,), "explainer"), 1280)
    left, right = fox.run(
        "const note = document.querySelector('article > p .note').getBoundingClientRect();"
        "const text = document.querySelector('article > p').getBoundingClientRect();"
        "return [note.left, text.right]"
    )
    assert left >= right


def test_reading_depths_and_chips_hide_parts_of_a_page(fox: Firefox, island: Site) -> None:
    fox.go(f"{island.address}explainers/crossings.html", 1280)
    whole = fox.run(SHOWN, "article > *")
    fox.run("document.getElementById('depth-1').click()")
    assert 0 < fox.run(SHOWN, "article > *") < whole
    fox.go(address((island,), "coverage"), 1280)
    whole = fox.run(SHOWN, ".sentence")
    fox.run("document.querySelector('.chip--fails').click()")
    assert 0 < fox.run(SHOWN, ".sentence") < whole


def test_a_filter_hides_claims_about_other_countries(fox: Firefox, island: Site) -> None:
    fox.go(f"{island.address}claims.html", 1280)
    fox.run("document.querySelectorAll('article details').forEach(one => { one.open = true })")
    whole = fox.run(SHOWN, ".ledger .filtered")
    fox.run("document.querySelector('form [name=country][value=averia]').click()")
    assert 0 < fox.run(SHOWN, ".ledger .filtered") < whole
