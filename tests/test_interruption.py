"""Tests that an interrupted build leaves the previous site complete and does not block the next."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import TINY
from tests.sites import MANIFEST, build, files_of, write_tiny

CLAIM = "facts/claims/borders/two-crossings.yaml"
COMMAND = (sys.executable, "-m", "build_tools", "build")
# The moments at which a build is killed, as fractions of its duration.
MOMENTS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)

Files = dict[str, bytes]


@dataclass(frozen=True)
class Project:
    """A project, its previous site, and the site of its changed facts."""

    root: Path
    former: Files
    changed: Files
    seconds: float

    @property
    def site(self) -> Path:
        return self.root / "site"

    def left(self) -> list[str]:
        """Return the temporary folders next to the site."""
        return [path.name for path in self.root.iterdir() if path.name.startswith(".site")]


def started(*options: str | Path, cwd: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*COMMAND, *options],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = write_tiny(tmp_path_factory.mktemp("interrupted") / "world")
    assert build(root).returncode == 0
    former = files_of(root / "site")
    text = TINY[CLAIM].replace("Two of six, from 18 August 2023.", "Two of six, as decreed.")
    assert text != TINY[CLAIM]
    (root / CLAIM).write_text(text)
    began = time.monotonic()
    done = build(root, "--out", str(root / "changed"))
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    changed = files_of(root / "changed")
    shutil.rmtree(root / "changed")
    assert former.keys() == changed.keys()
    assert former != changed
    return Project(root, former, changed, seconds)


def test_a_build_killed_at_any_moment_leaves_a_complete_site(project: Project) -> None:
    ended, left = [], []
    seconds = project.seconds
    for moment in MOMENTS:
        with started(cwd=project.root) as process:
            time.sleep(seconds * moment)
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        ended.append(process.returncode)
        if process.returncode == 0:
            seconds *= 0.7  # the machine was busier when the first build was timed
        left += project.left()
        # A build that ended before the kill has published its site.
        expected = project.changed if files_of(project.site) == project.changed else project.former
        assert files_of(project.site) == expected, moment
    assert ended.count(-signal.SIGKILL) >= 4, ended
    assert left


def test_the_next_build_removes_the_leftovers_of_a_killed_build(project: Project) -> None:
    with started(cwd=project.root) as one:
        while not project.left():
            time.sleep(0.05)
        os.killpg(one.pid, signal.SIGKILL)
        one.communicate()
    assert project.left()
    began = time.monotonic()
    done = build(project.root)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 5 * project.seconds + 10
    assert files_of(project.site) == project.changed
    assert project.left() == []


def ended(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def test_mkdocs_publishes_nothing_if_it_outlives_its_command(
    project: Project, request: pytest.FixtureRequest
) -> None:
    (project.site / "index.html").write_text("former")
    with started(cwd=project.root) as one:
        while not any(any((project.root / name).iterdir()) for name in project.left()):
            time.sleep(0.001)
        # MkDocs is stopped while it writes, however fast the machine is.
        os.killpg(one.pid, signal.SIGSTOP)
        # The process is always ended.
        request.addfinalizer(lambda: ended(one.pid))
        one.kill()
        # No other build may remove the folder of this process.
        (staging,) = project.left()
        facts = project.root / CLAIM
        text = facts.read_text()
        facts.write_text("claim: [never closed\n")
        assert build(project.root).returncode == 1
        facts.write_text(text)
        assert project.left() == [staging]
        os.killpg(one.pid, signal.SIGCONT)
        one.communicate()  # the pipes close once MkDocs has ended too
    assert project.left() == [staging]
    assert (project.site / "index.html").read_text() == "former"
    assert build(project.root).returncode == 0
    assert project.left() == []


def test_two_simultaneous_builds_do_not_mix_their_files(project: Project, tmp_path: Path) -> None:
    other = write_tiny(tmp_path / "other")
    site = tmp_path / "out" / "site"
    both = [started("--out", site, cwd=root) for root in (project.root, other)]
    ends = [item.communicate(timeout=120) for item in both]
    assert [item.returncode for item in both] == [0, 0], ends
    assert files_of(site) in (project.changed, project.former)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_previous_site_that_was_moved_away_is_restored(project: Project) -> None:
    """If a system cannot exchange two folders, a build can be killed between the two renames."""
    before = files_of(project.site)
    project.site.rename(project.root / ".site-building-ab_12cde-old")
    (project.root / ".site-building-ab_12cde").mkdir()
    (project.root / ".site-of-somebody").mkdir()
    facts = project.root / CLAIM
    text = facts.read_text()
    facts.write_text("claim: [never closed\n")
    assert build(project.root).returncode == 1
    facts.write_text(text)
    assert files_of(project.site) == before
    # A folder whose name is not that of a build is kept.
    assert project.left() == [".site-of-somebody"]
    (project.root / ".site-of-somebody").rmdir()


def refused(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    assert done.returncode in (1, 2), done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_limit_on_file_sizes_ends_a_build_with_a_clear_message(project: Project) -> None:
    before = files_of(project.site)
    done = subprocess.run(
        COMMAND,
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    refused(done, "File too large")
    assert files_of(project.site) == before
    assert project.left() == []


@pytest.fixture
def mounted(tmp_path: Path, project: Project) -> Callable[[str], tuple[int, str]]:
    """Return a function that builds into a separate file system, in a separate mount namespace."""
    unshare = ["unshare", "--map-root-user", "--mount"]
    tried = [*unshare, "mount", "-t", "tmpfs", "tmpfs", tmp_path]
    if not shutil.which("unshare") or subprocess.run(tried, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system in a namespace")

    def run(options: str) -> "subprocess.CompletedProcess[str]":
        script = (
            f"mount -t tmpfs -o size=900k tmpfs {tmp_path} && mkdir -p {tmp_path}/site/data "
            f"&& echo '{MANIFEST}' > {tmp_path}/site/data/manifest.json "
            f"&& echo former > {tmp_path}/site/index.html && {options} "
            f"{' '.join(COMMAND)} --out {tmp_path}/site; code=$?; "
            f"cat {tmp_path}/site/index.html; ls -A {tmp_path}; exit $code"
        )
        return subprocess.run(
            [*unshare, "sh", "-c", script],
            cwd=project.root,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_full_disk_ends_a_build_with_a_clear_message(
    mounted: Callable[[str], "subprocess.CompletedProcess[str]"],
) -> None:
    done = mounted("")
    refused(done, "No space left on device")
    assert done.stdout.splitlines()[-2:] == ["former", "site"]


def test_a_read_only_folder_ends_a_build_with_a_clear_message(
    mounted: Callable[[str], "subprocess.CompletedProcess[str]"], tmp_path: Path
) -> None:
    done = mounted(f"mount -o remount,ro {tmp_path} &&")
    refused(done, f" {tmp_path}/.site-building-")
    assert "Read-only file system" in done.stderr
    assert done.stdout.splitlines()[-2:] == ["former", "site"]
