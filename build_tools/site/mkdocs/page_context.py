"""The frame of each page: what the theme's templates are given, of hand-written pages and ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from build_tools.pages import Outline
from build_tools.site import cards, frame
from build_tools.site.mkdocs.generated import Settings
from build_tools.site.shell import Around, Marks


@dataclass(frozen=True, slots=True)
class Framing:
    """What all frames of a build have in common.

    ``policy`` is empty while serving, ``style`` the path of the theme's style sheet, ``head`` gives
    what open data add to the head of the page at a path, ``titles`` are those of hand-written pages
    by their paths.
    """

    config: MkDocsConfig
    policy: str
    style: str
    as_of: frame.AsOf
    head: Callable[[str], str]
    titles: Mapping[str, str]
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", Settings.of(self.config))

    def of_page(self, page: MkDocsPage) -> frame.Frame:
        """Return the frame of a page that the engine renders."""
        title = unescape(str(page.meta.get("title") or page.title))
        return self.shown(self._around(page.url, title, page.canonical_url or "", "", ""))

    def around(self, page: Outline) -> Around:
        """Return what the shell's frame shows of a page that is poured into it."""
        return self._around(
            page.path,
            page.title,
            f"{self.settings.address}{page.path}",
            self.settings.edit_address(page.record),
            page.verdict,
        )

    def nothing(self) -> frame.Frame:
        """Return the frame of a page that stands at no address of its own."""
        return self.shown(Around("", "", "", "", ""))

    def shown(self, around: Around | Marks) -> frame.Frame:
        """Return the frame with these values, less those that the site's settings leave no use."""
        config = self.config
        return frame.Frame(
            self.policy,
            frame.FIRST_SCRIPT,
            self.style,
            self.as_of,
            around.bibtex,
            around.report if config.repo_url else "",
            around.mail if config.extra.get("mail") else "",
            around.card if config.site_url else "",
            around.head,
            around.cited,
        )

    def _around(self, path: str, title: str, address: str, edit: str, verdict: str) -> Around:
        settings, card = self.settings, cards.SITE
        if verdict or path in self.titles:
            card = cards.of_verdict(verdict) if verdict else cards.of_page(path)
        return Around(
            address,
            edit,
            frame.bibtex(path, title, settings.name, address, self.as_of),
            frame.report_issue(settings.repository, path),
            frame.report_mail(settings.mail, path),
            f"{settings.address}{card}",
            self.head(path),
            frame.cited(title),
        )
