"""Makes links to the pages of countries, topics, people, organisations and places."""

from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Country, Topic


class NamedLink(NamedTuple):
    """A link to a page: the page's path from the site's root, and its name."""

    path: str
    name: str


def country_link(ledger: Ledger, country: Country) -> NamedLink:
    """Return the link to a country's page."""
    return NamedLink(f"countries/{country.id}.html", country.name)


def topic_link(topic: Topic) -> NamedLink:
    """Return the link to a topic's page."""
    return NamedLink(f"topics/{topic.id}.html", topic.name)


def countries_of(ledger: Ledger, claim: Claim) -> tuple[NamedLink, ...]:
    """Return links to the pages of the countries that a claim concerns, without unknown ids."""
    return tuple(
        country_link(ledger, ledger.countries[name])
        for name in claim.countries
        if name in ledger.countries
    )


def entity_link(ledger: Ledger, identity: str) -> NamedLink | None:
    """Return the link to a person's, organisation's or place's page, or None for an unknown id."""
    for folder in ("people", "organisations", "places"):
        if record := getattr(ledger, folder).get(identity):
            return NamedLink(f"{folder}/{identity}.html", record.name)
    return None
