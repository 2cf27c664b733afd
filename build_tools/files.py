"""Many files written with few calls, or each whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_all(
    folder: Path, files: Iterable[tuple[str, bytes]], *, new: bool = False, aside: bool = False
) -> None:
    """Write each file, given as its path below ``folder`` and its bytes.

    With ``new``, a file that is there already is our own bug, and loud: FileExistsError. With
    ``aside``, each is written by :func:`write_aside`: somebody reads there meanwhile. Otherwise the
    system's own calls take half the time of an opened file.
    """
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if new else os.O_TRUNC)
    made: set[str] = set()
    for path, data in files:
        if aside:
            write_aside(folder / path, data)
            continue
        inside, _, name = path.rpartition("/")
        if inside not in made:
            (folder / inside).mkdir(parents=True, exist_ok=True)
            made.add(inside)
        file = os.open(f"{folder}/{inside}/{name}", flags, 0o644)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)


def write_aside(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: who reads meanwhile finds the former, or none.

    Raises OSError where that cannot be done, and leaves nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).chmod(0o644)
        Path(aside).replace(path)
    finally:
        Path(aside).unlink(missing_ok=True)
