"""Open data: the facts in the standards of the field, one module for each format, found by name.

A format is a module with a ``NAME`` and ``files(ledger, site)``, which yields :class:`ExportFile`
values and writes nothing. Equal facts give equal bytes, whatever the machine, the day or the order.
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from build_tools.exports.file import ExportFile, Publication
from build_tools.exports.listing import MANIFEST, manifest
from build_tools.files import write_all
from build_tools.ledger import Ledger

__all__ = [
    "MANIFEST",
    "ExportFile",
    "Publication",
    "all_files",
    "made",
    "manifest",
    "names",
    "publish",
    "write",
]

# Parts that formats share; they make no file of their own.
SHARED = (
    "canonical",
    "columns",
    "computed",
    "file",
    "heads",
    "kept",
    "listing",
    "news",
    "plain",
    "tables",
    "verify",
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(
        sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name not in SHARED)
    )


def all_files(ledger: Ledger, site: Publication) -> tuple[ExportFile, ...]:
    """Return every file of every format, by path, and the manifest that lists them."""
    unsorted = (file for name in names() for file in made(name, ledger, site))
    found = sorted(unsorted, key=lambda file: file.path)
    times = Counter(file.path.casefold() for file in found)
    if doubles := [path for path, number in times.items() if number > 1]:
        raise ValueError(f"Two exports have one path: {doubles}.")
    return (*found, manifest(found))


def made(name: str, ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the files of one format."""
    yield from importlib.import_module(f"{__name__}.{name}").files(ledger, site)


def publish(folder: Path, ledger: Ledger, site: Publication) -> tuple[ExportFile, ...]:
    """Make every file, write it below ``folder``, and return them all."""
    found = all_files(ledger, site)
    write(folder, found)
    return found


def write(folder: Path, files: Iterable[ExportFile]) -> None:
    """Write the files below ``folder``, a built site.

    A path that a page already has is our own bug, and loud: FileExistsError.
    """
    write_all(folder, ((file.path, file.data) for file in files), new=True)
