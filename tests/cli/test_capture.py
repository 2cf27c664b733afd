"""Tests ``facts capture``: the stored files, the output and the exit status."""

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.project import Project
from tests.snapshots import CLAIM, KEY, PAGE, SENTENCES, SNAPSHOT, captured, edit, run

World = Callable[..., Project]


@pytest.mark.parametrize(("name", "text"), [("a.html", PAGE), ("a.txt", SENTENCES)])
def test_a_saved_page_or_text_is_stored_and_used_by_the_check(
    world: World, tmp_path: Path, name: str, text: str
) -> None:
    project, page = world(), tmp_path / name
    page.write_text(text, encoding="utf-8")
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 0, result.output
    assert "exact           two-crossings: “due to geopolitical circumstances”" in result.stdout
    assert f"Stored 1 passage in {SNAPSHOT}." in result.stdout
    checked = run(project, "check")
    assert (
        "Quotations: 1 from the article, all found in it (1 exact); 1 from sources: "
        "1 checked (1 exact), 1 against the page and 0 against a stored excerpt, "
        "0 not checked, 0 failed, 0 skipped."
    ) in checked.stdout


def test_a_refused_capture_gives_the_reason_and_exits_with_1(world: World, tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Access denied. Enable JavaScript to go on.", encoding="utf-8")
    project = world()
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 1
    assert "Refused: This is a page that blocks its reader" in result.output
    assert "Nothing was stored." in result.output
    assert not (project.root / SNAPSHOT).exists()


def test_a_missing_quotation_is_named_with_the_nearest_passage(
    world: World, tmp_path: Path, tiny
) -> None:
    said = "facts/claims/borders/said-threat.yaml"
    quoted = (
        "says: Quotes him on the threat.\n    quote:\n      text: from Monday, the ministry said"
    )
    project = world({said: tiny[said].replace("says: Quotes him on the threat.", quoted)})
    page = tmp_path / "a.txt"
    page.write_text(SENTENCES, encoding="utf-8")
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 1
    assert "absent          said-threat" in result.stdout
    assert "nearest: “from Friday, the ministry" in result.stdout
    assert (project.root / SNAPSHOT).is_file()
    checked = run(project, "check")
    assert checked.exit_code == 1
    assert "said-threat.yaml" in checked.stdout
    assert "the text has" in checked.stdout or "Nothing similar" in checked.stdout


def test_passages_are_cut_from_the_earlier_text_if_no_page_is_given(world: World) -> None:
    project = captured(world)
    edit(project, CLAIM, "text: due to geopolitical circumstances", "text: lorries will be sent to")
    assert run(project, "check").exit_code == 0  # the passage also contains the new words
    result = run(project, "capture", KEY)
    assert result.exit_code == 0, result.output
    assert run(project, "check").exit_code == 0


def test_a_modified_earlier_text_is_not_used(world: World) -> None:
    project = captured(world)
    edit(project, f".cache/snapshots/{KEY}.txt", "Medininkai", "Salcininkai")
    result = run(project, "capture", KEY)
    assert result.exit_code == 2
    assert "contains no text of" in result.output


def test_a_file_is_required_if_no_text_is_stored(world: World) -> None:
    result = run(world(), "capture", KEY)
    assert result.exit_code == 2
    assert "Give its URL (https://www.lrt.lt/en/news/19/1/closures)" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([f"{KEY}s", "https://www.lrt.lt/"], f"Did you mean {KEY}?"),
        ([KEY, "https://example.org/page"], "is not at example.org"),
        ([KEY, "http://127.0.0.1:9/page"], "is not at 127.0.0.1"),
    ],
)
def test_wrong_usage_exits_with_2(world: World, arguments: list[str], words: str) -> None:
    result = run(world(), "capture", *arguments)
    assert result.exit_code == 2
    assert words in result.output


def test_a_private_address_is_refused(world: World, tiny) -> None:
    bib = "facts/sources/lrt.bib"
    text = tiny[bib].replace("https://www.lrt.lt/en/news/19/1/closures", "http://127.0.0.1:9/page")
    result = run(world({bib: text}), "capture", KEY, "http://127.0.0.1:9/page")
    assert result.exit_code == 1
    assert "not a public address" in result.output


def test_words_outside_the_main_text_are_reported_with_their_location(
    world: World, tmp_path: Path
) -> None:
    page = tmp_path / "a.html"
    words = "due to geopolitical circumstances"
    moved = PAGE.replace(f"“{words}”", "so").replace("All rights", f"It is {words}. All rights")
    page.write_text(moved, encoding="utf-8")
    result = run(world(), "capture", KEY, "--file", str(page))
    assert result.exit_code == 1
    assert "are in the footer of the page" in result.stdout
    assert ".txt" in result.stdout
    assert "Nothing was stored." in result.output


def test_a_file_without_text_is_refused_and_its_format_named(world: World, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(b"\x89PNG\r\n\x1a\n\0")
    project = world()
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 1
    assert "Refused: This is a picture (PNG)" in result.output
    assert not (project.root / SNAPSHOT).exists()


def test_a_page_in_the_wrong_charset_is_not_stored(world: World, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(PAGE.replace("ministry", "ministry’s").encode("cp1257", "replace"))
    project = world()
    result = run(project, "capture", KEY, "--file", str(page))
    assert result.exit_code == 1
    assert "Letters were lost" in result.output
    assert not (project.root / SNAPSHOT).exists()
    page.write_bytes(PAGE.replace("<head>", "<head><meta charset=windows-1257>").encode("cp1257"))
    assert run(project, "capture", KEY, "--file", str(page)).exit_code == 0
    assert "Šumskas" in (project.root / SNAPSHOT).read_text(encoding="utf-8")
