"""A copy of this repository with another site in it: the tests that read the site still pass."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

pytestmark = pytest.mark.long

# What docs/running.md says to delete in a fork.
FIRST_SITE = ("facts", "seeds", "maps/shapes", "content/explainers")
PAGES = ("content/index.md", "content/method.md", "mkdocs.yml")
# What a fork has already, in other forms.
NOT_NEEDED = ("requirements.txt", ".github/workflows/site.yml")
# The tests that read the site of the repository in which they run, without those of browsers.
READERS = (
    *("tests/editing", "tests/exports", "tests/links/test_links.py", "tests/maps"),
    *("tests/site/test_assemble.py", "tests/site/test_cards.py", "tests/test_plain_english.py"),
)


def run(folder: Path, *arguments: str) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FACTS_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        # The folder's own engine, not the installed one.
        env={**clean, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tests_pass_in_a_fork_with_a_site_of_its_own(tmp_path: Path) -> None:
    fork = tmp_path / "fork"
    tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=PROJECT, text=True)
    for name in filter(None, tracked.split("\0")):
        if (PROJECT / name).is_file():
            (fork / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, fork / name)
    for name in FIRST_SITE:
        shutil.rmtree(fork / name)
    for name in PAGES:
        (fork / name).unlink()
    facts = ("-m", "build_tools")
    run(fork, *facts, "init", ".", "--lang", "es", "--name", "El agua")
    for name in NOT_NEEDED:
        (fork / name).unlink()
    article = str(Path(__file__).with_name("es.txt"))
    options = ("--lang", "es", "--date", "2026-03-14", "--publisher", "El Heraldo")
    run(fork, *facts, "start", article, *options)
    run(fork, *facts, "fmt", "--check")
    run(fork, *facts, "check")
    run(fork, "-m", "pytest", "-q", "-n", "0", "-k", "own or english or forms", *READERS)
