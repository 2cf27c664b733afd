"""Defines a complete page of the site, without the theme's frame."""

from dataclasses import dataclass
from typing import NamedTuple

PAGE_TITLE_ID = "page-title"


class Heading(NamedTuple):
    """A heading of the second level, for the table of contents.

    ``title`` is plain text, with the catalogue's marks around words that exist only in English.
    """

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A generated page, independent of the program that writes the page. ``body`` is HTML.

    ``path`` is relative to the site's root (``claims/x.html``). ``record`` is the file that the
    edit link opens. ``menu`` is the page's name in the menu, or empty if the menu has no entry for
    the page. ``under`` is the path of the menu page to which the page belongs. ``search`` is the
    text that the search index contains for the page. ``script`` and ``style`` are the paths of a
    script and a style sheet that only this kind of page needs. ``verdict`` is the key of a verdict.
    ``finding`` is the deciding sentence of a claim's finding, and search results show the sentence
    beside the verdict. All of these fields are plain text.
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
