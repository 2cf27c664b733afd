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

    In this order: the item's own origin, its source's origin, its publisher. Where that is a
    publisher with an owner, the owner stands for it, so that outlets of one owner count once.
    """
    source = sources.get(item.source)
    found = item.origin or (source.origin or source.publisher if source else item.source)
    publisher = publishers.get(found)
    return publisher.owner or found if publisher else found


def voices(
    items: Iterable[Evidence], sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> tuple[Voice, ...]:
    """Group items by origin, in the order in which each origin first speaks."""
    groups: dict[str, list[Evidence]] = {}
    for item in items:
        groups.setdefault(origin_of(item, sources, publishers), []).append(item)
    return tuple(Voice(name, tuple(members)) for name, members in groups.items())
