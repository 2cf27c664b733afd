"""The `country` of a person or organisation must match the role or name.

Why: country pages list people and organisations by this field. "Ambassador of France" under Spain
is a false statement about both countries.
Fix: correct `country`, the role or the name. The build compares roles and names with "of COUNTRY",
roles in an organisation that has a country, and names that begin with a word such as "Polish". An
envoy "for Spain" may be from anywhere.
"""

import re
from collections.abc import Iterator

from build_tools.facts.demonyms import demonyms
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import mentions
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Organisation, Person
from build_tools.rules.problem import Problem

_PERSON = """
-- facts/vocabulary/people.yaml --
jonas-petraitis:
  name: Jonas Petraitis
  country: {}
  roles:
    - title: Ambassador of Lithuania to Belarus
"""

GOOD = _PERSON.format("lithuania")

BAD = _PERSON.format("belarus #! own-country")

# The words before the country or organisation that a person serves.
_OF = re.compile(r"(?:\b(?:of|de|del|von|der|des|du)|,|\bd['’])\s*(?:(?:the|la|el|los)\s)?$", re.I)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the people and organisations whose role or name gives a different country."""
    for person in ledger.people.values():
        named = _of_roles(ledger, person)
        if person.country and named and person.country not in named:
            yield _problem(ledger, person, person.country, named)
    for organisation in ledger.organisations.values():
        named = _of_name(ledger, organisation)
        if organisation.country and named and organisation.country not in named:
            yield _problem(ledger, organisation, organisation.country, named)


def _problem(
    ledger: Ledger, record: Person | Organisation, country: str, named: list[str]
) -> Problem:
    names = [
        ledger.countries[name].name if name in ledger.countries else name
        for name in (named[0], country)
    ]
    return Problem(
        record.place.span("country"),
        f"{record.name} is of {names[0]} by role or name, but `country` says {names[1]}.",
        "Correct the one that is wrong.",
    )


def _of_roles(ledger: Ledger, person: Person) -> list[str]:
    """Return the countries that the roles of a person serve, in their order."""
    served = []
    for role in person.roles:
        for mention in mentions(ledger, role.title):
            if _OF.search(role.title[: mention.start]) and len(mention.ids) == 1:
                (name,) = mention.ids
                body = ledger.organisations.get(name)
                country = name if name in ledger.countries else body.country if body else None
                served += [country] if country else []
                break
    return served


def _of_name(ledger: Ledger, organisation: Organisation) -> list[str]:
    """Return the countries in an organisation's name, as in "of Latvia" or "Polish"."""
    first = _FIRST_WORD.match(organisation.name)
    of_people = _by_demonym(ledger).get(first[0] if first else "")
    named = [of_people] if of_people else []
    for country in ledger.countries.values():
        if re.search(rf"\b(?:of|de|von)\b.* ?\b{re.escape(country.name)}\b", organisation.name):
            named.append(country.id)
    return named


@once_per_ledger
def _by_demonym(ledger: Ledger) -> dict[str, str]:
    return {
        form: country.id for country in ledger.countries.values() for form in demonyms(country.code)
    }
