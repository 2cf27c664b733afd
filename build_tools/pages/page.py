"""A page as every engine can take it, and the addresses that two pages must not share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.records import Prose

PAGE_TITLE_ID = "page-title"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level, for the table of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a page says of itself, before anybody makes what it shows: cheap to have of every page.

    ``path`` is relative to the site's root (``claims/x.html``), ``record`` the file that the edit
    link opens, ``menu`` the page's name in the menu where it stands there, ``under`` the path of
    the menu page it belongs to, ``search`` the text that finds it, ``script`` and ``style`` the
    paths of a script and a style sheet that only this kind needs, ``verdict`` the key of a verdict.
    ``item`` is what the page is about: one of its view's answers, or None for the whole answer.
    """

    kind: str
    path: str
    title: str
    description: str
    record: str
    search: str
    menu: str
    under: str
    script: str = ""
    style: str = ""
    verdict: str = ""
    item: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Outline):
    """A complete page of the site, whatever engine puts it into its shell; ``body`` is HTML."""

    body: str
    headings: tuple[Heading, ...]


def doubles(pages: Iterable[Outline], written: Iterable[Prose]) -> Iterator[Diagnostic]:
    """Yield every address that two pages have, made or written."""
    first: dict[str, Outline] = {}
    for page in pages:
        key = page.path.casefold()
        if key in first:
            yield Diagnostic(
                Span(page.record or f"templates/pages/{page.kind}.html.j2"),
                "template",
                f"Two pages have the address {page.path}: of {first[key].kind} and {page.kind}.",
                "Change the path of one of them.",
            )
        first.setdefault(key, page)
    for prose in written:
        if made := first.get(prose.address.casefold()):
            yield Diagnostic(
                prose.place.span(),
                "template",
                f"The address {made.path} belongs to a page that is made of records.",
                "Rename the file.",
            )
