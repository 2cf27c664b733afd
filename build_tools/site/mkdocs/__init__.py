"""Adapts the engine to MkDocs. Only this package imports MkDocs.

Pages in the menu become MkDocs pages. That would be too slow for all other pages (claims, sources,
people …), so the theme renders a page shell for each kind of these pages. The generated pages are
inserted into the shell.
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
from build_tools.facts.catalogue import with_languages
from build_tools.facts.colours import palette
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.direction import direction
from build_tools.facts.project import Project
from build_tools.facts.records import Prose
from build_tools.facts.wording import counted
from build_tools.pages import add_messages, bytecode_cache
from build_tools.pages.page_kinds import ENDING
from build_tools.pages.prose import FactsExtension
from build_tools.rules.check import collector_paused
from build_tools.site import cards, frame, search, sitemap
from build_tools.site.assemble import assemble
from build_tools.site.mkdocs.build_log import Stages, frame_faults_logged, log_frame, log_report
from build_tools.site.mkdocs.engine_files import (
    chosen_colours,
    compact_sheets,
    engine_assets,
    join_sheets,
    use_engine_settings,
    use_heading_words,
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
    """The plugin's settings in ``mkdocs.yml``.

    ``project`` is needed only if the project and the file are in different folders. ``exports``
    contains the names of the formats of open data on the site. The default is all formats.
    """

    project = config_options.Optional(config_options.Dir(exists=True))
    exports = config_options.ListOfItems(
        config_options.Choice(exports.names()), default=list(exports.names())
    )


class FactsPlugin(BasePlugin[FactsConfig]):
    """A MkDocs plugin that adds generated pages to a site."""

    _policy = frame.policy()
    _preview: Preview | None = None
    _is_dirty = False

    def __init__(self) -> None:
        """Start without a build. The same instance serves every build of ``mkdocs serve``."""
        super().__init__()
        self._warned: set[Diagnostic] = set()
        self._has_built = False
        self._pause = ExitStack()
        self._project = Project(Path())

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Serve pages without the policy, because MkDocs reloads pages with an inline script."""
        if command == "serve":
            self._policy, self._preview, self._is_dirty = "", Preview(), dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the facts. If they contain errors, a strict build writes nothing."""
        if self._preview and not self._has_built:
            require_free_port(*config.dev_addr)
        # All objects created after this line stay in use until the end of the build.
        self._pause.enter_context(collector_paused())
        folder = self.config.project or Path(config.config_file_path).parent
        self._project = Project(Path(folder).resolve())
        about = Publication(
            config.site_url or "",
            config.site_name,
            config.site_description or "",
            history_since(self._project, self._published(config)),
            frozenset(self.config.exports),
            config.repo_url or "",
            config.extra.get("mail", ""),
            bool(config.repo_url and config.edit_uri),
        )
        use_engine_settings(config, self._project)
        self._theme_files = [*theme_files(config), *engine_assets(config)]
        self._stages = Stages(log)
        outputs: list[Output] = []
        answers = {"open_data": open_data_of(outputs, about)}
        self._has_built = True
        self._site = assemble(self._project, about, answers, self._stages)
        use_heading_words(config, self._site.checked.ledger.words)
        if config.nav:
            config.nav = menu_without(config.nav, self._unneeded())
        self._output = Output(self._project, about, Path(config.site_dir), self._site)
        outputs.append(self._output)
        self._stages("frame")
        log_report(log, self._site, self._project, self._warned, strict=config.strict)
        if config.strict and self._site.checked.report.errors:
            number = counted(len(self._site.checked.report.errors), "error").capitalize()
            raise Abort(f"The facts contain {number}. A strict build stops here.")
        if not config.repo_url:
            config.edit_uri = None  # an edit link needs a repository
        self._prose_sections: list[search.Entry] = []
        self._titles: dict[str, str] = {}
        self._extension = FactsExtension(self._site.renderer)
        config.markdown_extensions = [
            name for name in config.markdown_extensions if not isinstance(name, FactsExtension)
        ]
        config.markdown_extensions.append(self._extension)  # type: ignore[arg-type]
        return config

    def _unneeded(self) -> frozenset[str]:
        """Return the source paths of page kinds for which the site has no records."""
        made = {source_path(path) for path in self._site.addresses}
        written = {page.path for page in self._site.checked.ledger.records.prose}
        kinds = self._project.templates.names("pages", ENDING)
        pages = (name.replace(ENDING, ".md") for name in kinds)
        return frozenset(page for page in pages if page not in made and page not in written)

    def _published(self, config: MkDocsConfig) -> str:
        """Return the setting as written, because YAML turns a tag such as 1.10 into a number."""
        written = published_setting(self._project)
        return str(config.extra.get("published") or "") if written is None else written

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Empty the folder even with ``--dirty``, which would never update old pages."""
        if self._is_dirty:
            clean_directory(config.site_dir)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Remove refused prose, and add the theme's files and the menu pages."""
        take_out(files, config, self._project, refused(self._site.checked.report))
        for file in self._theme_files:
            if file.src_uri not in files.src_uris:
                files.append(file)
        compact_sheets(files, config)
        join_sheets(files, config)
        ledger = self._site.checked.ledger
        if colours := dict(ledger.records.colours):
            files.append(chosen_colours(config, colours))
        head = heads(ledger, self._output.about)
        names = cards.titles_of(coverage.collect(ledger))
        titles = ChainMap(self._titles, names)
        self._frame_values = FrameValues(
            config, self._policy, frame.as_of(ledger), head, titles, ledger.words
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
        """Store the navigation, which page shells also show."""
        self._nav, self._files = nav, files
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Set the values for this page in the Markdown extension, and escape the front matter."""
        prose = self._prose_at(page.file.src_uri)
        self._extension.page_root = "../" * page.url.count("/")
        self._extension.counted = prose.citations if prose else None
        self._extension.folds_references = (
            prose is not None and prose.front.get("references") == "folded"
        )
        self._extension.own_lang = (prose and prose.lang) or ""
        if prose is None:
            return markdown
        # The theme prints titles and descriptions without escaping them.
        page.meta = {key: escape(value) for key, value in prose.front.items()}
        if "hide" in prose.front:
            page.meta["hide"] = prose.front["hide"].split()
        # MkDocs would treat more of the text as front matter than our reader does, and would remove
        # it.
        return prose.body

    def _prose_at(self, path: str) -> Prose | None:
        prose = self._site.checked.ledger.records.prose
        return next((page for page in prose if page.path == path), None)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Use the escaped text of the heading as the title of a page without a title.

        The theme would decode entities in the title, because it assumes that it escaped them
        itself.
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
        """Add the page's values to the context of its frame.

        The frame of a shell gets placeholders.
        """
        marks: Marks | None = getattr(page, "marks", None)
        values = self._frame_values
        context["frame"] = values.frame(marks) if marks else values.of_page(page)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Mark the English words in a page whose language is not English."""
        return with_languages(output, self._site.checked.ledger.words.direction)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Mark the English words in the 404 page, which is not in the menu."""
        return with_languages(output_content, self._site.checked.ledger.words.direction)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Store the theme's environment for the page shells, and cache its compiled templates."""
        env.bytecode_cache = bytecode_cache(self._project.root)
        env.loader = with_original_theme(env.loader)
        add_messages(env, self._site.checked.ledger.words)
        env.globals["publication"] = self._output.about  # for the feed link in every head
        env.globals["counts"] = self._site.checked.counts  # for the footer of every page
        env.globals["direction"] = direction(self._site.checked.ledger.records.lang)
        env.globals["frame"] = self._frame_values.empty()  # for the 404 page
        env.globals["several_articles"] = has_several(self._site.checked.ledger)
        self._theme = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write all other pages, the open data, the search index, the sitemap and the cards."""
        output = self._output
        frames = PageFrames(self._frame_values, self._nav, self._files, self._theme)
        engine_sitemap = sitemap.taken(output.folder)
        ledger = self._site.checked.ledger
        articles = coverage.collect(ledger)
        with self._pause:
            output.write_filters()
            cards.write(
                output.folder,
                cards.cards(ledger.words, config.site_name, self._titles, articles),
                cards.picture_of(articles),
                palette(dict(ledger.records.colours)),
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
                raise Abort(f"{number} in the templates; a strict build stops here.")
            if self._preview:
                return
            self._stages("links")
            log_broken_links(output)
        size = sum(file.size for file in output.data_files)
        pages = len(output.made) + len(self._titles)
        self._stages.summary(pages, len(output.data_files), size)

    def _write_pages(self, frames: PageFrames, engine_sitemap: str | None) -> None:
        """Write all remaining pages, the search index and the sitemap."""
        self._output.write_pages(frames, self._site.addresses.values())
        self._output.write_search(self._prose_sections)
        self._output.write_sitemap(engine_sitemap)

    def _try_kinds(self) -> None:
        """Make a sample page for each kind that has a page for each record, to find errors early.

        Other kinds are skipped, including the page of open data, which has to list all files.
        """
        tried = set()
        for address in self._site.addresses.values():
            if address.kind.each and address.kind.name not in tried:
                tried.add(address.kind.name)
                self._site.renderer.page(address)

    def _maker(self, frames: PageFrames, engine_sitemap: str | None) -> Maker:
        """Return a function that makes the file at a path: a page, all open data, or all pages."""
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
        """Return the errors in the page at a path, in the form in which the terminal shows them."""
        address = self._site.addresses.get(path)
        errors = (*self._site.checked.report.errors, *self._site.renderer.faults)
        template = address.kind.file if address else ""
        return faults_on(path, template, errors, self._project.root, is_missing=is_missing)

    def on_build_error(self, *, error: Exception) -> None:
        """Turn the garbage collector on again, and report an error in the frame of all pages."""
        self._pause.close()
        if abort := log_frame(log, self._project, error):
            raise abort from error

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild the site when a record, an article, a map or a template changes."""
        project = self._project
        for folder in (project.facts, project.seeds, project.maps, project.templates.own):
            if folder.is_dir():
                server.watch(str(folder))
        if self._preview:
            server.set_app(self._preview.application(server))
            server.builder = self._preview.guarded(server.builder)
        return server
