"""What is the result of all checks? Counts verdicts and lists all claims."""

from typing import NamedTuple

from build_tools.facts.articles import is_later
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article
from build_tools.quotations.counts import Counts, count
from build_tools.views.filters import Choice, FilterGroup, filters_of
from build_tools.views.parts.labels import VerdictWords, verdict_words
from build_tools.views.parts.pagination import MAX_ROWS
from build_tools.views.parts.reference import claim_link
from build_tools.views.parts.tallies import Tally, added, in_article, tally_of
from build_tools.views.parts.verdict_groups import VerdictClaims, grouped


class Overview(NamedTuple):
    """The values that the home page and the list of claims show.

    ``in_article`` counts the claims that the article makes or passes on, and ``added`` counts all
    others.
    """

    groups: tuple[VerdictClaims, ...]
    in_article: Tally
    added: Tally
    verdicts: tuple[VerdictWords, ...]
    counts: Counts
    articles: tuple[Article, ...]
    checked: str
    later: int
    filters: tuple[FilterGroup, ...]

    @property
    def is_long(self) -> bool:
        """Whether there are too many claims for one page."""
        return self.counts.claims > MAX_ROWS

    @property
    def countries(self) -> tuple[Choice, ...]:
        """The countries that a reader can choose in the filter."""
        return next((group.choices for group in self.filters if group.name == "country"), ())


def collect(ledger: Ledger) -> Overview:
    """Return the values for the home page and the list of claims."""
    claims = ledger.by_day
    groups = grouped(claim_link(ledger, claim) for claim in claims)
    newest = max(
        (claim.checked.date for claim in claims), key=lambda day: day.sort_key, default=None
    )
    return Overview(
        groups=groups,
        in_article=tally_of(ledger, in_article(claims)),
        added=tally_of(ledger, added(claims)),
        verdicts=tuple(verdict_words(ledger).values()),
        counts=count(ledger),
        articles=tuple(ledger.articles.values()),
        checked=ledger.words.date(newest) if newest else ledger.words.gettext("never"),
        later=sum(is_later(ledger, claim) for claim in claims),
        filters=filters_of(ledger, claims),
    )
