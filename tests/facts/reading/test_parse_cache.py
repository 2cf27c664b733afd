"""Tests that the cache of parsed texts saves work and is ignored if it is damaged."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import ParseCache, read, read_yaml
from build_tools.facts.reading.bibliography import add_sources
from build_tools.facts.reading.project_files import Collected
from build_tools.facts.records import Records
from build_tools.rules.check import check_project
from tests.conftest import TINY
from tests.hostile import hostile_world
from tests.sites import write_tiny

World = Callable[..., Project]
CLAIM = "facts/claims/borders/two-crossings.yaml"
BROKEN = {
    "facts/claims/borders/broken.yaml": "claim: a: b\n",
    "facts/claims/borders/empty.yaml": "",
    "facts/claims/borders/twice.yaml": "claim: x\nclaim: y\n",
    "facts/claims/borders/tagged.yaml": "claim: !!python/object x\n",
    "facts/sources/broken.bib": "@online{b-1,\n  title = {x}\n  url = {y},\n}\n@string{a = {b}}\n",
}


def cache_file(root: Path) -> Path:
    return root / ".cache" / "parsed.json"


def read_cached(project: Project) -> tuple[Records, Report]:
    """Read the project with the cache in its folder, and save the cache."""
    cache = ParseCache(project.root)
    result = read(project, cache)
    cache.save()
    return result


def content(result: tuple[Records, Report]) -> object:
    """Return all records with their locations, which a comparison of records would ignore."""
    records, report = result
    ledger = Ledger(records)
    placed = (*ledger.claims.values(), *ledger.sources.values(), *ledger.people.values())
    places = [(record.id, record.place.span(), record.place.span("title")) for record in placed]
    return records, list(report), places


@pytest.mark.parametrize(
    "changes", [{}, BROKEN, hostile_world()[0]], ids=("valid", "broken", "hostile")
)
def test_the_same_records_are_read_with_and_without_a_cache(
    world: World, changes: dict[str, str]
) -> None:
    project = world(changes)
    fresh = read(project)
    assert not cache_file(project.root).exists()
    assert content(read_cached(project)) == content(fresh)
    written = cache_file(project.root).read_bytes()
    assert content(read_cached(project)) == content(fresh)
    assert cache_file(project.root).read_bytes() == written


def test_many_records_are_read_the_same_way_with_and_without_a_cache(
    island_root: Path, tmp_path: Path
) -> None:
    project, cache = Project(island_root), ParseCache(tmp_path)
    fresh = read(project, cache)
    cache.save()
    assert len(cache_file(tmp_path).read_bytes()) > 100_000
    assert content(read(project, ParseCache(tmp_path))) == content(fresh)


def test_a_cached_text_is_not_parsed_again(tmp_path: Path) -> None:
    """The cache contains a wrong value. If this value is returned, the text was not parsed."""
    first = ParseCache(tmp_path)
    first.put("yaml", "a: b\n", {"a": "stored"})
    first.save()
    cache = ParseCache(tmp_path)
    known, unknown = (read_yaml("x.yaml", text, cache) for text in ("a: b\n", "a: c\n"))
    assert not isinstance(known, Diagnostic)
    assert known.plain == {"a": "stored"}
    assert not isinstance(unknown, Diagnostic)
    assert unknown.plain == {"a": "c"}


def test_a_text_cached_by_one_parser_is_not_used_by_a_different_parser() -> None:
    cache = ParseCache()
    cache.put("yaml", "a: b\n", {"a": "b"})
    assert cache.get("bibtex", "a: b\n") is None


def test_changed_text_is_parsed_and_deleted_text_is_removed_from_the_cache(world: World) -> None:
    project = world()
    read_cached(project)
    before = cache_file(project.root).read_bytes()
    path = project.root / CLAIM
    path.write_text(TINY[CLAIM].replace("finding: Two", "finding: Precisely two"))
    assert content(read_cached(project)) == content(read(project))
    assert b"Precisely two" in cache_file(project.root).read_bytes()
    path.unlink()
    assert content(read_cached(project)) == content(read(project))
    assert b"Precisely two" not in cache_file(project.root).read_bytes()
    path.write_text(TINY[CLAIM])
    read_cached(project)
    assert len(cache_file(project.root).read_bytes()) == len(before)


def test_a_cached_entry_that_moved_is_reported_at_its_new_location() -> None:
    collected = Collected()
    entry = "@online{a-1,\n  titel = {x},\n}\n"
    add_sources("a.bib", entry, collected)
    first = len(collected.diagnostics)
    add_sources("b.bib", "\n\n% a remark\n" + entry, collected)
    lines = [diagnostic.span.line for diagnostic in collected.diagnostics]
    assert lines[first:] == [line + 3 for line in lines[:first]]
    assert {diagnostic.span.path for diagnostic in collected.diagnostics[first:]} == {"b.bib"}


def signed(data: bytes) -> bytes:
    """Return a cache from a different version of the parsers, with a valid checksum."""
    return b"0123456789abcdef " + hashlib.sha256(data).hexdigest().encode() + b"\n" + data


def foreign(whole: bytes) -> bytes:
    """Return a cache from a different version of the parsers, with a wrong value for every text."""
    return signed(
        orjson.dumps({name: {"a": "b"} for name in orjson.loads(whole.partition(b"\n")[2])})
    )


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "cut in half": lambda whole: whole[: len(whole) // 2],
    "slightly truncated": lambda whole: whole[:-1],
    "changed": lambda whole: whole.replace(b"Two of six", b"Ten of six"),
    "longer": lambda whole: whole + b" ",
    "noise": lambda whole: b"\xff\x00" * 100,
    "deeply nested": lambda whole: b"[" * 100_000,
    "not a mapping": lambda whole: signed(b"[1, 2]"),
    "from another version": foreign,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_damaged_cache_or_one_from_another_version_is_ignored_and_replaced(
    world: World, spoil: Callable[[bytes], bytes]
) -> None:
    project = world()
    fresh = read(project)
    read_cached(project)
    whole = cache_file(project.root).read_bytes()
    assert spoil(whole) != whole
    cache_file(project.root).write_bytes(spoil(whole))
    assert content(read_cached(project)) == content(fresh)
    assert cache_file(project.root).read_bytes() == whole


def test_a_symlink_in_place_of_the_cache_is_not_followed(world: World, tmp_path: Path) -> None:
    project = world()
    read_cached(project)
    (tmp_path / "elsewhere").write_bytes(cache_file(project.root).read_bytes())
    cache_file(project.root).unlink()
    cache_file(project.root).symlink_to(tmp_path / "elsewhere")
    assert ParseCache(project.root).get("yaml", TINY[CLAIM]) is None
    assert content(read_cached(project)) == content(read(project))
    assert not cache_file(project.root).is_symlink()
    assert ParseCache(project.root).get("yaml", TINY[CLAIM]) is not None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_the_cache_does_not_block_reading(world: World) -> None:
    project = world()
    cache_file(project.root).parent.mkdir()
    os.mkfifo(cache_file(project.root))
    assert content(read_cached(project)) == content(read(project))


def test_a_project_without_a_writable_cache_folder_is_still_read(world: World) -> None:
    project = world()
    (project.root / ".cache").write_text("not a folder")
    assert content(read_cached(project)) == content(read(project))
    assert (project.root / ".cache").read_text() == "not a folder"


def test_a_value_that_json_cannot_contain_is_not_stored(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path)
    cache.put("yaml", "x", {"a": "\ud800"})
    cache.save()
    assert not cache_file(tmp_path).exists()
    assert ParseCache(tmp_path).get("yaml", "x") is None


def test_a_failed_write_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = ParseCache(tmp_path)
    cache.put("yaml", "x", {"a": "b"})

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.save()
    assert list((tmp_path / ".cache").iterdir()) == []


def test_a_moved_file_is_read_at_its_new_location(world: World) -> None:
    project = world()
    read_cached(project)
    moved = project.root / "facts/claims/elsewhere/two-crossings.yaml"
    moved.parent.mkdir()
    (project.root / CLAIM).rename(moved)
    assert content(read_cached(project)) == content(read(project))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become nobody")
def test_an_unreadable_cache_folder_does_not_prevent_reading() -> None:
    # Other users cannot enter pytest's own temporary folders.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        project = Project(write_tiny(Path(folder) / "world"))
        first = check_project(project)
        (project.root / ".cache").chmod(0o700)
        os.seteuid(65534)
        try:
            second = check_project(project)
        finally:
            os.seteuid(0)
    assert (list(second.report), second.counts) == (list(first.report), first.counts)
