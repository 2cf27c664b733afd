"""Tests that the data page lists each file as written, and that its examples run."""

import functools
import hashlib
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools import exports
from build_tools.exports import ExportFile
from build_tools.exports.manifest import is_data_path, listed, open_data
from build_tools.facts.catalogue import IN_ENGLISH, Catalogue, without_marks
from build_tools.facts.ledger import Ledger
from build_tools.views.open_data import DataFile, Shelf
from tests.exports.conftest import SITE
from tests.sites import Html, build, files_of, run, write_tiny

ADDRESS = "https://facts.example/story/"


def file_of(size: int) -> DataFile:
    return DataFile("data/x.csv", "X.", "text/csv", "CSV", size, "", None)


def test_sizes_are_given_in_decimal_units() -> None:
    sizes = {0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 36_040: "36.0 kB"}
    sizes |= {1_363_968: "1.4 MB"}
    assert {size: file_of(size).size_words(IN_ENGLISH) for size in sizes} == sizes


def test_sizes_are_in_english_if_the_catalogue_has_no_message_for_them() -> None:
    sizes = [file_of(size).size_words(Catalogue("de")) for size in (36_040, 1_363_968)]
    assert [without_marks(size) for size in sizes] == ["36.0 kB", "1.4 MB"]


@pytest.mark.parametrize(
    ("path", "data", "is_empty"),
    [
        ("data/tables/waivers.csv", b"claim,rule\r\n", True),
        ("data/tables/waivers.csv", b"claim,rule\r\na,b\r\n", False),
        ("data/sources.bib", b"", True),
        ("data/sources.bib", b"@online{a}\n", False),
    ],
)
def test_a_file_without_rows_is_empty(path: str, data: bytes, is_empty: bool) -> None:
    assert listed(ExportFile(path, data, "X.")).is_empty is is_empty


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/", "http://localhost/"])
def test_an_example_never_uses_an_address_on_this_machine(
    tiny_ledger: Ledger, address: str
) -> None:
    assert open_data([], tiny_ledger, SITE).address == SITE.url()
    assert open_data([], tiny_ledger, replace(SITE, address=address)).address == ""


def test_each_file_is_listed_once(any_ledger: Ledger) -> None:
    files = tuple(exports.all_files(any_ledger, SITE))
    found = open_data([listed(file) for file in files], any_ledger, SITE)
    assert sorted(file.path for file in found.files) == sorted(file.path for file in files)
    assert len({shelf.id for shelf in found.shelves}) == len(found.shelves)
    for file in found.files:
        assert (
            file.schema is None or file.schema_elsewhere or file.schema in {f.path for f in files}
        )


def test_a_file_with_an_unknown_extension_in_an_unknown_folder_is_listed(
    tiny_ledger: Ledger,
) -> None:
    file = listed(ExportFile("data/graph/facts.ttl", b"", "X."))
    assert (file.media_type, file.format) == ("application/octet-stream", "TTL")
    (shelf,) = open_data([file], tiny_ledger, SITE).shelves
    assert shelf.files == (file,)


def test_a_folder_with_many_files_is_listed_as_one_file_of_each_kind() -> None:
    few = Shelf("x", "X", "", tuple(file_of(10) for _ in range(40)))
    many = Shelf("x", "X", "", tuple(file_of(number) for number in range(41)))
    assert (few.many, len(few.shown)) == (False, 40)
    assert (many.many, many.shown) == (True, (file_of(0),))
    assert many.size_words(IN_ENGLISH) == "820 bytes"
    other = file_of(1)._replace(format="BibTeX")
    sorts = many._replace(files=(*many.files, other, other))
    assert sorts.shown == (file_of(0), other)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_tiny(tmp_path_factory.mktemp("data") / "world")
    done = build(root, FACTS_SITE_URL=ADDRESS)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_the_page_lists_every_file_as_it_was_written(built: Path) -> None:
    page = Html((built / "data.html").read_text(encoding="utf-8"))
    cells = [element for element in page.all("td") if element.within("table")]
    rows = {}
    for number in range(0, len(cells), 4):
        rows[cells[number].text.split()[0]] = [cell.text for cell in cells[number + 1 : number + 4]]
    files = files_of(built)
    listed = json.loads(files["data/manifest.json"])["files"]
    assert set(rows) == {"data/manifest.json", *(item["path"] for item in listed)}
    for item in listed:
        assert item["sha256"] == hashlib.sha256(files[item["path"]]).hexdigest(), item["path"]
    for path, (_, size, _) in rows.items():
        shown = file_of(len(files[path])).size_words(IN_ENGLISH)
        assert size.partition(",")[0] == shown, path
    assert "CC-BY-4.0" in page.text


def example(built: Path, name: str) -> str:
    page = Html((built / "data.html").read_text(encoding="utf-8"))
    (block,) = (
        element for element in page.all("code") if element.around[-1].attributes.get("id") == name
    )
    return "".join(block.pieces)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("example-json", "[]"),
        ("example-sqlite", "[('said-threat', 'supported', 'LRT')]"),
        ("example-csv", "0"),
        ("example-verdicts", "[('attributed-only', 1), ('supported', 2), ('unverified', 1)]"),
        ("example-manifest", "NUMBER files, 0 incomplete"),
    ],
)
def test_the_python_example_runs_unchanged(built: Path, name: str, says: str) -> None:
    code = example(built, name)
    # Lines up to this length do not wrap on half a page.
    assert max(map(len, code.splitlines())) <= 58
    done = run("-W", "error", "-c", code, cwd=built)
    assert (done.returncode, done.stderr) == (0, "")
    manifest = json.loads((built / "data" / "manifest.json").read_bytes())
    assert done.stdout.strip() == says.replace("NUMBER", str(len(manifest["files"])))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def served(built: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_the_shell_example_runs_unchanged(built: Path, served: str) -> None:
    code = example(built, "example-shell")
    assert ADDRESS in code
    asked = code.replace(ADDRESS, served).replace('"disputed"', '"unverified"')
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", asked], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{ADDRESS}claims/later-step.html\n"


def test_the_server_generates_open_data_only_for_paths_of_open_data(any_ledger: Ledger) -> None:
    # If one of these files is missing, the server makes all open data.
    made = [file.path for file in exports.all_files(any_ledger, SITE)]
    assert [path for path in made if not is_data_path(path)] == []
    for path in (
        "nope.html",
        "robots.txt",
        "claims/x.html",
        "timeline.html",
        "favicon.ico",
        "x/y.md",
    ):
        assert not is_data_path(path), path
