"""What parsers made of texts is kept: it spares work, and never decides what is read."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, load, read, read_yaml
from build_tools.facts.reading.bibliography import read_sources
from build_tools.facts.reading.parse_cache import Kept, Table
from build_tools.facts.records import Records
from build_tools.rules.check import examine
from tests.conftest import PROJECT, TINY
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


def kept_at(root: Path) -> Path:
    return root / ".cache" / "parsed.json"


def warm(project: Project) -> tuple[Records, Report]:
    """Read what is kept, read the project, and keep what this needed."""
    kept = load(project.root)
    found = read(project, kept)
    kept.save(project.root)
    return found


def told(found: tuple[Records, Report]) -> object:
    """Return all that was read, with places: records are equal whatever their places are."""
    records, report = found
    ledger = Ledger(records)
    held = (*ledger.claims.values(), *ledger.sources.values(), *ledger.people.values())
    places = [(one.id, one.place.span(), one.place.span("title")) for one in held]
    return records, list(report), places


@pytest.mark.parametrize("changes", [{}, BROKEN, hostile_world()[0]], ids=("good", "bad", "odd"))
def test_the_same_is_read_with_what_was_kept_and_without(
    world: World, changes: dict[str, str]
) -> None:
    project = world(changes)
    cold = read(project)
    assert not kept_at(project.root).exists()
    assert told(warm(project)) == told(cold)
    written = kept_at(project.root).read_bytes()
    assert told(warm(project)) == told(cold)
    assert kept_at(project.root).read_bytes() == written


def test_the_real_facts_are_read_the_same(tmp_path: Path) -> None:
    kept = Kept()
    cold = read(Project(PROJECT), kept)
    kept.save(tmp_path)
    assert len(kept_at(tmp_path).read_bytes()) > 100_000
    assert told(read(Project(PROJECT), load(tmp_path))) == told(cold)


def test_a_known_text_is_not_parsed_again(tmp_path: Path) -> None:
    """A wrong value comes out as it is, so it was taken: nothing else shows what was spared."""
    first = Kept()
    first.keep("yaml", "a: b\n", {"a": "kept"})
    first.save(tmp_path)
    kept = load(tmp_path)
    tree = read_yaml("x.yaml", "a: b\n", kept)
    assert not isinstance(tree, Diagnostic)
    assert tree.plain == {"a": "kept"}
    other = read_yaml("x.yaml", "a: c\n", kept)
    assert not isinstance(other, Diagnostic)
    assert other.plain == {"a": "c"}


def test_what_changed_is_read_anew_and_what_went_is_forgotten(world: World) -> None:
    project = world()
    warm(project)
    before = kept_at(project.root).read_bytes()
    path = project.root / CLAIM
    path.write_text(TINY[CLAIM].replace("finding: Two", "finding: Precisely two"))
    assert told(warm(project)) == told(read(project))
    assert b"Precisely two" in kept_at(project.root).read_bytes()
    path.unlink()
    assert told(warm(project)) == told(read(project))
    assert b"Precisely two" not in kept_at(project.root).read_bytes()
    path.write_text(TINY[CLAIM])
    warm(project)
    assert len(kept_at(project.root).read_bytes()) == len(before)


def test_an_entry_that_moved_down_is_told_of_where_it_stands_now() -> None:
    kept = Kept()
    entry = "@online{a-1,\n  titel = {x},\n}\n"
    _, first = read_sources("a.bib", entry, kept)
    _, later = read_sources("b.bib", "\n\n% a remark\n" + entry, kept)
    assert [one.span.line for one in later] == [one.span.line + 3 for one in first]
    assert {one.span.path for one in later} == {"b.bib"}


def forged(data: bytes) -> bytes:
    """Return the bytes with a checksum that is right, and other parsers."""
    return b"0123456789abcdef " + hashlib.sha256(data).hexdigest().encode() + b"\n" + data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole.replace(b"Two of six", b"Ten of six"),
        lambda whole: whole + b" ",
        lambda whole: b"\xff\x00" * 100,
        lambda whole: b"[" * 100_000,
        lambda whole: forged(b"[1, 2]"),
        lambda whole: forged(
            orjson.dumps({name: {"a": "b"} for name in orjson.loads(whole.partition(b"\n")[2])})
        ),
    ],
    ids=("empty", "cut", "changed", "longer", "noise", "deep", "other", "made-by-others"),
)
def test_a_file_that_cannot_be_relied_upon_is_thrown_away(
    world: World, spoil: Callable[[bytes], bytes]
) -> None:
    project = world()
    cold = read(project)
    warm(project)
    whole = kept_at(project.root).read_bytes()
    assert spoil(whole) != whole
    kept_at(project.root).write_bytes(spoil(whole))
    assert told(warm(project)) == told(cold)
    assert kept_at(project.root).read_bytes().partition(b"\n")[0] == whole.partition(b"\n")[0]


def test_a_folder_where_nothing_can_be_kept_is_read_all_the_same(world: World) -> None:
    project = world()
    (project.root / ".cache").write_text("no folder")
    assert told(warm(project)) == told(read(project))
    assert (project.root / ".cache").read_text() == "no folder"


def test_a_text_that_no_json_can_hold_keeps_nothing_and_harms_nothing(tmp_path: Path) -> None:
    kept = Kept()
    kept.keep("yaml", "x", {"a": "\ud800"})
    kept.save(tmp_path)
    assert not kept_at(tmp_path).exists()
    assert load(tmp_path).find("yaml", "x") is None


def test_a_link_under_its_name_is_not_followed(world: World, tmp_path: Path) -> None:
    project = world()
    warm(project)
    whole = kept_at(project.root).read_bytes()
    (tmp_path / "elsewhere").write_bytes(whole)
    kept_at(project.root).unlink()
    kept_at(project.root).symlink_to(tmp_path / "elsewhere")
    assert load(project.root).find("yaml", TINY[CLAIM]) is None
    assert told(warm(project)) == told(read(project))
    assert not kept_at(project.root).is_symlink()
    assert load(project.root).find("yaml", TINY[CLAIM]) is not None


def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept()
    kept.keep("yaml", "x", {"a": "b"})

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    kept.save(tmp_path)
    assert list((tmp_path / ".cache").iterdir()) == []


def test_a_process_that_reads_again_makes_only_what_changed(world: World) -> None:
    project = world()
    kept = Kept()
    first, _ = read(project, kept)
    path = project.root / CLAIM
    path.write_text(TINY[CLAIM].replace("finding: Two", "finding: Precisely two"))
    second, _ = read(project, kept)
    assert told(read(project, kept)) == told(read(project))
    before = {id(one) for one in (*first.claims, *first.sources, *first.people, *first.topics)}
    after = (*second.claims, *second.sources, *second.people, *second.topics)
    assert {one.path for one in after if id(one) not in before} == {CLAIM}


def test_a_process_that_reads_again_tells_of_every_fault_again(world: World) -> None:
    project = world(BROKEN)
    kept = Kept()
    assert told(read(project, kept)) == told(read(project, kept)) == told(read(project))


def test_a_file_that_moved_stands_where_it_is_now(world: World) -> None:
    project = world()
    kept = Kept()
    read(project, kept)
    moved = project.root / "facts/claims/elsewhere/two-crossings.yaml"
    moved.parent.mkdir()
    (project.root / CLAIM).rename(moved)
    assert told(read(project, kept)) == told(read(project))


def test_few_new_values_among_many_are_not_worth_a_file(tmp_path: Path) -> None:
    many = Kept()
    for number in range(300):
        many.keep("yaml", f"a: {number}\n", {"a": str(number)})
    many.save(tmp_path)
    before = kept_at(tmp_path).read_bytes()
    kept = load(tmp_path)
    for number in range(303):
        if kept.find("yaml", f"a: {number}\n") is None:
            kept.keep("yaml", f"a: {number}\n", {"a": str(number)})
    kept.save(tmp_path)
    assert kept_at(tmp_path).read_bytes() == before
    kept.keep("yaml", "a: 303\n", {"a": "303"})
    kept.save(tmp_path)
    assert load(tmp_path).find("yaml", "a: 302\n") == {"a": "302"}


def test_for_a_few_texts_no_large_file_is_read(tmp_path: Path) -> None:
    """What a check that asks for little leaves unread stays; who asks for much gets it."""
    first = Kept()
    for number in range(300):
        first.keep("yaml", f"a: {number}\n", {"a": str(number) * 2000})
    first.save(tmp_path)
    whole = kept_at(tmp_path).read_bytes()
    assert len(whole) > 1_000_000
    assert load(tmp_path).find("yaml", "a: 7\n") == {"a": "7" * 2000}
    late = load(tmp_path, late=True)
    assert late.find("yaml", "a: 7\n") is None
    late.keep("yaml", "a: new\n", {"a": "new"})
    late.save(tmp_path)
    assert kept_at(tmp_path).read_bytes() == whole
    asked = [late.find("yaml", f"a: {number}\n") for number in range(100)]
    assert asked[0] is None
    assert asked[-1] == {"a": "99" * 2000}
    for number in range(10):
        late.keep("yaml", f"b: {number}\n", {"b": str(number)})
    late.save(tmp_path)
    again = load(tmp_path)
    assert again.find("yaml", "a: 299\n") == {"a": "299" * 2000}
    assert again.find("yaml", "b: 9\n") == {"b": "9"}


def test_who_looks_again_and_again_keeps_no_more_than_one_look_needs(world: World) -> None:
    project = world()
    judged, source = project.root / ".cache" / "judged.json", project.root / "facts/sources/lrt.bib"
    kept = load(project.root)
    examine(project, kept)
    size, needed = len(judged.read_bytes()), kept.judged.size
    for _ in range(5):
        # All claims see the sources: each is judged anew.
        source.write_text(source.read_text() + "\n")
        examine(project, kept)
    assert kept.judged.size == needed
    assert len(judged.read_bytes()) == size


def test_what_nobody_asked_for_is_thrown_away_once_it_is_too_much(tmp_path: Path) -> None:
    first = Table(tmp_path, "table.json", lambda: "us", late=True)
    assert first.find("nothing") is None
    for number in range(10):
        first.keep(str(number), number)
    first.save(tmp_path, 10)
    again = Table(tmp_path, "table.json", lambda: "us", late=True)
    assert again.find("3") == 3
    again.keep("more", 11)
    again.save(tmp_path, 11)
    assert Table(tmp_path, "table.json", lambda: "us").find("4") == 4
    again.save(tmp_path, 10)
    left = Table(tmp_path, "table.json", lambda: "us")
    assert [left.find(name) for name in ("3", "4", "more")] == [3, None, 11]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else for a moment")
def test_a_folder_that_cannot_be_entered_only_costs_time() -> None:
    # What pytest makes lies in a folder that nobody else may enter.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        project = Project(write_tiny(Path(folder) / "world"))
        found = examine(project, load(project.root, late=True))
        (project.root / ".cache").chmod(0o700)
        os.seteuid(65534)
        try:
            again = examine(project, load(project.root, late=True))
        finally:
            os.seteuid(0)
    assert (list(again.report), again.counts) == (list(found.report), found.counts)
