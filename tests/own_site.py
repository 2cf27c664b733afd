"""Keeps tests away from the repository's own site, which a fork replaces.

A test that depends on this site is marked with ``own_site``, and ``test_fork.py`` runs it in a fork
with a different site. Every other test fails if it reads a file of the site. Programs that tests
start are judged by their command, because what they read cannot be seen from here.
"""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1]
MARKER = "own_site"
# The files that docs/running.md tells people to replace in a fork. All other files belong to the
# engine.
PATHS = (
    *("facts", "seeds", "maps/shapes", "content/explainers"),
    *("content/index.md", "content/method.md", "mkdocs.yml"),
)
# A test that uses one of these fixtures depends on the site.
FIXTURES = frozenset(("own_built", "own_ledger", "own_site", "sites"))
# A parameter of tests that run on the site and on invented sites.
OWN = pytest.param("own", marks=getattr(pytest.mark, MARKER))

_ROOT = str(PROJECT)
_FULL = tuple(f"{_ROOT}/{path}" for path in PATHS)
_FOLDERS = tuple(f"{path}/" for path in _FULL)
_READING = frozenset(("open", "os.listdir", "os.scandir"))


class _State:
    """The permission of the current test to read the site. Modules have none on import."""

    is_allowed = False


def allow(is_allowed: bool) -> None:
    """Allow the code that runs next to read the site, or forbid it."""
    _State.is_allowed = is_allowed


def is_of_site(path: str) -> bool:
    """Return whether an absolute path is that of a file or folder of the site."""
    return path.startswith(_ROOT) and (path in _FULL or path.startswith(_FOLDERS))


def builds_site(command: Sequence[str], folder: str) -> bool:
    """Return whether a command that is started in a folder runs the engine on the site."""
    if _ROOT in command[1:] or any(map(is_of_site, command)):
        return True
    names = {part.rpartition("/")[2] for part in command[:1]} | {
        name for option, name in pairwise(command) if option == "-m"
    }
    is_engine = not {"build_tools", "facts", "mkdocs"}.isdisjoint(names)
    return folder == _ROOT and is_engine and "--project" not in command


def _whole(path: str | Path) -> str:
    # Unlike Path.resolve, this is quick and does not follow links.
    return os.path.abspath(path)  # noqa: PTH100


def _refuse_reading(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise AssertionError for a Python audit event that reads the site without permission."""
    if event in _READING:
        path = arguments[0]
        # With a folder's descriptor, os.open gives a path that is relative to that folder.
        is_plain = isinstance(path, str) and (path[:1] == "/" or event != "open" or arguments[1])
        if not is_plain or _State.is_allowed or not is_of_site(_whole(path)):
            return
        what = f"reads {path}"
    elif event == "subprocess.Popen":
        _, command, folder, _ = arguments
        words = [command] if isinstance(command, str) else [str(part) for part in command]
        if _State.is_allowed or not builds_site(words, _whole(folder or ".")):
            return
        what = f"runs {' '.join(words)}"
    else:
        return
    raise AssertionError(
        f"This {what}, which belongs to the repository's own site. "
        f"Use a world of the tests, or mark the test with {MARKER}."
    )


sys.addaudithook(_refuse_reading)
