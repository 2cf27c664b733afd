"""Frictionless Data Package (version 1): the dictionary of the tables, for programs and people."""

from collections.abc import Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.columns import Column, Table
from build_tools.exports.csv_tables import Sum, path_of, summed
from build_tools.exports.export_file import (
    LICENCE,
    LICENCE_ADDRESS,
    RIGHTS,
    ExportFile,
    Publication,
)
from build_tools.exports.tables import tables
from build_tools.facts.ledger import Ledger

NAME = "Data Package"
PROFILE = "https://specs.frictionlessdata.io/schemas/tabular-data-package.json"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the one descriptor."""
    held = tables(ledger, site)
    package = {
        "profile": "tabular-data-package",
        "name": "facts",
        "title": site.name,
        "description": f"{site.description} {RIGHTS}".strip(),
        "homepage": site.url(),
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS}],
        "resources": [
            _resource(table, one)
            for table, one in zip(held, summed(ledger, site, held), strict=True)
        ],
    }
    words = "The dictionary of all tables: types, keys, and what each column means."
    yield ExportFile("data/datapackage.json", canonical(package), words, PROFILE)


def _resource(table: Table, file: Sum) -> dict[str, Any]:
    links = [
        (list(table.key[:-1]), table.parent, _parent_key(table)) if table.parent else None,
        *(([one.name], one.refers, ["id"]) for one in table.columns if one.refers),
    ]
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.description,
        "path": path_of(table).removeprefix("data/"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(table, one) for one in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": own,
                    "reference": {"resource": other.replace("_", "-"), "fields": theirs},
                }
                for own, other, theirs in filter(None, links)
            ],
        },
    }


def _parent_key(table: Table) -> list[str]:
    """Return the key of the table's parent: it begins as this one's, and ends in id or number."""
    begun = list(table.key[:-2])
    return [*begun, "number" if begun else "id"]


def _field(table: Table, column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": not column.may_lack}
    if column.choices:
        limits["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
        "constraints": limits,
    }
