"""CSV (RFC 4180, UTF-8): every table as a file that opens in a spreadsheet and runs nothing.

A text that a spreadsheet would take for a formula has an apostrophe before it; so has a text that
begins with apostrophes and then such a sign, so that taking one away always gives the text back.
"""

import csv
import io
import re
from collections.abc import Iterator

from build_tools.exports.columns import Cell, Table
from build_tools.exports.file import ExportFile, Publication
from build_tools.exports.kept import kept
from build_tools.exports.tables import tables
from build_tools.ledger import Ledger

NAME = "CSV"
SCHEMA = "data/datapackage.json"

# OWASP, "CSV Injection": the signs that begin a formula, also in their full-width forms, and the
# white space that some programs skip before them.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield one file for each table."""
    yield from made(ledger, site)


@kept
def made(ledger: Ledger, site: Publication) -> tuple[ExportFile, ...]:
    """Return those files, in the order of the tables; the dictionary of all tables needs them."""
    return tuple(
        ExportFile(path_of(table), written(table), table.description, SCHEMA)
        for table in tables(ledger, site)
    )


def path_of(table: Table) -> str:
    """Return where a table's file is."""
    return f"data/tables/{table.name}.csv"


def written(table: Table) -> bytes:
    """Return the table as CSV, its first line the names of the columns."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(one) for one in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def _cell(value: Cell) -> str:
    """Return the cell's text: nothing where there is no value, for no field is ever empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
