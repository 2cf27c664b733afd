"""Tests the plugin's ``exports:`` setting, which selects the formats of open data."""

import json
from pathlib import Path

from build_tools import exports
from tests.sites import build, configuration, files_of, pages_of, write_tiny

FORMATS = ("json_records", "bibtex")


def with_formats(root: Path, formats: str) -> Path:
    """Write the tiny project with a plugin that offers these formats."""
    setting = f"  - facts:\n      exports: {formats}\n"
    text = configuration().replace("  - facts\n", setting)
    assert setting in text
    return write_tiny(root, {"mkdocs.yml": text})


def test_pages_and_the_manifest_name_only_the_formats_of_the_site(
    tmp_path: Path,
) -> None:
    root = with_formats(tmp_path / "world", f"[{', '.join(FORMATS)}]")
    done = build(root)
    # A strict build checks all links, so no page links to a missing format.
    assert done.returncode == 0, done.stderr
    files = files_of(root / "site")
    entries = {entry["path"] for entry in json.loads(files["data/manifest.json"])["files"]}
    data = {path for path in files if path.startswith(("data/", "embed/"))} - {"data.html"}
    assert data == {*entries, "data/manifest.json"}
    assert {"data/claims.json", "data/sources.bib"} <= data
    assert not {"feed.xml", "timeline.ics", "data/facts.sqlite", "data/verify.zip"} & set(files)
    pages = pages_of(root / "site")
    for page in pages.values():
        kinds = [link.attributes["type"] for link in page.all("link", rel="alternate")]
        assert set(kinds) <= {"application/json"}
        assert "ClaimReview" not in page.text
        assert not [address for address in page.links() if "embed/" in address]
    ids = {element.attributes.get("id") for element in pages["data.html"].all("pre")}
    assert {"example-json", "example-manifest"} <= ids
    assert not {"example-sqlite", "example-csv", "example-verdicts"} & ids
    (dataset,) = pages["data.html"].all("script", type="application/ld+json")
    assert [item["encodingFormat"] for item in json.loads(dataset.text)["distribution"]] == [
        "application/json"
    ]


def test_the_manifest_of_a_site_without_open_data_is_empty(tmp_path: Path) -> None:
    root = with_formats(tmp_path / "world", "[]")
    done = build(root)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((root / "site/data/manifest.json").read_bytes())
    assert manifest["files"] == []


def test_the_error_for_an_unknown_format_names_the_known_formats(tmp_path: Path) -> None:
    done = build(with_formats(tmp_path / "world", "[json_records, turtle]"))
    assert done.returncode != 0
    assert "turtle" in done.stderr
    assert all(name in done.stderr for name in exports.names())
