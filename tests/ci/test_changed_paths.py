"""Tests that only changes to facts and prose skip the engine's tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.repositories import git

SCRIPT = PROJECT / ".ci" / "changed_paths.py"
FILES = (
    "facts/claims/borders/closed.yaml",
    "seeds/story/article.txt",
    "content/explainers/border.md",
    "content/assets/facts.css",
    "build_tools/cli.py",
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"{path}\n" * 20)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    return tmp_path


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "A change")


def answer(root: Path) -> str:
    command = [sys.executable, SCRIPT, "HEAD^"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("paths", "engine"),
    [
        (["facts/claims/borders/closed.yaml"], "false"),
        (["facts/claims/borders/opened.yaml", "facts/sources/lrt.bib"], "false"),
        (["seeds/story/article.txt", "content/explainers/border.md"], "false"),
        (["content/index.md", "content/border \n é.md"], "false"),
        (["content/assets/facts.css"], "true"),
        (["content/picture.png"], "true"),
        (["facts/claims/borders/closed.yaml", "build_tools/cli.py"], "true"),
        (["factsheet.md"], "true"),
        (["README.md"], "true"),
        ([".github/workflows/check.yml"], "true"),
        (["tests/facts/x.yaml"], "true"),
        ([], "true"),
    ],
)
def test_only_changes_to_facts_articles_and_pages_skip_the_engine_tests(
    repository: Path, paths: list[str], engine: str
) -> None:
    for path in paths:
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_text("changed\n")
    commit(repository)
    assert answer(repository) == f"engine={engine}\n"


@pytest.mark.parametrize(
    ("old", "new", "engine"),
    [
        ("facts/claims/borders/closed.yaml", "facts/claims/borders/shut.yaml", "false"),
        ("facts/claims/borders/closed.yaml", "build_tools/closed.yaml", "true"),
        ("build_tools/cli.py", "facts/cli.py", "true"),
        ("content/explainers/border.md", "seeds/story/border.md", "false"),
        ("content/explainers/border.md", "content/explainers/border.html", "true"),
    ],
)
def test_a_renamed_file_counts_under_both_names(
    repository: Path, old: str, new: str, engine: str
) -> None:
    git(repository, "config", "diff.renames", "copies")
    git(repository, "mv", old, new)
    commit(repository)
    assert answer(repository) == f"engine={engine}\n"


def test_a_deleted_file_counts_as_changed(repository: Path) -> None:
    (repository / "build_tools/cli.py").unlink()
    commit(repository)
    assert answer(repository) == "engine=true\n"


def test_a_folder_that_becomes_a_link_needs_the_engine_tests(repository: Path) -> None:
    (repository / "seeds" / "story" / "article.txt").unlink()
    (repository / "seeds" / "story").rmdir()
    (repository / "seeds").rmdir()
    (repository / "seeds").symlink_to("content")
    commit(repository)
    assert answer(repository) == "engine=true\n"


def test_an_unknown_base_is_an_error(repository: Path) -> None:
    command = [sys.executable, SCRIPT, "no-such-branch"]
    done = subprocess.run(command, cwd=repository, capture_output=True, check=False)
    assert done.returncode != 0
    assert done.stdout == b""
