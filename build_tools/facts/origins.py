"""Counts the independent origins of a claim's evidence. Many sources may share one origin."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from build_tools.facts.records import Evidence, Publisher, Source


class Voice(NamedTuple):
    """Evidence items with a single origin: the same agency story, statement or owner."""

    id: str
    items: tuple[Evidence, ...]

    @property
    def is_partial(self) -> bool:
        """Whether every item concerns only a part of the claim."""
        return all(item.part for item in self.items)


def origin_of(
    item: Evidence, sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> str:
    """Return the id of an evidence item's origin, which is its source's origin by default."""
    source = sources.get(item.source)
    if item.origin:
        return _owner_of(item.origin, publishers)
    return origin_of_source(source, publishers) if source else _owner_of(item.source, publishers)


def origin_of_source(source: Source, publishers: Mapping[str, Publisher]) -> str:
    """Return the id of a source's origin, which is its publisher by default."""
    return _owner_of(source.origin or source.publisher, publishers)


def is_own(source: Source, publishers: Mapping[str, Publisher]) -> bool:
    """Return whether a source's publisher is its origin, or belongs to the origin."""
    return _owner_of(source.publisher, publishers) == origin_of_source(source, publishers)


def _owner_of(origin: str, publishers: Mapping[str, Publisher]) -> str:
    """Return a publisher's owner, or the origin itself if there is no owner.

    All of an owner's publishers count as one origin.
    """
    publisher = publishers.get(origin)
    return publisher.owner or origin if publisher else origin


def voices(
    items: Iterable[Evidence], sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> tuple[Voice, ...]:
    """Group evidence items by origin, in the order in which the origins first appear."""
    groups: dict[str, list[Evidence]] = {}
    for item in items:
        groups.setdefault(origin_of(item, sources, publishers), []).append(item)
    return tuple(Voice(name, tuple(members)) for name, members in groups.items())
