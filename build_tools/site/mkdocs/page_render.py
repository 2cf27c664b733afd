"""Outlines to whole pages: each kind's shell is rendered by the theme once, then filled."""

import posixpath
from dataclasses import dataclass, field

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from build_tools.pages import Outline, Page, Renderer
from build_tools.site.mkdocs.generated import (
    GeneratedPage,
    Settings,
    contents_of,
    source_path,
)
from build_tools.site.mkdocs.page_context import Framing
from build_tools.site.shell import Marks, Shell, poured


@dataclass(frozen=True, slots=True)
class Filling:
    """What the pages of one build are made with: our renderer, and the engine's theme."""

    renderer: Renderer
    framing: Framing
    nav: Navigation
    files: Files
    theme: Environment
    _shells: dict[tuple[str, str, int], Shell] = field(default_factory=dict)

    def page(self, outline: Outline) -> tuple[Page, bytes] | None:
        """Return the page and the whole of its HTML; None where its template fails."""
        page = self.renderer.page(outline)
        if page is None:
            return None
        if page.menu:
            return page, self._of_menu(page)
        # A shell's links lead up by as many folders as its pages lie deep.
        key = (page.kind, page.under, page.path.count("/"))
        if key not in self._shells:
            self._shells[key] = self._shell(page)
        return page, poured(page, self._shells[key], self.framing.around(page))

    def _of_menu(self, page: Page) -> bytes:
        """Render a page of the menu as the engine does."""
        held = self._known(page.path)
        assert isinstance(held, GeneratedPage)
        held.fill(page)
        return self._rendered(held, held).encode()

    def _shell(self, page: Page) -> Shell:
        """Render the theme once, with marks, for all pages of the kind that lie as deep."""
        marks = Marks()
        shell = _marked(page, marks, self.framing.config)
        return Shell.cut(self._rendered(shell, self._known(page.under)), marks)

    def _known(self, path: str) -> MkDocsPage | None:
        """Return the engine's own page at a path, if there is one."""
        file = self.files.get_file_from_path(source_path(path))
        return file.page if file else None

    def _rendered(self, page: GeneratedPage, active: MkDocsPage | None) -> str:
        """Return the theme's page around this one; ``active`` is marked in the menu."""
        config = self.framing.config
        if active:
            active.active = True
        try:
            context = get_context(self.nav, self.files, config, page)
            context = config.plugins.on_page_context(
                context, page=page, config=config, nav=self.nav
            )
            output = self.theme.get_template("main.html").render(context)
            return config.plugins.on_post_page(output, page=page, config=config)
        finally:
            if active:
                active.active = False


def _marked(page: Page, marks: Marks, config: MkDocsConfig) -> GeneratedPage:
    """Return a page of marks, for the engine, that stands where pages of the kind do."""
    file = File.generated(
        config,
        f"{posixpath.dirname(page.path)}/shell.md".lstrip("/"),
        content="",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    shell = GeneratedPage(file, config, page, marks.title, marks.description, marks.body)
    shell.marks = marks
    shell.canonical_url = marks.canonical
    shell.edit_url = marks.edit if Settings.of(config).edit_address(page.record) else None
    shell.toc = contents_of(marks.title, [AnchorLink(marks.contents, marks.contents, 2)])
    return shell
