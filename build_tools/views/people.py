"""Who is who: each person's roles, spellings and statements, with what came later."""

from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Entity, Kind, Person
from build_tools.views.claims import NamedLink, country_link
from build_tools.views.countries import Statement
from build_tools.views.reference import ClaimLink, claim_link
from build_tools.views.timeline import Timeline, timeline_of


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role and its dates in words."""

    title: str
    when: str | None


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything that the page of a person, an organisation or a place shows.

    ``statements`` are its own, ``said_of`` those of others that name it.
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
    statements: tuple[Statement, ...]
    said_of: tuple[Statement, ...]
    later: tuple[ClaimLink, ...]
    timeline: Timeline


def collect(ledger: Ledger) -> tuple[EntityView, ...]:
    """Return a view of every person, by id."""
    return tuple(_person(ledger, person) for person in ledger.people.values())


def _person(ledger: Ledger, person: Person) -> EntityView:
    roles = tuple(
        RoleView(role.title, role.when.words() if role.when else None) for role in person.roles
    )
    what = roles[0].title if roles else "person"
    return entity_view(ledger, person, what, person.country, roles)


def entity_view(
    ledger: Ledger,
    entity: Entity,
    what: str,
    country: str | None,
    roles: tuple[RoleView, ...] = (),
) -> EntityView:
    """Return what people, organisations and places have in common on their pages."""
    concerned = {claim.id: claim for claim in ledger.concerning(entity.id)}
    concerned.update((claim.id, claim) for claim in ledger.said_by(entity.id))
    claims = sorted(concerned.values(), key=lambda claim: (claim.when.sort_key, claim.id))
    statements = [claim for claim in claims if _is_statement(ledger, claim, entity.id)]
    said = [claim for claim in statements if entity.id in ledger.speakers(claim)]
    held = ledger.countries.get(country or "")
    return EntityView(
        id=entity.id,
        name=entity.name,
        path=entity.path,
        what=what,
        country=country_link(ledger, held) if held else None,
        original=entity.original,
        lang=entity.lang,
        spellings=entity.spellings,
        note=entity.note,
        roles=roles,
        claims=tuple(
            claim_link(ledger, claim)
            for claim in claims
            if claim not in statements and not claim.later
        ),
        statements=tuple(_statement(ledger, claim) for claim in said),
        said_of=tuple(_statement(ledger, claim) for claim in statements if claim not in said),
        later=tuple(
            claim_link(ledger, claim) for claim in claims if claim.later and claim not in statements
        ),
        timeline=timeline_of(ledger, claims),
    )


def _is_statement(ledger: Ledger, claim: Claim, identity: str) -> bool:
    if claim.kind not in (Kind.QUOTATION, Kind.ATTRIBUTION):
        return False
    return identity in claim.about or identity in ledger.speakers(claim)


def _statement(ledger: Ledger, claim: Claim) -> Statement:
    content = ledger.claims.get(claim.embeds or "")
    return Statement(claim_link(ledger, claim), claim_link(ledger, content) if content else None)
