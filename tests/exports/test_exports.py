"""Tests all exports together: the manifest, the checksums, and equal bytes on any machine."""

import hashlib
import importlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools import exports
from build_tools.exports.canonical import canonical, in_script
from build_tools.exports.head_links import heads
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.views.publication import Publication
from tests.conftest import PROJECT
from tests.exports.conftest import SITE, World, ledger_of
from tests.island import write_island
from tests.ledgers import claim, item, ledger
from tests.sites import files_of, run


def test_every_format_module_yields_files() -> None:
    assert len(exports.names()) >= 9
    for name in exports.names():
        assert callable(importlib.import_module(f"build_tools.exports.formats.{name}").files)


def test_only_the_formats_that_the_site_selects_are_made(tiny_ledger: Ledger) -> None:
    names = ("atom", "csv_tables")
    site = replace(SITE, formats=frozenset(names))
    files = {file.path: file for file in exports.all_files(tiny_ledger, site)}
    made = {file.path for name in names for file in exports.made(name, tiny_ledger, site)}
    assert set(files) == {*made, exports.MANIFEST}
    entries = json.loads(files[exports.MANIFEST].data)["files"]
    assert {entry["path"] for entry in entries} == made


def test_each_format_on_its_own_contains_every_schema_that_it_names(any_ledger: Ledger) -> None:
    for name in exports.names():
        files = {file.path: file for file in exports.made(name, any_ledger, SITE)}
        for file in files.values():
            elsewhere = (file.schema or "").startswith("https://")
            assert file.schema is None or elsewhere or file.schema in files, file.path


def test_page_heads_link_only_to_formats_that_the_site_offers(tiny_ledger: Ledger) -> None:
    paths = ("claims/two-crossings.html", "people/jonas-petraitis.html", "data.html")
    head = heads(tiny_ledger, replace(SITE, formats=frozenset({"atom"})))
    text = "".join(map(head, paths))
    assert "BreadcrumbList" in text
    assert not [name for name in ('rel="alternate"', "ClaimReview", "DataDownload") if name in text]
    text = "".join(map(heads(tiny_ledger, SITE), paths))
    assert text.count('rel="alternate"') == 2
    assert text.count("DataDownload") == 3
    assert "ClaimReview" in text


def test_the_manifest_lists_every_other_file(any_ledger: Ledger) -> None:
    found = {file.path: file for file in exports.all_files(any_ledger, SITE)}
    whole = json.loads(found.pop(exports.MANIFEST).data)
    listed = {entry["path"]: entry for entry in whole["files"]}
    assert set(listed) == set(found)
    for path, entry in listed.items():
        data = found[path].data
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["licence"] == "CC-BY-4.0"
        assert entry["description"].endswith(".")
        assert "/" in entry["media_type"]
        schema = entry["schema"]
        assert schema is None or schema in found or schema.startswith(("http://", "https://"))


def test_all_exported_json_is_canonical(any_ledger: Ledger) -> None:
    for file in exports.all_files(any_ledger, SITE):
        if file.path.endswith((".json", ".jsonld")):
            assert canonical(json.loads(file.data)) == file.data, file.path


def test_json_in_page_heads_is_canonical(any_ledger: Ledger) -> None:
    head = heads(any_ledger, SITE)
    prose = [item.path.removesuffix(".md") + ".html" for item in any_ledger.records.prose]
    pages = [*(f"claims/{name}.html" for name in any_ledger.claims), *prose, "data.html"]
    texts = [
        match for page in pages for match in re.findall(r"\+json\">(.*?)</script>", head(page))
    ]
    assert len(texts) > len(any_ledger.claims)
    for text in texts:
        value = json.loads(text)
        assert in_script(value) == text


def test_two_files_with_the_same_path_raise_an_error(
    tiny_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "names", lambda: ("atom", "atom"))
    with pytest.raises(ValueError, match=r"feed\.xml"):
        list(exports.all_files(tiny_ledger, SITE))


def test_publishing_writes_each_file_unchanged(tiny_ledger: Ledger, tmp_path: Path) -> None:
    entries = exports.publish(tmp_path / "site", tiny_ledger, SITE)
    made = {file.path: file for file in exports.all_files(tiny_ledger, SITE)}
    assert files_of(tmp_path / "site") == {path: file.data for path, file in made.items()}
    assert {entry.path: entry.sha256 for entry in entries} == {
        path: file.sha256 for path, file in made.items()
    }


def test_publishing_never_overwrites_a_page(tiny_ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("a page")
    with pytest.raises(FileExistsError):
        exports.publish(tmp_path, tiny_ledger, SITE)
    assert (tmp_path / "feed.xml").read_text() == "a page"


MAKE = """
import hashlib, pathlib, sys
from build_tools import exports
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.views.publication import Publication
ledger = Ledger(read(Project(pathlib.Path(sys.argv[1])))[0])
for file in exports.all_files(ledger, Publication("https://facts.example", "Facts")):
    print(file.path, hashlib.sha256(file.data).hexdigest())
"""


@pytest.mark.parametrize("which", ["tiny", "island"])
def test_equal_facts_give_equal_bytes_on_any_machine(
    which: str, world: World, tmp_path: Path
) -> None:
    def made(root: Path, **environment: str) -> str:
        done = run("-c", MAKE, root, cwd=PROJECT, **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    if which == "tiny":
        homes = [world().root, world().root]
    else:
        homes = [write_island(tmp_path / name) for name in ("one", "two")]
    one = made(homes[0], TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    two = made(homes[1], TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="POSIX")
    assert one.count("\n") > 50
    assert one == two


# Quotation marks are removed from all texts, because pages add them to words from records.
UNQUOTED = str.maketrans("", "", '“”‘’"\\')


def runs_of(words: list[str], length: int) -> Iterator[str]:
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


def test_exports_contain_only_the_words_of_the_article_that_records_quote(
    any_ledger: Ledger,
) -> None:
    # Eight consecutive words that do not appear in a record can only come from the article.
    length = 8
    recorded = " ".join(
        json.dumps(item.model_dump(mode="json"), ensure_ascii=False)
        for kind in any_ledger.__dataclass_fields__
        if kind not in ("records", "snapshots")
        for item in getattr(any_ledger, kind).values()
    )
    recorded = " ".join(recorded.translate(UNQUOTED).split())
    own = {
        run_
        for article in any_ledger.articles.values()
        for run_ in runs_of(article.text.translate(UNQUOTED).split(), length)
        if run_ not in recorded
    }
    assert own or len(any_ledger.claims) < 10
    for file in exports.all_files(any_ledger, SITE):
        text = " ".join(file.data.decode("utf-8", "ignore").translate(UNQUOTED).split())
        assert not [item for item in own if item in text and is_whole(item, text)], file.path


def is_whole(words: str, text: str) -> bool:
    """Return whether the words are in the text and begin and end at word edges."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) is not None


def test_a_passage_of_the_article_in_an_export_is_detected() -> None:
    assert list(runs_of(["a", "b", "c", "d"], 3)) == ["a b c", "b c d"]
    assert is_whole("a b c", "x,a b c\ny")
    assert not is_whole("a b c", "x a b c-d")


def test_a_project_with_errors_can_still_be_exported(world: World) -> None:
    # A build must succeed while a record is being corrected.
    small_ledger = ledger(
        world,
        claim(
            "faulty",
            evidence=[item("nowhere", origin="nobody")],
            asserted_by="stranger",
            embeds="gone-away",
            countries=["atlantis"],
            about=["nobody"],
            topics=["nothing"],
            appears_in=[{"article": "none", "sentence": "S99"}],
            related=[{"claim": "gone-away", "relation": "follows", "why": "It did."}],
        ),
    )
    found = {file.path: file for file in exports.all_files(small_ledger, SITE)}
    assert b"gone-away" in found["data/claims/faulty.json"].data


def test_a_path_is_joined_to_the_address_with_one_slash() -> None:
    for address in ("https://x.example", "https://x.example/"):
        assert Publication(address, "x").claim("one") == "https://x.example/claims/one.html"


def test_an_empty_project_can_be_exported(tmp_path: Path) -> None:
    found = tuple(exports.all_files(ledger_of(Project(tmp_path)), SITE))
    assert "data/facts.sqlite" in {file.path for file in found}


def test_the_formats_load_neither_yaml_nor_templates(world: World) -> None:
    code = (
        "import sys, importlib; from build_tools import exports\n"
        "for name in exports.names():\n"
        "    importlib.import_module(f'build_tools.exports.formats.{name}')\n"
        "print(sorted({'mkdocs', 'jinja2', 'markdown'} & set(sys.modules)))"
    )
    done = run("-c", code, cwd=PROJECT)
    assert done.stdout == "[]\n", done.stderr + sys.version
