"""Tests that a page is reported unless it is in the menu, has a link or is the home page."""

from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules.listed_page import check

World = Callable[..., Project]


@pytest.mark.parametrize(
    ("menu", "link", "reported"),
    [
        ("nav: [index.md]", "Words.", 1),
        ("nav: [index.md]", "See [it](explainers/border.md).", 0),
        ("nav: [index.md]", "See [it](explainers/border.html#end).", 0),
        # A link to a page whose name ends in the same words does not count.
        ("nav: [index.md]", "See [another](explainers/hard-border.md).", 1),
        ("nav: [index.md, explainers/border.md]", "Words.", 0),
        # The name of the site links to the home page.
        ("nav: [explainers/border.md]", "Words.", 0),
        # MkDocs adds every page to an empty menu.
        ("nav: []", "Words.", 0),
        ("nav:", "Words.", 0),
        ("", "Words.", 0),
    ],
)
def test_only_a_page_that_readers_cannot_reach_is_reported(
    world: World, menu: str, link: str, reported: int
) -> None:
    files = {
        "mkdocs.yml": f"site_name: A site\n{menu}\n",
        "content/index.md": f"# Home\n\n{link}\n",
        "content/explainers/border.md": "# The border\n\nWords.\n",
    }
    problems = [*check(Ledger(read(world(files))[0]))]
    assert len(problems) == reported
