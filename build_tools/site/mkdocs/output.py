"""What a build writes beside the engine: open data and the many pages, all or as asked for."""

import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import exports
from build_tools.exports.manifest import listed, open_data
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.files import write_all
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
from build_tools.links import internal
from build_tools.pages import Outline, Page
from build_tools.reports import block
from build_tools.site import search, sitemap
from build_tools.site.assemble import Site
from build_tools.site.mkdocs.build_log import Stages
from build_tools.site.mkdocs.page_render import Filling
from build_tools.site.mkdocs.server import Maker
from build_tools.views import filters
from build_tools.views.open_data import DataFile, OpenData
from build_tools.views.publication import Publication

log = logging.getLogger("mkdocs.plugins.facts")


@dataclass(slots=True)
class Output:
    """One build: where it goes, what it is made of, and what it has written so far.

    ``listed`` are the files of open data, ``shown`` the claims on each page that was made, by its
    path.
    """

    project: Project
    about: Publication
    folder: Path
    site: Site
    listed: tuple[DataFile, ...] = ()
    shown: dict[str, Collection[str]] = field(default_factory=dict)
    _told: set[Diagnostic] = field(default_factory=set)

    @property
    def made(self) -> tuple[Outline, ...]:
        """The pages that were made so far."""
        return tuple(one for one in self.site.outlines if one.path in self.shown)

    @property
    def poured(self) -> tuple[Outline, ...]:
        """The pages that do not stand in the menu: the engine knows nothing of them."""
        return tuple(one for one in self.site.outlines if not one.menu)

    def data(self, *, aside: bool = False) -> None:
        """Write the open data once; for ``aside`` see :func:`.write_all`."""
        if not self.listed:
            ledger = self.site.checked.ledger
            self.listed = exports.publish(self.folder, ledger, self.about, aside=aside)

    def menu_page(self, outline: Outline) -> Page | None:
        """Return a page for the engine to write, or None where its template fails."""
        page = self.site.renderer.page(outline)
        if page:
            self.shown[page.path] = sitemap.claims_of(page)
        return page

    def pages(self, filling: Filling, outlines: Iterable[Outline], *, aside: bool = False) -> None:
        """Write those pages that can be made."""
        write_all(self.folder, self._filled(filling, outlines), aside=aside)

    def _filled(self, filling: Filling, outlines: Iterable[Outline]) -> Iterator[tuple[str, bytes]]:
        for outline in outlines:
            if made := filling.page(outline):
                page, html = made
                self.shown[page.path] = sitemap.claims_of(page)
                yield page.path, html

    def tell_faults(self) -> int:
        """Tell of the templates that fail, each once; return how many that were by now."""
        for fault in self.site.renderer.faults:
            if fault not in self._told and fault not in self.site.checked.report:
                self._told.add(fault)
                log.warning(block(fault, {}, self.project.root).rstrip())
        return len(self._told)


def listing(begun: Sequence[Output], about: Publication) -> Callable[[Ledger], OpenData]:
    """Return what answers which open data there are; ``begun`` holds this build's output, or none.

    What was written is listed. Before that the list is worked out by itself: templates may ask for
    it while there is nowhere to write.
    """

    def answer(ledger: Ledger) -> OpenData:
        written = begun[0].listed if begun else ()
        return open_data(written or map(listed, exports.all_files(ledger, about)), about)

    return answer


def write_whole(output: Output, filling: Filling, stages: Stages) -> None:
    """Write the open data and every page that the engine did not."""
    stages("open data")
    output.data()
    stages("pages")
    output.pages(filling, output.poured)


@dataclass(slots=True)
class Lists:
    """What leads to all pages: filters, search and the sitemap.

    ``read`` are the sections of hand-written pages, as the search finds them, ``engines_map`` is
    the sitemap of the pages that the engine knows, if it made one.
    """

    output: Output
    read: tuple[search.Entry, ...]
    engines_map: str | None

    def write(self, pages: Sequence[Outline]) -> None:
        """Write all of them, for these pages."""
        self._style()
        self._search(pages)
        self._sitemap(pages)

    def make(self, path: str) -> None:
        """Write the one that has a file at the path, if any, while somebody reads the site."""
        if path == filters.STYLE:
            self._style(aside=True)
        elif path.startswith(f"{search.FOLDER}/"):
            self._search(self.output.site.outlines, aside=True)
        elif path in (sitemap.PLAIN, sitemap.PACKED):
            self._sitemap(self.output.site.outlines)

    def _style(self, *, aside: bool = False) -> None:
        style = filters.style(self.output.site.renderer.view("filters"))
        write_all(self.output.folder, [(filters.STYLE, style.encode())], aside=aside)

    def _search(self, pages: Sequence[Outline], *, aside: bool = False) -> None:
        entries = [*self.read, *search.entries(pages)]
        spellings = search.other_spellings(self.output.site.checked.ledger)
        search.write(self.output.folder, entries, spellings, aside=aside)

    def _sitemap(self, pages: Sequence[Outline]) -> None:
        """Add pages of ours to the engine's sitemap, and pack it without the day of this build.

        While serving, hardly a page is made, so few have a day.
        """
        output = self.output
        if self.engines_map is None:
            return
        corrections = output.site.renderer.view("corrections")
        days = sitemap.changed(output.site.checked.ledger, corrections, output.shown)
        paths = (one.path for one in pages)
        sitemap.complete(output.folder, self.engines_map, output.about.address, paths, days)


def tell_broken_links(output: Output) -> None:
    """Check all links; a warning stops a strict build, and the former site stays."""
    lines: dict[str, list[str]] = {}
    for fault in internal.check(output.folder):
        log.warning(block(fault, lines, output.folder).rstrip())


def on_demand(output: Output, filling: Filling, lists: Lists) -> Maker:
    """Return what makes the file at a path of the site: one page, all open data, or a list."""

    def make(path: str) -> bool:
        if path in output.site.catalogue:
            if outline := output.site.outline(path):
                output.pages(filling, [outline], aside=True)
        elif exports.may_hold(path):
            output.data(aside=True)
        else:
            lists.make(path)
        output.tell_faults()
        return os.path.isfile(output.folder / path)  # noqa: PTH113  (a path too long has no file)

    return make
