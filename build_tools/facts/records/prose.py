"""Prose: a hand-written page, with its citations of claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.facts.diagnostics import Place, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A ``[@claim-id]`` in a page. ``lost`` says where it is, if readers would not see it there."""

    claim: str
    span: Span
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """``<!-- facts: waive rule: reason -->`` above a paragraph: the rule does not apply to it."""

    rule: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, list item or table row: its lines by number, with code blanked out."""

    path: str
    lines: tuple[tuple[int, str], ...]
    waiver: Waiver | None

    def span(self, line: int, start: int, end: int) -> Span:
        """Return the span of characters ``start`` to ``end``, from 0, of its line ``line``."""
        return Span(self.path, line, start + 1, line, end + 1)


class NearCitation(NamedTuple):
    """Text that looks like a citation but is not: the possible id, and the text.

    ``is_note`` is true for a footnote's mark, ``is_defined`` if the page has that footnote.
    """

    claim: str
    span: Span
    written: str
    is_note: bool = False
    is_defined: bool = False


class Heading(NamedTuple):
    """A heading with ``#``: its level from 1 to 6, its text as written, and its location."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown page in ``content/``: ``path`` is relative to that folder.

    ``front_place`` is the place of the front matter's fields, if the page has any.
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
        """The page's language (BCP 47), if the page sets it."""
        return self.front.get("lang")

    @property
    def address(self) -> str:
        """The page's path in the site."""
        return self.path.removesuffix(".md") + ".html"
