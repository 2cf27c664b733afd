"""Tests that hostile text in every field is published as plain text.

If such text could break out of a page, a feed or a table, that file would have different elements,
rows or properties from the same file with harmless words. So the test compares both files.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.exports import ExportFile
from build_tools.facts.project import Project
from build_tools.facts.reading.bibliography import read_entries
from build_tools.views.publication import Publication
from tests.conftest import PROJECT, TINY
from tests.hostile import PAYLOADS, hostile, hostile_world
from tests.sites import Html
from tests.tally import Tally
from tests.whole import Whole, assemble

World = Callable[..., Project]
ABOUT = Publication("https://facts.example/", "Facts", "What was checked.")


def made(world: World, payload: str) -> Whole:
    files, _ = hostile_world(payload)
    site = assemble(world(files), ABOUT)
    # Payloads contain quotation marks and citations, which these rules report.
    rules = {error.rule for error in site.checked.report.errors}
    assert rules <= {"quoted-words", "near-citation"}
    return site


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Return the same project with harmless words."""
    root = tmp_path_factory.mktemp("plain")
    (root / "templates").symlink_to(PROJECT / "templates", target_is_directory=True)
    for path, text in {**TINY, **hostile_world("nothing")[0]}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return assemble(Project(root), ABOUT)


def as_shown(text: str) -> str:
    """Return a text with single spaces and one kind of quotation mark, because pages nest marks."""
    return " ".join(re.sub("[“”‘’\"']", "'", text).split())


@pytest.mark.parametrize("payload", [item for item in PAYLOADS if item != "nothing"])
def test_hostile_text_gives_the_same_structure_as_plain_words(
    world: World, plain: Whole, payload: str, tally: Tally
) -> None:
    site = made(world, payload)
    _, names = hostile_world(payload)
    assert {page.path for page in site.pages} == {page.path for page in plain.pages}
    differing = [
        item.path
        for item, other in zip(site.pages, plain.pages, strict=True)
        if of_page(item.body) != of_page(other.body)
    ]
    differing += [
        file.path
        for file, other in zip(site.files, plain.files, strict=True)
        if file.path != other.path or of_file(file) != of_file(other)
    ]
    differing += [
        path for path in plain.heads if of_page(site.heads[path]) != of_page(plain.heads[path])
    ]
    text = " ".join(Html(page.body).text for page in site.pages)
    shown = {name for name in names if as_shown(hostile(name, payload)) in as_shown(text)}
    tally.add("accepted" if differing else "harmless", len(names))
    assert differing == []
    # Nearly all hostile texts must be on a page, or the test would prove little.
    assert names - shown <= {"from", "to", "field"}


def of_page(html: str) -> Counter[tuple[str, ...]]:
    """Return the number of occurrences of each element, with its attribute names, in a page."""
    read = Html(html)
    addresses = [link for link in read.links() if not link.startswith(("https://", "http://"))]
    assert not [address for address in addresses if ":" in address.partition("#")[0]], addresses
    return Counter((element.tag, *sorted(element.attributes)) for element in read.elements)


def of_file(file: ExportFile) -> object:
    """Return the structure of a file of open data: its rows, elements, keys or properties."""
    ending = Path(file.path).suffix
    if ending in (".json", ".jsonld", ".geojson"):
        return keys_of(json.loads(file.data))
    if ending in (".xml", ".atom", ".rss"):
        elements = ElementTree.fromstring(file.data).iter()  # noqa: S314  (our own file)
        return Counter((element.tag, *sorted(element.attrib)) for element in elements)
    if ending == ".csv":
        rows = list(csv.reader(io.StringIO(file.data.decode(), newline="")))
        assert not [cell for row in rows[1:] for cell in row if cell[:1] in tuple("=+-@\t\r")]
        return [len(row) for row in rows]
    if ending == ".html":
        return of_page(file.data.decode())
    if ending == ".ics":
        return Counter(
            line.partition(":")[0].partition(";")[0]
            for line in file.data.decode().replace("\r\n ", "").split("\r\n")
        )
    if ending == ".bib":
        entries, faults = read_entries(file.path, file.data.decode())
        assert not faults
        return [(entry.key, [name for name, _ in entry.fields]) for entry in entries]
    return None


def keys_of(value: object) -> object:
    """Return the structure of a JSON value, without its texts or numbers."""
    if isinstance(value, dict):
        return {key: keys_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [keys_of(item) for item in value]
    return type(value).__name__
