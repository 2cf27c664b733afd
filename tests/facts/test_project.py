"""Tests how files are read as text: limits, symlinks, and the location of each error."""

import os
from pathlib import Path

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import (
    EMPTY,
    HIDDEN,
    MAX_BYTES,
    Project,
    ProjectFile,
    read_text,
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "facts").mkdir()
    return Project(tmp_path)


def read_back(project: Project, data: bytes, max_bytes: int = MAX_BYTES) -> str | Diagnostic:
    """Write the bytes as a record, and return the text that the project reads."""
    path = project.facts / "x.yaml"
    path.write_bytes(data)
    return read_text(project.file(path), max_bytes)


def refused(result: str | Diagnostic) -> Diagnostic:
    assert isinstance(result, Diagnostic), repr(result)
    assert result.rule == "readable"
    assert result.hint.endswith(".")
    return result


def test_a_valid_file_is_read_unchanged(project: Project) -> None:
    assert (
        read_back(project, "a: č\n\tb – “c” soft\u00adhyphen\n".encode())
        == "a: č\n\tb – “c” soft\u00adhyphen\n"
    )


def test_windows_line_endings_are_read_as_line_feeds(project: Project) -> None:
    assert read_back(project, b"a\r\nb\r\n") == "a\nb\n"


def test_a_missing_file_is_reported(project: Project) -> None:
    error = refused(read_text(project.file(project.facts / "gone.yaml")))
    assert error.message == "The file cannot be read: No such file or directory."
    assert (error.span.path, error.span.line, error.span.column) == ("facts/gone.yaml", 1, 1)


def test_a_folder_in_place_of_a_file_is_reported(project: Project) -> None:
    (project.facts / "x.yaml").mkdir()
    error = refused(read_text(project.file(project.facts / "x.yaml")))
    assert error.message == "The file cannot be read: Is a directory."


def test_the_limit_on_file_size_is_exact(project: Project) -> None:
    assert read_back(project, b"x" * MAX_BYTES) == "x" * MAX_BYTES
    error = refused(read_back(project, b"x" * (MAX_BYTES + 1)))
    assert error.message == "The file is larger than 256 KiB."


def test_invalid_utf8_is_reported_at_its_location(project: Project) -> None:
    error = refused(read_back(project, "čaj\nč: é".encode() + b"\xff x\n"))
    assert error.message == "The file is not valid UTF-8 from here on."
    assert (error.span.line, error.span.column, error.span.end_column) == (2, 5, 6)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\ufeff", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\r", "U+000D"),
        ("\x0c", "U+000C"),
        ("\u061c", "U+061C (ARABIC LETTER MARK)"),
        ("\u200b", "U+200B (ZERO WIDTH SPACE)"),
        ("\u200d", "U+200D (ZERO WIDTH JOINER)"),
        ("\u200f", "U+200F (RIGHT-TO-LEFT MARK)"),
        ("\u2028", "U+2028 (LINE SEPARATOR)"),
        ("\u2029", "U+2029 (PARAGRAPH SEPARATOR)"),
        ("\u202a", "U+202A (LEFT-TO-RIGHT EMBEDDING)"),
        ("\u202e", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\u2060", "U+2060 (WORD JOINER)"),
        ("\u2066", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("\u2069", "U+2069 (POP DIRECTIONAL ISOLATE)"),
        ("\ue000", "U+E000"),
        ("\uf8ff", "U+F8FF"),
        ("\uffff", "U+FFFF"),
        ("\U000e0041", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("\u034f", "U+034F (COMBINING GRAPHEME JOINER)"),
        ("\u3164", "U+3164 (HANGUL FILLER)"),
        ("\u2800", "U+2800 (BRAILLE PATTERN BLANK)"),
        ("\u206a", "U+206A (INHIBIT SYMMETRIC SWAPPING)"),
        ("\U000e0100", "U+E0100 (VARIATION SELECTOR-17)"),
    ],
)
def test_hidden_characters_are_refused_at_their_location(
    project: Project, character: str, name: str
) -> None:
    error = refused(read_back(project, f"čaj\nč: {character}b\n".encode()))
    assert error.message == f"The character {name} is not allowed: readers cannot see it."
    assert (error.span.line, error.span.column) == (2, 4)


def test_locations_are_the_same_with_windows_line_endings(project: Project) -> None:
    error = refused(read_back(project, "a\r\nb\r\nc\u202ed\r\n".encode()))
    assert (error.span.line, error.span.column) == (3, 2)


def test_a_symlink_to_a_file_is_refused_even_inside_the_project(project: Project) -> None:
    (project.facts / "real.yaml").write_text("a: b\n")
    (project.facts / "x.yaml").symlink_to("real.yaml")
    assert "symbolic link" in refused(read_text(project.file(project.facts / "x.yaml"))).message


def names(result: list[ProjectFile]) -> list[tuple[str, bool]]:
    return [(item.name, item.is_link) for item in result]


def test_files_with_the_given_extension_are_listed_in_order(project: Project) -> None:
    for path in ("b/z.yaml", "b/a.yaml", "a.yaml", "b/c/d.yaml", "b/note.txt", "b-c.yaml"):
        (project.facts / path).parent.mkdir(parents=True, exist_ok=True)
        (project.facts / path).write_text("x")
    assert names(project.files(project.facts, ".yaml")) == [
        ("facts/a.yaml", False),
        ("facts/b-c.yaml", False),
        ("facts/b/a.yaml", False),
        ("facts/b/c/d.yaml", False),
        ("facts/b/z.yaml", False),
    ]
    assert len(project.files(project.facts)) == 6


def test_symlinks_with_any_extension_are_listed_but_not_followed(
    project: Project, tmp_path: Path
) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("x")
    (project.facts / "folder").symlink_to(outside, target_is_directory=True)
    (project.facts / "file").symlink_to(outside / "secret.yaml")
    (project.facts / "broken.yaml").symlink_to(outside / "nothing")
    (project.facts / "round").symlink_to(project.facts, target_is_directory=True)
    assert names(project.files(project.facts, ".yaml")) == [
        ("facts/broken.yaml", True),
        ("facts/file", True),
        ("facts/folder", True),
        ("facts/round", True),
    ]


@pytest.mark.parametrize("link", ["facts", "facts/claims"])
def test_a_symlink_in_place_of_a_project_folder_is_not_entered(
    project: Project, tmp_path: Path, link: str
) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    (outside / "claims").mkdir(parents=True)
    (outside / "claims" / "x.yaml").write_text("x")
    if link == "facts":
        project.facts.rmdir()
    (project.root / link).symlink_to(outside, target_is_directory=True)
    result = project.files(project.facts / "claims", ".yaml")
    assert names(result) == [(link, True)]
    assert "symbolic link" in refused(read_text(result[0])).message


def test_a_project_below_a_symlink_is_read(project: Project, tmp_path: Path) -> None:
    (project.facts / "x.yaml").write_text("x")
    parent = tmp_path.parent / f"{tmp_path.name}-link"
    parent.symlink_to(tmp_path, target_is_directory=True)
    assert names(Project(parent).files(parent / "facts", ".yaml")) == [("facts/x.yaml", False)]


def test_a_project_has_a_path_for_each_folder(project: Project) -> None:
    folders = (project.facts, project.content, project.seeds, project.templates.own)
    assert [project.name(folder) for folder in folders] == [
        "facts",
        "content",
        "seeds",
        "templates",
    ]


def test_a_missing_folder_has_no_files(project: Project) -> None:
    assert project.files(project.content, ".md") == []


def test_a_file_name_that_is_not_utf_8_can_be_printed(project: Project) -> None:
    Path(os.fsdecode(bytes(project.facts) + b"/\xff\xc4\x8d.yaml")).write_text("x")
    (result,) = project.files(project.facts, ".yaml")
    assert result.name == "facts/\ufffdč.yaml"
    assert read_text(result) == "x"
    assert project.file(Path(result.path)).name == result.name


def test_every_hidden_character_is_unprintable_or_has_no_visible_shape() -> None:
    """The search for hidden characters skips texts without a character of these two kinds."""
    characters = [chr(number) for number in range(0x110000)]
    hidden = [character for character in characters if HIDDEN.match(character)]
    assert len(hidden) > 6_000
    assert [each for each in hidden if each.isprintable() and not EMPTY.match(each)] == []
    assert not any(each.isascii() for each in characters if EMPTY.match(each))


@pytest.mark.parametrize("name", ["a.bib", "a.yaml", "a.md", "article.txt", "mkdocs.yml"])
def test_a_file_may_begin_with_a_byte_order_mark(project: Project, name: str) -> None:
    path = project.root / name
    path.write_bytes("@online{č}".encode("utf-8-sig"))
    assert read_text(project.file(path)) == "@online{č}"
    path.write_bytes("\ufeff\ufeff@online".encode())
    assert isinstance(read_text(project.file(path)), Diagnostic)
