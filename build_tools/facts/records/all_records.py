"""Defines all records of a project as read, including duplicates, before they are joined."""

from dataclasses import dataclass

from build_tools.facts.colours import Colour
from build_tools.facts.dates import When
from build_tools.facts.licences import DEFAULT, Licence
from build_tools.facts.records.articles import Article
from build_tools.facts.records.claims import Claim, Redirect
from build_tools.facts.records.maps import CountryMap
from build_tools.facts.records.prose import Prose
from build_tools.facts.records.site_texts import SiteText
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
    """The records of a project. The records of each kind are in the order of their files."""

    claims: tuple[Claim, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    sources: tuple[Source, ...] = ()
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
    # The words in mkdocs.yml that readers see.
    site_texts: tuple[SiteText, ...] = ()
    # Ids of claims with unreadable files, because other records may refer to these claims.
    unread: tuple[str, ...] = ()
    # The words in these files, some of which are the ids of sentences and sources.
    mentions: frozenset[str] = frozenset()
    # Ids of sources, articles and vocabulary entries that exist but could not be read.
    unreadable: frozenset[str] = frozenset()
    # Addresses that are gone, each with the day since which it has been gone (`facts links`).
    gone: tuple[tuple[str, str], ...] = ()
    # The site's language (BCP 47), in which we write the records.
    lang: str = "en"
    # False if the site does not support footnotes in Markdown.
    footnotes: bool = True
    # The hand-written pages in the menu, relative to content/, or None without a menu.
    menu: frozenset[str] | None = None
    # The months that the timeline shows by the day, or None if the site does not set any.
    zoom: When | None = None
    # The licence of the site's data.
    licence: Licence = DEFAULT
    # The colours that the site chose, by name.
    colours: tuple[tuple[str, Colour], ...] = ()
