"""How long may a list be on one page? What is longer goes on, or stands, on pages of its own.

That holds for the ledger, the claims of a verdict or a country, the timeline and its months, and
the open claims. The lists of one person, organisation, place, source or publisher are not parted.
"""

from collections.abc import Iterator
from typing import TypeVar

Row = TypeVar("Row")

# A page of so many claims has half a megabyte: what a phone opens without a pause.
MOST = 1000


def parts(rows: tuple[Row, ...], most: int = MOST) -> Iterator[tuple[Row, ...]]:
    """Yield the rows in parts that a page can hold; all but the last are full."""
    for begin in range(0, len(rows), most):
        yield rows[begin : begin + most]
