"""Every id in a record must be known.

Why: a claim about a country, person or topic that does not exist is found by nobody.
Fix: correct the id, or add the entry to its file in `facts/vocabulary/`.
"""

from collections.abc import Collection, Iterator, Mapping

from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Organisation, Person, Record
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem

ARTICLE = "article"
SPEAKER = "person or organisation"

GOOD = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: Crossings and what passes them.
"""

BAD = """
-- facts/claims/borders/said-threat.yaml --
claim: Jonas Petraitis said that the crossings were a threat.
kind: quotation
appears_in:
  - article: storey #! known-ids
    sentence: S01
asserted_by: jonas-petraits #! known-ids
embeds: crossings-are-threat #! known-ids
when: 2023-08-17
countries: [lithuania, prussia] #! known-ids
about: [the-minister] #! known-ids
said_by: [jonas-petraitas] #! known-ids
topics: [boarders] #! known-ids
evidence:
  - source: lrt-2023-08-16-closures
    stance: supports
    basis: interview
    origin: a-wire-story #! known-ids
    says: Quotes him on the threat.
verdict: supported
confidence: moderate
finding: He said it to the broadcaster.
checked:
  date: 2026-11-22
  by: the editors
related:
  - claim: nothing-like-it #! known-ids
    relation: follows
    why: It came after.
-- facts/claims/borders/crossings-are-a-threat.yaml --
claim: The crossings were a threat.
kind: characterisation
asserted_by: jonas-petraitis
when: 2023-08~
topics: [borders]
verdict: not-checkable
confidence: moderate
finding: A matter of opinion.
checked:
  date: 2026-11-22
  by: the editors
-- facts/vocabulary/publishers.yaml --
lrt:
  name: LRT
  country: LT
  kind: broadcaster
tass:
  name: TASS
  country: RU
  kind: state-media
  owner: russian-stat #! known-ids
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every id outside claims that does not exist, at its place."""
    publishers = ledger.publishers.keys() | ledger.records.illegible
    for source in ledger.sources.values():
        if source.publisher not in publishers:
            hint = "Add it to facts/vocabulary/publishers.yaml; the .bib file is named after it."
            yield Problem(source.place.span(), f'"{source.publisher}" is not a publisher.', hint)
        yield from _unknown_origin(source, ("origin",), source.origin, ledger)
    for publisher in ledger.publishers.values():
        yield from _unknown(
            ledger, publisher, ("owner",), publisher.owner, ledger.owners, "owner", "owners"
        )
    bodies: tuple[Person | Organisation, ...] = (
        *ledger.people.values(),
        *ledger.organisations.values(),
    )
    for record in bodies:
        yield from _unknown(
            ledger, record, ("country",), record.country, ledger.countries, "country"
        )
    holders: tuple[tuple[Mapping[str, Record], str], ...] = (
        (ledger.places, "countries"),
        (ledger.countries, "neighbours"),
    )
    for holder, name in holders:
        for entry in holder.values():
            for index, country in enumerate(getattr(entry, name)):
                yield from _unknown(
                    ledger, entry, (name, index), country, ledger.countries, "country"
                )
    for place in ledger.places.values():
        for index, period in enumerate(place.periods):
            keys = ("periods", index, "claim")
            yield from _unknown(ledger, place, keys, period.claim, ledger.claim_ids, "claim", "")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every id in a claim that leads nowhere, at its place."""
    for name, known, what in (
        ("countries", ledger.countries, "country"),
        ("about", ledger.entities, "person, organisation or place"),
        ("topics", ledger.topics, "topic"),
    ):
        for index, identity in enumerate(getattr(claim, name)):
            if identity not in known:
                yield from _unknown(ledger, claim, (name, index), identity, known, what)
    if claim.asserted_by != ARTICLE:
        speakers = {ARTICLE, *ledger.people, *ledger.organisations}
        yield from _unknown(ledger, claim, ("asserted_by",), claim.asserted_by, speakers, SPEAKER)
    for index, identity in enumerate(claim.said_by):
        speakers = {*ledger.people, *ledger.organisations}
        yield from _unknown(ledger, claim, ("said_by", index), identity, speakers, SPEAKER)
    yield from _unknown(ledger, claim, ("embeds",), claim.embeds, ledger.claim_ids, "claim", "")
    for index, place in enumerate(claim.appears_in):
        keys: tuple[Key, ...] = ("appears_in", index, "article")
        yield from _unknown(ledger, claim, keys, place.article, ledger.articles, "article", "")
    for index, item in enumerate(claim.evidence):
        keys = ("evidence", index, "origin")
        yield from _unknown_origin(claim, keys, item.origin, ledger)
    for index, link in enumerate(claim.related):
        yield from _unknown(
            ledger, claim, ("related", index, "claim"), link.claim, ledger.claim_ids, "claim", ""
        )


def _unknown_origin(
    record: Record, keys: tuple[Key, ...], identity: str | None, ledger: Ledger
) -> Iterator[Problem]:
    # Most name none: then the set of all need not be made.
    if identity is not None:
        known = {*ledger.origins, *ledger.publishers}
        yield from _unknown(ledger, record, keys, identity, known, "origin", "origins")


def _unknown(
    ledger: Ledger,
    record: Record,
    keys: tuple[Key, ...],
    identity: str | None,
    known: Collection[str],
    what: str,
    file: str | None = None,
) -> Iterator[Problem]:
    if identity is None or identity in known or identity in ledger.records.illegible:
        return  # of an entry that could not be read, that is told already
    where = "facts/vocabulary/" + (f"{file}.yaml" if file else "")
    otherwise = f"add it to {where}." if file != "" else "correct the id."
    message = f'There is no {what} called "{identity}".'
    yield Problem(record.place.span(*keys), message, did_you_mean(identity, known, otherwise))
