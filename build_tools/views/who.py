"""Who appears in the story? Lists all people, organisations and places, by country."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.views.organisations import collect as all_organisations
from build_tools.views.parts.name_order import name_key
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.people import EntityView
from build_tools.views.people import collect as all_people
from build_tools.views.places import PlaceView
from build_tools.views.places import collect as all_places


class Group(NamedTuple):
    """The people or organisations from a country, by name. ``country`` is None for all others."""

    country: NamedLink | None
    members: tuple[EntityView, ...]


class Who(NamedTuple):
    """All people, organisations and places that have a page."""

    people: tuple[Group, ...]
    organisations: tuple[Group, ...]
    places: tuple[tuple[NamedLink | None, tuple[PlaceView, ...]], ...]


def collect(ledger: Ledger) -> Who:
    """Return all people, organisations and places, grouped by country.

    The groups are in the order of the countries' names. The group without a country comes last.
    """
    places = {place.entity.id: place for place in all_places(ledger)}
    return Who(
        _by_country(all_people(ledger)),
        _by_country(all_organisations(ledger)),
        tuple(
            (group.country, tuple(places[member.id] for member in group.members))
            for group in _by_country(place.entity for place in places.values())
        ),
    )


def _by_country(entities: Iterable[EntityView]) -> tuple[Group, ...]:
    groups: dict[NamedLink | None, list[EntityView]] = defaultdict(list)
    for entity in sorted(entities, key=lambda entity: (name_key(entity.name), entity.id)):
        groups[entity.country].append(entity)
    ranked = sorted(
        groups.items(), key=lambda pair: (pair[0] is None, pair[0] and name_key(pair[0].name))
    )
    return tuple(Group(country, tuple(members)) for country, members in ranked)
