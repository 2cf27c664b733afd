"""Pages poured into a shell that the theme rendered once: fast, and the same for any engine.

A shell is a complete HTML page with marks where title, description, body and the rest belong. It is
cut at the marks once; a page is then the join of the pieces with its own values.
"""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from html import escape

from build_tools.pages import Heading, Page

# Private-use characters: no reader of records lets them in, and no theme escapes them.
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in a shell in the place of a page's own values."""

    title: str = f"{_OPEN}title{_CLOSE}"
    description: str = f"{_OPEN}description{_CLOSE}"
    body: str = f"{_OPEN}body{_CLOSE}"
    canonical: str = f"{_OPEN}canonical{_CLOSE}"
    edit: str = f"{_OPEN}edit{_CLOSE}"
    contents: str = f"{_OPEN}contents{_CLOSE}"
    bibtex: str = f"{_OPEN}bibtex{_CLOSE}"
    report: str = f"{_OPEN}report{_CLOSE}"
    mail: str = f"{_OPEN}mail{_CLOSE}"
    card: str = f"{_OPEN}card{_CLOSE}"
    head: str = f"{_OPEN}head{_CLOSE}"
    cited: str = f"{_OPEN}cited{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Around:
    """What a page's frame shows of it: addresses, and how it is cited. Plain text, not HTML.

    ``head`` alone is HTML: what the page's head needs beside what all pages have.
    """

    canonical: str
    edit: str
    bibtex: str
    report: str
    mail: str
    card: str = ""
    head: str = ""
    cited: str = ""


_AROUND = tuple(field.name for field in fields(Around) if field.name != "head")


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page cut at its marks: pieces of HTML, and the name that belongs after each.

    ``around`` are the names of what it shows of :class:`Around` as plain text, each once.
    """

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]
    around: tuple[str, ...]

    @classmethod
    def cut(cls, html: str, marks: Marks) -> "Shell":
        """Cut the HTML. A shell without a body's place is a fault of the theme, and loud."""
        known = {field.name for field in fields(marks)}
        found = re.split(f"{_OPEN}([a-z]+){_CLOSE}", html)
        names = tuple(found[1::2])
        if "body" not in names or not known.issuperset(names):
            raise ValueError(
                f"The theme's page lacks a place for the body, or has odd marks: {names}."
            )
        pieces = tuple(piece.encode() for piece in found[0::2])
        return cls(pieces, names, tuple(name for name in _AROUND if name in names))

    def filled(self, values: dict[str, bytes]) -> bytes:
        """Return the page with the values in their places."""
        parts = [b""] * (len(self.pieces) + len(self.names))
        parts[0::2] = self.pieces
        parts[1::2] = [values[name] for name in self.names]
        return b"".join(parts)


def poured(page: Page, shell: Shell, around: Around) -> bytes:
    """Return the whole page, as it is to be written at its path."""
    values = {
        "title": escape(page.title).encode(),
        "description": escape(page.description).encode(),
        "body": page.body.encode(),
        "contents": _contents(page.headings),
        "head": around.head.encode(),
    }
    for name in shell.around:
        values[name] = escape(getattr(around, name)).encode()
    return shell.filled(values)


@lru_cache(maxsize=256)  # most pages of a kind have the same headings
def _contents(headings: tuple[Heading, ...]) -> bytes:
    return "".join(
        f'<li><a href="#{escape(one.id)}">{escape(one.title)}</a></li>' for one in headings
    ).encode()
