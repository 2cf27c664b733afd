"""Finds the pages that a change to the facts affects.

The pages are rendered from both states with the current templates, so they differ only if the facts
differ.
"""

from collections.abc import Iterator, Mapping

from build_tools.changes.comparison import Change, PageChange
from build_tools.changes.field_changes import single_spaced
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Prose
from build_tools.pages import Page, Renderer
from build_tools.quotations.counts import count
from build_tools.views.parts.citations import references
from build_tools.views.parts.review_days import review_days


def affected_pages(project: Project, before: Ledger, after: Ledger) -> tuple[PageChange, ...]:
    """Return the generated and hand-written pages that differ, in order of their addresses."""
    was, now = (_pages(project, ledger) for ledger in (before, after))
    return tuple(
        PageChange(path, _change(path, was, now))
        for path in sorted({*was, *now})
        if was.get(path) != now.get(path)
    )


def prose_differs(before: Ledger, after: Ledger) -> bool:
    """Return whether a hand-written page was added, removed or changed."""
    was, now = (
        {page.path: (dict(page.front), single_spaced(page.body)) for page in ledger.records.prose}
        for ledger in (before, after)
    )
    return was != now


def _change(path: str, was: Mapping[str, object], now: Mapping[str, object]) -> Change:
    if path not in was:
        return Change.ADDED
    return Change.CHANGED if path in now else Change.REMOVED


def _pages(project: Project, ledger: Ledger) -> dict[str, object]:
    renderer = Renderer(project.templates, ledger, count(ledger))
    pages: dict[str, object] = {page.path: tuple(_content(page)) for page in renderer.pages()}
    for prose in ledger.records.prose:
        pages[prose.address] = tuple(_prose_content(renderer, ledger, prose))
    return pages


def _content(page: Page) -> Iterator[object]:
    # A claim may move to a different folder, so the path of its file does not count.
    for text in (page.title, page.description, page.body):
        yield single_spaced(text)


def _prose_content(renderer: Renderer, ledger: Ledger, prose: Prose) -> Iterator[object]:
    yield dict(prose.front)
    yield single_spaced(prose.body)
    cited = [citation.claim for citation in prose.citations]
    yield references(ledger, cited)
    for block in prose.embeds:
        # The position of the block on the page makes no difference.
        yield renderer.embed(block.claim, "", depths=(), **review_days(ledger, cited, cited))
