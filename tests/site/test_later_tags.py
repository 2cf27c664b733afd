"""Tests that a claim says whether it is wholly, partly or perhaps later than the article."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from tests.ledgers import BARE, claim
from tests.sites import Html
from tests.whole import assemble

World = Callable[..., Project]

ARTICLE = (
    "title: A story\npublisher: A paper\ndate: {date}\nsentences:\n"
    "  - {{id: S01, start: 0, end: 4, state: context, reason: Nothing.}}\n"
)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2023-08", "perhaps after the article"),
        ("../2023-09-30", "partly after the article"),
        ("2023-08-28", "after the article"),
        ("2023-08-28~", "after the article"),
        ("2023-08-27", "perhaps after the article"),
        ("2023-08-21", "perhaps after the article"),
        ("2023-08-20/2023-09-30", "partly after the article"),
    ],
)
def test_a_claim_says_whether_it_is_wholly_partly_or_perhaps_later(
    world: World, when: str, words: str
) -> None:
    changes = {
        **BARE,
        "seeds/story/article.txt": "One.",
        "seeds/story/article.yaml": ARTICLE.format(date="2023-08-21/2023-08-27"),
        **claim("a", when=when, later=True),
    }
    pages = {page.path: page.body for page in assemble(world(changes)).pages}
    tags = [
        one.text
        for one in Html(pages["claims/a.html"]).all("span")
        if one.attributes.get("class") == "tag tag--later"
    ]
    assert tags == [words]


@pytest.mark.parametrize("date", ["../2023-08-24", "/2023-08-24", "2023-08-24/..", "2023~"])
def test_an_article_with_an_unknown_date_does_not_break_a_later_claim(
    world: World, date: str
) -> None:
    changes = {
        **BARE,
        "seeds/story/article.txt": "One.",
        "seeds/story/article.yaml": ARTICLE.format(date=date),
        **claim("a", when="2023-08-20/2023-10-30", later=True),
    }
    made = assemble(world(changes))
    (page,) = (page for page in made.pages if page.path == "claims/a.html")
    assert "after the article" in Html(page.body).text
