"""The whole flow in one function: folders -> records -> ledger -> report and outlines of pages.

Pages are made of whatever could be read. Whether that is acceptable is for the caller to decide:
``facts check`` and a strict build refuse errors, ``mkdocs serve`` shows them and goes on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Kept, Project
from build_tools.pages import Entry, Outline, Renderer
from build_tools.rules.check import Checked, collector_paused, examine
from build_tools.views.corrections import answered
from build_tools.views.publication import Publication

UNNAMED = Publication("", "Facts")


@dataclass(frozen=True)
class Site:
    """A checked project, and the renderer that makes its pages.

    ``catalogue`` has the pages by their paths, outlined or not yet.
    """

    checked: Checked
    renderer: Renderer
    catalogue: Mapping[str, Entry]

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """What each page says of itself."""
        outlines = map(self.outline, self.catalogue)
        return tuple(one for one in outlines if one)

    def outline(self, path: str) -> Outline | None:
        """Return what the page at a path says of itself; None where its template fails."""
        return self.renderer.outline(self.catalogue[path])


def _silent(stage: str) -> None:
    """Tell nobody which stage begins."""


def assemble(
    project: Project,
    about: Publication = UNNAMED,
    answers: Mapping[str, Callable[[Ledger], Any]] = MappingProxyType({}),
    tell: Callable[[str], None] = _silent,
    *,
    whole: bool = True,
    kept: Kept | None = None,
) -> Site:
    """Read, join, check and outline the project in ``project``; ``tell`` hears which stage begins.

    What is large is not made yet: the renderer makes one page at a time, and
    :func:`build_tools.exports.publish` one file of open data. ``about`` is the site that they are
    published on, ``answers`` are those to views that only its builder can give. If it is not the
    ``whole``, pages are outlined when they are asked for: see :meth:`Renderer.catalogue`. For
    ``kept`` see :func:`~build_tools.rules.check.examine`.
    """
    with collector_paused():
        tell("reading")
        checked = examine(project, kept)
        known_answers = {
            "corrections": lambda ledger: answered(ledger, about.history),
            "publication": lambda _: about,
            **answers,
        }
        renderer = Renderer(project.templates, checked.ledger, checked.counts, known_answers)
        catalogue = renderer.catalogue(whole=whole)
    complete = Checked(checked.ledger, checked.report + renderer.faults, checked.counts)
    return Site(complete, renderer, catalogue)
