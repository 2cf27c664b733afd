"""Every link of the built site leads somewhere, as linkchecker sees it over plain files.

linkchecker reads a page again for each of its anchors. For the thousands of anchors that lead from
a page to itself a check of our own stands in, and both are held against the same planted faults.
"""

import csv
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from build_tools.reading import Home, read
from tests.conftest import PROJECT
from tests.sites import build, files_of, write_tiny

pytestmark = pytest.mark.slow

SETTINGS = Path(__file__).with_name("linkcheckerrc")
# On the real site it looks only for verdicts in the list of claims and the first nine sentences.
MOST_ANCHORS = r"--ignore-url=^file://{site}/(?!claims\.html#|coverage\.html#.*-S0).*#"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may read: as root, linkchecker gives up root's rights."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def checked(site: Path, *options: str) -> list[dict[str, str]]:
    """Return a row for every link that linkchecker followed from the home page."""
    own = {"HOME": str(site.parent), "XDG_CONFIG_HOME": str(site.parent), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [
            Path(sys.executable).with_name("linkchecker"),
            *("--config", SETTINGS, "--verbose", "--no-status", "--output", "csv/utf-8"),
            *options,
            site / "index.html",
        ],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    # 1 says that something was found; 2 that linkchecker itself failed.
    assert done.returncode in (0, 1), done.stderr
    # Remarks begin with "# "; an address may begin with "#" too.
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("# ")]
    return list(csv.DictReader(rows, delimiter=";"))


def faults(rows: list[dict[str, str]], site: Path) -> set[str]:
    """Return what leads nowhere, as addresses below the site."""
    return {
        row["url"].removeprefix(f"file://{site}/")
        for row in rows
        if row["valid"] != "True" or row["warningstring"]
    }


def lost(site: Path) -> set[str]:
    """Return every address within the site that leads to no file, or to no place in it."""
    files = files_of(site)
    texts = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    ids = {path: set(re.findall(r'\sid="([^"]*)"', text)) for path, text in texts.items()}
    found = set()
    for path, text in texts.items():
        if path == "404.html":
            continue  # it may stand in for any page, and leads by the way from the host
        for link in set(re.findall(r'\s(?:href|src)="([^"]*)"', text)):
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc:
                continue
            # In a folder of its own, so that an address that leaves the site is seen to.
            whole = urlsplit(urljoin(f"/site/{path}", unescape(link)))
            target, anchor = unquote(whole.path).removeprefix("/site/"), unquote(whole.fragment)
            if target not in files:
                found.add(target)
            elif anchor and anchor not in ids.get(target, ()):
                found.add(f"{target}#{anchor}")
    return found


def test_no_link_of_the_real_site_is_broken_and_every_page_is_reached(folder: Path) -> None:
    site = folder / "site"
    done = build(PROJECT, "--out", str(site))
    assert done.returncode == 0, done.stderr
    rows = checked(site, MOST_ANCHORS.format(site=re.escape(str(site))))
    assert faults(rows, site) == set()
    assert lost(site) == set()
    start = f"file://{site}/"
    reached = {
        row["url"].removeprefix(start).partition("#")[0]
        for row in rows
        if row["url"].startswith(start)
    }
    pages = {path for path in files_of(site) if path.endswith(".html")}
    assert len(pages) > 300
    # What was merged or withdrawn keeps its address, but nothing leads there any more.
    gone = {f"claims/{one.id}.html" for one in read(Home(PROJECT))[0].redirects}
    assert pages - reached - gone == {"404.html"}
    looked_for = {row["url"] for row in rows if "#" in row["url"] and row["result"] != "filtered"}
    assert len(looked_for) > 10


# Each fault: the file that it is planted in, what is taken out and put in, and what must be found.
PLANTED = {
    "a page that is missing": (
        *("timeline.html", 'href="claims/later-step.html"', 'href="claims/never-written.html"'),
        "claims/never-written.html",
    ),
    "an anchor that is missing on the same page": (
        *("coverage.html", 'href="#story-S02"', 'href="#story-S99"'),
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
        *("who.html", 'href="assets/facts.css"', 'href="assets/fact.css"'),
        "assets/fact.css",
    ),
    "an address in the wrong case": (
        *("claims.html", 'href="claims/two-crossings.html"', 'href="claims/Two-Crossings.html"'),
        "claims/Two-Crossings.html",
    ),
}


def test_both_checks_find_every_planted_fault_and_nothing_else(folder: Path) -> None:
    root = write_tiny(folder / "world")
    done = build(root)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    assert lost(site) == set()
    for what, (name, before, after, _) in PLANTED.items():
        text = (site / name).read_text(encoding="utf-8")
        assert before in text, what
        (site / name).write_text(text.replace(before, after), encoding="utf-8")
    expected = {found for _, _, _, found in PLANTED.values()}
    assert lost(site) == expected
    assert faults(checked(site), site) == expected
