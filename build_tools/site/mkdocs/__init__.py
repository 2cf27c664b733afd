"""The adapter to MkDocs: the only package that imports it.

Pages of the menu become MkDocs pages. The others (claims, sources, people …) would cost too much as
such: the theme renders one page shell for each kind, and generated pages are filled into it.
"""

import logging
from collections import ChainMap
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
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import clean_directory

from build_tools import exports
from build_tools.changes.history import history_since
from build_tools.changes.publication_state import published_setting
from build_tools.exports.head_links import heads
from build_tools.facts.articles import has_several
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project
from build_tools.facts.records import Prose
from build_tools.facts.wording import counted
from build_tools.pages import bytecode_cache
from build_tools.pages.page_kinds import ENDING
from build_tools.pages.prose import FactsExtension
from build_tools.rules.check import collector_paused
from build_tools.site import cards, frame, search, sitemap
from build_tools.site.assemble import assemble
from build_tools.site.mkdocs.build_log import Stages, frame_faults_logged, log_frame, log_report
from build_tools.site.mkdocs.engine_files import (
    engine_assets,
    use_engine_settings,
    with_original_theme,
)
from build_tools.site.mkdocs.file_filter import refused, take_out, theme_files
from build_tools.site.mkdocs.generated import (
    GeneratedPage,
    menu_names,
    menu_page,
    menu_without,
    source_path,
)
from build_tools.site.mkdocs.output import Output, log_broken_links, open_data_of
from build_tools.site.mkdocs.page_context import FrameValues
from build_tools.site.mkdocs.page_faults import faults_on
from build_tools.site.mkdocs.page_render import PageFrames
from build_tools.site.mkdocs.server import Maker, Preview, require_free_port
from build_tools.site.shell import Marks
from build_tools.views import coverage
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
    _preview: Preview | None = None
    _is_dirty = False

    def __init__(self) -> None:
        """One plugin instance serves every build of ``mkdocs serve``."""
        super().__init__()
        self._warned: set[Diagnostic] = set()
        self._has_built = False
        self._pause = ExitStack()
        self._project = Project(Path())

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Prepare to serve, without the policy: live reload is a script inside the page."""
        if command == "serve":
            self._policy, self._preview, self._is_dirty = "", Preview(), dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the facts; with errors in them, a strict build writes nothing."""
        if self._preview and not self._has_built:
            require_free_port(*config.dev_addr)
        # What is made from now on stays until the build has ended.
        self._pause.enter_context(collector_paused())
        folder = self.config.project or Path(config.config_file_path).parent
        self._project = Project(Path(folder).resolve())
        about = Publication(
            config.site_url or "",
            config.site_name,
            config.site_description or "",
            history_since(self._project, self._published(config)),
            frozenset(self.config.exports),
        )
        use_engine_settings(config, self._project)
        self._theme_files = [*theme_files(config), *engine_assets(config)]
        self._stages = Stages(log)
        outputs: list[Output] = []
        answers = {"open_data": open_data_of(outputs, about)}
        self._has_built = True
        self._site = assemble(self._project, about, answers, self._stages)
        if config.nav:
            config.nav = menu_without(config.nav, self._unneeded())
        self._output = Output(self._project, about, Path(config.site_dir), self._site)
        outputs.append(self._output)
        self._stages("frame")
        log_report(log, self._site, self._project, self._warned, strict=config.strict)
        if config.strict and self._site.checked.report.errors:
            number = counted(len(self._site.checked.report.errors), "error").capitalize()
            raise Abort(f"{number} in the facts; a strict build does not go on.")
        if not config.repo_url:
            config.edit_uri = None  # an edit link needs a repository to lead to
        self._prose_sections: list[search.Entry] = []
        self._titles: dict[str, str] = {}
        self._extension = FactsExtension(self._site.renderer)
        config.markdown_extensions = [
            name for name in config.markdown_extensions if not isinstance(name, FactsExtension)
        ]
        config.markdown_extensions.append(self._extension)  # type: ignore[arg-type]
        return config

    def _unneeded(self) -> frozenset[str]:
        """Return the source paths of pages that the site has no records for."""
        made = {source_path(path) for path in self._site.addresses}
        written = {page.path for page in self._site.checked.ledger.records.prose}
        kinds = self._project.templates.names("pages", ENDING)
        pages = (name.replace(ENDING, ".md") for name in kinds)
        return frozenset(page for page in pages if page not in made and page not in written)

    def _published(self, config: MkDocsConfig) -> str:
        """Return the setting as it is written: YAML would make a number of a tag such as 1.10."""
        written = published_setting(self._project)
        return str(config.extra.get("published") or "") if written is None else written

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin with an empty folder, also with ``--dirty``: older pages would never be renewed."""
        if self._is_dirty:
            clean_directory(config.site_dir)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out prose that was refused, and add what the theme and the menu publish."""
        take_out(files, config, self._project, refused(self._site.checked.report))
        for file in self._theme_files:
            if file.src_uri not in files.src_uris:
                files.append(file)
        ledger = self._site.checked.ledger
        head = heads(ledger, self._output.about)
        names = cards.titles_of(coverage.collect(ledger))
        self._frame_values = FrameValues(
            config, self._policy, frame.as_of(ledger), head, ChainMap(self._titles, names)
        )
        for page in self._menu_pages(config):
            files.append(page.file)
        self._output.log_faults()
        return files

    def _menu_pages(self, config: MkDocsConfig) -> Iterator[GeneratedPage]:
        names = dict(menu_names(config.nav))
        for address in self._site.addresses.values():
            if address.kind.in_menu and (page := self._output.menu_page(address)):
                yield menu_page(page, config, names.get(source_path(address.path), ""))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation, which page shells show too."""
        self._nav, self._files = nav, files
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give the Markdown extension the page's path, and make its front matter harmless."""
        prose = self._prose_at(page.file.src_uri)
        self._extension.page_root = "../" * page.url.count("/")
        self._extension.counted = prose.citations if prose else None
        self._extension.folds_references = (
            prose is not None and prose.front.get("references") == "folded"
        )
        self._extension.own_lang = (prose and prose.lang) or ""
        if prose is None:
            return markdown
        # The theme prints titles and descriptions as they are, on every page of the menu.
        page.meta = {key: escape(value) for key, value in prose.front.items()}
        if "hide" in prose.front:
            page.meta["hide"] = prose.front["hide"].split()
        # MkDocs would take more of the text for front matter than our reader does, and drop it.
        return prose.body

    def _prose_at(self, path: str) -> Prose | None:
        prose = self._site.checked.ledger.records.prose
        return next((page for page in prose if page.path == path), None)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a page without a title the text of its heading, just as harmless.

        The theme would decode entities in it, because it takes them for what it has escaped itself.
        """
        page.meta.setdefault("title", escape(unescape(str(page.title))))
        if not page.meta.get("generated"):
            title = unescape(str(page.meta["title"]))
            self._titles[page.url] = title
            self._prose_sections += search.sections(page.url, title, html)
        return html

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the frame the page's values; a shell's frame gets marks instead."""
        marks: Marks | None = getattr(page, "marks", None)
        values = self._frame_values
        context["frame"] = values.frame(marks) if marks else values.of_page(page)
        return context

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's environment for the shells, and cache its compiled templates."""
        env.bytecode_cache = bytecode_cache(self._project.root)
        env.loader = with_original_theme(env.loader)
        env.globals["publication"] = self._output.about  # for the feed in every head
        env.globals["counts"] = self._site.checked.counts  # for the footer of every page
        env.globals["frame"] = self._frame_values.empty()  # for the 404 page
        env.globals["several_articles"] = has_several(self._site.checked.ledger)
        self._theme = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all other pages, the open data, the lists of pages and the cards."""
        output = self._output
        frames = PageFrames(self._frame_values, self._nav, self._files, self._theme)
        engine_sitemap = sitemap.taken(output.folder)
        articles = coverage.collect(self._site.checked.ledger)
        with self._pause:
            output.write_filters()
            cards.write(
                output.folder,
                cards.cards(config.site_name, self._titles, articles),
                cards.picture_of(articles),
                self._project.templates.folder("cards"),
                self._project.root / ".cache" / "cards",
            )
            if self._preview:
                self._try_kinds()
                self._preview.use(self._maker(frames, engine_sitemap), self._faults_on)
            else:
                self._stages("open data")
                output.write_data()
                self._stages("pages")
                self._write_pages(frames, engine_sitemap)
            if (faults := output.log_faults()) and config.strict:
                number = counted(faults, "error").capitalize()
                raise Abort(f"{number} in the templates; a strict build does not go on.")
            if self._preview:
                return
            self._stages("links")
            log_broken_links(output)
        size = sum(file.size for file in output.data_files)
        pages = len(output.made) + len(self._titles)
        self._stages.summary(pages, len(output.data_files), size)

    def _write_pages(self, frames: PageFrames, engine_sitemap: str | None) -> None:
        """Write all pages that are not written yet, and what lists them."""
        self._output.write_pages(frames, self._site.addresses.values())
        self._output.write_search(self._prose_sections)
        self._output.write_sitemap(engine_sitemap)

    def _try_kinds(self) -> None:
        """Make one page of each kind that has many, so that faults are known before it is opened.

        The others are left: among them is the page of open data, which lists all files.
        """
        tried = set()
        for address in self._site.addresses.values():
            if address.kind.each and address.kind.name not in tried:
                tried.add(address.kind.name)
                self._site.renderer.page(address)

    def _maker(self, frames: PageFrames, engine_sitemap: str | None) -> Maker:
        """Return what makes the file at a path: one page, all open data, or all pages and lists."""
        output = self._output

        def make(path: str) -> None:
            with collector_paused():
                if address := self._site.addresses.get(path):
                    output.write_pages(frames, [address])
                elif exports.is_data_path(path):
                    output.write_data()
                elif path.startswith(f"{search.FOLDER}/") or path in sitemap.FILES:
                    self._write_pages(frames, engine_sitemap)
                output.log_faults()

        return frame_faults_logged(make, self._project, log)

    def _faults_on(self, path: str, is_missing: bool) -> str:
        """Return what is wrong with the page at a path, as the terminal shows it."""
        address = self._site.addresses.get(path)
        errors = (*self._site.checked.report.errors, *self._site.renderer.faults)
        template = address.kind.file if address else ""
        return faults_on(path, template, errors, self._project.root, is_missing=is_missing)

    def on_build_error(self, *, error: Exception) -> None:
        """Let the collector work again, and report a fault in the frame of all pages."""
        self._pause.close()
        if abort := log_frame(log, self._project, error):
            raise abort from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a record, an article, a map or a template changes."""
        project = self._project
        for folder in (project.facts, project.seeds, project.maps, project.templates.own):
            if folder.is_dir():
                server.watch(str(folder))
        if self._preview:
            server.set_app(self._preview.application(server))
            server.builder = self._preview.guarded(server.builder)
        return server
