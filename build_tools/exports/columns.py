"""A table and its columns: what CSV, the data package and SQLite are all written from."""

from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | bool | None
# The cells of a column, from the first row to the last.
Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind is "string", "integer", "boolean" or "date"; ``refers`` names a table."""

    name: str
    description: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    may_lack: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its key columns first; ``parent`` is the table that the key begins with.

    It is held column by column: most of what is done to cells is the same for all of a column.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: tuple[Cells, ...]
    parent: str = ""


ID = Column("id", "The record's id, which never changes.")
NUMBER = Column("number", "Its place in the list, from 1.", "integer")
