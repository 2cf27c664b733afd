"""Tests each page kind with a keyboard, by touch, and with wide text spacing on a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look, Site, Sites
from tests.browser.page_kinds import TYPES, address
from tests.browser.screenshots import SIZES
from tests.browser.test_site import too_wide

pytestmark = pytest.mark.browser

# WCAG 2.2, success criterion 1.4.12.
SPACING = """() => {
  const rule = "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    + " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rule)
  document.adoptedStyleSheets = [sheet]
}"""


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_fits_a_narrow_phone_with_wide_text_spacing(
    look: Look, sites: Sites, kind: str
) -> None:
    page = look(address(sites, kind))
    page.evaluate(SPACING)
    assert too_wide(page, 320) == []


@pytest.mark.parametrize("kind", TYPES)
def test_the_keyboard_reaches_only_visible_elements(look: Look, sites: Sites, kind: str) -> None:
    for size in SIZES.values():
        page = look(address(sites, kind), size)
        for _ in range(25):
            page.keyboard.press("Tab")
            focus = focused(page)
            assert focus["visible"], focus
            assert focus["outlined"], focus


def focused(page: Page) -> dict[str, object]:
    """Return the focused element, whether it is on the screen, and whether its focus is visible."""
    values: dict[str, object] = page.evaluate(
        """() => {
          const one = document.activeElement
          if (one === document.body) return {name: "end", visible: true, outlined: true}
          const box = one.getBoundingClientRect()
          const style = getComputedStyle(one)
          return {
            name: one.outerHTML.slice(0, 120),
            visible: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0
              && box.left < innerWidth && box.top < innerHeight && style.visibility === "visible",
            outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1,
          }
        }"""
    )
    return values


@pytest.mark.parametrize("kind", TYPES)
def test_controls_are_large_enough(look: Look, sites: Sites, kind: str) -> None:
    """WCAG 2.2, success criterion 2.5.8, requires 24 px. Links in text are exempt."""
    page = look(address(sites, kind), (360, 740))
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "button, input, summary, .site-menu a, .density a, .strip a")]
          .map(one => [one, one.getBoundingClientRect()])
          .filter(([one, box]) => box.width && (box.height < 23.5 || box.width < 23.5)
            && !one.closest("label, .skip, .citation"))
          .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""
    )
    assert small == []


# Returns whether a tap twelve pixels above or below the middle of a citation hits the citation.
AROUND = """one => {
  one.scrollIntoView({block: "center"})
  const box = one.getBoundingClientRect()
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
  return [-11.5, 0, 11.5].every(away => document.elementFromPoint(x, y + away).closest(".citation"))
}"""


@pytest.mark.parametrize("kind", ["explainer", "index"])
def test_a_citation_is_large_enough_for_a_finger(look: Look, island: Site, kind: str) -> None:
    citations = look(address((island,), kind), (360, 740)).locator("article .citation").all()
    assert len(citations) > 10
    assert [one.get_attribute("id") for one in citations if not one.evaluate(AROUND)] == []


@pytest.mark.parametrize("kind", ["contribute", "data"])
def test_a_line_of_code_stays_on_one_line_on_a_phone(look: Look, sites: Sites, kind: str) -> None:
    page = look(address(sites, kind), SIZES["phone"])
    blocks = page.locator("pre > code").evaluate_all(
        """all => all.map(one => {
            const lines = one.textContent.trimEnd().split("\\n").length;
            const style = getComputedStyle(one);
            const height = one.clientHeight - 2 * parseFloat(style.paddingTop);
            return [lines, Math.round(height / parseFloat(style.lineHeight))];
        })"""
    )
    assert len(blocks) > 1
    assert [lines for lines, _ in blocks] == [shown for _, shown in blocks]


@pytest.mark.parametrize("width", [1024, 1280, 1440])
def test_the_search_is_beside_the_name_of_the_site_even_with_a_long_menu(
    look: Look, island: Site, width: int
) -> None:
    page = look(address((island,), "claims"), (width, 900))
    page.evaluate(
        """() => {
            const list = document.querySelector(".site-menu ul")
            const titles = [...list.children]
            while (list.children.length < 13) list.append(titles[0].cloneNode(true))
        }"""
    )
    name, search, header = (
        page.locator(selector).bounding_box()
        for selector in (".site-name", ".site-search", ".site-header__inner")
    )
    assert name and search and header
    assert abs(name["y"] + name["height"] / 2 - search["y"] - search["height"] / 2) < 2
    assert abs(search["x"] + search["width"] - header["x"] - header["width"]) < 1
