"""Generated pages as MkDocs knows pages: their files, contents and addresses."""

import posixpath
from html import escape
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_tools.pages import PAGE_TITLE_ID, Outline, Page
from build_tools.pouring import Marks


class GeneratedPage(MkDocsPage):
    """A page whose HTML is ready: nothing of it passes through Markdown."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        made: Outline,
        title: str,
        description: str,
        body: str,
    ) -> None:
        super().__init__(None, file, config)
        self._ready = body
        self.marks: Marks | None = None
        self.meta = {
            "title": title,
            "description": description,
            "search": {"exclude": True},
            "generated": True,
            "script": made.script,
            "style": made.style,
        }
        self.markdown, self.content = "", body
        self.present_anchor_ids = None

    def fill(self, page: Page) -> None:
        """Take the body and the headings of the page that this one stands for."""
        self._ready = self.content = page.body
        headings = [AnchorLink(escape(one.title), one.id, 2) for one in page.headings]
        self.toc = contents_of(escape(page.title), headings)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no source: the body came with the page."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Hand over the body as it is."""
        self.content = self._ready


def menu_page(outline: Outline, config: MkDocsConfig) -> GeneratedPage:
    """Return a page that stands in the menu, not filled yet, with a file of its own."""
    file = File.generated(
        config,
        source_path(outline.path),
        content="",
        inclusion=InclusionLevel.INCLUDED,
    )
    title, description = escape(outline.title), escape(outline.description)
    made = GeneratedPage(file, config, outline, title, description, "")
    made.title = escape(outline.menu)
    made.edit_url = edit_address(config, outline) or None
    return made


def source_path(path: str) -> str:
    """Return the path under which the engine knows the page of ours that stands at a path."""
    return path.replace(".html", ".md")


def contents_of(title: str, headings: list[AnchorLink]) -> TableOfContents:
    """Return a table of contents as the theme expects it: the headings below the title."""
    first = AnchorLink(title, PAGE_TITLE_ID, 1)
    first.children.extend(headings)
    return TableOfContents([first])


def canonical(config: MkDocsConfig, page: Outline) -> str:
    """Return the page's full address."""
    return f"{(config.site_url or '').rstrip('/')}/{page.path}"


def edit_address(config: MkDocsConfig, page: Outline) -> str:
    """Return where the page's record can be edited; empty where the repository is not known.

    MkDocs' ``edit_uri`` leads to the prose (``edit/main/content/``); records stand beside it.
    """
    if not (config.repo_url and config.edit_uri and page.record):
        return ""
    base = posixpath.dirname(config.edit_uri.rstrip("/"))
    return urljoin(f"{config.repo_url.rstrip('/')}/", f"{base}/{page.record}")
