"""Tests that the tests which read the site pass in a copy of this repository with another site.

The other site checks an invented Spanish article (``worlds/valdeoro.txtar``) with 17 claims. It has
no explainers, maps, crossings or corrections.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.txtar import files_of

pytestmark = pytest.mark.long

# Files that docs/running.md tells people to delete in a fork.
FIRST_SITE = ("facts", "seeds", "maps/shapes", "content/explainers")
PAGES = ("content/index.md", "content/method.md", "mkdocs.yml")
# Files that a fork already has in a different form.
NOT_NEEDED = ("requirements.txt", ".github/workflows/site.yml")
# The tests that read the repository's own site, except browser tests.
READERS = (
    *("tests/editing", "tests/exports", "tests/links/test_links.py", "tests/maps"),
    *("tests/site/test_assemble.py", "tests/site/test_cards.py", "tests/test_plain_english.py"),
    *("tests/site/test_findings_in_lists.py", "tests/site/test_shown_claims.py"),
)


OTHER_SITE = PROJECT / "tests" / "worlds" / "valdeoro.txtar"
ARTICLE = "seeds/valdeoro-2026/article.yaml"


def places(record: str) -> list[str]:
    """Return the ids and offsets of an article's sentences."""
    return re.findall(r"(?m)^\s+(?:- id|start|end): \S+$", record)


def run(folder: Path, *arguments: str) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FACTS_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        # Run the engine in the folder, not the installed engine.
        env={**clean, "PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_tests_pass_in_a_fork_with_a_different_site(tmp_path: Path) -> None:
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
    run(fork, *facts, "start", article, "--lang", "es", "--id", "valdeoro-2026")
    started = (fork / ARTICLE).read_text(encoding="utf-8")
    for name, text in files_of(OTHER_SITE.read_text(encoding="utf-8")).items():
        (fork / name).parent.mkdir(parents=True, exist_ok=True)
        (fork / name).write_text(text, encoding="utf-8")
    # The record must have the sentences that the command found, so that claims refer to the
    # right ones.
    assert places(started) == places((fork / ARTICLE).read_text(encoding="utf-8"))
    run(fork, *facts, "issue-forms")
    run(fork, *facts, "fmt", "--check")
    run(fork, *facts, "check")
    run(fork, "-m", "pytest", "-q", "-n", "0", "-k", "own or english or forms", *READERS)
