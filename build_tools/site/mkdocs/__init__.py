"""The adapter to MkDocs: only this package imports it. It unpacks, calls and hands over.

What stands in the menu becomes a MkDocs page. The many (claims, sources, people …) do not pay the
engine's price for each page: the theme is rendered once for each kind with marks in the places of
title, body and the rest, and every page is poured into that shell.
"""

import atexit
import gc
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape, unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import clean_directory

from build_tools import exports
from build_tools.changes.history import history_since
from build_tools.exports.head_links import heads
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import Kept, Project, load
from build_tools.facts.wording import counted
from build_tools.pages import bytecode_cache
from build_tools.pages.prose import FactsExtension
from build_tools.rules.check import collector_paused
from build_tools.site import cards, frame, search, sitemap
from build_tools.site.assemble import assemble
from build_tools.site.mkdocs.build_log import Stages, log_frame, log_report, placed
from build_tools.site.mkdocs.file_filter import refused, style_sheet, take_out
from build_tools.site.mkdocs.generated import GeneratedPage, menu_page
from build_tools.site.mkdocs.output import (
    Lists,
    Output,
    listing,
    on_demand,
    tell_broken_links,
    write_whole,
)
from build_tools.site.mkdocs.page_context import Framing
from build_tools.site.mkdocs.page_render import Filling
from build_tools.site.mkdocs.server import OnDemand, require_free_port
from build_tools.site.shell import Marks
from build_tools.views.publication import Publication

log = logging.getLogger("mkdocs.plugins.facts")


class FactsConfig(Config):
    """What ``mkdocs.yml`` may say: where the project is, if not beside that file.

    ``exports`` names the formats of open data that the site offers; all of them by default.
    """

    project = config_options.Optional(config_options.Dir(exists=True))
    exports = config_options.ListOfItems(
        config_options.Choice(exports.names()), default=list(exports.names())
    )


class FactsPlugin(BasePlugin[FactsConfig]):
    """Adds the pages made from facts to a MkDocs site."""

    _policy = frame.policy()
    _on_demand: OnDemand | None = None
    _is_dirty = False
    # Whether the process ends with the build: of a server that builds it all each time, the engine
    # tells that only afterwards.
    _ends_soon = False

    def __init__(self) -> None:
        """Have told nothing yet: one plugin lives through all the builds of a server."""
        super().__init__()
        # At the end of the process nobody need look for what can go before.
        atexit.register(gc.freeze)
        self._advised: set[Diagnostic] = set()
        self._kept: Kept | None = None
        self._pause = ExitStack()
        self._home = Project(Path())

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Serve what is asked for, without the policy: live reload is a script inside the page."""
        self._ends_soon = command == "build"
        if command == "serve":
            self._policy, self._on_demand, self._is_dirty = "", OnDemand(), dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and outline the facts; with errors in them, a strict build writes nothing."""
        if self._on_demand:
            if self._kept is None:
                require_free_port(*config.dev_addr)
            self._on_demand.stop()
        # Whatever is made now stays until the build has ended.
        self._pause.enter_context(collector_paused())
        folder = self.config.project or Path(config.config_file_path).parent
        self._home = Project(Path(folder).resolve())
        about = Publication(
            config.site_url or "",
            config.site_name,
            config.site_description or "",
            history_since(self._home, str(config.extra.get("published") or "")),
            frozenset(self.config.exports),
        )
        self._stages = Stages(log)
        begun: list[Output] = []
        answers = {"open_data": listing(begun, about)}
        if self._on_demand and self._kept is None:
            self._kept = load(self._home.root)
        self._site = assemble(
            *(self._home, about, answers, self._stages),
            whole=self._on_demand is None,
            kept=self._kept,
        )
        self._output = Output(self._home, about, Path(config.site_dir), self._site)
        begun.append(self._output)
        self._stages("frame")
        log_report(log, self._site, self._home, self._advised, strict=config.strict)
        if config.strict and self._site.checked.report.errors:
            number = counted(len(self._site.checked.report.errors), "error").capitalize()
            raise Abort(f"{number} in the facts; a strict build does not go on.")
        if not config.repo_url:
            config.edit_uri = None  # an edit link needs a repository to lead to
        self._waiting: list[GeneratedPage] = []
        self._read_sections: list[search.Entry] = []
        self._titles: dict[str, str] = {}
        self._prose = FactsExtension(self._site.renderer)
        config.markdown_extensions = [
            one for one in config.markdown_extensions if not isinstance(one, FactsExtension)
        ]
        config.markdown_extensions.append(self._prose)  # type: ignore[arg-type]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin with an empty folder, also with ``--dirty``: what is there is not made again."""
        if self._is_dirty:
            clean_directory(config.site_dir)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out prose that was refused and the theme's scripts, and add the menu's pages."""
        take_out(files, config, self._home, refused(self._site.checked.report))
        style, ledger = style_sheet(files), self._site.checked.ledger
        head = heads(ledger, self._output.about)
        self._framing = Framing(
            config, self._policy, style, frame.as_of(ledger), head, self._titles
        )
        for page in self._menu_pages(config):
            files.append(page.file)
        self._output.tell_faults()
        return files

    def _menu_pages(self, config: MkDocsConfig) -> Iterator[GeneratedPage]:
        """Yield the pages of the menu, filled unless they wait until they are asked for."""
        for entry in self._site.catalogue.values():
            if entry.kind.each or not (outline := entry.outline()).menu:
                continue
            page = menu_page(outline, config)
            if self._on_demand:
                self._waiting.append(page)
            elif made := self._output.menu_page(outline):
                page.fill(made)
            else:
                continue
            yield page

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation: shells show it too."""
        self._nav, self._files = nav, files
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the Markdown extension where the page stands, and keep front matter harmless."""
        self._prose.page_root = "../" * page.url.count("/")
        held = next(
            (
                one
                for one in self._site.checked.ledger.records.prose
                if one.path == page.file.src_uri
            ),
            None,
        )
        self._prose.counted = held.citations if held is not None else None
        self._prose.folds_references = held is not None and (
            held.front.get("references") == "folded"
        )
        if held is not None:
            # The theme prints titles and descriptions as they are, on every page of the menu.
            page.meta = {key: escape(value) for key, value in held.front.items()}
            if "hide" in held.front:
                page.meta["hide"] = held.front["hide"].split()
            # The engine takes more for front matter than our reader, which would be lost unseen.
            return held.body
        return markdown

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page without a title of its own that of its heading, just as harmless.

        The theme would take entities in it for tags that it took out, and turn them back.
        """
        page.meta.setdefault("title", escape(unescape(str(page.title))))
        if not page.meta.get("generated"):
            title = unescape(str(page.meta["title"]))
            self._titles[page.url] = title
            self._read_sections += search.sections(page.url, title, html)
        return html

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the frame what it shows of the page; a shell's frame gets marks instead."""
        marks: Marks | None = getattr(page, "marks", None)
        framing = self._framing
        context["frame"] = framing.shown(marks) if marks else framing.of_page(page)
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's environment for the shells, and its templates compiled."""
        env.bytecode_cache = bytecode_cache(self._home.root)
        env.globals["publication"] = self._output.about  # for the feed in every head
        env.globals["counts"] = self._site.checked.counts  # for the footer of every page
        env.globals["frame"] = self._framing.nothing()  # the page of lost addresses has no own
        self._env = env
        for page in self._waiting:
            page.file.inclusion = InclusionLevel.EXCLUDED  # in the menu, and not made yet
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add all other pages and the open data, and complete what the engine wrote: search, cards.

        While serving, pages and data wait until they are asked for.
        """
        output = self._output
        filling = Filling(self._site.renderer, self._framing, self._nav, self._files, self._env)
        with self._pause:
            if not self._on_demand:
                write_whole(output, filling, self._stages)
            if (faults := output.tell_faults()) and config.strict:
                number = counted(faults, "error").capitalize()
                raise Abort(f"{number} in the templates; a strict build does not go on.")
            fonts, kept = self._home.templates / "cards", self._home.root / ".cache" / "cards"
            cards.write(output.folder, cards.cards(config.site_name, self._titles), fonts, kept)
            lists = Lists(output, tuple(self._read_sections), sitemap.taken(output.folder))
            if self._on_demand:
                maker = on_demand(output, filling, lists)
                self._on_demand.begin(placed(maker, self._home, log))
                return
            lists.write(output.made)
            self._stages("links")
            tell_broken_links(output)
            if self._ends_soon:
                # The collector would walk over all that stands here as soon as it may work again.
                gc.freeze()
        size = sum(file.size for file in output.listed)
        pages = len(output.made) + len(self._titles)
        self._stages.summary(pages, len(output.listed), size)

    def on_build_error(self, *, error: Exception) -> None:
        """Let the collector work again, and tell of a fault in the frame of all pages."""
        self._pause.close()
        if abort := log_frame(log, self._home, error):
            raise abort from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a record, an article or a template changes."""
        self._ends_soon = False
        gc.unfreeze()
        for folder in (self._home.facts, self._home.seeds, self._home.maps, self._home.templates):
            if folder.is_dir():
                server.watch(str(folder))
        if self._on_demand:
            server.set_app(self._on_demand.answering(server))
            server.builder = self._on_demand.noting(server)
        return server
