"""Tests in a real browser that sites work, contact no other host, and fit a phone."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from build_tools.site.search import Entry, write
from tests.browser.conftest import Look, Site, Sites, Watched, built_and_served
from tests.conftest import PROJECT, TINY
from tests.ledgers import source
from tests.sites import write_tiny

pytestmark = pytest.mark.browser

Visit = Callable[..., Watched]

KINDS = (
    *("index", "explainers", "timeline", "countries", "claims", "sources", "coverage", "method"),
    *("who", "people", "organisations", "places"),
)
# Kinds with both a menu page and a page for each record.
BOTH = ("countries", "claims", "sources")
PHONE = {"width": 360, "height": 740}


def address_of(kind: str, *sites: Site) -> str:
    """Return the address of a page of this kind, from the first site that has one.

    If the site has several, return the largest, which is the hardest to show.
    """
    for site in sites:
        with suppress(KeyError):
            name = kind.removeprefix("one of ")
            return site.page_of(name) if name == kind else site.largest(name)
    raise KeyError(kind)


TYPES = (*KINDS, *(f"one of {kind}" for kind in BOTH))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("kind", TYPES)
def test_a_page_opens_without_errors_or_external_requests_and_fits_a_phone(
    visit: Visit, sites: Sites, kind: str, scripts: bool
) -> None:
    address = address_of(kind, *sites)
    watched = visit(address, java_script_enabled=scripts)
    page = watched.page
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    title = page.title()
    # The title of the home page is the site's name, which may be short.
    if kind == "index":
        assert title
    else:
        heading = " ".join(page.locator("h1").inner_text().strip("¶ \n").split())
        assert heading[:20] in title
        assert len(title) > 10
    assert too_wide(page) == []
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(address).netloc}


def too_wide(page: Page, width: int = PHONE["width"]) -> list[str]:
    """Return the elements that make the page wider than a phone."""
    page.set_viewport_size({**PHONE, "width": width})
    values: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth
          if (document.documentElement.scrollWidth <= width) return []
          const wide = [...document.querySelectorAll("body *")]
            .filter(one => one.getBoundingClientRect().right > width + 1)
            .map(one => `${one.tagName}.${one.className}`)
          return [`${document.documentElement.scrollWidth} px`, ...wide.slice(0, 8)]
        }"""
    )
    return values


def is_shown(page: Page, target: Locator) -> bool:
    """Return whether the element is in the window and nothing covers its first line."""
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


def shown(items: Locator) -> list[dict[str, str]]:
    """Return the data of the visible elements, in a single request because each request is slow."""
    values: list[dict[str, str]] = items.evaluate_all(
        """all => all.filter(one => one.checkVisibility({visibilityProperty: true})
            && one.getBoundingClientRect().height)
          .map(one => ({...one.dataset}))"""
    )
    return values


def test_a_citation_links_to_its_evidence_and_back(visit: Visit, island: Site) -> None:
    watched = visit(address_of("explainers", island), viewport=PHONE, java_script_enabled=False)
    page, start = watched.page, watched.page.url
    # The citation is below the first screen, so that going back to it requires scrolling.
    citations = page.locator("article .citation")
    citation = citations.nth(citations.count() // 2)
    name, number = citation.get_attribute("id"), citation.inner_text().strip()
    note = page.locator(f"#{citation.get_attribute('popovertarget')}")
    expect(note).to_be_hidden()
    citation.click()
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport(ratio=1)

    words = note.inner_text()
    note.get_by_role("link", name="The claim and its evidence").click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path.startswith("/claims/")
    assert page.locator("h1").inner_text() in words

    source = page.locator("article .evidence .source-line a").first
    words = source.inner_text()
    source.click()
    page.wait_for_load_state()
    assert urlsplit(page.url).path.startswith("/sources/")
    # A published title is in quotation marks.
    assert page.locator("h1").inner_text().strip("“”") == words
    # The source's page links to the claim that cites the source.
    assert page.locator('article a[href*="../claims/"]').count() > 0

    page.go_back()
    page.go_back()
    assert page.url == start
    reference = page.locator(f"#ref-{number}")
    # A long list is folded. A link to one of its references opens it.
    expect(reference).to_be_hidden()
    page.goto(f"{start}#ref-{number}")
    expect(reference).to_be_visible()
    assert reference.locator("a[rel~=external]").count() > 0
    reference.locator(f'a[href="#{name}"]').click()
    assert page.url == f"{start}#{name}"
    assert is_shown(page, page.locator(f"#{name}"))
    # The focus is on the citation, not at the top of the page.
    page.keyboard.press("Shift")
    assert page.evaluate("document.activeElement.id") == name
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(island.address).netloc}


def test_every_menu_entry_opens_its_page(visit: Visit, island: Site) -> None:
    page = visit(island.address).page
    links = page.locator("header a, nav a").evaluate_all("all => all.map(one => one.href)")
    inner = sorted({link.partition("#")[0] for link in links if link.startswith(island.address)})
    assert len(inner) > 6
    for link in inner:
        assert page.request.get(link).status == 200, link


def test_the_search_finds_a_claim_by_its_words(visit: Visit, island: Site) -> None:
    watched = visit(f"{island.address}claims.html")
    page = watched.page
    first = page.locator('article a[href^="claims/"]').first
    words, link = first.inner_text(), first.get_attribute("href")
    assert link
    page.locator("header input[type=search]").fill(words)
    page.keyboard.press("Enter")
    results = page.locator("#search-results a")
    expect(results.first).to_be_visible()
    assert urljoin(page.url, results.first.get_attribute("href")) == urljoin(page.url, link)
    expect(page.get_by_role("status")).to_contain_text(f"results for “{words}”")
    expect(page.locator("header input[type=search]")).to_have_value(words)
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(island.address).netloc}


def test_the_search_index_is_not_loaded_before_the_first_query(visit: Visit, island: Site) -> None:
    page = visit(f"{island.address}search.html").page
    index = page.locator('script[src="search/index.js"]')
    expect(page.locator("#search-words")).to_be_visible()
    expect(index).to_have_count(0)
    page.locator("#search-words").fill("Averia")
    expect(page.locator("#search-results a").first).to_be_visible()
    expect(index).to_have_count(1)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Blazek", "Jerzy Błażek"),
        ("Błażek", "Jerzy Błażek"),
        ("Лозанка", "Alena Lozanka"),
        ("Lozaschka", None),
        ("lozan", "Alena Lozanka"),
    ],
)
def test_the_search_finds_a_person_by_any_spelling(
    visit: Visit, island: Site, asked: str, name: str | None
) -> None:
    page = visit(f"{island.address}search.html?q={asked}").page
    people = page.locator("section", has=page.get_by_role("heading", name="People")).locator("a")
    if name is None:
        expect(page.get_by_role("status")).to_contain_text("We found nothing")
        assert people.count() == 0
    else:
        expect(people.first).to_have_text(name)
        # A person's own page is listed before all other pages about that person.
        assert page.locator("#search-results h2").first.inner_text().startswith("People")


QUERIES = ("sandgate", "Лозанка", "crossing clos", "b", "su", "qqxz-such", "brezno ford", "P")


def test_an_index_in_parts_gives_the_same_results_as_a_whole_index(
    browser: Browser, island: Site, tmp_path: Path
) -> None:
    for name in ("search.html", "assets", "search"):
        source = island.folder / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    text = (island.folder / "search" / "index.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("factsSearch(").removesuffix(");\n"))
    rows = [
        Entry(data["groups"][kind], path, title, data["verdicts"][word] if word >= 0 else "", *more)
        for kind, path, title, word, *more in data["rows"]
    ]
    write(tmp_path, rows, data["spellings"], most_whole=0)
    answers = [answered(browser, folder) for folder in (island.folder, tmp_path)]
    assert answers[0] == answers[1]
    assert len(answers[0]["sandgate"]) > 10
    assert answers[0]["qqxz-such"] == []


# Presses the button for more results until no button is left.
ASK_FOR_ALL = """async () => {
  const results = document.getElementById("search-results")
  const listed = () => results.querySelectorAll("li").length
  for (let more; (more = results.querySelector("button")); ) {
    const before = listed(), end = Date.now() + 10000
    more.click()
    while (listed() === before) {
      if (Date.now() > end) throw new Error(`no more than ${before}`)
      await new Promise(done => setTimeout(done, 5))
    }
  }
}"""


def answered(browser: Browser, folder: Path) -> dict[str, list[str]]:
    """Return all results of each query."""
    page = browser.new_page()
    answers = {}
    for query in QUERIES:
        page.goto(f"{(folder / 'search.html').as_uri()}?q={query}")
        said = page.get_by_role("status")
        answer = re.compile("results for|found nothing|Type at least 2 letters")
        expect(said).to_contain_text(answer)
        page.evaluate(ASK_FOR_ALL)
        expect(page.locator("#search-results button")).to_have_count(0)
        # In an index with parts, a single letter finds only words of one letter. Otherwise
        # the query would load all parts.
        if len(query) > 1:
            answers[query] = page.locator(
                "#search-results h2, #search-results li"
            ).all_inner_texts()
    page.close()
    return answers


# The parts of the search page that the script needs.
SEARCH_PAGE = """<!doctype html><meta charset="utf-8"><title>Search</title>
<form id="search-tool" hidden><input id="search-words" name="q" type="search"></form>
<p id="search-status" role="status"></p>
<div id="search-results" data-groups="Claims|People|Organisations|Places|Countries|Pages|Sources"
 data-unloaded="The search index did not load." data-empty="Type a word." data-letters="{number}"
 data-nothing="nothing: {text}" data-results="{number}: {text}" data-more="{number} more of {all}"
 data-all="all {all}"></div><div id="search-verdicts" hidden></div>
<script src="search.js" defer></script>"""


@pytest.fixture
def many(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Return a search page that shows the first eight of 120 claims from an index in parts."""
    shutil.copy(PROJECT / "content" / "assets" / "search.js", tmp_path)
    (tmp_path / "search.html").write_text(SEARCH_PAGE, encoding="utf-8")
    rows = [
        Entry("Claims", f"{number}.html", f"Claim {number:03}", "", "") for number in range(120)
    ]
    write(tmp_path, rows, {}, most_whole=0)
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'search.html').as_uri()}?q=claim")
    expect(page.locator("#search-results li")).to_have_count(8)
    yield page
    page.close()


def test_results_requested_twice_are_listed_once(many: Page) -> None:
    more = many.locator("#search-results button")
    more.evaluate("one => { one.click(); one.click(); }")
    expect(many.locator("#search-results li")).to_have_count(58)
    more.click()
    results = many.locator("#search-results li")
    expect(results).to_have_count(108)
    more.click()
    expect(more).to_have_count(0)
    assert results.all_inner_texts() == [f"Claim {number:03}" for number in range(120)]
    # The focus moves to the first new result.
    expect(results.nth(108).locator("a")).to_be_focused()


def test_results_that_cannot_be_loaded_are_reported_and_can_be_retried(
    many: Page, tmp_path: Path
) -> None:
    (part,) = (tmp_path / "search").glob("*/rows-1.js")
    kept = part.rename(tmp_path / "kept.js")
    more = many.locator("#search-results button")
    more.click()
    expect(many.get_by_role("status")).to_contain_text("did not load")
    expect(many.locator("#search-results li")).to_have_count(8)
    kept.rename(part)
    more.click()
    expect(many.locator("#search-results li")).to_have_count(58)
    expect(many.get_by_role("status")).to_have_text("")


def test_the_search_works_from_a_folder_without_a_server(browser: Browser, island: Site) -> None:
    page = browser.new_page()
    page.goto(f"{(island.folder / 'search.html').as_uri()}?q=Sandgate")
    expect(page.locator("#search-results .verdict").first).to_be_visible()
    page.close()


def test_a_note_is_beside_its_citation_if_there_is_room(visit: Visit, island: Site) -> None:
    watched = visit(address_of("explainers", island), viewport={"width": 1280, "height": 900})
    page = watched.page
    citation = page.locator("main article > p:not(.lead) .citation").first
    note = page.locator(f"#{citation.get_attribute('popovertarget')}")
    expect(note).to_be_visible()
    place, beside = citation.bounding_box(), note.bounding_box()
    text = page.locator("main article > p").first.bounding_box()
    assert place
    assert beside
    assert text
    assert beside["x"] >= text["x"] + text["width"]
    assert abs(beside["y"] - place["y"]) < 60
    expect(note.locator(".note__more")).to_be_hidden()
    assert watched.troubles == []


def test_a_note_can_be_opened_and_closed_by_keyboard_and_by_tapping(
    visit: Visit, island: Site
) -> None:
    watched = visit(address_of("explainers", island), viewport=PHONE)
    page = watched.page
    citation = page.locator("article .citation").nth(3)
    name = citation.get_attribute("id")
    note = page.locator(f"#{citation.get_attribute('popovertarget')}")
    citation.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    expect(note.locator(".note__more")).to_be_visible()
    assert note.locator('a[href*="claims/"]').count() > 0
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == name
    citation.click()
    expect(note).to_be_visible()
    page.mouse.click(5, 5)
    expect(note).to_be_hidden()
    assert watched.troubles == []


# Returns the vertical distance in pixels of each citation from the word before it and from the
# punctuation mark after it, or null if there is no such word or mark.
BESIDE_MARKS = r"""() => [...document.querySelectorAll("article .citation")].map(mark => {
  const middle = box => (box.top + box.bottom) / 2
  const held = middle(mark.getBoundingClientRect())
  const away = (text, form) => {
    const found = text?.nodeType === Node.TEXT_NODE ? form.exec(text.data) : null
    if (!found) return null
    const range = document.createRange()
    range.setStart(text, found.index)
    range.setEnd(text, found.index + 1)
    return Math.abs(middle(range.getBoundingClientRect()) - held)
  }
  return [
    away(mark.previousSibling, /[^\s\u2060][\s\u2060]*$/),
    away(mark.nextSibling, /(?<=^\u2060?)[.,;:!?)]/),
  ]
})"""


def test_no_citation_is_separated_from_its_word_by_a_line_break(look: Look, island: Site) -> None:
    page = look(address_of("explainers", island), (360, 740))
    for width in range(320, 400, 8):
        page.set_viewport_size({"width": width, "height": 740})
        distances = page.evaluate(BESIDE_MARKS)
        before, after = (
            [one for one in side if one is not None] for side in zip(*distances, strict=True)
        )
        assert len(before) > 20
        # If they were on different lines, the distance would be the height of a line.
        assert max([*before, *after]) < 12, width


def test_a_reader_can_choose_how_much_to_read(visit: Visit, island: Site) -> None:
    for scripts in (True, False):
        page = visit(f"{island.address}explainers/crossings.html", java_script_enabled=scripts).page
        words = {}
        for level in (3, 2, 1):
            page.locator(f"#depth-{level}").check()
            words[level] = len(page.locator("article").inner_text().split())
        assert words[1] < words[2] < words[3]
        assert page.locator("article h2", has_text="When was Vesk open?").is_hidden()
        assert page.locator("#references").is_visible()


def test_a_link_to_a_hidden_part_makes_that_part_visible(visit: Visit, island: Site) -> None:
    page = visit(f"{island.address}explainers/crossings.html").page
    page.locator("#depth-2").check()
    hidden = page.locator(".depth-3 .citation").first
    assert hidden.is_hidden()
    page.goto(f"{page.url}#{hidden.get_attribute('id')}")
    expect(hidden).to_be_visible()


def test_the_colours_follow_the_system_until_the_reader_chooses(visit: Visit, island: Site) -> None:
    for scheme, other in (("light", "dark"), ("dark", "light")):
        page = visit(island.address, color_scheme=scheme).page
        button = page.get_by_role("button", name="Dark colours")
        assert button.get_attribute("aria-pressed") == str(scheme == "dark").lower()
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button.click()
        after = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert before != after
        page.reload()
        assert page.evaluate("document.documentElement.dataset.scheme") == other
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("kind", "items"), [("claims", ".ledger .filtered")])
def test_filters_show_only_matching_entries(
    visit: Visit, island: Site, kind: str, items: str, scripts: bool
) -> None:
    page = visit(f"{island.address}{kind}.html", java_script_enabled=scripts).page
    page.locator("details.filter > summary").click()
    every = page.locator(items)
    number = every.count()
    assert number > 100
    # The search is limited to the form, because computing roles and names for a long page takes
    # seconds.
    form = page.locator("details.filter")
    form.get_by_role("radio", name=re.compile("^Averia")).check()
    form.get_by_role("radio", name=re.compile("^after the article")).check()
    left = shown(every)
    assert 0 < len(left) < number
    for one in left:
        assert "averia" in one["country"].split()
        assert one["time"] == "later"
    if scripts:
        status = page.locator("form [role=status]")
        expect(status).to_have_text(re.compile(f"^{len(left)} of {number} "))
        # The choice is part of the address, so it applies to everyone who opens the address.
        assert "country=averia" in page.url
        again = visit(page.url).page
        assert shown(again.locator(items)) == left
    page.get_by_role("button", name="Show all").click()
    # Claims that are simply supported are folded again without a script.
    assert page.locator(f"section {items.rpartition(' ')[2]}").last.is_visible()


def test_choosing_a_kind_shows_the_number_of_sources_in_its_bar(visit: Visit, island: Site) -> None:
    page = visit(f"{island.address}sources.html", java_script_enabled=False).page
    sources = page.locator(".shelf__sources > li")
    number = sources.count()
    rows = page.locator(".kinds__row").all()
    assert len(rows) > 2
    left = 0
    for row in rows:
        row.locator("input").check(force=True)
        shown_now = sources.filter(visible=True).count()
        assert shown_now == int(row.locator(".kinds__number").inner_text())
        # No publisher is shown without a source.
        assert 0 < page.locator(".shelf").filter(visible=True).count() <= shown_now
        left += shown_now
    # Each source appears once, under its kind.
    assert left == 2 * number


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a site with forty more publishers, so that its list of sources has letters."""
    names = [f"{letter}{number}" for letter in "abcde" for number in range(8)]
    files = {f"facts/sources/{name}.bib": source(name, f"{name}-2023-08-18-news") for name in names}
    publishers = TINY["facts/vocabulary/publishers.yaml"] + "".join(
        f"{name}: {{name: {name.upper()}, country: LT, kind: newspaper}}\n" for name in names
    )
    root = tmp_path_factory.mktemp("forty") / "world"
    write_tiny(root, {**files, "facts/vocabulary/publishers.yaml": publishers})
    with built_and_served(root, root.parent / "site", "--no-strict") as site:
        yield site


@pytest.mark.parametrize("fragment", ["the part", "a publisher"])
def test_a_closed_list_of_sources_opens_for_a_link_and_for_a_chosen_kind(
    visit: Visit, forty: Site, fragment: str
) -> None:
    page = visit(f"{forty.address}sources.html").page
    part = page.locator(".shelves__part").last
    names, source = part.locator(".shelves__names"), part.locator(".shelf__sources > li").first
    assert source.is_visible()
    assert not names.is_visible()
    # Only a list of more than a hundred sources is closed at first.
    page.locator(".shelves details").evaluate_all("all => all.forEach(one => one.open = false)")
    assert names.is_visible()
    assert not source.is_visible()
    kind = (source.get_attribute("class") or "").removeprefix("of-")
    page.locator(f"#kind-{kind}").check(force=True)
    assert source.is_visible()
    assert not names.is_visible()
    page.locator("#kind-all").check(force=True)
    assert not source.is_visible()
    target = part.locator("h3" if fragment == "the part" else ".shelf").first.get_attribute("id")
    page.evaluate("id => { location.hash = id }", target)
    assert source.is_visible()
    assert not names.is_visible()


def test_a_timeline_filter_shortens_the_list_and_dims_the_picture(
    visit: Visit, island: Site
) -> None:
    page = visit(f"{island.address}timeline.html", java_script_enabled=False).page
    entries = page.locator(".timeline__entry")
    page.locator("details.timeline__year").evaluate_all(
        "all => all.forEach(one => one.open = true)"
    )
    number = entries.filter(visible=True).count()
    assert number == entries.count() > 100
    page.get_by_role("radio", name=re.compile("^misleading or wrong")).check(force=True)
    left = entries.filter(visible=True)
    assert 0 < left.count() < number
    assert {
        "fails" in one for one in left.evaluate_all("all => all.map(one => one.className)")
    } == {True}
    assert page.locator(".timeline__month:not(:has(.fails))").filter(visible=True).count() == 0
    dimmed = page.locator(".time .e:not(.fails)").first
    assert dimmed.evaluate("one => getComputedStyle(one).opacity") == "0.14"
    assert (
        page.locator(".time .e.fails").first.evaluate("one => getComputedStyle(one).opacity") == "1"
    )
    page.get_by_role("radio", name=re.compile("^all")).check(force=True)
    assert entries.filter(visible=True).count() == number


def test_a_timeline_filter_also_shows_the_entries_of_closed_years(
    visit: Visit, island: Site
) -> None:
    page = visit(f"{island.address}timeline.html", java_script_enabled=False).page
    wanted = page.locator(".timeline__entry.later")
    closed = page.locator("details.timeline__year:not([open]) .timeline__entry.later")
    assert closed.count() > 0
    assert closed.filter(visible=True).count() == 0
    page.get_by_role("radio", name=re.compile("^what came later")).check(force=True)
    assert wanted.filter(visible=True).count() == wanted.count()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_mark_on_the_timeline_links_to_its_entry_in_a_closed_section(
    visit: Visit, island: Site, scripts: bool
) -> None:
    page = visit(f"{island.address}timeline.html", java_script_enabled=scripts).page
    closed = page.locator("details.timeline__year:not([open]) .timeline__entry").first
    name = closed.get_attribute("id")
    page.goto(f"{island.address}timeline.html#{name}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    marks = page.locator(".time a.e")
    hrefs = set(marks.evaluate_all("all => all.map(one => one.getAttribute('href').slice(1))"))
    assert marks.count() > 50
    assert all(page.locator(f"[id='{href}']").count() == 1 for href in hrefs)
    assert marks.evaluate_all("all => all.every(one => one.tabIndex === -1)")


@pytest.mark.parametrize("kind", ["explainers", "timeline"])
def test_a_printed_page_shows_every_entry_and_address(
    visit: Visit, island: Site, kind: str
) -> None:
    page = visit(address_of(kind, island), java_script_enabled=False).page
    if kind == "explainers":
        page.locator("#depth-1").check()
    else:
        page.locator("#show-fails").check(force=True)
    page.emulate_media(media="print")
    wanted = ".reference, .reference__sources a" if kind == "explainers" else ".timeline__entry"
    hidden = page.locator(wanted).evaluate_all(
        "all => all.filter(one => !one.checkVisibility({contentVisibilityAuto: true}))"
        ".map(one => one.outerHTML.slice(0, 100))"
    )
    assert page.locator(wanted).count() > 100
    assert hidden == []
    controls = ".depths, .site-menu, .site-search, details.filter, .chips, .page-tools"
    assert page.locator(controls).filter(visible=True).count() == 0
    printed = page.locator(".reference__sources a").evaluate_all(
        "all => all.map(one =>"
        " getComputedStyle(one, '::after').content.includes(one.getAttribute('href')))"
    )
    assert all(printed)


def test_the_printed_references_are_short(visit: Visit, island: Site) -> None:
    page = visit(address_of("explainers", island)).page
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.evaluate("document.querySelector('.references').remove()")
    prose = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    # A hundred references take eight sheets. In larger type and a single column they took 27.
    assert 0 < sheets - prose <= 10


@pytest.mark.parametrize("kind", ["claims", "people"])
def test_the_rows_of_a_list_are_separated(look: Look, island: Site, kind: str) -> None:
    page = look(address_of(kind, island))
    rows = page.locator(":is(.claim-list, .statement-list) > li")
    gaps = rows.evaluate_all(
        "all => all.map(one => getComputedStyle(one)).map(style =>"
        " Math.min(parseFloat(style.paddingTop), parseFloat(style.borderTopWidth)))"
    )
    assert gaps
    assert min(gaps) > 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_opens_on_a_phone(visit: Visit, island: Site, scripts: bool) -> None:
    page = visit(
        island.address, viewport={"width": 360, "height": 740}, java_script_enabled=scripts
    ).page
    menu = page.get_by_role("navigation", name="Site")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_404_page_links_to_the_home_page(visit: Visit, island: Site) -> None:
    page = visit(f"{island.address}404.html").page
    project = page.locator("header a").first
    project.click()
    page.wait_for_load_state()
    assert page.url.removesuffix("index.html") == island.address
