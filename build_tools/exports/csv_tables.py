"""CSV (RFC 4180, UTF-8): every table as a file that opens in a spreadsheet and runs nothing.

A text that a spreadsheet would take for a formula has an apostrophe before it; so has a text that
begins with apostrophes and then such a sign, so that taking one away always gives the text back.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from build_tools.exports.columns import Cell, Cells, Table
from build_tools.exports.export_file import ExportFile, Publication
from build_tools.exports.tables import tables
from build_tools.facts.ledger import Ledger

NAME = "CSV"
SCHEMA = "data/datapackage.json"

# OWASP, "CSV Injection": the signs that begin a formula, also in their full-width forms, and the
# white space that some programs skip before them.
_SIGNS = "=+-@\t\r\n＝＋－＠"
# Short text only: matched at the beginning of a cell.
_FORMULA = re.compile(f"'*[{re.escape(_SIGNS)}]")
_BEGINS = frozenset("'" + _SIGNS)
# Section 2, rules 6 and 7: what parts fields or lines stands between quotation marks.
_PARTING = '",\r\n'


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
    names = ",".join([one.name for one in table.columns])
    rows = map(",".join, zip(*map(_texts, table.cells), strict=True))
    return "\r\n".join([names, *rows, ""]).encode()


def _texts(cells: Cells) -> Sequence[Any]:
    """Return the cells of a column as they stand in the file."""
    # Most columns say the same few things again and again: each is looked at once. A library's
    # writer would look at every letter of every cell. No column holds both truths and numbers.
    distinct = set(cells)
    texts = [one for one in distinct if isinstance(one, str)]
    if len(texts) == len(distinct) and _stand_bare(texts):
        return cells
    made = {one: _text(one) for one in distinct}
    return [made[one] for one in cells]


def _stand_bare(texts: Sequence[str]) -> bool:
    """Tell whether all of these stand in the file as they are: ids, days and addresses do."""
    whole = "".join(texts)
    begun = {one[:1] for one in texts}
    return _BEGINS.isdisjoint(begun) and not any(sign in whole for sign in _PARTING)


def _text(cell: Cell) -> str:
    """Return a cell's text: nothing where there is no value, for no field is ever empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    text = f"'{cell}" if cell[:1] in _BEGINS and _FORMULA.match(cell) else cell
    if '"' in text:
        quoted = text.replace('"', '""')
        return f'"{quoted}"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text
