"""Writes every table as CSV (RFC 4180, UTF-8), and a data package that describes the tables.

A spreadsheet must not run anything, so each text that looks like a formula gets an apostrophe
before it. A text that looks like a formula after its apostrophes gets another apostrophe. Removing
one apostrophe from such a text therefore always restores it. The data package (Frictionless,
version 1) lists types, keys and the meaning of each column.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, rights
from build_tools.exports.tables import Cell, Column, Table, tables
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.views.publication import Publication

PACKAGE = "data/datapackage.json"
PROFILE = "https://specs.frictionlessdata.io/schemas/tabular-data-package.json"

# OWASP, "CSV Injection": the signs that begin a formula, also in their full-width forms, and the
# white space that some programs skip before such a sign.
# Short text only: the pattern is matched only at the beginning of a cell.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield a file for each table, and the data package."""
    resources = []
    for table in tables(ledger, site):
        path = f"data/tables/{table.name}.csv"
        file = ExportFile(path, written(table), table.description, PACKAGE)
        resources.append(_resource(table, file))
        yield file
    package = {
        "profile": "tabular-data-package",
        "name": "facts",
        "title": site.name,
        "description": f"{site.description} {rights(ledger)}".strip(),
        "homepage": site.url(),
        "licenses": [{"name": ledger.records.licence.name, "path": ledger.records.licence.address}],
        "resources": resources,
    }
    description = N_("The dictionary of all tables: types, keys, and what each column means.")
    yield ExportFile(PACKAGE, canonical(package), description, PROFILE)


def written(table: Table) -> bytes:
    """Return the table as CSV. The first line contains the column names."""
    names = [column.name for column in table.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_text(row[name]) for name in names] for row in table.rows)
    return text.getvalue().encode()


def _text(cell: Cell) -> str:
    """Return the text in a cell.

    Only a missing value gives an empty text, because no field in a record is an empty text.
    """
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def _resource(table: Table, file: ExportFile) -> dict[str, Any]:
    """Return the description of a table for the data package."""
    links = [
        (list(table.key[:-1]), table.parent, _parent_key(table)) if table.parent else None,
        *(([column.name], column.refers, ["id"]) for column in table.columns if column.refers),
    ]
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.description,
        "path": file.path.removeprefix("data/"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.data),
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
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
    """Return the key of the table's parent: the same first columns, then an id or a number."""
    shared = list(table.key[:-2])
    return [*shared, "number" if shared else "id"]


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": not column.may_lack}
    if column.choices:
        limits["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
        "constraints": limits,
    }
