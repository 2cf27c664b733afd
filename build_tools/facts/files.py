"""Many files written with few calls, or each whole or not at all."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path


def write_all(
    folder: Path, files: Iterable[tuple[str, bytes]], *, new: bool = False, aside: bool = False
) -> None:
    """Write each file, given as its path below ``folder`` and its bytes. Raises OSError.

    With ``new``, a file that is there already is our own bug, and loud: FileExistsError. With
    ``aside``, each is written by :func:`write_aside`: somebody reads there meanwhile. Otherwise the
    system's own calls take half the time of an opened file, and names within an open folder less
    than paths.
    """
    if aside:
        for path, data in files:
            write_aside(folder / path, data)
        return
    flags = os.O_WRONLY | os.O_CREAT | (os.O_EXCL if new else os.O_TRUNC)
    with ExitStack() as held:
        opened, last = -1, None
        for path, data in files:
            inside, _, name = path.rpartition("/")
            if inside != last:
                held.close()
                opened, last = _opened(folder / inside), inside
                held.callback(os.close, opened)
            _write(os.open(name, flags, 0o644, dir_fd=opened), data)


def _opened(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)


def _write(file: int, data: bytes) -> None:
    """Write all of the data, which the system may take in parts, and close the file."""
    try:
        taken = os.write(file, data)
        while taken < len(data):
            taken += os.write(file, data[taken : taken + 1_000_000])
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
