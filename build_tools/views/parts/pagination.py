"""Splits lists that are too long for one page.

This applies to the list of all claims, the claims with a verdict, the claims about a country or a
topic, the timeline and its months, and the open claims. Lists for a person, organisation, place,
source or publisher are never split.
"""

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from build_tools.facts.catalogue import Catalogue

Row = TypeVar("Row")

# A page with this many claims is about half a megabyte, which a phone opens without delay.
MAX_ROWS = 1000


def parts(rows: tuple[Row, ...], most: int = MAX_ROWS) -> Iterator[tuple[Row, ...]]:
    """Yield parts of ``most`` rows each. Only the last part may be shorter."""
    for begin in range(0, len(rows), most):
        yield rows[begin : begin + most]


class Part(NamedTuple, Generic[Row]):
    """A part of a list, on the page at ``path``.

    ``number`` is the part's position in ``paths``, counted from 1. ``paths`` is empty if the whole
    list fits on one page.
    """

    path: str
    rows: tuple[Row, ...]
    number: int
    paths: tuple[str, ...]


def part_title(words: Catalogue, title: str, number: int, count: int) -> str:
    """Return the title of part ``number`` of ``count`` parts.

    A ``count`` of 0 means the whole list.
    """
    if not count:
        return title
    return words.gettext(
        "%(title)s, part %(number)s of %(all)s", title=title, number=number, all=count
    )


def pages(name: str, rows: tuple[Row, ...]) -> Iterator[Part[Row]]:
    """Yield the pages of a list: ``name.html``, and for a long list ``name/2.html`` and so on."""
    pages_of_rows = list(parts(rows))
    paths = (
        f"{name}.html",
        *(f"{name}/{number}.html" for number in range(2, len(pages_of_rows) + 1)),
    )
    for number, (path, part) in enumerate(zip(paths, pages_of_rows, strict=True), 1):
        yield Part(path, part, number, paths if len(pages_of_rows) > 1 else ())
