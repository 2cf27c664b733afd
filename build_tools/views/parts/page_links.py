"""Links to the pages of countries, topics, people, organisations and places."""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Country, Topic


class NamedLink(NamedTuple):
    """A page: its path from the site's root, and its name."""

    path: str
    name: str


def country_link(ledger: Ledger, country: Country) -> NamedLink:
    """Return the page of a country."""
    return NamedLink(f"countries/{country.id}.html", country.name)


def topic_link(topic: Topic) -> NamedLink:
    """Return the page of a topic."""
    return NamedLink(f"topics/{topic.id}.html", topic.name)


def countries_of(ledger: Ledger, claim: Claim) -> tuple[NamedLink, ...]:
    """Return the pages of the countries that a claim concerns, without unknown ids."""
    return tuple(
        country_link(ledger, ledger.countries[name])
        for name in claim.countries
        if name in ledger.countries
    )


def entity_link(ledger: Ledger, identity: str) -> NamedLink | None:
    """Return the page of a person, organisation or place; None for an unknown id."""
    for folder in ("people", "organisations", "places"):
        if record := getattr(ledger, folder).get(identity):
            return NamedLink(f"{folder}/{identity}.html", record.name)
    return None
