"""How many independent voices stand behind a claim: origins are counted, not links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.facts.records import Evidence, Publisher, Source


@dataclass(frozen=True, slots=True)
class Voice:
    """Evidence items that count once: one wire story, one statement, one owner."""

    id: str
    items: tuple[Evidence, ...]


def origin_of(
    item: Evidence, sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> str:
    """Return the id under which an item counts.

    This is the item's own origin, else that of its source; for an unknown source its key.
    """
    source = sources.get(item.source)
    if source and not item.origin:
        return origin_of_source(source, publishers)
    return _owner_of(item.origin or item.source, publishers)


def origin_of_source(source: Source, publishers: Mapping[str, Publisher]) -> str:
    """Return the id under which a source counts: its origin, else its publisher."""
    return _owner_of(source.origin or source.publisher, publishers)


def _owner_of(origin: str, publishers: Mapping[str, Publisher]) -> str:
    """Return the owner if the origin is a publisher that has one: its outlets count once."""
    publisher = publishers.get(origin)
    return publisher.owner or origin if publisher else origin


def voices(
    items: Iterable[Evidence], sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> tuple[Voice, ...]:
    """Group items by origin, in the order in which each origin first speaks."""
    groups: dict[str, list[Evidence]] = {}
    for item in items:
        groups.setdefault(origin_of(item, sources, publishers), []).append(item)
    return tuple(Voice(name, tuple(members)) for name, members in groups.items())
