"""Tests that each page loads the sheets that style its classes.

Some sheets are loaded only by one kind of page, so a class that moves to such a sheet loses its
style on every other page.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename

import pytest

from tests.site.test_several_articles import HOME, PIER
from tests.sites import Html, build, configuration, pages_of, write_project

MENU = "nav:\n  - Home: index.md\n  - Sentence by sentence: coverage.md\n"


@pytest.fixture(scope="module")
def several_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("several")
    files = {**PIER, "content/index.md": HOME, "mkdocs.yml": configuration(MENU)}
    build(write_project(root / "world", files), root / "site", "--no-strict")
    return root / "site"


def styled(sheet: str) -> set[str]:
    """Return the classes that a sheet styles, without those that only narrow a selector."""
    plain = re.sub(r"/\*.*?\*/|\{[^{}]*\}|:(?:not|has)\([^()]*\)", " ", sheet, flags=re.DOTALL)
    return set(re.findall(r"(?<![\w-])\.([a-z][\w-]*)", plain))


def unstyled(site: Path, page: Html) -> Iterator[str]:
    """Yield each class of a page that only sheets style which the page does not load."""
    sheets = {path.name: styled(path.read_text()) for path in (site / "assets").glob("*.css")}
    loaded = {basename(link.attributes["href"]) for link in page.all("link", rel="stylesheet")}
    assert loaded & sheets.keys()
    here = set().union(*(sheets[name] for name in loaded & sheets.keys()))
    elsewhere = set().union(*(sheets[name] for name in sheets.keys() - loaded - {"embed.css"}))
    used = {name for one in page.elements for name in one.attributes.get("class", "").split()}
    yield from sorted((used & elsewhere) - here)


@pytest.mark.parametrize("site", ["tiny_site", "island_site", "several_site"])
def test_each_page_loads_the_sheets_of_its_classes(
    request: pytest.FixtureRequest, site: str
) -> None:
    folder = request.getfixturevalue(site)
    missing = {
        path: found
        for path, page in pages_of(folder).items()
        if (found := list(unstyled(folder, page)))
    }
    assert missing == {}


def test_a_class_without_its_sheet_is_detected(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "base.css").write_text(".a { color: red }")
    (tmp_path / "assets" / "map.css").write_text("@media print { .b .a { color: red } }")
    page = Html('<link rel="stylesheet" href="assets/base.css"><p class="a b c">x</p>')
    assert list(unstyled(tmp_path, page)) == ["b"]
