"""What do the claims say about each country?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.facts.articles import is_later
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Country, Stance
from build_tools.quotations.support import FAILING
from build_tools.views.crossings import CrossingView, crossings_of, strip_for
from build_tools.views.maps import MapView, map_of
from build_tools.views.parts.crossing_strip import Strip
from build_tools.views.parts.evidence import best_first
from build_tools.views.parts.labels import VerdictWords
from build_tools.views.parts.page_links import NamedLink, country_link
from build_tools.views.parts.pagination import MAX_ROWS
from build_tools.views.parts.reference import ClaimLink, SourceLink, claim_link, source_link
from build_tools.views.parts.sides import (
    Contest,
    Pair,
    Subject,
    contests_of,
    is_statement,
    pairs_of,
    subjects_of,
)
from build_tools.views.parts.tallies import Tally, added, in_article, tally_of
from build_tools.views.parts.verdict_groups import counted, gravest_first
from build_tools.views.timeline import Timeline, timeline_of

# A page with more claims than this has no timeline, because a second list of the claims would make
# the page too long.
_MAX_ENTRIES = 60
# The page shows at most this many sources for a fact, and as many against the fact. The claim's own
# page lists all sources.
_MAX_SOURCES = 2


class Fact(NamedTuple):
    """A claim, the first sources for it and against it, and the number of further sources."""

    link: ClaimLink
    supporting: tuple[SourceLink, ...]
    against: tuple[SourceLink, ...]
    more: int


class FactGroup(NamedTuple):
    """The facts about a topic, by date."""

    id: str
    name: str
    facts: tuple[Fact, ...]

    @property
    def verdicts(self) -> tuple[tuple[VerdictWords, int], ...]:
        """The verdicts on these facts and the number of each, worst verdict first."""
        return counted(fact.link for fact in self.facts)


@dataclass(frozen=True, slots=True)
class CountryView:
    """Everything that a country's page shows.

    ``facts`` contains all claims that are not statements, divided into ``in_article_facts``,
    ``background`` (claims about earlier events that we added) and ``later``. ``failing`` contains
    all claims that are wrong or misleading, worst first.
    """

    id: str
    record: Country
    path: str
    neighbours: tuple[NamedLink, ...]
    count: int
    failing: tuple[ClaimLink, ...]
    facts: tuple[FactGroup, ...]
    in_article_facts: tuple[FactGroup, ...]
    background: tuple[FactGroup, ...]
    later: tuple[FactGroup, ...]
    pairs: tuple[Pair, ...]
    contests: tuple[Contest, ...]
    subjects: tuple[Subject, ...]
    crossings: tuple[CrossingView, ...]
    strip: Strip | None
    map: MapView | None
    people: tuple[NamedLink, ...]
    organisations: tuple[NamedLink, ...]
    in_article: Tally
    added: Tally
    timeline: Timeline

    @property
    def is_long(self) -> bool:
        """Whether the country has too many claims for its page, so other pages list them."""
        return self.count > MAX_ROWS

    @property
    def has_timeline(self) -> bool:
        """Whether this page also shows the country's claims by date."""
        return 0 < self.timeline.count <= _MAX_ENTRIES


def collect(ledger: Ledger) -> tuple[CountryView, ...]:
    """Return a view of every country."""
    return tuple(_view(ledger, country) for country in ledger.countries.values())


def _view(ledger: Ledger, country: Country) -> CountryView:
    # A topic may have the same id as a country, but its claims do not concern the country.
    concerned = (claim for claim in ledger.concerning(country.id) if country.id in claim.countries)
    claims = sorted(concerned, key=lambda claim: (claim.when.sort_key, claim.id))
    crossings = crossings_of(ledger, country.id)
    facts = {claim.id: _fact(ledger, claim) for claim in claims if not is_statement(ledger, claim)}
    later = [claim for claim in added(claims) if is_later(ledger, claim)]
    background = [claim for claim in added(claims) if not is_later(ledger, claim)]
    return CountryView(
        id=country.id,
        record=country,
        path=country.path,
        neighbours=tuple(
            country_link(ledger, ledger.countries[name])
            for name in country.neighbours
            if name in ledger.countries
        ),
        count=len(claims),
        failing=gravest_first(
            claim_link(ledger, claim) for claim in claims if claim.verdict in FAILING
        ),
        facts=tuple(_groups(ledger, facts, claims)),
        in_article_facts=tuple(_groups(ledger, facts, in_article(claims))),
        background=tuple(_groups(ledger, facts, background)),
        later=tuple(_groups(ledger, facts, later)),
        pairs=pairs_of(ledger, country.id, claims),
        contests=contests_of(ledger, claims),
        subjects=subjects_of(ledger, country.id, claims),
        crossings=crossings,
        strip=strip_for(ledger, crossings),
        map=map_of(ledger, country.id),
        people=_named(ledger, "people", country.id),
        organisations=_named(ledger, "organisations", country.id),
        in_article=tally_of(ledger, in_article(claims)),
        added=tally_of(ledger, added(claims)),
        timeline=timeline_of(ledger, claims),
    )


def _groups(ledger: Ledger, facts: Mapping[str, Fact], claims: list[Claim]) -> Iterator[FactGroup]:
    """Yield the facts in these claims, grouped by first topic. The topics are sorted by name."""
    by_topic: dict[str, list[Fact]] = defaultdict(list)
    for claim in claims:
        if claim.id in facts:
            topic = next((name for name in claim.topics if name in ledger.topics), "other")
            by_topic[topic].append(facts[claim.id])
    names = sorted((topic.name, topic.id) for topic in ledger.topics.values())
    for name, identity in (*names, (ledger.words.gettext("Other subjects"), "other")):
        if identity in by_topic:
            yield FactGroup(identity, name, tuple(by_topic[identity]))


def _fact(ledger: Ledger, claim: Claim) -> Fact:
    supporting = _sources(ledger, claim, Stance.SUPPORTS)
    against = _sources(ledger, claim, Stance.CONTRADICTS)
    shown = supporting[:_MAX_SOURCES], against[:_MAX_SOURCES]
    more = len(supporting) + len(against) - len(shown[0]) - len(shown[1])
    return Fact(claim_link(ledger, claim), *shown, more)


def _sources(ledger: Ledger, claim: Claim, stance: Stance) -> tuple[SourceLink, ...]:
    items = best_first(ledger, (item for item in claim.evidence if item.stance is stance))
    keys = dict.fromkeys(item.source for item in items)
    return tuple(source_link(ledger, ledger.sources[key]) for key in keys if key in ledger.sources)


def _named(ledger: Ledger, folder: str, country: str) -> tuple[NamedLink, ...]:
    return tuple(
        NamedLink(f"{folder}/{entity.id}.html", entity.name)
        for entity in getattr(ledger, folder).values()
        if entity.country == country
    )
