"""CSV (RFC 4180, UTF-8): every table as a file that opens in a spreadsheet and runs nothing.

A text that a spreadsheet would take for a formula has an apostrophe before it; so has a text that
begins with apostrophes and then such a sign, so that taking one away always gives the text back.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from build_tools.exports.columns import Cell, Table
from build_tools.exports.file import ExportFile, Publication
from build_tools.exports.tables import tables
from build_tools.ledger import Ledger

NAME = "CSV"
SCHEMA = "data/datapackage.json"

# OWASP, "CSV Injection": the signs that begin a formula, also in their full-width forms, and the
# white space that some programs skip before them.
_SIGNS = "=+-@\t\r\n＝＋－＠"
_FORMULA = re.compile(f"'*[{re.escape(_SIGNS)}]")
_BEGINS = frozenset("'" + _SIGNS)


class Sum(NamedTuple):
    """What the dictionary of all tables says of a file: how many bytes it has, and its checksum."""

    size: int
    sha256: str


# Noted for the dictionary, so that the files need not be kept: by the site and the table's name.
_sums: WeakKeyDictionary[Ledger, dict[tuple[Publication, str], Sum]] = WeakKeyDictionary()


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield one file for each table."""
    sums = _sums.setdefault(ledger, {})
    for table in tables(ledger, site):
        file = ExportFile(path_of(table), written(table), table.description, SCHEMA)
        sums[site, table.name] = Sum(len(file.data), file.sha256)
        yield file


def summed(ledger: Ledger, site: Publication, held: Iterable[Table]) -> Iterator[Sum]:
    """Yield the sum of each table's file; a table is written again only if its sum is not known."""
    sums = _sums.get(ledger, {})
    for table in held:
        if (site, table.name) in sums:
            yield sums[site, table.name]
        else:
            data = written(table)
            yield Sum(len(data), hashlib.sha256(data).hexdigest())


def path_of(table: Table) -> str:
    """Return where a table's file is."""
    return f"data/tables/{table.name}.csv"


def written(table: Table) -> bytes:
    """Return the table as CSV, its first line the names of the columns."""
    data = io.BytesIO()
    text = io.TextIOWrapper(data, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows(_row(row) for row in table.rows)
    text.flush()
    return data.getvalue()


def _row(cells: tuple[Cell, ...]) -> list[str]:
    """Return the cells' texts: nothing where there is no value, for no field is ever empty."""
    # Most cells are empty, or begin with a letter.
    return [
        "" if one is None else one if type(one) is str and one[:1] not in _BEGINS else _cell(one)
        for one in cells
    ]


def _cell(value: str | int | bool) -> str:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
