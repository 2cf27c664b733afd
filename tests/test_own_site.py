"""Tests that only marked tests can read the repository's own site."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.facts.project import Project
from build_tools.facts.reading import read
from tests.own_site import MARKER, PATHS, PROJECT, builds_site, is_of_site
from tests.sites import build

SETTINGS = PROJECT / "mkdocs.yml"
READING: dict[str, Callable[[Path], object]] = {
    "a file": lambda _: SETTINGS.read_bytes(),
    "a file by its descriptor": lambda _: os.open(SETTINGS, os.O_RDONLY),
    "a relative path": lambda folder: Path(os.path.relpath(SETTINGS, folder)).read_bytes(),
    "a list of files": lambda _: os.listdir(PROJECT / "facts"),  # noqa: PTH208  (tests this call)
    "a search for files": lambda _: list((PROJECT / "facts").rglob("*.yaml")),
    "the records": lambda _: read(Project(PROJECT)),
    "a build": lambda folder: build(PROJECT, "--out", str(folder / "site")),
}


@pytest.mark.parametrize("reading", READING.values(), ids=READING)
def test_a_test_without_the_marker_cannot_read_the_site(
    reading: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match=MARKER):
        reading(tmp_path)


@pytest.mark.own_site
def test_a_test_with_the_marker_can_read_the_site() -> None:
    assert SETTINGS.read_bytes()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("mkdocs.yml", True),
        ("facts/claims", True),
        ("content/index.md", True),
        ("content/assets/base.css", False),
        ("templates/pages/claim.html.j2", False),
        ("examples/death-valley/mkdocs.yml", False),
        ("facts.py", False),
        ("", False),
    ],
)
def test_the_files_of_the_engine_are_not_those_of_the_site(path: str, expected: bool) -> None:
    assert is_of_site(str(PROJECT / path)) is expected
    assert not is_of_site(f"/elsewhere/{path}")


@pytest.mark.parametrize(
    ("command", "in_project", "expected"),
    [
        (["python", "-m", "build_tools", "check"], True, True),
        (["python", "-m", "build_tools", "check"], False, False),
        (["python", "-m", "build_tools", "--project", "/x", "check"], True, False),
        (["python", "-m", "build_tools", "--project", str(PROJECT), "check"], False, True),
        ([".venv/bin/facts", "build"], True, True),
        (["python", "-m", "mkdocs", "serve"], True, True),
        (["cat", str(SETTINGS)], False, True),
        (["python", "-c", "1"], True, False),
        (["git", "ls-files"], True, False),
    ],
)
def test_a_command_that_reads_the_site_is_recognised(
    command: list[str], in_project: bool, expected: bool
) -> None:
    assert builds_site(command, str(PROJECT) if in_project else "/x") is expected


def test_the_guide_tells_people_to_replace_the_same_files() -> None:
    guide = (PROJECT / "docs" / "running.md").read_text(encoding="utf-8")
    (removed,) = re.findall(r"(?m)^    git rm -r (.+)$", guide)
    assert set(removed.split()) == set(PATHS)
