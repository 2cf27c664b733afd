"""A table and its columns: what CSV, the data package and SQLite are all written from."""

from dataclasses import dataclass

Cell = str | int | bool | None


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
    """A table with its key columns first; ``parent`` is the table that the key begins with."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    parent: str = ""


ID = Column("id", "The record's id, which never changes.")
NUMBER = Column("number", "Its place in the list, from 1.", "integer")
