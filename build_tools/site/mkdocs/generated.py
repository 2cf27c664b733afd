"""Generated pages as MkDocs knows pages: their files, contents and addresses."""

import posixpath
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_tools.pages import PAGE_TITLE_ID, Outline, Page
from build_tools.site.shell import Marks


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
    made.edit_url = Settings.of(config).edit_address(outline.record) or None
    return made


def source_path(path: str) -> str:
    """Return the path under which the engine knows the page of ours that stands at a path."""
    return path.replace(".html", ".md")


def contents_of(title: str, headings: list[AnchorLink]) -> TableOfContents:
    """Return a table of contents as the theme expects it: the headings below the title."""
    first = AnchorLink(title, PAGE_TITLE_ID, 1)
    first.children.extend(headings)
    return TableOfContents([first])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site's settings say of each page's frame, taken once: MkDocs looks long for each.

    ``address`` is the site's with a slash at its end, ``edited`` the repository's address and the
    way from there to where its files are edited, or None where that is not known.
    """

    name: str
    address: str
    repository: str
    edited: tuple[str, str] | None
    mail: str

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Settings":
        """Return what these settings say.

        MkDocs' ``edit_uri`` leads to the prose (``edit/main/content/``); records stand beside it.
        """
        repository, edit = config.repo_url or "", config.edit_uri or ""
        way = f"{posixpath.dirname(edit.rstrip('/'))}/"
        return cls(
            config.site_name,
            f"{(config.site_url or '').rstrip('/')}/",
            repository,
            (f"{repository.rstrip('/')}/", way) if repository and edit else None,
            config.extra.get("mail", ""),
        )

    def edit_address(self, record: str) -> str:
        """Return where a page's record can be edited; empty where the repository is not known."""
        if not (self.edited and record):
            return ""
        repository, way = self.edited
        return urljoin(repository, way + record)
