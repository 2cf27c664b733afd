"""Finds the titles of a page: its headings, and the title and description in its front matter."""

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.facts.diagnostics import Span
from build_tools.facts.records import Prose


class Title(NamedTuple):
    """A title with its place.

    ``is_exact`` is true if the place begins at the title's first letter.
    """

    text: str
    span: Span
    is_exact: bool

    def within(self, start: int, words: str) -> Span:
        """Return the place of words that begin at ``start``.

        If the title's place is not exact, return the title's place.
        """
        if not self.is_exact:
            return self.span
        span, column = self.span, self.span.column + start
        return Span(span.path, span.line, column, span.line, column + len(words))


def titles(prose: Prose) -> Iterator[Title]:
    """Yield the headings of a page, then its title and description."""
    for heading in prose.headings:
        yield Title(heading.text, heading.span, True)
    for name in ("title", "description"):
        if prose.front_place and name in prose.front:
            yield Title(prose.front[name], prose.front_place.span(name), False)
