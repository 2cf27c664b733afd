"""Builds a site aside and swaps it in: readers always see a whole site, the old or the new."""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# From <linux/fs.h> and renameat2(2): exchange two paths in one step.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def build(project: Path, site: Path, strict: bool) -> int:
    """Run the engine into a folder beside ``site`` and put it in place if that went well.

    Returns the engine's exit code. After anything but 0 the former site stands as it was.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(staging)]
        command += ["--config-file", str(project / "mkdocs.yml"), *(["--strict"] if strict else [])]
        # The theme's notice of its end of life is known here: see the principles in the docs.
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=project, env=environment, check=False)  # noqa: S603
        if done.returncode == 0:
            staging.chmod(0o755)
            swap(staging, site)
        return done.returncode
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``; what stood there ends up at ``fresh``."""
    if not site.exists():
        fresh.rename(site)
        return
    if _exchanged(fresh, site):
        return
    # Where the system cannot exchange, the old site steps aside for the blink of two renames.
    aside = fresh.with_name(f"{fresh.name}-old")
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
