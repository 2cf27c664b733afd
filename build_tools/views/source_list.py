"""Which sources does the site use? Lists all sources by publisher."""

import string
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source, SourceKind
from build_tools.views.parts.labels import SOURCE_KINDS
from build_tools.views.parts.name_order import name_key
from build_tools.views.parts.reference import (
    PublisherWords,
    SourceLink,
    publisher_words,
    source_link,
)

_KINDS = frozenset(kind.value for kind in SourceKind)

# Fewer publishers than this need no index of letters.
_MIN_PUBLISHERS = 40

# A list of this many sources fills about ten phone screens.
LONGEST_OPEN_LIST = 100


class ListedSource(NamedTuple):
    """A source, and the name of its kind in the records.

    ``own_kind`` is the kind in words if the publisher is of another kind, such as a broadcaster
    whose page is a report by a news agency, and otherwise empty.
    """

    link: SourceLink
    kind: str
    own_kind: str = ""


class PublisherSources(NamedTuple):
    """A publisher and its sources."""

    publisher: PublisherWords
    sources: tuple[ListedSource, ...]


class KindBar(NamedTuple):
    """The number of sources with the same kind. ``key`` is the kind's name in the records.

    ``length`` is a percentage of the longest bar.
    """

    key: str
    kind: str
    number: int
    length: float
    is_state_media: bool


@dataclass(frozen=True, slots=True)
class SourceList:
    """All publishers by name, without the article "The", and a count of sources for each kind."""

    publishers: tuple[PublisherSources, ...]
    kinds: tuple[tuple[SourceKind, int], ...]
    count: int

    @property
    def bars(self) -> tuple[KindBar, ...]:
        """A bar for each kind, longest first."""
        most = max((number for _, number in self.kinds), default=1)
        return tuple(
            KindBar(
                kind.value,
                SOURCE_KINDS[kind],
                number,
                round(100 * number / most, 1),
                kind is SourceKind.STATE_MEDIA,
            )
            for kind, number in self.kinds
        )

    @property
    def is_folded(self) -> bool:
        """Whether the list is too long to show every source at once."""
        return self.count > LONGEST_OPEN_LIST

    @property
    def has_letters(self) -> bool:
        """Whether there are enough publishers or sources for an index of letters."""
        return len(self.publishers) >= _MIN_PUBLISHERS or self.is_folded

    @property
    def has_state_media(self) -> bool:
        """Whether any publisher belongs to the state media."""
        return any(group.publisher.is_state_media for group in self.publishers)

    @property
    def initials(self) -> tuple[tuple[str, tuple[PublisherSources, ...]], ...]:
        """The publishers by the first letter of their name."""
        return tuple(
            (initial, tuple(groups)) for initial, groups in groupby(self.publishers, _initial)
        )


def collect(ledger: Ledger) -> SourceList:
    """Return every source under its publisher."""
    by_publisher: dict[str, list[ListedSource]] = defaultdict(list)
    kinds: dict[SourceKind, int] = defaultdict(int)
    for source in ledger.sources.values():
        by_publisher[source.publisher].append(_listed(ledger, source))
        kinds[source.kind] += 1
    publishers = [
        PublisherSources(publisher_words(ledger, name), tuple(sorted(links, key=_by_date)))
        for name, links in by_publisher.items()
    ]
    return SourceList(
        tuple(sorted(publishers, key=lambda group: name_key(group.publisher.name))),
        tuple(sorted(kinds.items(), key=lambda pair: -pair[1])),
        len(ledger.sources),
    )


def _listed(ledger: Ledger, source: Source) -> ListedSource:
    link = source_link(ledger, source)
    publisher = ledger.publishers.get(source.publisher)
    # A source cannot be of a kind that exists only for publishers, such as a government body.
    differs = publisher and publisher.kind.value in _KINDS - {source.kind.value}
    return ListedSource(link, source.kind.value, link.kind if differs else "")


def _by_date(listed: ListedSource) -> tuple[bool, str]:
    """Return a sort key by date. Sources without a date come last, in the order of the records."""
    day = listed.link.machine_date or ""
    return not day, day


def _initial(group: PublisherSources) -> str:
    """Return the first letter of a publisher's name, without an accent or the article "The".

    All names that begin with a digit share a group.
    """
    initial = name_key(group.publisher.name)[:1].upper()
    return "0–9" if initial in string.digits else initial
