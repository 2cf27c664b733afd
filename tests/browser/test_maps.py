"""Tests the maps in a real browser: links select a map, without scripts or style attributes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Watched
from tests.island import NAMES

pytestmark = pytest.mark.browser

Visit = Callable[..., Watched]

COUNTRY = "countries/averia.html"
# The days of the article.
FIRST, LAST = "#map-2025-08-20", "#map-latest"


def figure(link: str) -> str:
    """Return the selector of the map that a link selects, which is in the same list item."""
    return f"{link} ~ figure.map"


def shown(page: Page) -> list[str]:
    """Return the links for the visible maps."""
    values: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("figure.map")]
          .filter(one => one.getClientRects().length)
          .map(one => `#${one.parentElement.querySelector("a").id}`)"""
    )
    return values


def test_a_link_shows_the_map_for_its_days_without_a_script(visit: Visit, island: Site) -> None:
    page = visit(island.address + COUNTRY, java_script_enabled=False).page
    expect(page.locator(figure(FIRST))).to_be_visible()
    expect(page.locator(figure(LAST))).to_be_hidden()
    page.locator(f'a[href="{LAST}"]').click()
    expect(page.locator(figure(LAST))).to_be_visible()
    expect(page.locator(figure(FIRST))).to_be_hidden()
    # The links stay in view below the map, and the selected link looks different.
    expect(page.locator(f'a[href="{LAST}"]')).to_be_in_viewport()
    expect(page.locator(figure(LAST))).to_be_in_viewport()
    colours = [
        page.locator(link).evaluate("one => getComputedStyle(one).backgroundColor")
        for link in (FIRST, LAST)
    ]
    assert colours[0] != colours[1]
    # The drawing of crossings over time also appears only once.
    assert page.locator(".strip:visible").count() == 1
    page.go_back()
    expect(page.locator(figure(FIRST))).to_be_visible()


def test_on_a_phone_the_selected_map_and_its_caption_are_both_in_view(
    visit: Visit, island: Site
) -> None:
    page = visit(island.address + COUNTRY, viewport={"width": 390, "height": 800}).page
    page.locator(f'a[href="{LAST}"]').click()
    expect(page.locator(f"{figure(LAST)} .map__drawing")).to_be_in_viewport()
    expect(page.locator(f"{figure(LAST)} figcaption")).to_be_in_viewport()


def test_a_link_to_another_part_of_the_page_still_shows_the_first_map(
    visit: Visit, island: Site
) -> None:
    page = visit(f"{island.address}{COUNTRY}#facts").page
    assert shown(page) == [FIRST]


def test_a_printed_page_has_one_map_and_every_list(visit: Visit, island: Site) -> None:
    page = visit(island.address + COUNTRY).page
    page.emulate_media(media="print")
    assert len(shown(page)) == page.locator("figure.map").count() > 2
    drawings = page.locator(".map__drawing")
    assert sum(one.is_visible() for one in drawings.all()) == 1
    assert all(one.is_visible() for one in page.locator(".map-states").all())
    paper = page.locator(".maps").bounding_box()
    first = page.locator(figure(FIRST)).bounding_box()
    assert paper
    assert first
    assert first["width"] <= paper["width"]
    assert first["x"] >= paper["x"]
    assert first["x"] + first["width"] <= paper["x"] + paper["width"] + 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("country", sorted(NAMES))
def test_names_of_crossings_stay_inside_the_map(
    visit: Visit, island: Site, country: str, width: int
) -> None:
    page = visit(f"{island.address}countries/{country}.html").page
    page.set_viewport_size({"width": width, "height": 800})
    outside: list[str] = page.evaluate(
        """() => {
          const drawing = document.querySelector(".map--first .map__drawing")
          const frame = drawing.getBoundingClientRect()
          return [...drawing.querySelectorAll(".map-name, .map-mark")].filter(one => {
            const box = one.getBoundingClientRect()
            return box.left < frame.left || box.right > frame.right
              || box.top < frame.top || box.bottom > frame.bottom
          }).map(one => one.textContent)
        }"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_drawing_of_crossings_over_time_fits_the_page(
    visit: Visit, island: Site, width: int
) -> None:
    page = visit(f"{island.address}countries/belmar.html").page
    page.set_viewport_size({"width": width, "height": 800})
    # The bars are as wide as the drawing and stay within it.
    outside: list[str] = page.evaluate(
        """() => {
          const shown = [...document.querySelectorAll(".strip__plot")]
            .filter(one => one.getClientRects().length)
          const frame = shown[0].getBoundingClientRect()
          const bar = shown[0].querySelector("use").getBoundingClientRect()
          const wide = document.documentElement.scrollWidth > window.innerWidth
          return [
            ...(shown.length == 1 ? [] : ["more than one"]),
            ...(bar.left < frame.left - 2 || bar.right > frame.right + 2 ? ["bars"] : []),
            ...(bar.width < frame.width / 2 ? ["narrow"] : []),
            ...(wide ? ["page"] : []),
          ]
        }"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("country", sorted(NAMES))
def test_names_on_a_map_do_not_cover_each_other(
    visit: Visit, island: Site, country: str, width: int
) -> None:
    page = visit(f"{island.address}countries/{country}.html").page
    page.set_viewport_size({"width": width, "height": 800})
    covered: list[str] = page.evaluate(
        """() => {
          const drawing = document.querySelector(".map--first .map__drawing")
          const boxes = [...drawing.querySelectorAll(".map-name, .map-mark")].map(one => {
            const box = one.getBoundingClientRect()
            const edge = one.matches("text") ? box.height * 0.2 : 0
            const name = one.textContent || "mark"
            return [name, box.left, box.right, box.top + edge, box.bottom - edge]
          })
          return boxes.flatMap((one, n) => boxes.slice(n + 1).filter(other =>
            one[1] < other[2] && other[1] < one[2] && one[3] < other[4] && other[3] < one[4]
          ).map(other => `${one[0]} and ${other[0]}`))
        }"""
    )
    assert covered == []


def test_a_map_is_coloured_without_style_attributes(visit: Visit, island: Site) -> None:
    page = visit(island.address + COUNTRY).page
    closed = page.locator(".map--first .map-mark--closed").first
    shape = closed.evaluate("one => getComputedStyle(one).color")
    opened = page.locator(".map--first .map-mark--open").first
    assert shape != opened.evaluate("one => getComputedStyle(one).color")
    assert page.locator(".maps [style]").count() == 0
