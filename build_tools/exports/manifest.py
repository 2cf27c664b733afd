"""Lists all files of open data with their contents, sizes and checksums."""

import posixpath
from collections.abc import Iterable, Mapping

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, rights
from build_tools.exports.formats.json_records import ENTITIES
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.views.open_data import DataFile, OpenData, Shelf
from build_tools.views.publication import Publication

MANIFEST = "data/manifest.json"

# The media type and the format's name for each file ending. The system's own table differs between
# machines.
_FORMATS: Mapping[str, tuple[str, str]] = {
    ".bib": ("application/x-bibtex", "BibTeX"),
    ".csv": ("text/csv", "CSV"),
    ".html": ("text/html", "HTML"),
    ".ics": ("text/calendar", "iCalendar"),
    ".json": ("application/json", "JSON"),
    ".jsonld": ("application/ld+json", "JSON-LD"),
    ".sqlite": ("application/vnd.sqlite3", "SQLite"),
    ".zip": ("application/zip", "ZIP"),
    ".xml": ("application/atom+xml", "Atom"),
}

_TABLES = N_(
    "One table in each file, with links between them, in UTF-8. A spreadsheet should import all "
    "columns as text."
)
_RECORDS = "data/sources"
_OTHERS = "data/others"

# The folders in the order of the data page, each with its heading's id and text, and an
# explanation.
_SHELVES: Mapping[str, tuple[str, str, str]] = {
    "data": (
        "whole",
        N_("Everything in one file"),
        N_("The same facts, in the form that suits you."),
    ),
    "data/tables": ("tables", N_("Tables"), _TABLES),
    "": (
        "follow",
        N_("Feed and calendar"),
        N_("Files for feed readers and calendars, which fetch them regularly."),
    ),
    "data/schema": (
        "schemas",
        N_("Schemas"),
        N_("What each JSON file may contain, field by field."),
    ),
    "data/claims": (
        "claims",
        N_("One claim each, as JSON"),
        N_("Each claim keeps its address, even after it is withdrawn."),
    ),
    _RECORDS: (
        "records",
        N_("One other record each, as JSON"),
        N_("Sources, articles and entities."),
    ),
    "embed": ("cards", N_("One claim each, as a card"), N_("For other sites to show in a frame.")),
    _OTHERS: ("others", N_("Other files"), N_("Further formats of this site.")),
}


def listed(file: ExportFile) -> DataFile:
    """Return the manifest entry for a file, which does not contain the file's bytes."""
    ending = posixpath.splitext(file.path)[1]
    media_type, name = _FORMATS.get(ending, ("application/octet-stream", ending[1:].upper()))
    size, checksum = len(file.data), file.sha256
    is_empty = not file.data or (ending == ".csv" and file.data.count(b"\n") == 1)
    return DataFile(
        file.path, file.description, media_type, name, size, checksum, file.schema, is_empty
    )


def open_data(files: Iterable[DataFile], ledger: Ledger, site: Publication) -> OpenData:
    """Return the files by folder, for the data page."""
    by_folder: dict[str, list[DataFile]] = {folder: [] for folder in _SHELVES}
    for file in files:
        by_folder[_folder_of(file.path)].append(file)
    shelves = tuple(
        Shelf(*_SHELVES[folder], tuple(sorted(contents, key=lambda file: file.path)))
        for folder, contents in by_folder.items()
        if contents
    )
    return OpenData(
        shelves,
        site.url() if site.is_public else "",
        ledger.records.licence.name,
        ledger.records.licence.address,
        rights(ledger, ledger.words),
    )


def is_data_path(path: str) -> bool:
    """Return whether a path may be that of a data file, which the preview server must write."""
    return path.startswith(("data/", "embed/")) or path in ("feed.xml", "timeline.ics")


def _folder_of(path: str) -> str:
    """Return the folder under which the data page lists the file at a path."""
    folder = posixpath.dirname(path)
    kind = folder.removeprefix("data/")
    if kind == "articles" or kind in ENTITIES:
        return _RECORDS
    return folder if folder in _SHELVES else _OTHERS


def manifest(files: Iterable[DataFile], ledger: Ledger) -> ExportFile:
    """Return the manifest of these files: their sizes, checksums, licences and schemas."""
    entries = [
        {
            "path": file.path,
            "description": file.description,
            "media_type": file.media_type,
            "bytes": file.size,
            "sha256": file.sha256,
            "licence": ledger.records.licence.name,
            "schema": file.schema,
        }
        for file in sorted(files, key=lambda file: file.path)
    ]
    contents = {
        "version": 1,
        "licence": ledger.records.licence.name,
        "licence_address": ledger.records.licence.address,
        "rights": rights(ledger),
        "files": entries,
    }
    return ExportFile(
        MANIFEST, canonical(contents), N_("Every file of open data, with its checksum.")
    )
