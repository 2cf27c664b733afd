"""Which sources does the site rest on? All of them, by publisher."""

from collections import defaultdict
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.views.parts.reference import (
    PublisherWords,
    SourceLink,
    publisher_words,
    source_link,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A publisher with the sources held of it."""

    publisher: PublisherWords
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """All publishers by name, and how many of each kind there are."""

    shelves: tuple[Shelf, ...]
    kinds: tuple[tuple[str, int], ...]
    count: int


def collect(ledger: Ledger) -> Library:
    """Return every source under its publisher."""
    held: dict[str, list[SourceLink]] = defaultdict(list)
    kinds: dict[str, int] = defaultdict(int)
    for source in ledger.sources.values():
        link = source_link(ledger, source)
        held[source.publisher].append(link)
        kinds[link.kind] += 1
    shelves = [Shelf(publisher_words(ledger, name), tuple(links)) for name, links in held.items()]
    return Library(
        tuple(sorted(shelves, key=lambda shelf: shelf.publisher.name.casefold())),
        tuple(sorted(kinds.items(), key=lambda pair: -pair[1])),
        len(ledger.sources),
    )
