"""The list of the files of open data: what each is, in words and in checksums, and its manifest."""

import posixpath
from collections.abc import Iterable, Mapping

from build_tools.exports.canonical import of_known
from build_tools.exports.export_file import (
    LICENCE,
    LICENCE_ADDRESS,
    RIGHTS,
    ExportFile,
    Publication,
)
from build_tools.exports.json_records import ENTITIES
from build_tools.views.open_data import DataFile, OpenData, Shelf

MANIFEST = "data/manifest.json"

# The system's own table of media types is not asked: it differs from machine to machine.
_FORMATS: Mapping[str, tuple[str, str]] = {
    ".bib": ("application/x-bibtex", "BibTeX"),
    ".csv": ("text/csv", "CSV"),
    ".html": ("text/html", "HTML"),
    ".ics": ("text/calendar", "iCalendar"),
    ".json": ("application/json", "JSON"),
    ".jsonld": ("application/ld+json", "JSON-LD"),
    ".md": ("text/markdown", "Markdown"),
    ".ris": ("application/x-research-info-systems", "RIS"),
    ".sqlite": ("application/vnd.sqlite3", "SQLite"),
    ".ttl": ("text/turtle", "Turtle"),
    ".txt": ("text/plain", "plain text"),
    ".zip": ("application/zip", "ZIP"),
    ".xml": ("application/atom+xml", "Atom"),
}

_TABLES = (
    "One table in each file, with links between them, in UTF-8. A spreadsheet should import all "
    "columns as text."
)
_PAGES = "data/pages"
_RECORDS = "data/sources"

# What lies beside the home page.
_AT_ROOT = ("feed.json", "feed.xml", "llms.txt", "timeline.ics")

# Folders in the order of the page, each with its heading and what lies there.
_SHELVES: Mapping[str, tuple[str, str, str]] = {
    "data": ("whole", "Everything in one file", "The same facts, in the form that suits you."),
    "data/tables": (
        "tables",
        "Tables",
        _TABLES,
    ),
    _PAGES: ("pages", "The sources of one page", "What a hand-written page rests on."),
    "": ("follow", "To follow and to find", "Addresses that programs look at again and again."),
    "feeds": ("feeds", "Feeds of one country", "What is new on the claims of one country."),
    "data/schema": ("schemas", "Schemas", "What each JSON file may hold, field by field."),
    "data/claims": ("claims", "One claim each, as JSON", "Stable addresses: an id never dies."),
    _RECORDS: ("records", "One other record each, as JSON", "Sources, articles and entities."),
    "claims": ("twins", "One claim each, as text", "Its page without the frame, and its sources."),
    "embed": ("cards", "One claim each, as a card", "For other sites; oEmbed tells of each card."),
}


def listed(file: ExportFile) -> DataFile:
    """Return what is to be known of a file without its bytes."""
    media_type, name = _FORMATS[file.path[file.path.rindex(".") :]]
    size, checksum = len(file.data), file.sha256
    return DataFile(file.path, file.description, media_type, name, size, checksum, file.schema)


def open_data(files: Iterable[DataFile], site: Publication) -> OpenData:
    """Return the files by folder, for the page that lists them. KeyError: a folder is unknown."""
    by_folder: dict[str, list[DataFile]] = {folder: [] for folder in _SHELVES}
    for file in files:
        by_folder[_folder_of(file.path)].append(file)
    shelves = tuple(
        Shelf(*_SHELVES[folder], tuple(sorted(held, key=lambda file: file.path)))
        for folder, held in by_folder.items()
        if held
    )
    return OpenData(shelves, site.url(), LICENCE, LICENCE_ADDRESS, RIGHTS)


def may_hold(path: str) -> bool:
    """Tell whether open data may have a file at this path of the site, by its folder and ending.

    Pages lie beside some of them, and other files beside the site's own.
    """
    folder, ending = _folder_of(path), posixpath.splitext(path)[1]
    if not folder:
        return path in _AT_ROOT
    return folder in _SHELVES and ending in _FORMATS and (ending != ".html" or folder == "embed")


def _folder_of(path: str) -> str:
    """Return the folder whose shelf a file stands on."""
    folder = posixpath.dirname(path)
    if f"{folder}/".startswith(f"{_PAGES}/"):  # pages may lie in folders of their own
        return _PAGES
    kind = folder.removeprefix("data/")
    return _RECORDS if kind == "articles" or kind in ENTITIES else folder


def manifest(files: Iterable[DataFile]) -> ExportFile:
    """Return the list of these files: what each is, its size, checksum, licence and schema."""
    entries = [
        {
            "path": file.path,
            "description": file.description,
            "media_type": file.media_type,
            "bytes": file.size,
            "sha256": file.sha256,
            "licence": LICENCE,
            "schema": file.schema,
        }
        for file in sorted(files, key=lambda file: file.path)
    ]
    whole = {
        "version": 1,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "rights": RIGHTS,
        "files": entries,
    }
    return ExportFile(MANIFEST, of_known(whole), "Every file of open data, with its checksum.")
