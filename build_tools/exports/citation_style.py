"""The sources as this site cites them: a pybtex style of its own, written out as plain text.

The styles that come with pybtex take the day out of a date and the capitals out of a title, which
news cannot do without. Author, “Title”, publisher, day, address; what is not known is left out.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from pybtex.backends.plaintext import Backend
from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import field, join, optional

from build_tools.exports.export_file import ExportFile, Publication
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source
from build_tools.views.parts.reference import source_link

NAME = "House style"
PATH = "data/sources.txt"


class HouseStyle(BaseStyle):  # type: ignore[misc]
    """One kind of entry: everything here was read on the web."""

    def get_online_template(self, entry: Entry) -> object:
        """Return how an entry reads. Its fields are plain text, not TeX."""
        return join[
            optional[join[_plain("author"), ". "]],
            "“",
            _plain("title"),
            "”. ",
            _plain("publisher"),
            ", ",
            _plain("date"),
            ".",
            optional[join[" ", _plain("url")]],
        ]


def _plain(name: str) -> object:
    return field(name, raw=True)


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield every source as this site cites it, a line each, in the order of the site."""
    lines = cited(ledger, ledger.sources.values())
    text = "".join(f"{line}\n" for line in lines)
    yield ExportFile(PATH, text.encode(), "Every source as this site cites it.")


def cited(ledger: Ledger, sources: Iterable[Source]) -> Iterator[str]:
    """Yield each source as one line of plain text."""
    for source in sources:
        values = _values(ledger, source)
        yield " ".join(_line(frozenset(values)).format(**values).split())


@cache
def _line(names: frozenset[str]) -> str:
    """Return how an entry with these fields reads, with the name of each, in braces, for its value.

    A template takes long, and reads the same for all entries that have the same fields.
    """
    style, entry = HouseStyle(), Entry("online", [(name, f"{{{name}}}") for name in names])
    text = style.get_online_template(entry).format_data(  # type: ignore[attr-defined]
        {"entry": entry, "style": style, "bib_data": None}
    )
    return str(text.render(Backend()))


def _values(ledger: Ledger, source: Source) -> dict[str, str]:
    link = source_link(ledger, source)
    values = {
        "author": link.author,
        "title": link.title,
        "publisher": link.publisher.name,
        "date": link.date,
        "url": link.address,
    }
    return {name: value for name, value in values.items() if value}
