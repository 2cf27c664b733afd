"""Tests ``facts capture --excerpt``, which stores passages from part of a page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.facts.records import Side, Snapshot, TextKind
from build_tools.quotations.check import of_sources
from build_tools.quotations.counts import count
from tests.snapshots import (
    ADDRESS,
    CLAIM,
    KEY,
    SENTENCES,
    SNAPSHOT,
    capture_excerpts,
    captured,
    edit,
    run,
)

World = Callable[..., Project]

QUOTED = "due to geopolitical circumstances"
FILLER = "Nothing else of note was reported from the two crossings on that day. " * 4


def numbers(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last + 1))


def snapshot_of(project: Project) -> Snapshot:
    records, report = read(project)
    assert not report.errors
    (snapshot,) = records.snapshots
    return snapshot


def sides(project: Project) -> tuple[Side, ...]:
    """Return the unseen sides of the only quotation from a source."""
    (quotation,) = of_sources(Ledger(read(project)[0]))
    return quotation.unseen


def test_an_excerpt_is_stored_with_its_address_date_and_length(world: World) -> None:
    project = world()
    result = capture_excerpts(project, SENTENCES)
    assert result.exit_code == 0, result.output
    assert f"Stored 1 passage in {SNAPSHOT}." in result.output
    snapshot = snapshot_of(project)
    assert snapshot.kind is TextKind.EXCERPT
    assert (snapshot.address, snapshot.taken.written) == (ADDRESS, "2026-11-23")
    assert snapshot.excerpt_words == (95,)
    assert not snapshot.other_copy
    assert snapshot.seal == snapshot.expected_seal()
    assert run(project, "check").exit_code == 0
    written = (project.root / SNAPSHOT).read_text(encoding="utf-8")
    assert written.startswith("kind: excerpt\n")
    assert "Travellers" not in written


def test_only_twelve_words_on_each_side_of_a_quotation_are_stored(world: World) -> None:
    project = world()
    assert capture_excerpts(project, f"{numbers(1, 30)} {QUOTED} {numbers(31, 60)}").exit_code == 0
    (passage,) = snapshot_of(project).passages
    assert passage.text == f"{numbers(19, 30)} {QUOTED} {numbers(31, 42)}"
    assert passage.unseen == sides(project) == ()


def test_24_letters_count_as_twelve_words_in_a_script_without_spaces(world: World, tiny) -> None:
    chinese = "国防部回应中国防长访问白俄罗斯"
    changed = tiny[CLAIM].replace(QUOTED, chinese).replace("      lang: en", "      lang: zh")
    project = world({CLAIM: changed})
    capture_excerpts(project, f"{'甲乙' * 60}{chinese}{'丙丁' * 60}")
    (passage,) = snapshot_of(project).passages
    assert passage.text == f"{'甲乙' * 12}{chinese}{'丙丁' * 12}"


@pytest.mark.parametrize(
    ("before", "after", "unseen"),
    [
        (12, 40, ()),
        (11, 40, (Side.BEFORE,)),
        (0, 40, (Side.BEFORE,)),
        (40, 12, ()),
        (40, 11, (Side.AFTER,)),
        (40, 0, (Side.AFTER,)),
    ],
)
def test_an_excerpt_that_ends_within_twelve_words_of_a_quotation_has_an_unseen_side(
    world: World, before: int, after: int, unseen: tuple[Side, ...]
) -> None:
    project = world()
    text = f"{numbers(1, before)} {QUOTED} {numbers(1, after)}".strip()
    result = capture_excerpts(project, text)
    assert result.exit_code == 0, result.output
    assert snapshot_of(project).passages[0].unseen == unseen
    assert sides(project) == unseen
    assert ("rule out a denial" in result.output) == bool(unseen)
    assert count(Ledger(read(project)[0])).of_sources.near_edge == len(unseen)
    checked = run(project, "check")
    assert checked.exit_code == 0
    assert ("(1 near its edge)" in checked.output) == bool(unseen)


def test_the_end_of_a_paragraph_inside_an_excerpt_is_not_an_edge(world: World) -> None:
    project = world()
    capture_excerpts(project, f"{FILLER}\n\nThey close {QUOTED}.\n\n{FILLER}")
    assert snapshot_of(project).passages[0].text == f"They close {QUOTED}."
    assert sides(project) == ()


def test_each_excerpt_has_its_own_edges(world: World, tiny) -> None:
    said = "facts/claims/borders/said-threat.yaml"
    quoted = "says: Quotes him.\n    quote:\n      text: carry papers for every passenger"
    project = world({said: tiny[said].replace("says: Quotes him on the threat.", quoted)})
    first = f"{numbers(1, 40)} they close {QUOTED}"
    second = f"to carry papers for every passenger {numbers(41, 80)}"
    result = capture_excerpts(project, first, second)
    assert result.exit_code == 0, result.output
    snapshot = snapshot_of(project)
    assert snapshot.excerpt_words == (46, 46)
    assert [passage.unseen for passage in snapshot.passages] == [(Side.AFTER,), (Side.BEFORE,)]
    # Neither the words nor the links of an excerpt extend into the other excerpt.
    assert "papers" not in snapshot.passages[0].text
    assert all("," not in fragment for one in snapshot.passages for fragment in one.fragments)
    assert run(project, "check").exit_code == 0


def test_quotations_near_each_other_share_a_passage_but_not_their_edges(world: World, tiny) -> None:
    said = "facts/claims/borders/said-threat.yaml"
    quoted = "says: Quotes him.\n    quote:\n      text: carry papers for every passenger"
    project = world({said: tiny[said].replace("says: Quotes him on the threat.", quoted)})
    text = f"{numbers(1, 40)} {QUOTED} {numbers(41, 55)} carry papers for every passenger"
    assert capture_excerpts(project, text).exit_code == 0
    assert len(snapshot_of(project).passages) == 1
    by_claim = {
        quotation.claim.id: quotation.unseen for quotation in of_sources(Ledger(read(project)[0]))
    }
    assert by_claim == {"two-crossings": (), "said-threat": (Side.AFTER,)}
    assert run(project, "check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "kind", "is_stored"),
    [
        (f"{FILLER} They did not close {QUOTED}. {FILLER}", "out-of-context", True),
        (f"{FILLER} They closed {QUOTED} but only briefly. {FILLER}", "out-of-context", True),
        (f"{FILLER} They closed xdue to geopolitical circumstances. {FILLER}", "absent", False),
        (f"{FILLER} They closed due to political circumstances. {FILLER}", "absent", False),
        (f"{FILLER} They closed due to.\n\nGeopolitical circumstances. {FILLER}", "absent", False),
    ],
)
def test_quotations_that_an_excerpt_does_not_contain_fail(
    world: World, text: str, kind: str, is_stored: bool
) -> None:
    project = world()
    result = capture_excerpts(project, text)
    assert result.exit_code == 1
    assert result.output.startswith(kind)
    # Words that change the meaning are stored too, so that the check reports them.
    assert (project.root / SNAPSHOT).exists() == is_stored
    assert run(project, "check").exit_code == is_stored


def test_words_that_were_changed_after_the_capture_fail(world: World) -> None:
    project = world()
    capture_excerpts(project, SENTENCES)
    edit(project, CLAIM, f"text: {QUOTED}", "text: due to the geopolitical circumstances")
    result = run(project, "check")
    assert result.exit_code == 1
    assert "error[checked-quotations]" in result.output
    assert "are not in the stored excerpt" in result.output


@pytest.mark.parametrize(
    "at",
    [
        ADDRESS,
        ADDRESS.replace("https://www.", "http://"),
        f"{ADDRESS}/",
        f"{ADDRESS}?utm_source=x#part",
        ADDRESS.replace("closures", "%63losures"),
        ADDRESS.replace("www.lrt.lt", "LRT.lt:443"),
    ],
)
def test_the_address_of_the_source_may_be_written_differently(world: World, at: str) -> None:
    project = world()
    assert capture_excerpts(project, SENTENCES, at=at).exit_code == 0
    assert run(project, "check").exit_code == 0
    assert capture_excerpts(project, SENTENCES, at=at, more="--other-copy").exit_code == 2


@pytest.mark.parametrize(
    "at",
    [
        "https://www.lrt.lt/en/news/19/2/closures",
        "https://www.lrt.lt/",
        "https://www.lrt.lt/en/news/19/1/closures?page=2",
        "https://www.lrt.lt/en/news/19/1/closures?print",
        "https://www.lrt.lt/en/news/19/1/Closures",
        "https://m.lrt.lt/en/news/19/1/closures",
        "https://www.lrt.lt.example.org/en/news/19/1/closures",
        "https://example.org/?https://www.lrt.lt/en/news/19/1/closures",
        "https://web.archive.org/web/2023/https://www.lrt.lt/en/news/19/1/closures",
    ],
)
def test_a_different_address_must_be_declared_as_a_different_copy(world: World, at: str) -> None:
    project = world()
    result = capture_excerpts(project, SENTENCES, at=at)
    assert result.exit_code == 2
    assert "--other-copy" in result.output
    assert not (project.root / SNAPSHOT).exists()
    assert capture_excerpts(project, SENTENCES, at=at, more="--other-copy").exit_code == 0
    snapshot = snapshot_of(project)
    assert (snapshot.address, snapshot.other_copy) == (at, True)
    assert run(project, "check").exit_code == 0


def test_the_archived_copy_of_the_source_is_not_a_different_copy(world: World) -> None:
    project = world()
    archived = f"https://web.archive.org/web/2023/{ADDRESS}"
    edit(
        project, "facts/sources/lrt.bib", "  urldate", f"  archiveurl = {{{archived}}},\n  urldate"
    )
    assert capture_excerpts(project, SENTENCES, at=archived).exit_code == 0
    assert run(project, "check").exit_code == 0


@pytest.mark.parametrize(
    ("texts", "options", "status"),
    [
        ([numbers(1, 35) + f" {QUOTED}"], {}, 1),  # 39 words
        ([SENTENCES, "Too short."], {}, 1),
        ([SENTENCES, ""], {}, 1),
        ([SENTENCES, SENTENCES], {}, 1),
        ([SENTENCES, FILLER, SENTENCES.rpartition("\n\n")[0]], {}, 1),
        (["<p>A page</p>"], {}, 2),
        ([SENTENCES], {"on": "23 November 2026"}, 2),
        ([SENTENCES], {"on": "2026-11"}, 2),
        ([SENTENCES], {"on": "2999-01-01"}, 2),
        ([SENTENCES], {"on": "2023-08-14"}, 2),  # the source is two days later
        ([SENTENCES], {"at": "javascript:alert(1)"}, 2),
        ([SENTENCES], {"at": "www.lrt.lt/en/news/19/1/closures"}, 2),
        ([SENTENCES], {"more": ADDRESS}, 2),
    ],
)
def test_an_invalid_excerpt_is_refused(
    world: World, texts: list[str], options: dict[str, str], status: int
) -> None:
    project = world()
    assert capture_excerpts(project, *texts, **options).exit_code == status
    assert not (project.root / SNAPSHOT).exists()


def test_a_text_that_is_not_utf_8_is_refused(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SENTENCES.encode("utf-16"))
    options = ["--seen-at", ADDRESS, "--seen-on", "2026-11-23"]
    result = run(world(), "capture", KEY, "--excerpt", str(path), *options)
    assert result.exit_code == 2
    assert "is not text in UTF-8" in result.output


@pytest.mark.parametrize(
    "arguments", [["--seen-at", ADDRESS], ["--seen-on", "2026-11-23"], ["--other-copy"]]
)
def test_an_excerpt_option_without_the_others_is_refused(
    world: World, tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    assert run(world(), "capture", KEY, "--file", str(path), *arguments).exit_code == 2
    assert run(world(), "capture", KEY, "--excerpt", str(path), *arguments).exit_code == 2


def test_excerpts_that_are_cut_again_keep_their_address_and_date(world: World) -> None:
    project = world()
    capture_excerpts(project, SENTENCES, FILLER, at="https://example.org/", more="--other-copy")
    first = (project.root / SNAPSHOT).read_bytes()
    assert run(project, "capture", KEY).exit_code == 0
    assert (project.root / SNAPSHOT).read_bytes() == first


def test_an_excerpt_that_quotes_a_consent_wall_is_not_refused(world: World) -> None:
    text = SENTENCES.replace("Travellers were", "“Access denied,” signs say. Travellers were")
    assert capture_excerpts(world(), text).exit_code == 0


# Tests of the rule that checks snapshots.


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("kind: excerpt", "kind: page", {"stored-excerpts"}),
        ("excerpt_words:\n  - 95\n", "", {"stored-excerpts"}),
        ("  - 95", "  - 39", {"shape"}),
        (f'{ADDRESS}"', 'https://www.lrt.lt/invented"', {"stored-excerpts"}),
        ("taken:", "other_copy: true\ntaken:", {"stored-excerpts"}),
        ("taken: 2026-11-23", "taken: 2023-08-14", {"stored-excerpts"}),
        ("it said,", f"it said, {FILLER.strip()}", {"stored-excerpts"}),
    ],
)
def test_an_excerpt_that_was_edited_together_with_its_checksum_is_refused(
    world: World, old: str, new: str, rules: set[str]
) -> None:
    project = world()
    capture_excerpts(project, SENTENCES)
    edit(project, SNAPSHOT, old, new)
    if "shape" not in rules:
        changed = next(iter(read(project)[0].snapshots))
        edit(project, SNAPSHOT, changed.seal, changed.expected_seal())
    result = run(project, "check", "--format", "json")
    assert result.exit_code == 1
    for rule in rules:
        assert f'"{rule}"' in result.output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ADDRESS, "https://example.org/en/news/19/1/closures"),
        ("kind: page", "kind: page\nother_copy: true"),
        ("kind: page", "kind: page\nexcerpt_words:\n  - 40"),
        ("kind: page", "kind: excerpt"),
    ],
)
def test_a_page_from_a_different_address_or_an_incomplete_excerpt_is_refused(
    world: World, old: str, new: str
) -> None:
    project = captured(world)
    edit(project, SNAPSHOT, old, new)
    changed = next(iter(read(project)[0].snapshots))
    edit(project, SNAPSHOT, changed.seal, changed.expected_seal())
    assert "error[stored-excerpts]" in run(project, "check").output


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_snapshot_from_which_an_unseen_side_was_removed_is_refused(
    world: World, side: str
) -> None:
    project = world()
    far = numbers(1, 50)
    capture_excerpts(project, f"{QUOTED} {far}" if side == "before" else f"{far} {QUOTED}")
    edit(project, SNAPSHOT, f"    unseen:\n      - {side}\n", "")
    changed = next(iter(read(project)[0].snapshots))
    edit(project, SNAPSHOT, changed.seal, changed.expected_seal())
    result = run(project, "check")
    assert result.exit_code == 1
    assert "error[stored-excerpts]" in result.output


def test_the_address_of_a_source_may_not_change_after_an_excerpt_is_stored(
    world: World, tiny
) -> None:
    project = world()
    capture_excerpts(project, SENTENCES)
    edit(project, "facts/sources/lrt.bib", ADDRESS, f"{ADDRESS}-2")
    result = run(project, "check")
    assert result.exit_code == 1
    assert f"{SNAPSHOT}:2:10: error[stored-excerpts]" in result.output
