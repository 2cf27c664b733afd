"""What came of each checked article? Counts its claims by verdict, and what it gets wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from build_tools.facts.articles import articles_of, later_than
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views import faults
from build_tools.views.coverage import Coverage
from build_tools.views.faults import ArticleFaults
from build_tools.views.parts.tallies import Tally, tally_of


class ArticleView(NamedTuple):
    """An article with its sentences, its claims by verdict and its faults.

    ``number`` counts the articles from the oldest, as pictures name them. ``shared`` claims appear
    in another article, too, and ``later`` ones are about what happened after this article.
    """

    number: int
    coverage: Coverage
    faults: ArticleFaults
    tally: Tally
    shared: int
    later: int


class Articles(NamedTuple):
    """All articles, the newest first, and the number of claims that appear in more than one."""

    articles: tuple[ArticleView, ...]
    shared: int

    @property
    def by_day(self) -> tuple[ArticleView, ...]:
        """The articles, the oldest first."""
        return self.articles[::-1]


def collect(ledger: Ledger) -> Articles:
    """Return what came of each article."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    later: Counter[str] = Counter()
    for claim in ledger.claims.values():
        for article in articles_of(ledger, claim):
            claims[article.id].append(claim)
        later.update(article.id for article in later_than(ledger, claim))
    views = []
    for number, article in enumerate(faults.collect(ledger), 1):
        identity = article.coverage.article.id
        own = claims[identity]
        tally, shared = tally_of(ledger, own), _shared(ledger, own)
        views.append(ArticleView(number, article.coverage, article, tally, shared, later[identity]))
    return Articles(tuple(views[::-1]), _shared(ledger, ledger.claims.values()))


def _shared(ledger: Ledger, claims: Iterable[Claim]) -> int:
    return sum(len(articles_of(ledger, claim)) > 1 for claim in claims)
