"""Builds a site aside and swaps it in: readers always see a whole site, the old or the new.

Whenever a build is killed, the former site stands, and what it had made aside is taken away by the
next build. No file says that a build runs: the system itself knows, and forgets it with the build.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from build_tools.exports.manifest import MANIFEST
from build_tools.facts.wording import in_words, visible

# From <linux/fs.h> and renameat2(2): exchange two paths in one step.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

# The end of the name under which a former site steps aside.
_ASIDE = "-old"
# What tempfile.mkdtemp puts after a prefix.
_MADE_UP = "[a-z0-9_]{8}"

# Folders of a project that are written by people, or that other tools keep there.
_OF_THE_PROJECT = (
    *(".cache", ".git", "build_tools", "content", "facts", "maps", "schema", "seeds", "templates"),
    "tests",
)
# What every manifest of ours says, whatever else a later one may add.
_IN_MANIFEST = frozenset(("version", "licence", "files"))


class NotReplaceableError(Exception):
    """Says in two sentences what stands where the site is to go, and the way out."""


def build(project: Path, site: Path, strict: bool) -> int:
    """Run the engine into a folder beside ``site`` and put it in place if that went well.

    Returns the engine's exit code. After anything but 0 the former site stands as it was. Two
    builds at once each make their own; the one that ends last stays. Raises OSError where the
    folder beside ``site`` cannot be written, and InTheWayError where ``site`` is neither empty nor
    a former site, or is a folder of the project: whatever stands there would be taken away.
    """
    _see_that_it_may_go(project, site)
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site.parent):
        _tidy(site)
    with _staging(site) as (staging, held):
        command = [sys.executable, "-m", "build_tools.site.mkdocs", "build"]
        command += ["--site-dir", str(staging), "--config-file", str(project / "mkdocs.yml")]
        command += ["--strict"] if strict else []
        # The theme's notice of its end of life is known here: see the principles in the docs.
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        # The engine holds the folder too, so that it is no leftover while anybody writes there.
        done = subprocess.run(  # noqa: S603
            command, cwd=project, env=environment, check=False, pass_fds=(held,)
        )
        if done.returncode == 0:
            staging.chmod(0o755)
            with _alone(site.parent):
                # A build takes its time; somebody may have put something there meanwhile.
                _see_that_it_may_go(project, site)
                swap(staging, site)
        return done.returncode


def _see_that_it_may_go(project: Path, site: Path) -> None:
    reason = _of_the_project(project.resolve(), site.resolve()) or _what_stands(site)
    if reason:
        raise NotReplaceableError(
            f"{visible(str(site))} {reason}; a build would take that away. "
            "Name an empty folder or a former site."
        )


def _of_the_project(project: Path, site: Path) -> str:
    """Return what the folder is to the project that nobody means to replace, or nothing."""
    if project.is_relative_to(site):
        return "is the project itself" if project == site else "holds the project"
    if site.is_relative_to(project):
        first = site.relative_to(project).parts[0]
        return f"lies in the project's own {first}/" if first in _OF_THE_PROJECT else ""
    return ""


def _what_stands(site: Path) -> str:
    """Return what stands there if it is neither empty nor a former site, or nothing."""
    if not site.exists():
        return ""
    if not site.is_dir():
        return "is no folder"
    found = sorted(path.name for path in site.iterdir())
    if not found:
        return ""
    if _is_built(site):
        # With a history, it is more than a build could make again.
        return "keeps a history of its own in .git" if ".git" in found else ""
    shown = [visible(name) for name in found[:3]]
    more = [f"{len(found) - 3} more"] if len(found) > 3 else []
    return f"is no site that a build of ours made, but holds {in_words(shown + more)}"


def _is_built(site: Path) -> bool:
    """Tell whether the folder holds what every build of ours writes, strict or not."""
    if not all((site / name).is_file() for name in (MANIFEST, "index.html")):
        return False
    try:
        manifest = json.loads((site / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.keys() >= _IN_MANIFEST


@contextlib.contextmanager
def _staging(site: Path) -> Iterator[tuple[Path, int]]:
    """Make a folder beside ``site`` that is this build's own, and take it away at the end.

    Yields it with the open folder, which is held for as long as that is open: see :func:`_tidy`.
    """
    with _alone(site.parent):
        path = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
        held = os.open(path, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield path, held
    finally:
        os.close(held)
        shutil.rmtree(path, ignore_errors=True)


def _prefix(site: Path) -> str:
    return f".{site.name}-building-"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let only one build at a time make, tidy or swap folders in this one: an instant each."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _tidy(site: Path) -> None:
    """Take away what builds that were killed have left, and put back what they had set aside.

    Others may keep folders of such names here, or put them here to have them published: only what
    is named as a build names it and belongs to whoever builds is looked at, and a former site must
    be one.
    """
    form = re.compile(f"{re.escape(_prefix(site))}{_MADE_UP}({_ASIDE})?")
    for path in sorted(site.parent.iterdir()):
        if not form.fullmatch(path.name) or not _is_left_over(path):
            continue
        is_aside = path.name.endswith(_ASIDE)
        if is_aside and _what_stands(path):
            continue
        if is_aside and not site.exists():
            path.rename(site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_left_over(path: Path) -> bool:
    """Tell whether this is a folder of our own user in which no build works any more."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
    except OSError:  # gone meanwhile, no folder, or not for us to look into
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.fstat(opened).st_uid == os.geteuid()
    except BlockingIOError:
        return False
    finally:
        os.close(opened)


def swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``; what stood there ends up at ``fresh``."""
    if not site.exists():
        fresh.rename(site)
        return
    if _exchanged(fresh, site):
        return
    # Where the system cannot exchange, the old site steps aside for the blink of two renames.
    aside = fresh.with_name(f"{fresh.name}{_ASIDE}")
    site.rename(aside)
    fresh.rename(site)
    aside.rename(fresh)


def _exchanged(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        paths = os.fsencode(one), os.fsencode(other)
        return bool(
            rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0
        )
    return False
