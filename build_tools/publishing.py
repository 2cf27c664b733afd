"""Builds a site aside and swaps it in: readers always see a whole site, the old or the new.

Whenever a build is killed, the former site stands, and what it had made aside is taken away by the
next build. No file says that a build runs: the system itself knows, and forgets it with the build.
"""

import contextlib
import ctypes
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# From <linux/fs.h> and renameat2(2): exchange two paths in one step.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

# The end of the name under which a former site steps aside.
_ASIDE = "-old"


def build(project: Path, site: Path, strict: bool) -> int:
    """Run the engine into a folder beside ``site`` and put it in place if that went well.

    Returns the engine's exit code. After anything but 0 the former site stands as it was. Two
    builds at once each make their own; the one that ends last stays. Raises OSError where the
    folder beside ``site`` cannot be written.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site.parent):
        _tidy(site)
    with _staging(site) as (staging, held):
        command = [sys.executable, "-m", "build_tools.mkdocs_plugin", "build"]
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
                swap(staging, site)
        return done.returncode


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
    """Take away what builds that were killed have left, and put back what they had set aside."""
    for path in sorted(site.parent.iterdir()):
        if not path.name.startswith(_prefix(site)) or path.is_symlink() or not path.is_dir():
            continue
        if path.name.endswith(_ASIDE) and not site.exists():
            path.rename(site)
        elif not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_held(path: Path) -> bool:
    """Tell whether a build that still runs works in the folder."""
    opened = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


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
