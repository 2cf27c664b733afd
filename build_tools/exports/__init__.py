"""Exports the facts as open data, in standard formats.

Each module in ``formats/`` is a format. Its function ``files(ledger, site)`` yields
:class:`ExportFile` values and writes nothing. A new file in that folder is a new format. The format
is published by default, and can be listed under ``exports:`` in mkdocs.yml by its module name. The
same facts always give the same bytes, on any machine and on any day.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from build_tools.exports import formats
from build_tools.exports.export_file import ExportFile
from build_tools.exports.manifest import MANIFEST, is_data_path, listed, manifest
from build_tools.facts.catalogue import without_marks
from build_tools.facts.files import write_all
from build_tools.facts.ledger import Ledger
from build_tools.views.open_data import DataFile
from build_tools.views.publication import Publication

__all__ = [
    "MANIFEST",
    "ExportFile",
    "all_files",
    "is_data_path",
    "made",
    "manifest",
    "names",
    "publish",
]


def names() -> tuple[str, ...]:
    """Return the names of all formats."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__)))


def made(name: str, ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the files of a format."""
    for file in importlib.import_module(f"{formats.__name__}.{name}").files(ledger, site):
        yield file if ledger.words.is_english else _without_marks(file)


def _without_marks(file: ExportFile) -> ExportFile:
    """Return a text file without the marks around English words, which records cannot contain."""
    try:
        text = file.data.decode()
    except UnicodeDecodeError:  # an archive or a database, which contains only values from records
        return file
    return file._replace(data=without_marks(text).encode())


def all_files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each file in the site's formats in turn, and finally the manifest of these files."""
    yield from (file for file, _ in _with_entries(ledger, site))


def _with_entries(ledger: Ledger, site: Publication) -> Iterator[tuple[ExportFile, DataFile]]:
    """Yield each file and its manifest entry. Only the entries stay in memory."""
    entries: dict[str, DataFile] = {}
    for name in filter(site.offers, names()):
        for file in made(name, ledger, site):
            # Some file systems do not distinguish between upper and lower case.
            if (key := file.path.casefold()) in entries:
                raise ValueError(f"Two exports have the same path: {file.path}.")
            entries[key] = listed(file)
            yield file, entries[key]
    last = manifest(entries.values(), ledger)
    yield last, listed(last)


def publish(folder: Path, ledger: Ledger, site: Publication) -> tuple[DataFile, ...]:
    """Write every file below ``folder`` and return the manifest entries.

    ``folder`` may be a built site. Raises FileExistsError if a page already has the path of a file,
    which is a bug in facts.
    """
    entries: list[DataFile] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        for file, entry in _with_entries(ledger, site):
            entries.append(entry)
            yield file.path, file.data

    write_all(folder, contents(), new=True)
    return tuple(entries)
