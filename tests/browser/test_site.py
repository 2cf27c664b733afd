"""The real site in a real browser: it works, keeps to itself, and can be read on a phone."""

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Watched

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Watched]

KINDS = (
    *("index", "explainers", "timeline", "countries", "claims", "sources", "coverage", "method"),
    *("who", "people", "organisations", "places"),
)
# What has both a page in the menu and one for each of its kind.
BOTH = ("countries", "claims", "sources")
PHONE = {"width": 360, "height": 740}


def addresses(site: Site) -> dict[str, str]:
    """Return one address for each type of page: the largest, which is the hardest to show."""
    found = {kind: site.page_of(kind) for kind in KINDS}
    for kind in BOTH:
        largest = max((site.folder / kind).glob("*.html"), key=lambda path: path.stat().st_size)
        found[f"one of {kind}"] = f"{site.address}{kind}/{largest.name}"
    return found


TYPES = (*KINDS, *(f"one of {kind}" for kind in BOTH))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("kind", TYPES)
def test_a_page_opens_without_trouble_asks_nobody_else_and_fits_a_phone(
    visit: Visit, site: Site, kind: str, scripts: bool
) -> None:
    watched = visit(addresses(site)[kind], java_script_enabled=scripts)
    page = watched.page
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    title = page.title()
    assert page.locator("h1").inner_text().strip("¶ \n")[:20] in title or kind == "index"
    assert len(title) > 10
    assert too_wide(page) == []
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(site.address).netloc}


def too_wide(page: Page) -> list[str]:
    """Return what makes the page wider than a phone, so that it would have to be pushed about."""
    page.set_viewport_size(PHONE)
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= width) return []
          const wide = [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => `${one.tagName}.${one.className}`)
          return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 8)]
        }"""
    )
    return found


def is_shown(page: Page, target: Locator) -> bool:
    """Whether the element stands in the window, with nothing over its first line."""
    page.wait_for_timeout(50)
    shown: bool = target.evaluate(
        """one => {
          const box = one.getClientRects()[0]
          const middle = box.top + Math.min(box.height, 20) / 2
          const seen = document.elementFromPoint(box.left + 3, middle)
          return box.top >= 0 && box.bottom - box.height < innerHeight
            && seen !== null && (one.contains(seen) || seen.contains(one))
        }"""
    )
    return shown


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_citation_leads_to_its_evidence_and_back(visit: Visit, site: Site, scripts: bool) -> None:
    watched = visit(addresses(site)["explainers"], java_script_enabled=scripts)
    page, start = watched.page, watched.page.url
    # One that is not on the first screen, so that there is a way to come back.
    citations = page.locator('article a[id^="cite-"]')
    citation = citations.nth(citations.count() // 2)
    name, link = citation.get_attribute("id"), citation.get_attribute("href")
    assert name
    assert link
    citation.click()
    assert page.url == f"{start}{link}"
    reference = page.locator(link)
    assert is_shown(page, reference)
    assert page.locator(":target").get_attribute("id") == link.removeprefix("#")

    claim = reference.locator('a[href*="claims/"]').first
    words = claim.inner_text()
    claim.click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path.startswith("/claims/")
    assert page.locator("h1").inner_text() == words

    source = page.locator('article a[href*="../sources/"]').first
    words = source.inner_text()
    source.click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path.startswith("/sources/")
    assert page.locator("h1").inner_text() == words
    # The source names the claim that it is cited for.
    assert page.locator('article a[href*="../claims/"]').count() > 0

    page.go_back()
    page.go_back()
    assert page.url == f"{start}{link}"
    back = page.locator(link).locator(f'a[href="#{name}"]')
    back.click()
    assert page.url == f"{start}#{name}"
    assert is_shown(page, page.locator(f"#{name}"))
    # A keyboard goes on from the citation, not from the top of the page.
    page.keyboard.press("Shift")
    assert page.evaluate("document.activeElement.id") == name
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(site.address).netloc}


def test_every_entry_of_the_menu_opens_its_page(visit: Visit, site: Site) -> None:
    page = visit(site.address).page
    links = page.locator("header a, nav a").evaluate_all("all => all.map(one => one.href)")
    inner = sorted({link.partition("#")[0] for link in links if link.startswith(site.address)})
    assert len(inner) > 6
    for link in inner:
        assert page.request.get(link).status == 200, link


def test_the_search_finds_a_claim_by_its_words(visit: Visit, site: Site) -> None:
    watched = visit(f"{site.address}claims.html")
    page = watched.page
    first = page.locator('article a[href^="claims/"]').first
    words, link = first.inner_text(), first.get_attribute("href")
    assert link
    query = page.locator('[data-md-component="search-query"]')
    query.click()
    query.press_sequentially(words)
    results = page.locator('[data-md-component="search-result"] a[href*="claims/"]')
    expect(results.first).to_be_visible()
    found = [urljoin(page.url, one.get_attribute("href")) for one in results.all()]
    assert urljoin(page.url, link) in [address.partition("?")[0] for address in found]
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(site.address).netloc}


def test_a_lost_reader_finds_a_page_that_leads_on(visit: Visit, site: Site) -> None:
    page = visit(f"{site.address}404.html").page
    home = page.locator("header a").first
    home.click()
    page.wait_for_load_state()
    assert page.url.removesuffix("index.html") == site.address
