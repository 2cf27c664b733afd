"""Tests ``facts export``, which writes open data only if the facts have no errors."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from build_tools.facts.project import Project


def run(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "build_tools",
        "--project",
        str(project.root),
        "export",
        *words,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_facts_without_errors_are_exported_and_listed(
    world: Callable[..., Project], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = run(world(), str(out), "--site-url", "https://facts.example/")
    assert done.returncode == 0, done.stderr
    claims = json.loads((out / "data" / "claims.json").read_text(encoding="utf-8"))
    assert "two-crossings" in json.dumps(claims)
    with closing(sqlite3.connect(out / "data" / "facts.sqlite")) as database:
        (number,) = database.execute("select count(*) from claims").fetchone()
    assert number == 4
    listed = json.loads((out / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert f"{sum(path.is_file() for path in out.rglob('*'))} files" in done.stdout
    assert "https://facts.example/" in (out / "feed.xml").read_text(encoding="utf-8")
    assert listed


def test_facts_with_errors_are_not_exported(world: Callable[..., Project], tmp_path: Path) -> None:
    project = world({"facts/claims/borders/broken.yaml": "claim: [\n"})
    done = run(project, str(tmp_path / "out"))
    assert done.returncode == 1
    assert "facts check" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_empty_stays_unchanged(
    world: Callable[..., Project], tmp_path: Path
) -> None:
    kept = tmp_path / "out" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    done = run(world(), str(kept.parent))
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in kept.parent.iterdir()] == ["mine.txt"]
