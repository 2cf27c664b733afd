"""Gives the theme's templates the values for the frame of each page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.nested_marks import nested_marks
from build_tools.pages import Page
from build_tools.site import cards, frame
from build_tools.site.mkdocs.file_filter import STYLE_SHEET
from build_tools.site.mkdocs.generated import Settings
from build_tools.site.shell import Marks, PageMeta

# Elements in Markdown that only the theme's style sheet covers, such as tables and admonitions.
# They are listed at https://squidfunk.github.io/mkdocs-material/reference/.
_THEME_BLOCKS = re.compile(
    r"<(?:table|kbd|dl|mark|ins|del)>"
    r'|<details class="(?:note|abstract|info|tip|success|question|warning|failure|danger|bug|'
    r'example|quote)\b|class="(?:[^"]* )?(?:admonition|tabbed-|highlight|footnote|task-list|'
    r"twemoji|md-[a-z]|grid\b|critic|keys\b|arithmatex|mermaid|annotate)"
)


@dataclass(frozen=True, slots=True)
class FrameValues:
    """The values that all page frames in a build share.

    ``policy`` is empty while serving. ``head`` returns the HTML that open data add to the head of
    the page at a path. ``titles`` maps the paths of hand-written pages to their titles. ``words``
    is the catalogue of the site's language.
    """

    config: MkDocsConfig
    policy: str
    as_of: frame.AsOf
    head: Callable[[str], str]
    titles: Mapping[str, str]
    words: Catalogue
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", Settings.of(self.config))

    def of_page(self, page: MkDocsPage) -> frame.Frame:
        """Return the frame for a page that MkDocs renders."""
        title = unescape(str(page.meta.get("title") or page.title))
        meta = self._meta(page.url, title, page.canonical_url or "", "", "")
        style = STYLE_SHEET if _uses_theme(page) else ""
        return self.frame(meta)._replace(theme_style=style)

    def meta(self, page: Page) -> PageMeta:
        """Return the data about a page for its page shell."""
        return self._meta(
            page.path,
            page.title,
            f"{self.settings.address}{page.path}",
            self.settings.edit_address(page.record),
            page.verdict,
        )

    def empty(self) -> frame.Frame:
        """Return the frame for a page without an address of its own."""
        return self.frame(PageMeta("", "", "", "", ""))

    def frame(self, meta: PageMeta | Marks) -> frame.Frame:
        """Return the frame with these values, except those that the site's settings do not use."""
        config = self.config
        return frame.Frame(
            self.policy,
            frame.FIRST_SCRIPT,
            "",
            self.as_of,
            meta.bibtex,
            meta.report if config.repo_url else "",
            meta.mail if config.extra.get("mail") else "",
            meta.card if config.site_url else "",
            meta.head,
            meta.cited,
            meta.quoted,
        )

    def _meta(self, path: str, title: str, address: str, edit: str, verdict: str) -> PageMeta:
        settings, card = self.settings, cards.SITE
        if verdict or path in self.titles:
            card = cards.of_verdict(verdict) if verdict else cards.of_page(path)
        return PageMeta(
            address,
            edit,
            frame.bibtex(path, title, settings.name, address, self.as_of),
            frame.report_issue(settings.repository, path),
            frame.report_mail(settings.mail, path, self.words),
            f"{settings.address}{card}",
            without_marks(self.head(path)),
            frame.cited(title),
            nested_marks(frame.cited(title), self.words.marks),
        )


def _uses_theme(page: MkDocsPage) -> bool:
    """Return whether a hand-written page has blocks that need the theme's style sheet.

    That style sheet is larger than the text of a long page, so pages of plain prose omit it.
    """
    return page.file.generated_by is None and bool(_THEME_BLOCKS.search(page.content or ""))
