"""Defines prose: a hand-written page, with the claims that it cites."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.facts.diagnostics import Place, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A ``[@claim-id]`` in a page.

    If readers would not see the citation, ``lost`` says where it is, such as "in raw HTML".
    """

    claim: str
    span: Span
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment that waives a rule for the paragraph after it.

    The comment has the form ``<!-- facts: waive rule: reason -->``.
    """

    rule: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or table row: its lines with their numbers, and code blanked out."""

    path: str
    lines: tuple[tuple[int, str], ...]
    waiver: Waiver | None

    def span(self, line: int, start: int, end: int) -> Span:
        """Return the span of the characters ``start`` to ``end`` (from 0) in line ``line``."""
        return Span(self.path, line, start + 1, line, end + 1)


class NearCitation(NamedTuple):
    """Text that looks like a citation but is not: the possible id, the location and the text.

    ``is_note`` is true for a footnote's mark, and ``is_defined`` if the page defines that footnote.
    """

    claim: str
    span: Span
    written: str
    is_note: bool = False
    is_defined: bool = False


class Heading(NamedTuple):
    """A heading with ``#``: the level from 1 to 6, the text as written, and the location."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown page in ``content/``. ``path`` is relative to that folder.

    ``front_place`` locates the fields of the front matter, if the page has front matter.
    """

    path: str
    place: Place
    front: Mapping[str, str]
    body: str
    citations: tuple[Citation, ...]
    embeds: tuple[Citation, ...]
    paragraphs: tuple[Paragraph, ...] = ()
    front_place: Place | None = None
    headings: tuple[Heading, ...] = ()
    near_citations: tuple[NearCitation, ...] = ()

    @property
    def lang(self) -> str | None:
        """The language (BCP 47) that the page sets, or None."""
        return self.front.get("lang")

    @property
    def address(self) -> str:
        """The page's address, relative to the site's root."""
        return self.path.removesuffix(".md") + ".html"
