"""Turns generated pages into MkDocs pages, with their files, contents and addresses."""

import posixpath
from collections.abc import Collection, Iterator
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from build_tools.pages import PAGE_TITLE_ID, Page
from build_tools.site.shell import Marks


class GeneratedPage(MkDocsPage):
    """A page whose HTML already exists, so Markdown does not process the page."""

    def __init__(self, file: File, config: MkDocsConfig, page: Page, body: str) -> None:
        super().__init__(None, file, config)
        self._body = body
        self.marks: Marks | None = None
        self.meta = {
            "title": escape(page.title),
            "description": escape(page.description),
            "search": {"exclude": True},
            "generated": True,
            "script": page.script,
            "style": page.style,
        }
        self.markdown, self.content = "", body
        self.present_anchor_ids = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing, because the page already has its body."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Restore the original body, which MkDocs would replace."""
        self.content = self._body


def menu_page(page: Page, config: MkDocsConfig, name: str = "") -> GeneratedPage:
    """Return a menu page as a MkDocs page. ``name`` is the page's name in the menu."""
    file = File.generated(
        config,
        source_path(page.path),
        content="",
        inclusion=InclusionLevel.INCLUDED,
    )
    generated = GeneratedPage(file, config, page, page.body)
    generated.title = escape(name or page.menu)
    generated.edit_url = Settings.of(config).edit_address(page.record) or None
    headings = [AnchorLink(escape(heading.title), heading.id, 2) for heading in page.headings]
    generated.toc = contents_of(escape(page.title), headings)
    return generated


def menu_names(menu: object) -> Iterator[tuple[str, str]]:
    """Yield the path and the name of each page that ``nav`` names."""
    if isinstance(menu, list):
        for item in menu:
            yield from menu_names(item)
    elif isinstance(menu, dict):
        for name, value in menu.items():
            if isinstance(value, str):
                yield value.removeprefix("./"), str(name)
            else:
                yield from menu_names(value)


def menu_without(menu: list[object], missing: Collection[str]) -> list[object]:
    """Return ``nav`` without the pages at these paths and without sections that become empty."""
    remaining: list[object] = []
    for item in menu:
        name, value = next(iter(item.items())) if isinstance(item, dict) and item else ("", item)
        if isinstance(value, list):
            if part := menu_without(value, missing):
                remaining.append({name: part})
        elif not (isinstance(value, str) and value.removeprefix("./") in missing):
            remaining.append(item)
    return remaining


def source_path(path: str) -> str:
    """Return the path of the source file that MkDocs expects for a generated page."""
    return path.replace(".html", ".md")


def contents_of(title: str, headings: list[AnchorLink]) -> TableOfContents:
    """Return a table of contents in the theme's format, with the headings below the title."""
    first = AnchorLink(title, PAGE_TITLE_ID, 1)
    first.children.extend(headings)
    return TableOfContents([first])


class Settings(NamedTuple):
    """The site's settings for page frames, read only once because MkDocs returns them slowly.

    ``address`` is the site's address, with a slash at its end. ``edited`` contains the repository's
    address and the path from that address to the pages for editing, or is None if these are
    unknown.
    """

    name: str
    address: str
    repository: str
    edited: tuple[str, str] | None
    mail: str

    @classmethod
    def of(cls, config: MkDocsConfig) -> "Settings":
        """Read the settings.

        ``edit_uri`` leads to the prose, and records are in the folder above the prose.
        """
        repository, edit = config.repo_url or "", config.edit_uri or ""
        folder = f"{posixpath.dirname(edit.rstrip('/'))}/"
        return cls(
            config.site_name,
            f"{(config.site_url or '').rstrip('/')}/",
            repository,
            (f"{repository.rstrip('/')}/", folder) if repository and edit else None,
            config.extra.get("mail", ""),
        )

    def edit_address(self, record: str) -> str:
        """Return the address for editing a page's record, or "" if the repository is unknown."""
        if not (self.edited and record):
            return ""
        repository, folder = self.edited
        return urljoin(repository, folder + record)
