"""Which pages of the site a change touches: both states are rendered, and the pages compared.

Nothing has to know which view asks for what: a page is touched when it says something else. Both
states pass through the templates as they are now, so that only the facts can make a difference.
"""

from collections.abc import Iterator, Mapping

from build_tools.changes.comparison import Change, PageChange
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project
from build_tools.facts.records import Prose
from build_tools.pages import Page, Renderer
from build_tools.quotations.counts import count
from build_tools.views.parts.citations import references


def touched_pages(project: Project, before: Ledger, after: Ledger) -> tuple[PageChange, ...]:
    """Return the pages made of records and the hand-written ones that differ, by address."""
    was, now = (_pages(project, ledger) for ledger in (before, after))
    return tuple(
        PageChange(path, _fate(path, was, now))
        for path in sorted({*was, *now})
        if was.get(path) != now.get(path)
    )


def prose_differs(before: Ledger, after: Ledger) -> bool:
    """Return whether a hand-written page came, went, or says something else."""
    was, now = (
        {one.path: (dict(one.front), _even(one.body)) for one in ledger.records.prose}
        for ledger in (before, after)
    )
    return was != now


def _fate(path: str, was: Mapping[str, object], now: Mapping[str, object]) -> Change:
    if path not in was:
        return Change.ADDED
    return Change.CHANGED if path in now else Change.REMOVED


def _pages(project: Project, ledger: Ledger) -> dict[str, object]:
    renderer = Renderer(project.templates, ledger, count(ledger))
    pages: dict[str, object] = {page.path: tuple(_words(page)) for page in renderer.pages()}
    for prose in ledger.records.prose:
        address = prose.path.removesuffix(".md") + ".html"
        pages[address] = tuple(_written(renderer, ledger, prose))
    return pages


def _words(page: Page) -> Iterator[object]:
    # The record's file is no part of what a page says: a claim may move to another shelf.
    for text in (page.title, page.description, page.body):
        yield _even(text)


def _written(renderer: Renderer, ledger: Ledger, prose: Prose) -> Iterator[object]:
    yield dict(prose.front)
    yield _even(prose.body)
    yield references(ledger, [citation.claim for citation in prose.citations])
    for block in prose.embeds:
        yield renderer.embed(block.claim, "")


def _even(text: str) -> str:
    return " ".join(text.split())
