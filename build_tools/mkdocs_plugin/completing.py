"""What a build writes beside the engine: open data and the many pages, all or as asked for."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import exports, sitemap
from build_tools.assembly import Site
from build_tools.diagnostics import Diagnostic
from build_tools.exports import Publication
from build_tools.exports.listing import open_data
from build_tools.files import write_all
from build_tools.links import inside
from build_tools.mkdocs_plugin.filling import Filling
from build_tools.mkdocs_plugin.serving import Maker
from build_tools.mkdocs_plugin.telling import Stages
from build_tools.pages import Outline
from build_tools.reading import Home
from build_tools.reporting import block
from build_tools.views.open_data import DataFile, OpenData

log = logging.getLogger("mkdocs.plugins.facts")


@dataclass(slots=True)
class Output:
    """One build's folder, and what it holds of ours so far.

    ``listed`` are the files of open data, ``shown`` the claims that each page shows, by its path.
    """

    home: Home
    about: Publication
    folder: Path
    site: Site
    listed: tuple[DataFile, ...] = ()
    shown: dict[str, Collection[str]] = field(default_factory=dict)
    _told: set[Diagnostic] = field(default_factory=set)

    @property
    def poured(self) -> tuple[Outline, ...]:
        """The pages that do not stand in the menu: the engine knows nothing of them."""
        return tuple(one for one in self.site.outlines if not one.menu)

    def data(self) -> OpenData:
        """Write the open data, once, and return their list."""
        if not self.listed:
            self.listed = exports.publish(self.folder, self.site.checked.ledger, self.about)
        return open_data(self.listed, self.about)

    def pages(self, filling: Filling, outlines: Iterable[Outline]) -> None:
        """Write those pages that can be made, and tell of the templates that fail."""
        write_all(self.folder, self._filled(filling, outlines))
        known = self._told.union(self.site.checked.report)
        for fault in self.site.renderer.faults:
            if fault not in known:
                self._told.add(fault)
                log.warning(block(fault, {}, self.home.root).rstrip())

    def _filled(self, filling: Filling, outlines: Iterable[Outline]) -> Iterator[tuple[str, bytes]]:
        for outline in outlines:
            if made := filling.page(outline):
                page, html = made
                self.shown[page.path] = sitemap.claims_of(page)
                yield page.path, html


def write_whole(output: Output, filling: Filling, stages: Stages) -> None:
    """Write the open data and every page that the engine did not, and check all links."""
    stages("open data")
    output.data()
    stages("pages")
    output.pages(filling, output.poured)
    _complete_sitemap(output)
    stages("links")
    # A warning stops a strict build, and the former site stays.
    lines: dict[str, list[str]] = {}
    for fault in inside.check(output.folder):
        log.warning(block(fault, lines, output.folder).rstrip())


def _complete_sitemap(output: Output) -> None:
    """Add our pages to the engine's sitemap; without an address, nobody could read it."""
    if output.about.address:
        site = output.site
        corrections = site.renderer.view("corrections")
        days = sitemap.changed(site.checked.ledger, corrections, output.shown)
        paths = (one.path for one in output.poured)
        sitemap.complete(output.folder, output.about.address, paths, days)


def on_demand(output: Output, filling: Filling) -> Maker:
    """Return what makes the file at a path of the site: one page, or all open data."""
    by_path = {one.path: one for one in output.poured}

    def make(path: str) -> bool:
        if outline := by_path.get(path):
            output.pages(filling, [outline])
        elif exports.may_hold(path):
            output.data()
        return (output.folder / path).is_file()

    return make
