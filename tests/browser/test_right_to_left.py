"""Tests that pages of an Arabic site run from right to left, fit the screen and do not overlap."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look, Site, built_and_served
from tests.browser.screenshots import page_types
from tests.conftest import TINY
from tests.sites import configuration, write_tiny

pytestmark = pytest.mark.browser

CLAIM = "facts/claims/borders/two-crossings.yaml"
ARABIC = (
    (
        "Lithuania closed two of its six road crossings with Belarus on 18 August 2023.",
        "أغلقت ليتوانيا معبرين من أصل ستة معابر برية مع بيلاروسيا في 18 أغسطس 2023.",
    ),
    ("Two of six, from 18 August 2023.", "معبران من أصل ستة، اعتبارًا من 18 أغسطس 2023."),
)
STORY = """---
title: لماذا أغلقت ليتوانيا معبرين؟
description: معبران من أصل ستة
---

# لماذا أغلقت ليتوانيا معبرين؟

أغلقت ليتوانيا معبرين من أصل ستة معابر برية مع بيلاروسيا [@two-crossings].

## ماذا حدث في 18 أغسطس 2023؟

قال الحرس إن المعبرين أُغلقا [@two-crossings], [@said-threat].
"""

# Returns the elements beyond either edge of the window, except in parts that scroll separately.
BEYOND = """() => [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect()
  const isBeyond = box.left < -1 || box.right > document.documentElement.clientWidth + 1
  const isSeen = box.width > 1 && box.height > 1 && one.checkVisibility()
  return isBeyond && isSeen && !one.closest(".skip, .marks, .table-scroll, pre[tabindex], svg")
}).map(one => `${one.tagName}.${one.className}`)"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("arabic") / "world"
    record = TINY[CLAIM]
    for english, words in ARABIC:
        assert english in record
        record = record.replace(english, words)
    settings = configuration().replace("  language: en\n", "  language: ar\n")
    assert "language: ar" in settings
    changes = {CLAIM: record, "content/explainers/border.md": STORY, "mkdocs.yml": settings}
    write_tiny(root, changes)
    with built_and_served(root, root / "site", "--no-strict") as site:
        yield site


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Return the left and right edges of the first matching element, in pixels from the left."""
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(arabic: Site, look: Look, width: int) -> None:
    kinds = page_types(arabic.folder)
    assert {"claim", "country", "coverage", "explainer", "sources", "timeline"} <= {*kinds}
    beyond = {}
    for kind, path in kinds.items():
        page = look(arabic.address + path, (width, 800)) if kind != "404" else None
        if page is None or kind == "card":
            continue
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", kind
        if found := page.evaluate(BEYOND):
            beyond[kind] = found[:5]
    assert beyond == {}


def test_a_page_is_laid_out_from_right_to_left(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}claims/two-crossings.html")
    assert edges(page, ".site-name")[0] > edges(page, ".site-menu li")[1]
    assert edges(page, ".claim__body")[0] > edges(page, ".claim__aside")[1]
    assert edges(page, ".origins__side:first-child")[0] > edges(page, ".origins__verdict")[1]
    # The line from an origin begins at the origin, on the right.
    wire = page.locator(".wire").first
    start = wire.evaluate("one => one.getPointAtLength(0).matrixTransform(one.getScreenCTM()).x")
    end = wire.evaluate(
        "one => one.getPointAtLength(one.getTotalLength()).matrixTransform(one.getScreenCTM()).x"
    )
    assert start > end
    ruling = page.locator(".ruling").evaluate(
        "one => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    )
    assert float(ruling[0].removesuffix("px")) > 2
    assert ruling[1] == "0px"


def test_a_note_is_to_the_left_of_its_text(arabic: Site, look: Look) -> None:
    path = page_types(arabic.folder)["explainer"]
    page = look(arabic.address + path)
    assert edges(page, "main .note")[1] < edges(page, "main article > p")[0]
    assert edges(page, ".contents")[0] > edges(page, "main article > p")[1]


# Returns the middle of each visible element, in pixels from the left of the window.
MIDDLES = """all => all.filter(one => one.checkVisibility()).map(one => {
  const box = one.getBoundingClientRect()
  return box.x + box.width / 2
})"""
# Returns both ends of each line, in the order in which the line is drawn.
ENDS = """all => all.map(one => [0, one.getTotalLength()].map(
  at => one.getPointAtLength(at).matrixTransform(one.getScreenCTM()).x))"""
# Returns whether each word in a drawing is readable, not mirrored.
IS_TURNED_BACK = "all => all.map(one => one.getScreenCTM().a > 0 || one.getScreenCTM().b > 0)"


def middles(page: Page, selector: str) -> list[float]:
    """Return the middle of each matching element. There must be at least two."""
    found: list[float] = page.locator(selector).evaluate_all(MIDDLES)
    assert len(found) > 1, selector
    return found


def from_right_to_left(places: list[float]) -> bool:
    """Return whether each position is to the left of the previous position."""
    return places == sorted(set(places), reverse=True)


def test_the_picture_of_the_article_is_drawn_from_right_to_left(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}coverage.html")
    bars = page.locator(".proof .s").evaluate_all(ENDS)
    left, right = edges(page, ".proof")
    assert bars[0][0] > (left + right) / 2
    assert all(begin >= end for begin, end in bars)
    assert any(begin > end for begin, end in bars)


def test_marks_that_count_claims_are_drawn_from_right_to_left(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}countries/lithuania.html")
    rows = [row.locator("use").evaluate_all(MIDDLES) for row in page.locator(".tally__marks").all()]
    assert max(len(row) for row in rows) > 1
    assert all(from_right_to_left(row) for row in rows)


def test_the_timeline_runs_from_right_to_left(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}timeline.html")
    assert from_right_to_left(middles(page, ".time__fan ~ .time__line--strong"))
    days = page.locator(".time-figure__desk .time").last.locator(".time__words--middle")
    assert from_right_to_left(days.evaluate_all(MIDDLES))
    assert days.count() > 2
    assert all(page.locator(".time text").evaluate_all(IS_TURNED_BACK))


def test_days_are_on_the_right_if_the_timeline_runs_downwards(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}timeline.html", (390, 800))
    lanes = page.locator(".time-figure__phone .time").last
    columns = lanes.locator(".time__line:not(.time__line--strong)").evaluate_all(MIDDLES)
    days = lanes.locator("> .time__words").evaluate_all(MIDDLES)
    assert columns
    assert days
    assert min(days) > max(columns)
    # Arabic month names have no short form.
    words = lanes.locator("> .time__words").all()
    begins = [box["x"] for one in words if (box := one.bounding_box())]
    assert min(begins) > max(columns)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_periods_of_a_crossing_run_from_right_to_left(
    arabic: Site, look: Look, width: int
) -> None:
    page = look(f"{arabic.address}places/medininkai.html", (width, 800))
    # The line for the first day in the drawing, then the line for the article.
    begin = ".strip__plot line.strip__line[y1='24'], .strip__plot .strip__article"
    first_day, article = sorted(middles(page, begin), reverse=True)
    assert middles(page, begin) == [article, first_day]
    assert first_day == pytest.approx(edges(page, ".strip__plot:visible")[1], abs=1)
    assert all(page.locator(".strip text").evaluate_all(IS_TURNED_BACK))
    if width == 1280:
        assert edges(page, ".strip__names")[0] >= edges(page, ".strip__plot--desk")[1]


def test_foreign_text_keeps_its_own_direction(arabic: Site) -> None:
    html = Path(arabic.folder, "sources.html").read_text(encoding="utf-8")
    assert 'dir="auto"' in html
    assert '<html lang="ar" dir="rtl"' in html


# Returns the blocks of text in Latin script in which a word is not after the previous word. Blocks
# that contain several boxes, such as a label and its count, are set from right to left.
DISORDERED = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true
  const boxes = block => {
    const found = []
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode
      if (!text.parentElement.checkVisibility()) continue
      for (const word of text.data.matchAll(/\\w+[.?]?/g)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        found.push(...range.getClientRects())
      }
    }
    return found.filter(box => box.width)
  }
  const isAfter = (box, last) => box.left > last.right - 1 || box.top > last.bottom - 5
  const names = "p, dd, h1, h2, summary, figcaption, [lang=en], bdi"
  return [...document.querySelectorAll(names)].filter(block => {
    const children = [...block.children]
    const isText = children.length < 2 || children.every(one => one.matches("[lang=en], bdi"))
    return isText && !/[\\u0590-\\u06ff]/.test(block.textContent)
      && !/flex|grid/.test(getComputedStyle(block).display) && !block.closest("svg")
      && boxes(block).some((box, at, all) => at && !isAfter(box, all[at - 1]))
  }).map(block => block.textContent.trim())
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_english_sentences_run_from_left_to_right(arabic: Site, look: Look, width: int) -> None:
    found = {}
    for kind, path in page_types(arabic.folder).items():
        page = look(arabic.address + path, (width, 800))
        assert page.locator("[lang=en]").count(), kind
        if texts := page.evaluate(DISORDERED):
            found[kind] = texts
    assert found == {}


def test_the_list_of_headings_is_indented_on_the_right(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}claims.html")
    link = page.locator(".contents a").first
    padding = link.evaluate("one => getComputedStyle(one).paddingRight")
    assert float(padding.removesuffix("px")) > 8


def test_the_menu_of_a_phone_opens_at_its_button(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}claims.html", (390, 800))
    page.locator(".site-menu-button").click()
    assert edges(page, ".site-menu")[0] == pytest.approx(0, abs=1)


def test_a_title_in_another_script_is_aligned_to_the_right(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}sources/lrt-2023-08-16-closures.html", (390, 800))
    align = page.locator("h1[dir=auto]").evaluate("one => getComputedStyle(one).textAlign")
    assert align in ("right", "match-parent")


def test_code_runs_from_left_to_right(arabic: Site, look: Look) -> None:
    page = look(f"{arabic.address}data.html", (390, 800))
    block, code = page.locator("pre").first, page.locator("pre > code").first
    assert block.evaluate("one => getComputedStyle(one).direction") == "ltr"
    outer, inner = block.bounding_box(), code.bounding_box()
    assert outer and inner
    assert outer["x"] == inner["x"]
