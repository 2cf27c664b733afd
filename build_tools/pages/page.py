"""Defines a complete page of the site, before the theme's frame is put around it."""

from dataclasses import dataclass
from typing import NamedTuple

PAGE_TITLE_ID = "page-title"


class Heading(NamedTuple):
    """A heading of the second level, for the table of contents.

    ``title`` is plain text, with the catalogue's marks around words that are only in English.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page, independent of the program that writes it. ``body`` is HTML.

    ``path`` is relative to the site's root (``claims/x.html``). ``record`` is the file that the
    edit link opens. ``menu`` is the page's name in the menu if it has an entry there, and ``under``
    the path of the menu page that it belongs to. ``search`` is the text in which a search finds the
    page. ``script`` and ``style`` are the paths of a script and a style sheet that only this kind
    needs. ``verdict`` is the key of a verdict. ``finding`` says in a sentence what is true; search
    results show it beside the verdict. All of these are plain text.
    """

    kind: str
    path: str
    title: str
    description: str
    record: str
    search: str
    menu: str
    under: str
    body: str
    headings: tuple[Heading, ...]
    script: str = ""
    style: str = ""
    verdict: str = ""
    finding: str = ""
