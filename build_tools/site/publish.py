"""Builds a site in a temporary folder, then puts it in place. Readers always see a complete site.

If a build is killed, the previous site stays, and the next build removes the remains. A running
build is marked by a lock instead of a file, because the system releases a lock when its process
ends.
"""

import contextlib
import ctypes
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from build_tools.facts.wording import in_words, visible

try:
    import fcntl

    CAN_LOCK = True
except ImportError:  # Windows lacks these locks
    CAN_LOCK = False

# These values are from <linux/fs.h>. With them, renameat2(2) exchanges two paths atomically.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

# The suffix for a previous site that is moved away for a moment.
_PREVIOUS = "-old"
# The suffix that tempfile.mkdtemp adds to a prefix.
_RANDOM = "[a-z0-9_]{8}"
# If the system has no locks, a folder that is older than this many seconds is not in use.
_MAX_SECONDS = 3600

# Project folders with files that people write or that other tools use.
_OF_THE_PROJECT = (
    *(".cache", ".git", "build_tools", "content", "facts", "maps", "schema", "seeds", "templates"),
    "tests",
)
# The manifest of open data identifies a previous site. Importing `exports` to get the manifest's
# path would take longer than publishing.
_MANIFEST = "data/manifest.json"
# The keys that every version has written to its manifests.
_IN_MANIFEST = frozenset(("version", "licence", "files"))


class NotReplaceableError(Exception):
    """An error for a file or folder that a build must not replace with the site.

    The message names the file or folder and suggests a solution.
    """


def build(project: Path, site: Path, strict: bool) -> int:
    """Build into a temporary folder next to ``site``, and put it in place if the build succeeds.

    Returns MkDocs' exit code. If the code is not 0, the previous site is unchanged. Concurrent
    builds do not disturb each other, and the last build to finish replaces the site. Raises OSError
    if the temporary folder cannot be written. Raises NotReplaceableError if ``site`` is neither
    empty nor a previous site, or if it is a folder of the project, whose contents would be lost.
    """
    _require_replaceable(project, site)
    site.parent.mkdir(parents=True, exist_ok=True)
    with _locked(site.parent):
        _tidy(site)
    with _temporary_folder(site) as (folder, descriptors):
        # With -P, a folder called build_tools in the site cannot run instead of the engine.
        command = [sys.executable, "-P", "-m", "build_tools.site.mkdocs", "build"]
        command += ["--site-dir", str(folder), "--config-file", str(project / "mkdocs.yml")]
        command += ["--strict"] if strict else []
        # This suppresses the notice on the end of the theme's life, which docs/architecture.md
        # discusses.
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        # MkDocs shares the lock. If MkDocs outlives this process, the folder still counts as in
        # use.
        done = subprocess.run(  # noqa: S603
            command, cwd=project, env=environment, check=False, pass_fds=descriptors
        )
        if done.returncode == 0:
            folder.chmod(0o755)
            with _locked(site.parent):
                # Another program may have put a file or folder at this path during the build.
                _require_replaceable(project, site)
                swap(folder, site)
        return done.returncode


def _require_replaceable(project: Path, site: Path) -> None:
    reason = _of_the_project(project.resolve(), site.resolve()) or _obstacle(site)
    if reason:
        raise NotReplaceableError(
            f"{visible(str(site))} {reason}; a build would delete that. "
            "Name an empty folder or a previous site."
        )


def _of_the_project(project: Path, site: Path) -> str:
    """Return the folder's role in the project if the folder must not be replaced, or ""."""
    if project.is_relative_to(site):
        return "is the project itself" if project == site else "contains the project"
    if site.is_relative_to(project):
        first = site.relative_to(project).parts[0]
        return f"is inside the project's own {first}/" if first in _OF_THE_PROJECT else ""
    return ""


def _obstacle(site: Path) -> str:
    """Return a description of ``site`` if it is neither empty nor a previous site, or ""."""
    if not site.exists():
        return ""
    if not site.is_dir():
        return "is not a folder"
    names = sorted(path.name for path in site.iterdir())
    if not names:
        return ""
    if _is_built(site):
        # A `.git` folder contains a history that a build could not restore.
        return "has its own history in .git" if ".git" in names else ""
    shown = [visible(name) for name in names[:3]]
    more = [f"{len(names) - 3} more"] if len(names) > 3 else []
    return f"is not a site that `facts build` made, and contains {in_words(shown + more)}"


def _is_built(site: Path) -> bool:
    """Return whether the folder contains the files that every build writes."""
    if not all((site / name).is_file() for name in (_MANIFEST, "index.html")):
        return False
    try:
        manifest = json.loads((site / _MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.keys() >= _IN_MANIFEST


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[tuple[int, ...]]:
    """Lock a folder, and yield the lock's descriptor if the system can lock folders.

    Raises BlockingIOError if another process has the lock and ``wait`` is False.
    """
    if not CAN_LOCK:
        yield ()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield (descriptor,)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _temporary_folder(site: Path) -> Iterator[tuple[Path, tuple[int, ...]]]:
    """Make a locked folder next to ``site``, yield it, and remove it at the end.

    Yields the folder and the descriptor of its lock.
    """
    with contextlib.ExitStack() as stack:
        with _locked(site.parent):
            path = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
            stack.callback(shutil.rmtree, path, ignore_errors=True)
            descriptors = stack.enter_context(_locked(path))
        yield path, descriptors


def _prefix(site: Path) -> str:
    return f".{site.name}-building-"


def _tidy(site: Path) -> None:
    """Remove the remains of killed builds, and restore a previous site that a build moved away.

    Other users may have folders with similar names next to the site. So this function touches a
    folder only if its name has exactly the form that a build uses. If the system has locks, the
    folder must also belong to the current user.
    """
    form = re.compile(f"{re.escape(_prefix(site))}{_RANDOM}({_PREVIOUS})?")
    for path in sorted(site.parent.iterdir()):
        if not form.fullmatch(path.name) or not _is_abandoned(path):
            continue
        is_previous = path.name.endswith(_PREVIOUS)
        if is_previous and _obstacle(path):
            continue
        if is_previous and not site.exists():
            path.rename(site)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(path: Path) -> bool:
    """Return whether a folder is no longer in use.

    If the system has locks, the folder must also belong to the current user.
    """
    try:
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return False
        if not CAN_LOCK:
            return time.time() - status.st_mtime > _MAX_SECONDS
        with _locked(path, wait=False):
            return status.st_uid == os.geteuid()
    except OSError:  # the folder is in use, gone or unreadable
        return False


def swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``. The previous site is then at ``fresh``."""
    if not site.exists():
        fresh.rename(site)
        return
    if _exchanged(fresh, site):
        return
    # If the system cannot exchange folders, the site is missing for a moment between two renames.
    previous = fresh.with_name(f"{fresh.name}{_PREVIOUS}")
    site.rename(previous)
    fresh.rename(site)
    previous.rename(fresh)


def _exchanged(first: Path, second: Path) -> bool:
    """Exchange two folders atomically, and return whether that worked. Only Linux can do this."""
    # Other systems lack the library (TypeError) or the function in the library (AttributeError).
    with contextlib.suppress(OSError, AttributeError, TypeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        paths = os.fsencode(first), os.fsencode(second)
        return bool(
            rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0
        )
    return False
