"""Assembles a site from a project: reads and checks it, collects the views and makes the pages.

1. :func:`build_tools.rules.check.check_project` reads all records, joins them and checks them.
2. The renderer collects the view for each page kind, from which each page gets its address.
3. The renderer makes the pages, one at a time.
4. :func:`build_tools.exports.publish` writes the open data.

:func:`assemble` does steps 1 and 2. Steps 3 and 4 happen while MkDocs writes the site, because the
pages and the data are many times as large as the records. Pages are made from every record that
could be read. ``facts check`` and a strict build reject errors, but ``mkdocs serve`` shows them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from build_tools.changes.publication_state import setting_faults
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.pages import Address, Renderer
from build_tools.rules.check import Checked, check_project, collector_paused
from build_tools.views.corrections import corrections_of
from build_tools.views.publication import Publication

UNNAMED = Publication("", "Facts")


class Site(NamedTuple):
    """A checked project, the addresses of its generated pages, and their renderer."""

    checked: Checked
    renderer: Renderer
    addresses: Mapping[str, Address]


def _ignore(stage: str) -> None:
    """Show no progress."""


def assemble(
    project: Project,
    about: Publication = UNNAMED,
    answers: Mapping[str, Callable[[Ledger], Any]] = MappingProxyType({}),
    progress: Callable[[str], None] = _ignore,
) -> Site:
    """Read and check the project, and find the address of every page.

    ``about`` describes the site. ``answers`` replaces views that need more than a ledger.
    ``progress`` is called with the name of each stage when the stage begins.
    """
    with collector_paused():
        progress("reading")
        checked = check_project(project)
        known_answers = {
            "corrections": lambda ledger: corrections_of(ledger, about.history),
            "publication": lambda _: about,
            **answers,
        }
        renderer = Renderer(project.templates, checked.ledger, checked.counts, known_answers)
        addresses = renderer.addresses
    report = checked.report + renderer.faults + setting_faults(project)
    return Site(Checked(checked.ledger, report, checked.counts), renderer, addresses)
