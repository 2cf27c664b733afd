"""Outlines to whole pages: each kind's shell is rendered by the theme once, then filled."""

import posixpath
from dataclasses import dataclass, field

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.toc import AnchorLink

from build_tools.mkdocs_plugin.framing import Framing
from build_tools.mkdocs_plugin.generated import GeneratedPage, contents_of, edit_address
from build_tools.pages import Outline, Page, Renderer
from build_tools.pouring import Marks, Shell, poured


@dataclass(frozen=True, slots=True)
class Filling:
    """What the pages of one build are made with: our renderer, and the engine's theme."""

    renderer: Renderer
    framing: Framing
    nav: Navigation
    files: Files
    theme: Environment
    _shells: dict[str, Shell] = field(default_factory=dict)

    def page(self, outline: Outline) -> tuple[Page, bytes] | None:
        """Return the page and the whole of its HTML; None where its template fails."""
        page = self.renderer.page(outline)
        if page is None:
            return None
        if page.kind not in self._shells:
            self._shells[page.kind] = self._shell(page)
        return page, poured(page, self._shells[page.kind], self.framing.around(page))

    def _shell(self, page: Page) -> Shell:
        """Render the theme once, with marks, for all pages of the kind."""
        marks, config = Marks(), self.framing.config
        shell = _marked(page, marks, config)
        parent = self.files.get_file_from_path(page.under.replace(".html", ".md"))
        if not (parent and parent.page):
            return self._rendered(shell, marks)
        parent.page.active = True
        try:
            return self._rendered(shell, marks)
        finally:
            parent.page.active = False

    def _rendered(self, shell: GeneratedPage, marks: Marks) -> Shell:
        config = self.framing.config
        context = get_context(self.nav, self.files, config, shell)
        context = config.plugins.on_page_context(context, page=shell, config=config, nav=self.nav)
        output = self.theme.get_template("main.html").render(context)
        output = config.plugins.on_post_page(output, page=shell, config=config)
        return Shell.cut(output, marks)


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
    shell.edit_url = marks.edit if edit_address(config, page) else None
    shell.toc = contents_of(marks.title, [AnchorLink(marks.contents, marks.contents, 2)])
    return shell
