"""Tests the log of a build: the stages in a terminal, and the final summary."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.sites import build, files_of, write_tiny

MADE = re.compile(
    r"Made (\w+) pages and (\w+) files of open data \(([\d.]+) MB\) in ([\d.]+) seconds: "
    r"reading [\d.]+, frame [\d.]+, open data [\d.]+, pages [\d.]+ and links [\d.]+\."
)


def on_terminal(root: Path) -> str:
    """Return the output of the build on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "build_tools", "build"], cwd=root, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
        process.wait(60)
    os.close(ours)
    assert process.returncode == 0, seen.decode()
    return seen.decode()


def test_a_terminal_shows_every_stage_but_a_log_shows_only_the_result(tmp_path: Path) -> None:
    root = write_tiny(tmp_path / "tiny")
    shown = on_terminal(root)
    for stage in ("Reading", "Frame", "Open data", "Pages", "Links"):
        assert f"{stage} …\r" in shown
    assert MADE.search(" ".join(shown.split()))  # lines are wrapped at the width
    done = build(root)
    assert "…\r" not in done.stderr
    found = MADE.search(done.stderr)
    assert found, done.stderr
    files = files_of(root / "site")
    pages = [path for path in files if path.endswith(".html") and not path.startswith("embed/")]
    assert int(found[1]) == len(pages) - 1  # the theme makes the 404 page
    listed = (root / "site" / "data" / "manifest.json").read_text(encoding="utf-8")
    assert int(found[2]) == listed.count('"sha256"') + 1
