"""Finds a file in a folder, writes many files at once, and replaces one file in a single step."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def has_file(folder: Path, name: str) -> bool:
    """Return whether a folder contains a file at this path, which must not leave the folder."""
    if name.startswith("/") or ".." in name.split("/"):
        return False
    try:
        return (folder / name).is_file()
    except OSError:  # for example, the name is too long
        return False


def write_all(folder: Path, files: Iterable[tuple[str, bytes]], *, new: bool = False) -> None:
    """Write each file, given as its path below ``folder`` and its bytes.

    Raises OSError if a file cannot be written. With ``new``, raises FileExistsError if a file
    already exists, which is a bug in facts.
    """
    parents: set[str] = set()
    for name, data in files:
        parent = name.rpartition("/")[0]
        if parent not in parents:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            parents.add(parent)
        with (folder / name).open("xb" if new else "wb") as file:
            file.write(data)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file completely or not at all. Readers see the previous file until then.

    Raises OSError if the file cannot be written. No temporary file is left behind.
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
