"""Defines a complete page of the site, before the theme's frame is put around it."""

from dataclasses import dataclass
from typing import NamedTuple

PAGE_TITLE_ID = "page-title"


class Heading(NamedTuple):
    """A heading of the second level, for the table of contents.

    ``title`` is plain text, with the marks of the catalogue around what is only in English.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page, independent of the engine that writes it; ``body`` is HTML.

    ``path`` is relative to the site's root (``claims/x.html``), ``record`` the file that the edit
    link opens, ``menu`` the page's name in the menu if it has an entry there, ``under`` the path of
    the menu page it belongs to, ``search`` the text that finds it, ``script`` and ``style`` the
    paths of a script and a style sheet that only this kind needs, ``verdict`` the key of a verdict,
    and ``finding`` what is so, in a sentence, which search results show beside it.
    All of these are plain text.
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
