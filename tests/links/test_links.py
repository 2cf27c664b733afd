"""Tests, with linkchecker and our own check, that every link in a built site has a target.

linkchecker reads a page again for each anchor, so on a large site our own check covers most
anchors. Both checks must find the same planted errors.
"""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.links.internal import check
from build_tools.links.linkchecker import Row, follow_links
from build_tools.links.linkchecker import errors as seen
from tests.conftest import PROJECT
from tests.own_site import OWN
from tests.sites import build, files_of, write_tiny

# On a large site, linkchecker follows only the anchors of the list of claims and of the first nine
# sentences.
MAX_ANCHORS = r"--ignore-url=^file://{site}/(?!claims\.html#|coverage\.html#.*-S0).*#"


def errors(rows: list[Row], site: Path) -> set[str]:
    """Return the broken links that linkchecker reports, as addresses relative to the site."""
    return {address.removeprefix(f"file://{site}/") for address, _ in seen(rows)}


def lost(site: Path) -> set[str]:
    """Return every broken internal address that our own check reports."""
    return {target_of(error) for error in check(site).diagnostics}


def target_of(error: Diagnostic) -> str:
    """Return the address in an error from our check, relative to the site's root."""
    written = error.message.partition(" leads ")[0]
    whole = urlsplit(urljoin(f"/site/{error.span.path}", written))
    anchor = f"#{whole.fragment}" if whole.fragment else ""
    return whole.path.removeprefix("/site/") + anchor


@pytest.mark.parametrize("which", [OWN, "island"])
def test_a_site_has_no_broken_link_and_every_page_is_linked(
    folder: Path, island_root: Path, which: str
) -> None:
    project = PROJECT if which == "own" else island_root
    site = folder / "site"
    done = build(project, "--out", str(site))
    assert done.returncode == 0, done.stderr
    rows = follow_links(site, [MAX_ANCHORS.format(site=re.escape(str(site)))])
    assert errors(rows, site) == set()
    assert lost(site) == set()
    start = f"file://{site}/"
    reached = {
        row["url"].removeprefix(start).partition("#")[0]
        for row in rows
        if row["url"].startswith(start)
    }
    pages = {path for path in files_of(site) if path.endswith(".html")}
    # Merged and withdrawn claims keep their pages, but no page links to them.
    gone = {f"claims/{redirect.id}.html" for redirect in read(Project(project))[0].redirects}
    assert pages - reached - gone == {"404.html"}
    if which == "island":
        assert len(pages) > 200
        anchors = {row["url"] for row in rows if "#" in row["url"] and row["result"] != "filtered"}
        assert len(anchors) > 10


# Each row: a file, the removed text, the inserted text, and the expected report.
PLANTED = {
    "a page that is missing": (
        *("timeline.html", 'href="claims/later-step.html"', 'href="claims/never-written.html"'),
        "claims/never-written.html",
    ),
    "an anchor that is missing on the same page": (
        *("coverage.html", 'href="#main"', 'href="#story-S99"'),
        "coverage.html#story-S99",
    ),
    "an anchor that is missing on another page": (
        *("claims/two-crossings.html", "coverage.html#story-S01", "coverage.html#story-S77"),
        "coverage.html#story-S77",
    ),
    "an anchor that is misspelt on a poured page": (
        *("sources/tass-2023-08-18-closed.html", 'id="uses"', 'id="usse"'),
        "sources/tass-2023-08-18-closed.html#uses",
    ),
    "an asset that is missing": (
        *("who.html", 'href="assets/base.css"', 'href="assets/fact.css"'),
        "assets/fact.css",
    ),
    "an address in the wrong case": (
        *("claims.html", 'href="claims/two-crossings.html"', 'href="claims/Two-Crossings.html"'),
        "claims/Two-Crossings.html",
    ),
}


def test_both_checks_find_exactly_the_planted_errors(folder: Path) -> None:
    root = write_tiny(folder / "world")
    done = build(root)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    assert lost(site) == set()
    for what, (name, before, after, _) in PLANTED.items():
        text = (site / name).read_text(encoding="utf-8")
        assert before in text, what
        (site / name).write_text(text.replace(before, after), encoding="utf-8")
    expected = {result for _, _, _, result in PLANTED.values()}
    assert lost(site) == expected
    assert errors(follow_links(site), site) == expected


def test_a_strict_build_refuses_a_broken_link_and_leaves_the_previous_site(
    folder: Path,
) -> None:
    root = write_tiny(folder / "world")
    assert build(root).returncode == 0
    former = files_of(root / "site")
    template = root / "templates" / "pages" / "source.html.j2"
    written = template.read_text(encoding="utf-8")
    template.write_text(written + '\n<a href="none.html">x</a>\n', encoding="utf-8")
    done = build(root)
    assert done.returncode == 1
    assert "none.html leads to sources/none.html, which does not exist" in done.stderr
    assert files_of(root / "site") == former
    assert build(root, "--no-strict").returncode == 0
