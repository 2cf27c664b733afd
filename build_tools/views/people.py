"""Who is each person? Gives roles, spellings, claims and statements. Later claims are separate."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from build_tools.facts.articles import is_later
from build_tools.facts.dates import When
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.records import Claim, Entity, Person
from build_tools.views.parts.page_links import NamedLink, country_link
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.sides import Saying, saying_of
from build_tools.views.parts.verdict_groups import gravest_first, gravity
from build_tools.views.timeline import Timeline, timeline_of

# With fewer claims than this, a second list by date would only repeat the lists above it.
_MIN_ENTRIES = 10

# The month, the day and the time in a date of four digits, such as 2020-12-11.
_IN_YEAR = re.compile(r"(?<=\d{4})(?:-(?:\d\d|XX)){1,2}(?:T[^/]*)?")


class RoleView(NamedTuple):
    """A role, with its dates and its years in words."""

    title: str
    when: str | None
    years: str = ""


class EntityView(NamedTuple):
    """Everything that the page of a person, an organisation or a place shows.

    ``statements`` contains statements by the person or organisation, and ``said_of`` contains
    statements by others about the person, organisation or place. These lists and ``claims`` begin
    with the worst verdicts, and claims with the same verdict are in date order. ``later`` is in
    date order.
    """

    id: str
    name: str
    path: str
    what: str
    country: NamedLink | None
    original: str | None
    lang: str | None
    spellings: tuple[str, ...]
    note: str | None
    roles: tuple[RoleView, ...]
    claims: tuple[ClaimLink, ...]
    statements: tuple[Saying, ...]
    said_of: tuple[Saying, ...]
    later: tuple[ClaimLink, ...]
    timeline: Timeline

    @property
    def description(self) -> str:
        """The first role with its years, or the kind of entity if its name does not say the kind.

        A name such as "Ministry of Defence" already says what it is.
        """
        if self.roles:
            years = self.roles[0].years
            return f"{self.what} ({years})" if years else self.what
        kind = re.escape(self.what.casefold())
        return "" if re.search(rf"(?<![\w-]){kind}(?![\w-])", self.name.casefold()) else self.what

    @property
    def has_timeline(self) -> bool:
        """Whether the page also shows the claims by date."""
        return self.timeline.count >= _MIN_ENTRIES


def collect(ledger: Ledger) -> tuple[EntityView, ...]:
    """Return a view of every person."""
    return tuple(_person(ledger, person) for person in ledger.people.values())


def _person(ledger: Ledger, person: Person) -> EntityView:
    roles = tuple(
        RoleView(
            role.title,
            ledger.words.date(role.when) if role.when else None,
            ledger.words.date(_in_years(role.when)) if role.when else "",
        )
        for role in person.roles
    )
    what = roles[0].title if roles else ledger.words.gettext("person")
    return entity_view(ledger, person, what, person.country, roles)


def _in_years(when: When) -> When:
    """Return a date without its months and days."""
    return When.parse(_IN_YEAR.sub("", when.written))


def entity_view(
    ledger: Ledger,
    entity: Entity,
    what: str,
    country: str | None,
    roles: tuple[RoleView, ...] = (),
) -> EntityView:
    """Return the values for the page of a person, organisation or place."""
    # A topic or a country may have the same id as this entity.
    concerned = {
        claim.id: claim
        for claim in ledger.concerning(entity.id)
        if entity.id in (*claim.about, claim.asserted_by)
    }
    concerned.update((claim.id, claim) for claim in ledger.said_by(entity.id))
    claims = sorted(concerned.values(), key=lambda claim: (claim.when.sort_key, claim.id))
    statements = [claim for claim in claims if _concerns_or_is_by(ledger, claim, entity.id)]
    # A claim that a statement makes is already shown beside the statement.
    contents = {claim.embeds for claim in statements}
    rest = [claim for claim in claims if claim not in statements and claim.id not in contents]
    own = [claim for claim in statements if _is_by(ledger, claim, entity.id)]
    home = ledger.countries.get(country or "")
    return EntityView(
        id=entity.id,
        name=entity.name,
        path=entity.path,
        what=what,
        country=country_link(ledger, home) if home else None,
        original=entity.original,
        lang=entity.lang,
        spellings=entity.spellings,
        note=entity.note,
        roles=roles,
        claims=gravest_first(
            claim_link(ledger, claim) for claim in rest if not is_later(ledger, claim)
        ),
        statements=_gravest_first(saying_of(ledger, claim) for claim in own),
        said_of=_gravest_first(
            saying_of(ledger, claim) for claim in statements if claim not in own
        ),
        later=tuple(claim_link(ledger, claim) for claim in rest if is_later(ledger, claim)),
        timeline=timeline_of(ledger, claims),
    )


def _gravest_first(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Return the statements, worst first. The worse of a statement's two verdicts counts."""
    return tuple(
        sorted(
            sayings,
            key=lambda saying: min(gravity(link) for link in (saying.said, saying.content) if link),
        )
    )


def _concerns_or_is_by(ledger: Ledger, claim: Claim, identity: str) -> bool:
    """Return whether the claim reports words by or about this person or organisation."""
    is_saying = claim.kind in SAYINGS
    return is_saying and (identity in claim.about or _is_by(ledger, claim, identity))


def _is_by(ledger: Ledger, claim: Claim, identity: str) -> bool:
    return any(speaker.id == identity for speaker in ledger.speakers(claim))
