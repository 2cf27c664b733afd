"""Writes BibTeX for reference managers, with every source and every field."""

import re
from collections.abc import Iterator

from build_tools.exports.export_file import ExportFile
from build_tools.facts.catalogue import N_
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source
from build_tools.facts.records.authors import Author
from build_tools.facts.records.field_specs import fields_of
from build_tools.views.parts import bibtex
from build_tools.views.parts.reference import source_link
from build_tools.views.publication import Publication

# Programs do not decode escapes in URLs.
_AS_WRITTEN = ("url", "archiveurl")
# A second pair of braces preserves the case of a title, and keeps the words in a name together.
_DIVIDED = re.compile(r",|(?i:\band\b)")
_BRACED = ("title", "organization")


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the file."""
    entries = [_entry(ledger, source) for source in ledger.sources.values()]
    yield ExportFile(
        "data/sources.bib", "\n".join(entries).encode(), N_("Every source, as BibTeX.")
    )


def _entry(ledger: Ledger, source: Source) -> str:
    """Return the entry with every field in the record, and the publisher's name."""
    values: dict[str, str] = {}
    for name, spec in fields_of(Source).items():
        value = getattr(source, spec.attribute)
        if value is not None:
            values[name] = value.written if isinstance(value, When) else str(value)
    # biblatex prints the organization of an online entry.
    values["organization"] = source_link(ledger, source).publisher.name
    fields = [
        (
            name,
            " and ".join(map(_author, source.authors)) if name == "author" else _value(name, text),
        )
        for name, text in values.items()
    ]
    return f"{bibtex.entry('online', source.id, fields)}\n"


def _value(name: str, text: str) -> str:
    value = text if name in _AS_WRITTEN else bibtex.escaped(text)
    return f"{{{value}}}" if name in _BRACED else value


def _author(author: Author) -> str:
    """Return a name as BibTeX reads it. Braces protect the parts that BibTeX would split."""
    if author.is_whole or not author.family:
        is_plain = not author.is_whole and _DIVIDED.search(author.name) is None
        return bibtex.escaped(author.name) if is_plain else f"{{{bibtex.escaped(author.name)}}}"
    parts = (part for part in (author.family, author.suffix, author.given) if part)
    return ", ".join(
        f"{{{bibtex.escaped(part)}}}" if _DIVIDED.search(part) else bibtex.escaped(part)
        for part in parts
    )
