"""All records of one project, as read: nothing joined, nothing dropped, doubles included."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.facts.records.articles import Article
from build_tools.facts.records.claims import Claim, Redirect
from build_tools.facts.records.maps import CountryMap
from build_tools.facts.records.prose import Prose
from build_tools.facts.records.snapshots import Snapshot
from build_tools.facts.records.sources import Publisher, Source
from build_tools.facts.records.vocabulary import (
    Country,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Records:
    """What reading gives. Each sequence is in the order of the files."""

    claims: Sequence[Claim] = ()
    redirects: tuple[Redirect, ...] = ()
    sources: Sequence[Source] = ()
    snapshots: tuple[Snapshot, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    origins: tuple[Origin, ...] = ()
    owners: tuple[Owner, ...] = ()
    countries: tuple[Country, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    places: tuple[Place, ...] = ()
    topics: tuple[Topic, ...] = ()
    maps: tuple[CountryMap, ...] = ()
    articles: tuple[Article, ...] = ()
    prose: tuple[Prose, ...] = ()
    # Ids of claims whose file is there but could not be read: others may name them.
    unread: tuple[str, ...] = ()
    # Ids of sources, articles and vocabulary whose entry is there but could not be read.
    illegible: frozenset[str] = frozenset()
    # Addresses that are gone, each with the day since when: what `facts links --external` found.
    gone: tuple[tuple[str, str], ...] = ()
    # A hash of every text but those of claims and pages: empty where nobody knows it.
    beside: str = field(default="", compare=False)
