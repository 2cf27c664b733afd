"""Writes CSL-JSON with all sources, for pandoc and reference managers such as Zotero."""

from collections.abc import Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile
from build_tools.facts.catalogue import N_
from build_tools.facts.dates import SEASONS, Day, Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source, SourceKind
from build_tools.facts.records.authors import Author
from build_tools.views.parts.reference import source_link
from build_tools.views.publication import Publication

# The years that programs accept. Dates in other years are in words.
_FIRST_YEAR, _LAST_YEAR = 1, 9999

_TYPES = {
    SourceKind.NEWSPAPER: "article-newspaper",
    SourceKind.AGENCY: "article-newspaper",
    SourceKind.REFERENCE: "entry-encyclopedia",
    SourceKind.RESEARCH: "report",
    SourceKind.PRIMARY: "document",
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the file."""
    items = [_item(ledger, source) for source in ledger.sources.values()]
    yield ExportFile("data/sources.csl.json", canonical(items), N_("Every source, as CSL-JSON."))


def _item(ledger: Ledger, source: Source) -> dict[str, Any]:
    publisher = source_link(ledger, source).publisher.name
    values = {
        "id": source.id,
        "type": _TYPES.get(source.kind, "webpage"),
        "title": source.title,
        "author": [_name(author) for author in source.authors] or None,
        "container-title": publisher,
        "publisher": publisher,
        "issued": _date(source.date) if source.date else None,
        "accessed": _date(source.urldate),
        "URL": source.url,
        "archive_location": source.archiveurl,
        "language": source.langid,
        "note": source.note,
    }
    return {key: value for key, value in values.items() if value is not None}


def _name(author: Author) -> dict[str, str]:
    """Return a name in parts, or the whole name if the record does not separate its parts."""
    if not author.family:
        return {"literal": author.name}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: text for part, text in parts.items() if text}


def _date(when: When) -> dict[str, Any]:
    """Return the date in CSL's form: in parts if possible, or else in words."""
    if when.precision is Precision.SEASON and when.earliest and _is_known(when.earliest):
        season = when.earliest.month // 3
        assert season in (code - 20 for code in SEASONS)
        date: dict[str, Any] = {"date-parts": [[when.earliest.year]], "season": season}
    elif when.precision is Precision.INTERVAL:
        if not (when.start and when.end):
            return {"literal": when.words()}
        date = {"date-parts": [_parts(when.start), _parts(when.end)]}
    else:
        date = {"date-parts": [_parts(when)]}
    if [] in date["date-parts"] or when.uncertain:
        return {"literal": when.words()}
    return {**date, "circa": True} if when.approximate else date


def _parts(when: When) -> list[int]:
    """Return the known parts of the year, month and day, or an empty list for an unknown year."""
    return [int(part) for part in (when.machine() or "").split("-") if part]


def _is_known(day: Day) -> bool:
    return _FIRST_YEAR <= day.year <= _LAST_YEAR
