"""Looks for a file, and writes many files at once or one file completely or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def has_file(folder: Path, name: str) -> bool:
    """Return whether a folder has a file with this path, which must not lead out of it."""
    if name.startswith("/") or ".." in name.split("/"):
        return False
    try:
        return (folder / name).is_file()
    except OSError:  # for example, the name is too long
        return False


def write_all(folder: Path, files: Iterable[tuple[str, bytes]], *, new: bool = False) -> None:
    """Write each file, given as its path below ``folder`` and its bytes. Raises OSError.

    With ``new``, raises FileExistsError if a file already exists, which is a bug in facts.
    """
    parents: set[str] = set()
    for name, data in files:
        parent = name.rpartition("/")[0]
        if parent not in parents:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            parents.add(parent)
        # A path object for each file would take longer than writing it.
        with open(f"{folder}/{name}", "xb" if new else "wb") as file:  # noqa: PTH123
            file.write(data)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file completely or not at all. Until then, readers see the previous file.

    Raises OSError if the file cannot be written, without leaving a temporary file behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
