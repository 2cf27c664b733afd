"""Tests that the tests which depend on the site pass in a fork with a different site.

Other tests cannot read the site (see ``tests/own_site.py``), so they pass there as they do here.
The fork is made as docs/running.md says, with each of three sites:

- ``started``: what `facts init` and `facts start` write, without a claim.
- ``spanish``: an invented Spanish article (``worlds/valdeoro.txtar``) with 17 claims, without
  explainers, maps, crossings or corrections.
- ``english``: the example of this repository, which has no countries.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_site import MARKER, PROJECT, is_of_site
from tests.txtar import files_of

pytestmark = pytest.mark.long

# Files that `facts init` writes and a fork already has in a different form.
NOT_NEEDED = ("requirements.txt", ".github/workflows/site.yml")
WORLD = files_of((PROJECT / "tests" / "worlds" / "valdeoro.txtar").read_text(encoding="utf-8"))
EXAMPLE = "examples/death-valley"
ARTICLE = "seeds/valdeoro-2026/article.yaml"
TOOLS = "tests/browser/tools/node_modules"


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
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def write_engine(fork: Path) -> None:
    """Write the files of this repository, without its site."""
    tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=PROJECT, text=True)
    for name in filter(None, tracked.split("\0")):
        if (PROJECT / name).is_file() and not is_of_site(str(PROJECT / name)):
            (fork / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, fork / name)
    if (PROJECT / TOOLS).is_dir():
        (fork / TOOLS).symlink_to(PROJECT / TOOLS, target_is_directory=True)
    subprocess.run(["git", "init", "--quiet"], cwd=fork, check=True)


def start(fork: Path) -> None:
    run(fork, "-m", "build_tools", "init", ".", "--lang", "es", "--name", "El agua")
    for name in NOT_NEEDED:
        (fork / name).unlink()
    article = str(Path(__file__).with_name("es.txt"))
    run(fork, "-m", "build_tools", "start", article, "--lang", "es", "--id", "valdeoro-2026")


def write_spanish(fork: Path) -> None:
    start(fork)
    started = (fork / ARTICLE).read_text(encoding="utf-8")
    for name, text in WORLD.items():
        (fork / name).parent.mkdir(parents=True, exist_ok=True)
        (fork / name).write_text(text, encoding="utf-8")
    # The record must have the sentences that the command found, so that claims refer to the
    # right ones.
    assert places(started) == places((fork / ARTICLE).read_text(encoding="utf-8"))


def write_english(fork: Path) -> None:
    shutil.copytree(fork / EXAMPLE, fork, dirs_exist_ok=True)


SITES = {"started": start, "spanish": write_spanish, "english": write_english}


@pytest.fixture(scope="module", params=SITES)
def fork(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a fork with each of the sites."""
    root = tmp_path_factory.mktemp("fork")
    write_engine(root)
    SITES[request.param](root)
    return root


def test_the_site_of_a_fork_passes_the_checks(fork: Path) -> None:
    run(fork, "-m", "build_tools", "fmt", "--check")
    run(fork, "-m", "build_tools", "check")


def test_the_tests_of_the_site_pass_in_a_fork(fork: Path) -> None:
    run_marked(fork, "not browser")


@pytest.mark.parametrize("fork", ["spanish"], indirect=True)
def test_the_browser_tests_of_the_site_pass_in_a_fork(fork: Path) -> None:
    run_marked(fork, "browser")


def run_marked(fork: Path, others: str) -> None:
    """Run the tests that depend on the site, of those that the other markers select."""
    run(fork, "-m", "pytest", "-q", "-n", "0", "-m", f"{MARKER} and not long and {others}")
