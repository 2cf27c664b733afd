"""Puts pages into a page shell, which is an empty page from the theme for all pages of a kind.

A shell is a complete HTML page with marks in place of the title, description, body and other
values. The shell is cut at the marks only once. Each page consists of the pieces with the page's
own values between them.
"""

import re
from html import escape
from typing import NamedTuple

from build_tools.facts.catalogue import with_languages
from build_tools.pages import Heading, Page

# Private-use characters, which records cannot contain and themes do not escape.
_OPEN, _CLOSE = "\ue000", "\ue001"


class Marks(NamedTuple):
    """The placeholders in a shell for the values of a page."""

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
    quoted: str = f"{_OPEN}quoted{_CLOSE}"


class PageMeta(NamedTuple):
    """The data about a page for its frame, as plain text: its addresses, and how to cite the page.

    Only ``head`` is HTML: the elements that only this page has in its head.
    """

    canonical: str
    edit: str
    bibtex: str
    report: str
    mail: str
    card: str = ""
    head: str = ""
    cited: str = ""
    quoted: str = ""


_META = tuple(name for name in PageMeta._fields if name != "head")


class Shell(NamedTuple):
    """A rendered page, cut at its marks. Each piece of HTML is paired with the next value's name.

    ``meta`` contains the names of the plain texts in :class:`PageMeta` that the shell uses, without
    repetition.
    """

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]
    meta: tuple[str, ...]

    @classmethod
    def cut(cls, html: str, marks: Marks) -> "Shell":
        """Cut the HTML at its marks.

        Raises ValueError if a mark is unknown or the body has no mark.
        """
        known = set(marks._fields)
        parts = re.split(f"{_OPEN}([a-z]+){_CLOSE}", html)
        names = tuple(parts[1::2])
        if "body" not in names or not known.issuperset(names):
            raise ValueError(
                f"The theme's page lacks a place for the body, or has odd marks: {names}."
            )
        pieces = tuple(piece.encode() for piece in parts[0::2])
        return cls(pieces, names, tuple(name for name in _META if name in names))

    def filled(self, values: dict[str, bytes]) -> bytes:
        """Return the page with the values filled in."""
        parts = [b""] * (len(self.pieces) + len(self.names))
        parts[0::2] = self.pieces
        parts[1::2] = [values[name] for name in self.names]
        return b"".join(parts)


def fill_shell(shell: Shell, page: Page, meta: PageMeta, direction: str = "ltr") -> bytes:
    """Return the complete page, ready to be written at its path."""
    values = {
        "title": escape(page.title).encode(),
        "description": escape(page.description).encode(),
        "body": page.body.encode(),
        "contents": _contents(page.headings, direction).encode(),
        "head": meta.head.encode(),
    }
    for name in shell.meta:
        values[name] = escape(getattr(meta, name)).encode()
    return shell.filled(values)


def _contents(headings: tuple[Heading, ...], direction: str) -> str:
    titles = [with_languages(escape(heading.title), direction) for heading in headings]
    return "".join(
        f'<li><a href="#{escape(heading.id)}">{title}</a></li>'
        for heading, title in zip(headings, titles, strict=True)
    )
