"""Puts generated pages into the theme's frame. The theme renders a page shell for each kind."""

import posixpath
from dataclasses import dataclass, field, replace

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from build_tools.pages import Page
from build_tools.site.mkdocs.generated import (
    GeneratedPage,
    Settings,
    contents_of,
    source_path,
)
from build_tools.site.mkdocs.page_context import FrameValues
from build_tools.site.shell import Marks, Shell, fill_shell


@dataclass(frozen=True, slots=True)
class PageFrames:
    """The page frames in a build, from MkDocs' navigation, files and theme."""

    values: FrameValues
    nav: Navigation
    files: Files
    theme: Environment
    _shells: dict[tuple[str, str, int], Shell] = field(default_factory=dict)

    def html(self, page: Page) -> bytes:
        """Return the complete HTML of a page that is not in the menu."""
        # The links in a shell depend on the folder depth of its pages.
        key = (page.kind, page.under, page.path.count("/"))
        if key not in self._shells:
            self._shells[key] = self._shell(page)
        direction = self.values.words.direction
        return fill_shell(self._shells[key], page, self.values.meta(page), direction)

    def _shell(self, page: Page) -> Shell:
        """Return the theme's page with placeholders, for all pages of a kind at the same depth."""
        marks = Marks()
        shell = _marked(page, marks, self.values.config)
        return Shell.cut(self._rendered(shell, self._menu_page(page.under)), marks)

    def _menu_page(self, path: str) -> MkDocsPage | None:
        file = self.files.get_file_from_path(source_path(path))
        return file.page if file else None

    def _rendered(self, page: GeneratedPage, active: MkDocsPage | None) -> str:
        """Return this page inside the theme's page shell.

        The menu highlights the page ``active``.
        """
        config = self.values.config
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
    """Return a MkDocs page of placeholders, in the folder for pages of the same kind."""
    file = File.generated(
        config,
        f"{posixpath.dirname(page.path)}/shell.md".lstrip("/"),
        content="",
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    shell = GeneratedPage(
        file, config, replace(page, title=marks.title, description=marks.description), marks.body
    )
    shell.marks = marks
    shell.canonical_url = marks.canonical
    shell.edit_url = marks.edit if Settings.of(config).edit_address(page.record) else None
    shell.toc = contents_of(marks.title, [AnchorLink(marks.contents, marks.contents, 2)])
    return shell
