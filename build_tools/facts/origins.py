"""Counts the independent origins of a claim's evidence: many links may share one origin."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from build_tools.facts.records import Evidence, Publisher, Source


class Voice(NamedTuple):
    """Evidence items that count as a single origin: a wire story, a statement, an owner."""

    id: str
    items: tuple[Evidence, ...]

    @property
    def is_partial(self) -> bool:
        """Whether none of its items concerns the whole claim."""
        return all(item.part for item in self.items)


def origin_of(
    item: Evidence, sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> str:
    """Return the id of the origin that an item counts under: the item's, or else its source's."""
    source = sources.get(item.source)
    if item.origin:
        return _owner_of(item.origin, publishers)
    return origin_of_source(source, publishers) if source else _owner_of(item.source, publishers)


def origin_of_source(source: Source, publishers: Mapping[str, Publisher]) -> str:
    """Return the id of the origin that a source counts under: its own, or else its publisher."""
    return _owner_of(source.origin or source.publisher, publishers)


def _owner_of(origin: str, publishers: Mapping[str, Publisher]) -> str:
    """Return the owner if the origin is a publisher with an owner: its outlets count only once."""
    publisher = publishers.get(origin)
    return publisher.owner or origin if publisher else origin


def voices(
    items: Iterable[Evidence], sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> tuple[Voice, ...]:
    """Group items by origin, in the order in which each origin first appears."""
    groups: dict[str, list[Evidence]] = {}
    for item in items:
        groups.setdefault(origin_of(item, sources, publishers), []).append(item)
    return tuple(Voice(name, tuple(members)) for name, members in groups.items())
