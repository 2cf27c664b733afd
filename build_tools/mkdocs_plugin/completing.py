"""What a build writes beside the engine: open data and the many pages, all or as asked for."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import exports, sitemap
from build_tools.assembly import Site
from build_tools.diagnostics import Diagnostic
from build_tools.exports import Publication
from build_tools.exports.listing import listed, open_data
from build_tools.files import write_all
from build_tools.ledger import Ledger
from build_tools.links import inside
from build_tools.mkdocs_plugin.filling import Filling
from build_tools.mkdocs_plugin.serving import Maker
from build_tools.mkdocs_plugin.telling import Stages
from build_tools.pages import Outline, Page
from build_tools.reading import Home
from build_tools.reporting import block
from build_tools.views.open_data import DataFile, OpenData

log = logging.getLogger("mkdocs.plugins.facts")


@dataclass(slots=True)
class Output:
    """One build: where it goes, what it is made of, and what it has written so far.

    ``listed`` are the files of open data, ``shown`` the claims on each page that was made, by its
    path.
    """

    home: Home
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
        """Write the open data, once; ``aside`` is that of :func:`~build_tools.files.write_all`."""
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
                log.warning(block(fault, {}, self.home.root).rstrip())
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


def complete_sitemap(output: Output, pages: Iterable[Outline]) -> None:
    """Add pages of ours to the engine's sitemap, and pack it again without the day of this build.

    While serving, no page is made yet, so few have a day.
    """
    site = output.site
    corrections = site.renderer.view("corrections")
    days = sitemap.changed(site.checked.ledger, corrections, output.shown)
    paths = (one.path for one in pages)
    sitemap.complete(output.folder, output.about.address, paths, days)


def tell_broken_links(output: Output) -> None:
    """Check all links; a warning stops a strict build, and the former site stays."""
    lines: dict[str, list[str]] = {}
    for fault in inside.check(output.folder):
        log.warning(block(fault, lines, output.folder).rstrip())


def on_demand(output: Output, filling: Filling) -> Maker:
    """Return what makes the file at a path of the site: one page, or all open data."""
    by_path = {one.path: one for one in output.poured}

    def make(path: str) -> bool:
        if outline := by_path.get(path):
            output.pages(filling, [outline], aside=True)
            output.tell_faults()
        elif exports.may_hold(path):
            output.data(aside=True)
        return (output.folder / path).is_file()

    return make
