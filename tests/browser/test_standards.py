"""What the web's own judges say of each page type: axe, html-validate, the security policy."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.screenshots import SIZES, page_types
from tests.browser.test_site import Visit, too_wide
from tests.conftest import PROJECT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TOOLS = PROJECT / "tests" / "browser" / "tools"
JUDGE = [
    *("node", "node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json"),
    *("--formatter", "json"),
]
NU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"

# The page types are known only once the site is built; their names stand here to be a test each,
# and the first test sees to it that none is missing.
TYPES = (
    *("404", "claims", "contribute", "corrections", "countries", "coverage", "data", "index"),
    *("method", "quotations", "search", "sources", "timeline", "who"),
    *(
        "card",
        "claim",
        "country",
        "explainer",
        "organisation",
        "person",
        "place",
        "selection",
        "source",
    ),
)

# WCAG 2.2, success criterion 1.4.12.
SPACING = """() => {
  const rule = "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    + " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rule)
  document.adoptedStyleSheets = [sheet]
}"""


def address(site: Site, kind: str) -> str:
    return site.address + page_types(site.folder)[kind]


def test_every_page_type_is_judged(site: Site) -> None:
    assert page_types(site.folder).keys() == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_axe_finds_nothing_in_any_size_and_colour(visit: Visit, site: Site, kind: str) -> None:
    script = AXE.read_text(encoding="utf-8")
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page = visit(
                address(site, kind),
                viewport={"width": width, "height": height},
                color_scheme=scheme,
            ).page
            page.evaluate(script)
            answer = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert answer["testEngine"]["name"] == "axe-core"
            found = [
                f"{one['id']}: {node['target']} {node['failureSummary']}"
                for one in answer["violations"]
                for node in one["nodes"][:3]
            ]
            assert found == [], f"{kind}, {size}, {scheme}"


def test_html_validate_finds_nothing(site: Site, tmp_path: Path) -> None:
    """Three of its rules are off, and stand in its configuration.

    Spaces at line ends harm nobody; a title is as long as its claim; and a form that filters by
    style alone has nothing to send.
    """
    pages = [str(site.folder / path) for path in page_types(site.folder).values()]
    # Into a file: Node.js ends before a pipe has taken all of a long answer.
    said = tmp_path / "said.json"
    with said.open("w") as out:
        done = subprocess.run(
            [*JUDGE, *pages],
            cwd=TOOLS,
            stdout=out,
            stderr=PIPE,
            text=True,
            check=False,
            timeout=120,
        )
    found = [
        f"{Path(one['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for one in json.loads(said.read_text())
        for message in one["messages"]
    ]
    assert found == []
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("java") is None, reason="the Nu checker runs on Java")
def test_nu_finds_nothing(site: Site) -> None:
    pages = [str(site.folder / path) for path in page_types(site.folder).values()]
    done = subprocess.run(
        [
            "java",
            "-jar",
            str(NU),
            "--errors-only",
            "--format",
            "json",
            "--exit-zero-always",
            *pages,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    found = [
        f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']}"
        for one in json.loads(done.stderr)["messages"]
    ]
    assert found == []


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_fits_a_narrow_phone_with_wide_text_spacing(
    visit: Visit, site: Site, kind: str
) -> None:
    page = visit(address(site, kind)).page
    page.evaluate(SPACING)
    assert too_wide(page, 320) == []


@pytest.mark.parametrize("kind", TYPES)
def test_the_keyboard_reaches_only_what_can_be_seen(visit: Visit, site: Site, kind: str) -> None:
    for width, height in SIZES.values():
        page = visit(address(site, kind), viewport={"width": width, "height": height}).page
        for _ in range(25):
            page.keyboard.press("Tab")
            held = focused(page)
            assert held["visible"], held
            assert held["outlined"], held


def focused(page: Page) -> dict[str, object]:
    """Return what has the focus, whether it is on the screen, and whether that is shown."""
    found: dict[str, object] = page.evaluate(
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
    return found


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_pressed_is_large_enough(visit: Visit, site: Site, kind: str) -> None:
    """WCAG 2.2, success criterion 2.5.8: 24 px, links in text exempt."""
    page = visit(address(site, kind), viewport={"width": 360, "height": 740}).page
    small = page.evaluate(
        """() => [...document.querySelectorAll(
            "button, input, summary, a.citation, .site-menu a, .density a, .strip a")]
          .map(one => [one, one.getBoundingClientRect()])
          .filter(([one, box]) => box.width && (box.height < 23.5 || box.width < 23.5)
            && !one.closest("label, .skip"))
          .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_the_first_view_of_the_longest_explainer_is_light(visit: Visit, site: Site) -> None:
    watched = visit(address(site, "explainer"))
    page = watched.page
    names = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    paths = [urlsplit(name).path.lstrip("/") for name in (page.url, *names)]
    assert len(paths) <= 10
    weight = sum(len(gzip.compress((site.folder / path).read_bytes())) for path in set(paths))
    assert weight <= 120_000, {
        path: len(gzip.compress((site.folder / path).read_bytes())) for path in set(paths)
    }


def test_no_page_shifts_while_it_loads(visit: Visit, site: Site) -> None:
    for kind in ("index", "explainer", "timeline", "country"):
        page = visit(address(site, kind)).page
        shift = page.evaluate(
            """() => new Promise(done => {
              let sum = 0
              new PerformanceObserver(list => {
                for (const one of list.getEntries()) sum += one.value
              }).observe({type: "layout-shift", buffered: true})
              setTimeout(() => done(sum), 300)
            })"""
        )
        assert shift < 0.01, kind


def test_the_policy_stops_what_a_page_does_not_bring(visit: Visit, site: Site) -> None:
    page = visit(site.address).page
    outcome = page.evaluate(
        """() => {
          const script = document.createElement("script")
          script.textContent = "globalThis.ran = true"
          document.head.append(script)
          const sheet = document.createElement("style")
          sheet.textContent = "body { display: none }"
          document.head.append(sheet)
          setTimeout("globalThis.evaluated = true")
          return new Promise(done => setTimeout(() => done([
            globalThis.ran === true,
            globalThis.evaluated === true,
            getComputedStyle(document.body).display,
          ]), 50))
        }"""
    )
    assert outcome == [False, False, "block"]


def test_the_policy_has_nothing_against_data_in_a_page(visit: Visit, site: Site) -> None:
    watched = visit(address(site, "claim"))
    count = watched.page.locator("script[type='application/ld+json']").count()
    assert (count, watched.troubles) == (2, [])


def test_every_page_has_the_policy_before_anything_that_it_loads(site: Site) -> None:
    for path in site.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        head = html[html.index("<head>") :].split("<head>")[1].lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy"'), path
        assert "unsafe-" not in html.split("</head>")[0], path
        assert " style=" not in html, path
