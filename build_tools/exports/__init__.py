"""Open data: the facts in the standards of the field, one module for each format, found by name.

A format is a module with a ``NAME`` and ``files(ledger, site)``, which yields :class:`ExportFile`
values and writes nothing. Equal facts give equal bytes, whatever the machine, the day or the order.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from build_tools.exports.export_file import ExportFile, Publication
from build_tools.exports.manifest import MANIFEST, listed, manifest, may_hold
from build_tools.facts.files import write_all
from build_tools.facts.ledger import Ledger
from build_tools.views.open_data import DataFile

__all__ = [
    "MANIFEST",
    "ExportFile",
    "Publication",
    "all_files",
    "made",
    "manifest",
    "may_hold",
    "names",
    "publish",
]

# Parts that formats share; they make no file of their own.
SHARED = (
    "canonical",
    "columns",
    "computed_tables",
    "export_file",
    "feed_items",
    "head_links",
    "manifest",
    "plain_values",
    "shared_results",
    "tables",
    "verify",
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(
        sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name not in SHARED)
    )


def all_files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield every file of every format, one by one, and at last the manifest that lists them.

    Together they are many times the facts: who writes each and lets it go holds one at a time.
    """
    yield from (file for file, _ in _listed_files(ledger, site))


def _listed_files(ledger: Ledger, site: Publication) -> Iterator[tuple[ExportFile, DataFile]]:
    """Yield each file with what is to be known of it when it is gone."""
    met: set[str] = set()
    found: list[DataFile] = []
    for name in names():
        for file in made(name, ledger, site):
            if (key := file.path.casefold()) in met:
                raise ValueError(f"Two exports have one path: {file.path}.")
            met.add(key)
            found.append(listed(file))
            yield file, found[-1]
    last = manifest(found)
    yield last, listed(last)


def made(name: str, ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the files of one format."""
    yield from importlib.import_module(f"{__name__}.{name}").files(ledger, site)


def publish(
    folder: Path, ledger: Ledger, site: Publication, *, aside: bool = False
) -> tuple[DataFile, ...]:
    """Write every file below ``folder``, perhaps a built site, and return what each is.

    A path that a page already has is our own bug, and loud: FileExistsError. With ``aside`` files
    are replaced, each as a whole: somebody is reading there.
    """
    found: list[DataFile] = []

    def one_by_one() -> Iterator[tuple[str, bytes]]:
        for file, told in _listed_files(ledger, site):
            found.append(told)
            yield file.path, file.data

    write_all(folder, one_by_one(), new=not aside, aside=aside)
    return tuple(found)
