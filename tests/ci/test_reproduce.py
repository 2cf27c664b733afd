"""Tests that a site can be reproduced elsewhere, and that one checksum covers the whole site."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.facts.link_status import LinkStatus, State, save
from tests.conftest import PROJECT
from tests.repositories import git
from tests.sites import build, configuration, files_of, write_tiny

SUMS = PROJECT / ".ci" / "checksums.py"
REPRODUCE = PROJECT / ".ci" / "reproduce.py"

# A build must not depend on any of these values. Each value is written into a separate file.
ODD = """
import os, pathlib, sys, time

def on_post_build(config):
    site = pathlib.Path(config.site_dir)
    depends = {
        "day": os.environ.get("SOURCE_DATE_EPOCH"),
        "folder": os.getcwd(),
        "hashes": hash("a"),
        "language": os.environ.get("LC_ALL"),
        "zone": time.strftime("%z"),
        "mode": oct(os.stat(site / "index.html").st_mode),
        "cache": os.path.exists("warm"),
    }
    for name, value in depends.items():
        (site / f"odd-{name}.txt").write_text(f"always {value}")
"""
CLEAN = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1790000000"}


def repository(root: Path, changes: dict[str, str | None]) -> Path:
    """Write the tiny project, build its site, and commit everything except the link status."""
    write_tiny(root, {".gitignore": "/site/\n/.cache/\n/.facts-cache/\n/warm\n", **changes})
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All of it")
    (root / "warm").touch()
    day = "2026-11-03"
    gone = {"https://tass.com/world/1": LinkStatus(State.GONE, day, day, "It answered 404.")}
    save(root / "facts" / "links.json", gone)
    done = build(root, **CLEAN)
    assert done.returncode == 0, done.stderr
    return root


def run(script: Path, root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in a project, with this repository's code if the project contains none."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FACTS_")}
    return subprocess.run(
        [sys.executable, script, *arguments],
        cwd=root,
        env={**clean, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("reproduced") / "project", {})


def test_a_reproduced_site_has_a_single_checksum(project: Path, tmp_path: Path) -> None:
    root = shutil.copytree(project, tmp_path / "project", symlinks=True)
    done = run(REPRODUCE, root, "site")
    assert done.returncode == 0, done.stderr
    hashes = {
        name: hashlib.sha256(raw).hexdigest() for name, raw in files_of(root / "site").items()
    }
    listed = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    number = hashlib.sha256(listed.encode()).hexdigest()
    assert done.stdout == f"Reproduced: {len(hashes)} files, identical byte for byte. {number}\n"
    assert git(root, "status", "--porcelain") == "?? facts/links.json\n"
    assert b"gone on 3 November 2026" in b"".join(files_of(root / "site" / "sources").values())
    # A hidden file would be in the list but would not be published.
    assert [name for name in hashes if f"/{name}".count("/.")] == []

    (root / "content" / "index.md").write_text("Not committed.\n")
    done = run(REPRODUCE, root, "site")
    assert done.returncode == 1
    assert "content/index.md" in done.stderr
    assert "links.json" not in done.stderr


def test_each_planted_difference_is_reported(tmp_path: Path) -> None:
    changed = configuration().replace("\nplugins:", "\nhooks: [odd.py]\n\nplugins:")
    root = repository(tmp_path / "project", {"odd.py": ODD, "mkdocs.yml": changed})
    site = root / "site"
    page = site / "claims.html"
    at = len(page.read_bytes())
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    (site / "index.html").unlink()
    (site / "added.html").touch()
    done = run(REPRODUCE, root, "site")
    assert done.returncode == 1
    assert done.stdout == ""
    first, *lines = done.stderr.splitlines()
    assert "10 files" in first
    names = [line.split(":")[0] for line in lines]
    kinds = ("cache", "day", "folder", "hashes", "language", "mode", "zone")
    assert names == sorted(
        ["added.html", "claims.html", "index.html", *(f"odd-{kind}.txt" for kind in kinds)]
    )
    assert lines[0] == "added.html: only in the first build"
    assert lines[1].startswith(f"claims.html: from byte {at} on: ")
    assert "<!-- -->" in lines[1]
    assert lines[2] == "index.html: only in the second build"
    assert lines[-1].startswith(
        "odd-zone.txt: from byte 8 on: b'always +0000' against b'always +14"
    )


def test_a_failed_second_build_is_reported_with_its_reason(project: Path, tmp_path: Path) -> None:
    root = shutil.copytree(project, tmp_path / "project", symlinks=True)
    (claim,) = (root / "facts").rglob("two-crossings.yaml")
    claim.write_text(claim.read_text().replace("confidence: high", "confidence: total"))
    git(root, "commit", "--quiet", "--all", "--message", "A fault")
    done = run(REPRODUCE, root, "site")
    assert done.returncode == 1
    assert "two-crossings.yaml" in done.stderr


def small(folder: Path) -> Path:
    (folder / "b").mkdir(parents=True)
    (folder / "a.html").write_text("A")
    (folder / "b" / "c d.html").write_text("ä")
    return folder


def test_sha256sum_accepts_the_list(tmp_path: Path) -> None:
    site = small(tmp_path / "site")
    printed = [run(SUMS, tmp_path, "site").stdout for _ in range(2)]
    listed = (site / "SHA256SUMS").read_bytes()
    assert printed == [f"{hashlib.sha256(listed).hexdigest()}  SHA256SUMS of 2 files\n"] * 2
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    if shutil.which(command[0]) is None:
        pytest.skip("sha256sum is not here")
    assert subprocess.run(command, cwd=site, check=False, capture_output=True).returncode == 0
    (site / "b" / "c d.html").write_text("a")
    assert subprocess.run(command, cwd=site, check=False, capture_output=True).returncode == 1


def test_the_checksum_changes_with_any_byte_or_name(tmp_path: Path) -> None:
    numbers = {run(SUMS, tmp_path, small(tmp_path / "as it is").name).stdout}
    (small(tmp_path / "byte") / "a.html").write_text("B")
    (small(tmp_path / "name") / "a.html").rename(tmp_path / "name" / "b.html")
    (small(tmp_path / "more") / "d.html").touch()
    (small(tmp_path / "less") / "a.html").unlink()
    for folder in ("byte", "name", "more", "less"):
        numbers.add(run(SUMS, tmp_path, folder).stdout)
    assert len({text.split()[0] for text in numbers}) == 5


@pytest.mark.parametrize("name", ["two\nlines.html", "back\\slash.html", "turned\u202e.html"])
def test_a_name_that_the_list_cannot_contain_is_refused(tmp_path: Path, name: str) -> None:
    (small(tmp_path / "site") / name).touch()
    done = run(SUMS, tmp_path, "site")
    assert done.returncode == 1
    assert "cannot be listed" in done.stderr
    assert not (tmp_path / "site" / "SHA256SUMS").exists()


def test_a_symlink_in_the_site_is_refused(tmp_path: Path) -> None:
    (small(tmp_path / "site") / "passwords").symlink_to("/etc/hostname")
    done = run(SUMS, tmp_path, "site")
    assert done.returncode == 1
    assert done.stderr.startswith("passwords is not an ordinary file")
