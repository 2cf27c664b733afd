"""Prose: a hand-written page, with the places where it cites claims."""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.diagnostics import Place, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One ``[@claim-id]`` in a page."""

    claim: str
    span: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown page in ``content/``: ``path`` is relative to that folder."""

    path: str
    place: Place
    front: Mapping[str, str]
    body: str
    citations: tuple[Citation, ...]
    embeds: tuple[Citation, ...]
