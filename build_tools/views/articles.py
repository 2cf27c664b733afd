"""What is the result for each checked article?

Counts its claims by verdict and lists its errors.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from build_tools.facts.articles import articles_of, dated, later_than
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, Claim
from build_tools.views import faults
from build_tools.views.coverage import Coverage
from build_tools.views.faults import ArticleFaults
from build_tools.views.parts.tallies import Tally, tally_of


class ArticleView(NamedTuple):
    """An article, its sentences, its claims by verdict, and its errors.

    ``shared`` is the number of the article's claims that appear in another article too. ``later``
    is the number of claims about events after this article.
    """

    coverage: Coverage
    faults: ArticleFaults
    tally: Tally
    shared: int
    later: int


class Articles(NamedTuple):
    """All articles, newest first, and the number of claims that appear in more than one article.

    ``dated`` contains the articles that timelines show. Timelines number the articles in this
    order, from 1.
    """

    articles: tuple[ArticleView, ...]
    shared: int
    dated: tuple[Article, ...]


def collect(ledger: Ledger) -> Articles:
    """Return each article and the verdicts on its claims."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    later: Counter[str] = Counter()
    for claim in ledger.claims.values():
        for article in articles_of(ledger, claim):
            claims[article.id].append(claim)
        later.update(article.id for article in later_than(ledger, claim))
    views = []
    for wrong in faults.collect(ledger):
        identity = wrong.coverage.article.id
        own = claims[identity]
        tally, shared = tally_of(ledger, own), _shared(ledger, own)
        views.append(ArticleView(wrong.coverage, wrong, tally, shared, later[identity]))
    shared = _shared(ledger, ledger.claims.values())
    return Articles(tuple(views[::-1]), shared, tuple(dated(ledger)))


def _shared(ledger: Ledger, claims: Iterable[Claim]) -> int:
    return sum(len(articles_of(ledger, claim)) > 1 for claim in claims)
