"""Builds a whole site in memory, with each page and each file of open data."""

from dataclasses import dataclass
from functools import cached_property

from markdown import Markdown

from build_tools import exports
from build_tools.exports import ExportFile
from build_tools.exports.head_links import heads
from build_tools.exports.manifest import listed, open_data
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.pages import Page, Renderer
from build_tools.pages.prose import FactsExtension
from build_tools.rules.check import Checked
from build_tools.site.assemble import UNNAMED
from build_tools.site.assemble import assemble as site_of
from build_tools.views.publication import Publication


@dataclass(frozen=True)
class Whole:
    """All pages and errors of a project."""

    checked: Checked
    pages: tuple[Page, ...]
    renderer: Renderer
    about: Publication

    @cached_property
    def files(self) -> tuple[ExportFile, ...]:
        """Every file of open data."""
        return tuple(exports.all_files(self.checked.ledger, self.about))

    @cached_property
    def heads(self) -> dict[str, str]:
        """The elements that open data add to the head of each page, by path."""
        head = heads(self.checked.ledger, self.about)
        return {page.path: head(page.path) for page in self.pages}


def assemble(project: Project, about: Publication = UNNAMED) -> Whole:
    """Check a project, make all its pages, and return the result."""

    def data(ledger: Ledger) -> object:
        files = exports.all_files(ledger, about)
        return open_data([listed(file) for file in files], ledger, about)

    site = site_of(project, about, {"open_data": data})
    made = tuple(site.renderer.pages())
    for prose in site.checked.ledger.records.prose:
        Markdown(extensions=[FactsExtension(site.renderer)]).convert(prose.body)
    checked = site.checked
    report = checked.report + [
        fault for fault in site.renderer.faults if fault not in checked.report
    ]
    return Whole(Checked(checked.ledger, report, checked.counts), made, site.renderer, about)
