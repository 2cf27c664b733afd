"""The adapter to MkDocs: the only module that imports it. It unpacks, calls and hands over.

What stands in the menu becomes a MkDocs page. The many (claims, sources, people …) do not pay the
engine's price for each page: the theme is rendered once for each kind with marks in the places of
title, body and the rest, and every page is poured into that shell.
"""

import logging
import posixpath
from collections.abc import Iterator
from fnmatch import fnmatch
from html import escape, unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from build_tools import cards, exports, frame, searching, sitemap
from build_tools.assembly import Site, assemble
from build_tools.comparing.history import history_since
from build_tools.links import inside
from build_tools.mkdocs_plugin.generated import (
    GeneratedPage,
    canonical,
    contents_of,
    edit_address,
    menu_file,
)
from build_tools.mkdocs_plugin.telling import Stages
from build_tools.pages import Page, bytecode_cache
from build_tools.pouring import Around, Marks, Shell, pour
from build_tools.prose import FactsExtension
from build_tools.reading import Home
from build_tools.reporting import block
from build_tools.views import filters

log = logging.getLogger("mkdocs.plugins.facts")


class FactsConfig(Config):
    """What ``mkdocs.yml`` may say: where the project is, if not beside that file."""

    project = config_options.Optional(config_options.Dir(exists=True))


class FactsPlugin(BasePlugin[FactsConfig]):
    """Adds the pages made from facts to a MkDocs site."""

    _policy = frame.policy()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Leave the security policy out while serving: live reload is a script inside the page."""
        if command == "serve":
            self._policy = ""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read, check and render the facts; refuse a strict build before anything is written."""
        folder = self.config.project or Path(config.config_file_path).parent
        self._home = Home(Path(folder).resolve())
        about = exports.Publication(
            config.site_url or "",
            config.site_name,
            config.site_description or "",
            history_since(self._home, str(config.extra.get("published") or "")),
        )
        self._stages = Stages(log)
        self._site = assemble(self._home, about, self._stages)
        self._stages("frame")
        _tell(self._site, self._home)
        if config.strict and self._site.checked.report.errors:
            number = len(self._site.checked.report.errors)
            raise Abort(f"{number} errors in the facts; a strict build does not go on.")
        if not config.repo_url:
            config.edit_uri = None  # an edit link needs a repository to lead to
        self._as_of = frame.as_of(self._site.checked.ledger)
        self._read_sections: list[searching.Entry] = []
        self._titles: dict[str, str] = {}
        self._prose = FactsExtension(self._site.renderer)
        config.markdown_extensions = [
            one for one in config.markdown_extensions if not isinstance(one, FactsExtension)
        ]
        config.markdown_extensions.append(self._prose)  # type: ignore[arg-type]
        self._refused = {
            fault.span.path
            for fault in self._site.checked.report
            if fault.rule in ("readable", "prose", "yaml")
        }
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out prose that was refused and the theme's scripts, and add the menu's pages."""
        for file in list(files):
            if file.src_uri.startswith("assets/javascripts/") or file.src_uri.endswith(".map"):
                files.remove(file)
                continue
            own = file.generated_by is None and file.src_dir == config.docs_dir
            if own and self._is_refused(Path(config.docs_dir), file.src_uri):
                files.remove(file)
        for page in self._site.pages:
            if page.menu:
                files.append(menu_file(page, config))
        self._style = next(
            file.url for file in files if fnmatch(file.src_uri, "assets/stylesheets/main.*.css")
        )
        return files

    def _is_refused(self, folder: Path, name: str) -> bool:
        """MkDocs would follow links out of the project and publish what they lead to."""
        path = folder / name
        inside = [path, *path.parents][: len(path.parts) - len(folder.parts)]
        written = self._home.name(self._home.content / name)
        return any(part.is_symlink() for part in inside) or written in self._refused

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
            self._read_sections += searching.sections(page.url, title, html)
        return html

    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the frame what it shows of the page; a shell's frame gets marks instead."""
        marks: Marks | None = getattr(page, "marks", None)
        around = marks or self._around(
            page.url,
            unescape(str(page.meta.get("title") or page.title)),
            page.canonical_url or "",
            "",
            config,
        )
        context["frame"] = self._framed(
            around.bibtex,
            around.report if config.repo_url else "",
            around.mail if config.extra.get("mail") else "",
            around.card if config.site_url else "",
            around.head,
            around.cited,
        )
        return context

    def _framed(
        self, bibtex: str, report: str, mail: str, card: str = "", head: str = "", cited: str = ""
    ) -> frame.Frame:
        return frame.Frame(
            self._policy,
            frame.FIRST_SCRIPT,
            self._style,
            self._as_of,
            bibtex,
            report,
            mail,
            card,
            head,
            cited,
        )

    def _around(
        self,
        path: str,
        title: str,
        address: str,
        edit: str,
        config: MkDocsConfig,
        verdict: str = "",
    ) -> Around:
        card = cards.SITE
        if verdict or path in self._titles:
            card = cards.of_verdict(verdict) if verdict else cards.of_page(path)
        return Around(
            address,
            edit,
            frame.bibtex(path, title, config.site_name, address, self._as_of),
            frame.report_issue(config.repo_url or "", path),
            frame.report_mail(config.extra.get("mail", ""), path),
            f"{(config.site_url or '').rstrip('/')}/{card}",
            self._site.heads.get(path, ""),
            frame.cited(title),
        )

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's environment for the shells, and its templates compiled."""
        env.bytecode_cache = bytecode_cache(self._home.root)
        env.globals["counts"] = self._site.checked.counts  # for the footer of every page
        env.globals["frame"] = self._framed("", "", "")  # the page of lost addresses has no own
        self._env = env
        return env

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Complete the sitemap with the poured pages, and with days that are true of all."""
        if template_name != "sitemap.xml" or not config.site_url:
            return output_content
        ledger, corrections = self._site.checked.ledger, self._site.renderer.view("corrections")
        days = sitemap.changed(ledger, corrections, self._site.pages)
        paths = (page.path for page in self._poured())
        return sitemap.completed(output_content, config.site_url, paths, days)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Pour the many pages into their shells, complete the search index, add the open data."""
        self._stages("writing")
        site = Path(config.site_dir)
        shells: dict[str, Shell] = {}
        pages = list(self._poured())
        for page in pages:
            if page.kind not in shells:
                shells[page.kind] = self._shell(page, config)
        pour(
            site,
            (
                (
                    page,
                    shells[page.kind],
                    self._around(
                        page.path,
                        page.title,
                        canonical(config, page),
                        edit_address(config, page),
                        config,
                        page.verdict,
                    ),
                )
                for page in pages
            ),
        )
        entries = [*self._read_sections, *searching.entries(self._site.pages)]
        style = filters.style(self._site.renderer.view("filters"))
        (site / filters.STYLE).write_text(style, encoding="utf-8")
        sitemap.pack_again(site)
        searching.write(site, entries, searching.other_spellings(self._site.checked.ledger))
        exports.write(site, self._site.files)
        fonts, kept = self._home.templates / "cards", self._home.root / ".cache" / "cards"
        cards.write(site, cards.cards(config.site_name, self._titles), fonts, kept)
        self._stages("links")
        # A warning stops a strict build, and the former site stays.
        lines: dict[str, list[str]] = {}
        for fault in inside.check(site):
            log.warning(block(fault, lines, site).rstrip())
        made = self._site.files
        size = sum(len(file.data) for file in made)
        self._stages.summary(len(self._site.pages) + len(self._titles), len(made), size)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a record, an article or a template changes."""
        for folder in (self._home.facts, self._home.seeds, self._home.templates):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _poured(self) -> Iterator[Page]:
        return (page for page in self._site.pages if not page.menu)

    def _shell(self, page: Page, config: MkDocsConfig) -> Shell:
        """Render the theme once, with marks, for all pages of the kind."""
        marks = Marks()
        file = File.generated(
            config,
            f"{posixpath.dirname(page.path)}/shell.md".lstrip("/"),
            content="",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        shell = GeneratedPage(file, config, page, marks.title, marks.description, marks.body)
        shell.marks = marks
        shell.canonical_url = marks.canonical
        shell.edit_url = marks.edit if edit_address(config, page) else None
        shell.toc = contents_of(marks.title, [AnchorLink(marks.contents, marks.contents, 2)])
        parent = self._files.get_file_from_path(page.under.replace(".html", ".md"))
        if parent and parent.page:
            parent.page.active = True
        context = get_context(self._nav, self._files, config, shell)
        context = config.plugins.on_page_context(context, page=shell, config=config, nav=self._nav)
        output = self._env.get_template("main.html").render(context)
        output = config.plugins.on_post_page(output, page=shell, config=config)
        if parent and parent.page:
            parent.page.active = False
        return Shell.cut(output, marks)


def _tell(site: Site, home: Home) -> None:
    for one in site.checked.report:
        log.log(
            logging.WARNING if one.level == "error" else logging.INFO,
            block(one, {}, home.root).rstrip(),
        )
    for line in site.checked.counts.lines():
        log.info(line)
