"""Which sources does the site use? Lists all of them, by publisher."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.views.parts.reference import (
    PublisherWords,
    SourceLink,
    publisher_words,
    source_link,
)


class PublisherSources(NamedTuple):
    """A publisher with its sources."""

    publisher: PublisherWords
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """All publishers by name, and how many of each kind there are."""

    publishers: tuple[PublisherSources, ...]
    kinds: tuple[tuple[str, int], ...]
    count: int


def collect(ledger: Ledger) -> SourceList:
    """Return every source under its publisher."""
    by_publisher: dict[str, list[SourceLink]] = defaultdict(list)
    kinds: dict[str, int] = defaultdict(int)
    for source in ledger.sources.values():
        link = source_link(ledger, source)
        by_publisher[source.publisher].append(link)
        kinds[link.kind] += 1
    publishers = [
        PublisherSources(publisher_words(ledger, name), tuple(links))
        for name, links in by_publisher.items()
    ]
    return SourceList(
        tuple(sorted(publishers, key=lambda group: group.publisher.name.casefold())),
        tuple(sorted(kinds.items(), key=lambda pair: -pair[1])),
        len(ledger.sources),
    )
