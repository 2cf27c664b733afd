"""Tests each page kind with html-validate, the Nu checker, the security policy and size limits."""

import gzip
import json
import shutil
import subprocess
import time
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Site, Sites, Watched
from tests.browser.page_kinds import TYPES, address, files
from tests.browser.screenshots import page_types
from tests.browser.test_site import Visit
from tests.conftest import PROJECT

pytestmark = pytest.mark.browser

TOOLS = PROJECT / "tests" / "browser" / "tools"
JUDGE = [
    *("node", "node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json"),
    *("--formatter", "json"),
]
NU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def test_every_page_type_is_tested(sites: Sites) -> None:
    types = [page_types(site.folder).keys() for site in sites]
    assert set().union(*types[1:]) == set(TYPES)
    assert types[0] <= set(TYPES)


def test_html_validate_reports_no_errors(sites: Sites, tmp_path: Path) -> None:
    """Three rules are turned off in the configuration.

    Trailing spaces do no harm, a title is as long as its claim, and a form that filters only by
    style has nothing to send.
    """
    # The output goes to a file, because Node.js exits before a pipe has received all of a long
    # output.
    said = tmp_path / "said.json"
    with said.open("w") as out:
        done = subprocess.run(
            [*JUDGE, *files(sites)],
            cwd=TOOLS,
            stdout=out,
            stderr=PIPE,
            text=True,
            check=False,
            timeout=120,
        )
    messages = [
        f"{Path(one['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for one in json.loads(said.read_text())
        for message in one["messages"]
    ]
    assert messages == []
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("java") is None, reason="the Nu checker runs on Java")
def test_the_nu_checker_reports_no_errors(sites: Sites) -> None:
    done = subprocess.run(
        [
            "java",
            "-jar",
            str(NU),
            "--errors-only",
            "--format",
            "json",
            "--exit-zero-always",
            *files(sites),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )
    messages = [
        f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']}"
        for one in json.loads(done.stderr)["messages"]
    ]
    assert messages == []


# The limit in bytes, including fonts, after compression with gzip.
LIGHT = 120_000


@pytest.mark.parametrize("kind", TYPES)
def test_the_first_load_of_a_page_is_small(visit: Visit, sites: Sites, kind: str) -> None:
    for site in sites:
        if kind in page_types(site.folder):
            assert_light(visit(address((site,), kind)), site)


def assert_light(watched: Watched, site: Site) -> None:
    page = watched.page
    names = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    paths = [urlsplit(name).path.lstrip("/") for name in (page.url, *names)]
    assert len(paths) <= 10
    weights = {
        path: len(gzip.compress((site.folder / (path or "index.html")).read_bytes()))
        for path in set(paths)
    }
    assert sum(weights.values()) <= LIGHT, weights


def test_no_page_shifts_when_fonts_load_late(visit: Visit, sites: Sites) -> None:
    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    for kind in ("index", "explainer", "timeline", "country"):
        page = visit(address(sites, kind)).page
        page.route("**/*.woff2", late)
        page.reload()
        shift = page.evaluate(
            """() => new Promise(done => {
              let sum = 0
              new PerformanceObserver(list => {
                for (const entry of list.getEntries()) sum += entry.value
              }).observe({type: "layout-shift", buffered: true})
              setTimeout(() => done(sum), 600)
            })"""
        )
        assert shift < 0.01, kind


def test_the_security_policy_blocks_foreign_content(visit: Visit, island: Site) -> None:
    page = visit(island.address).page
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
            getComputedStyle(document.body).display === "none",
          ]), 50))
        }"""
    )
    assert outcome == [False, False, False]


def test_the_security_policy_allows_data_in_a_page(visit: Visit, island: Site) -> None:
    watched = visit(address((island,), "claim"))
    count = watched.page.locator("script[type='application/ld+json']").count()
    assert (count, watched.troubles) == (2, [])


def test_the_security_policy_precedes_everything_that_a_page_loads(own_site: Site) -> None:
    for path in own_site.folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        head = html[html.index("<head>") :].split("<head>")[1].lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy"'), path
        assert "unsafe-" not in head.split(">", 1)[0], path
        assert " style=" not in html, path
