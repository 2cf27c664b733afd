"""How long may a list be on one page? What is longer goes on, or stands, on pages of its own.

That holds for the ledger, the claims of a verdict or a country, the timeline and its months, and
the open claims. The lists of one person, organisation, place, source or publisher are not parted.
"""

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")

# A page of so many claims has half a megabyte: what a phone opens without a pause.
MOST = 1000


def parts(rows: tuple[Row, ...], most: int = MOST) -> Iterator[tuple[Row, ...]]:
    """Yield the rows in parts that a page can hold; all but the last are full."""
    for begin in range(0, len(rows), most):
        yield rows[begin : begin + most]


class Part(NamedTuple, Generic[Row]):
    """A part of a list on a page at ``path``: the ``number``-th of those at ``paths``, from 1.

    There are no ``paths`` where one page holds the whole list.
    """

    path: str
    rows: tuple[Row, ...]
    number: int
    paths: tuple[str, ...]


def pages(name: str, rows: tuple[Row, ...]) -> Iterator[Part[Row]]:
    """Yield the pages of a list: ``name.html`` and, of a long one, ``name/2.html`` and so on."""
    held = list(parts(rows))
    paths = (f"{name}.html", *(f"{name}/{number}.html" for number in range(2, len(held) + 1)))
    for number, (path, some) in enumerate(zip(paths, held, strict=True), 1):
        yield Part(path, some, number, paths if len(held) > 1 else ())
