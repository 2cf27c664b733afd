"""Which claims belong to each topic? Lists them by day, on several pages if there are many."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Topic
from build_tools.quotations.support import FAILING
from build_tools.views.parts.page_links import topic_link
from build_tools.views.parts.pagination import Part, pages, part_title
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.tallies import Tally, tally_of
from build_tools.views.parts.verdict_groups import gravest_first

# A list with fewer claims than this is not divided by year.
_MIN_CLAIMS = 12


class TopicPage(NamedTuple):
    """A page about a topic.

    ``total`` is the number of claims on all pages of the topic, and ``tally`` counts their
    verdicts. If the claims need several pages, ``parts`` contains the paths of all these pages, and
    ``part`` is the number of this page. ``failing`` contains this page's wrong and misleading
    claims, which come first in the whole list, and ``years`` contains all others, by year. A short
    list has no years.
    """

    record: Topic
    path: str
    title: str
    claims: tuple[ClaimLink, ...]
    total: int
    part: int
    parts: tuple[str, ...]
    tally: Tally
    failing: tuple[ClaimLink, ...] = ()
    years: tuple[tuple[str, tuple[ClaimLink, ...]], ...] = ()


def collect(ledger: Ledger) -> tuple[TopicPage, ...]:
    """Return the pages for every topic."""
    topics = sorted(ledger.topics.values(), key=lambda topic: topic.id)
    return tuple(page for topic in topics for page in _pages(ledger, topic))


def _pages(ledger: Ledger, topic: Topic) -> list[TopicPage]:
    # A country may have the same id as a topic.
    claims = [claim for claim in ledger.concerning(topic.id) if topic.id in claim.topics]
    claims.sort(key=lambda claim: (claim.when.sort_key, claim.id))
    links = [claim_link(ledger, claim) for claim in claims]
    failing = gravest_first(link for link in links if _is_failing(link))
    rows = (*failing, *(link for link in links if not _is_failing(link)))
    path = topic_link(topic).path
    tally = tally_of(ledger, claims)
    parts = pages(path.removesuffix(".html"), rows) if rows else [Part(path, rows, 1, ())]
    return [
        TopicPage(
            topic,
            part.path,
            part_title(ledger.words, topic.name, part.number, len(part.paths)),
            part.rows,
            len(rows),
            part.number,
            part.paths,
            tally,
            tuple(link for link in part.rows if _is_failing(link)),
            _years(ledger, [link for link in part.rows if not _is_failing(link)]),
        )
        for part in parts
    ]


def _is_failing(link: ClaimLink) -> bool:
    return link.verdict.key in FAILING


def _years(
    ledger: Ledger, links: Sequence[ClaimLink]
) -> tuple[tuple[str, tuple[ClaimLink, ...]], ...]:
    """Return claims by the year in which each begins. A short list is not divided."""
    if len(links) < _MIN_CLAIMS:
        return (("", tuple(links)),) if links else ()
    years: dict[int, list[ClaimLink]] = defaultdict(list)
    for link in links:
        years[link.when.sort_key[0].year].append(link)
    return tuple((ledger.words.year(year), tuple(members)) for year, members in years.items())
