"""Makes small git repositories for tests, independent of the user and settings of the machine."""

import os
import subprocess
from pathlib import Path

from build_tools.facts.project import Project

SETTINGS = {
    "user.name": "Nobody",
    "user.email": "nobody@example.org",
    "init.defaultBranch": "main",
    "commit.gpgSign": "false",
    "core.hooksPath": "/dev/null",
}

NEW_CLAIM = """\
claim: Poland closed a crossing.
kind: event
asserted_by: article
when: 2023-08
evidence:
  - source: tass-2023-08-18-closed
    stance: contradicts
    basis: reporting
    says: It says nothing of Poland.
verdict: wrong
confidence: low
finding: It did not.
checked:
  date: 2026-11-22
  by: the editors
"""

REVISION = """\
revisions:
  - date: 2026-12-01
    kind: correction
    field: verdict
    from: supported
    to: disputed
    reason: A second count was found.
"""


def git(root: Path, *arguments: str, **more: str) -> str:
    """Run git in a folder, with extra environment variables, and return its output."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", **more}
    settings = [part for name, text in SETTINGS.items() for part in ("-c", f"{name}={text}")]
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def committed(project: Project) -> Project:
    """Turn the project into a repository, with everything in a single commit on main."""
    git(project.root, "init", "--quiet")
    return commit(project)


def commit(project: Project, moment: str = "") -> Project:
    """Commit all files, at a given time (ISO 8601 with an offset) or at the current time."""
    dated = {"GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment} if moment else {}
    folders = ("facts", "seeds", "maps", "content", "templates")
    git(
        project.root,
        "add",
        "--all",
        *(folder for folder in folders if (project.root / folder).exists()),
    )
    git(project.root, "commit", "--quiet", "--message", "A change", **dated)
    return project


def edit(project: Project, path: str, old: str, new: str) -> None:
    """Replace the only occurrence of ``old`` in a file."""
    file = project.root / path
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}."
    file.write_text(text.replace(old, new), encoding="utf-8")


def add(project: Project, path: str, text: str) -> None:
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + text)
