"""Writes the files that MkDocs does not write: most pages, open data, search index and sitemap."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools import exports
from build_tools.exports.manifest import listed, open_data
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.files import write_all
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.links import internal
from build_tools.pages import Address, Page
from build_tools.reports import block
from build_tools.site import search, sitemap
from build_tools.site.assemble import Site
from build_tools.site.mkdocs.page_render import PageFrames
from build_tools.views import filters
from build_tools.views.open_data import DataFile, OpenData
from build_tools.views.publication import Publication

log = logging.getLogger("mkdocs.plugins.facts")


@dataclass(slots=True)
class Output:
    """The files that a build has written so far.

    ``data_files`` describes the files of open data. ``made`` contains the pages by path, without
    their bodies, because the bodies are most of a site's size. ``claims_on`` contains the ids of
    the claims on each page.
    """

    project: Project
    about: Publication
    folder: Path
    site: Site
    data_files: tuple[DataFile, ...] = ()
    made: dict[str, Page] = field(default_factory=dict)
    claims_on: dict[str, Collection[str]] = field(default_factory=dict)
    _logged: set[Diagnostic] = field(default_factory=set)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages made so far, without their bodies."""
        return tuple(self.made[path] for path in self.site.addresses if path in self.made)

    def menu_page(self, address: Address) -> Page | None:
        """Return a page for MkDocs to write, or None if the page's template fails."""
        page = self.site.renderer.page(address)
        if page:
            self._add(page)
        return page

    def write_pages(self, frames: PageFrames, addresses: Iterable[Address]) -> None:
        """Write the pages at these addresses, except menu pages and pages whose templates fail."""
        write_all(self.folder, self._framed(frames, addresses))

    def _framed(
        self, frames: PageFrames, addresses: Iterable[Address]
    ) -> Iterator[tuple[str, bytes]]:
        for address in addresses:
            if address.kind.in_menu or address.path in self.made:
                continue
            if page := self.site.renderer.page(address):
                yield page.path, frames.html(page)
                self._add(page)

    def _add(self, page: Page) -> None:
        self.made[page.path] = replace(page, body="")
        self.claims_on[page.path] = sitemap.claims_of(page)

    def write_data(self) -> None:
        """Write the open data, unless this build has already written them."""
        if not self.data_files:
            ledger = self.site.checked.ledger
            self.data_files = exports.publish(self.folder, ledger, self.about)

    def write_filters(self) -> None:
        """Write the style sheet for the filters on lists."""
        style = filters.style(self.site.renderer.view("filters"))
        write_all(self.folder, [(filters.STYLE, style.encode())])

    def write_search(self, prose: Sequence[search.Entry]) -> None:
        """Write the search index. ``prose`` contains the sections of hand-written pages."""
        entries = [*prose, *search.entries(self.pages)]
        search.write(self.folder, entries, search.other_spellings(self.site.checked.ledger))

    def write_sitemap(self, engine_sitemap: str | None) -> None:
        """Complete the sitemap from MkDocs, if there is a sitemap."""
        if engine_sitemap is None:
            return
        corrections = self.site.renderer.view("corrections")
        days = sitemap.changed(self.site.checked.ledger, corrections, self.claims_on)
        paths = (page.path for page in self.pages)
        sitemap.complete(self.folder, engine_sitemap, self.about.address, paths, days)

    def log_faults(self) -> int:
        """Log each failing template only once. Return the number of failures so far."""
        for fault in self.site.renderer.faults:
            if fault not in self._logged and fault not in self.site.checked.report:
                self._logged.add(fault)
                log.warning(block(fault, {}, self.project.root).rstrip())
        return len(self._logged)


def open_data_of(outputs: Sequence[Output], about: Publication) -> Callable[[Ledger], OpenData]:
    """Return a replacement for the view ``open_data``. ``outputs`` may contain this build's output.

    If a template needs the view before the build has written the open data, the list of files is
    computed.
    """

    def answer(ledger: Ledger) -> OpenData:
        written = outputs[0].data_files if outputs else ()
        return open_data(written or map(listed, exports.all_files(ledger, about)), ledger, about)

    return answer


def log_broken_links(output: Output) -> None:
    """Log every broken internal link.

    A warning stops a strict build, so the previous site stays.
    """
    lines: dict[str, list[str]] = {}
    for fault in internal.check(output.folder):
        log.warning(block(fault, lines, output.folder).rstrip())
