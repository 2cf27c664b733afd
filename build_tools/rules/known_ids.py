"""Every id in a record must be known.

Why: readers cannot find a claim about a country, person or topic that has no entry.
Fix: correct the id, or add the entry to its file in `facts/vocabulary/`.
"""

from collections.abc import Collection, Iterator

from build_tools.facts.diagnostics import Key
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Claim, Organisation, Person, Record
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem

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
    """Yield every unknown id in records other than claims."""
    for source in ledger.sources.values():
        is_known = source.publisher in ledger.publishers
        if not is_known and source.publisher not in ledger.records.unreadable:
            hint = "Add it to facts/vocabulary/publishers.yaml; the .bib file is named after it."
            yield Problem(source.place.span(), f'"{source.publisher}" is not a publisher.', hint)
        yield from _unknown_origin(ledger, source, ("origin",), source.origin)
    for publisher in ledger.publishers.values():
        yield from _unknown(
            ledger, publisher, ("owner",), publisher.owner, "owner", "owners", ledger.owners
        )
    speakers: tuple[Person | Organisation, ...] = (
        *ledger.people.values(),
        *ledger.organisations.values(),
    )
    for speaker in speakers:
        yield from _unknown_country(ledger, speaker, ("country",), speaker.country)
    for place in ledger.places.values():
        for index, identity in enumerate(place.countries):
            yield from _unknown_country(ledger, place, ("countries", index), identity)
        for index, period in enumerate(place.periods):
            keys = ("periods", index, "claim")
            yield from _unknown(ledger, place, keys, period.claim, "claim", "", ledger.claim_ids)
    for country in ledger.countries.values():
        for index, identity in enumerate(country.neighbours):
            yield from _unknown_country(ledger, country, ("neighbours", index), identity)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every unknown id in a claim."""
    for name, what, known in (
        ("countries", "country", ledger.countries),
        ("about", "person, organisation or place", ledger.entities),
        ("topics", "topic", ledger.topics),
    ):
        file = None if name == "about" else name
        for index, identity in enumerate(getattr(claim, name)):
            yield from _unknown(ledger, claim, (name, index), identity, what, file, known)
    yield from _unknown_speaker(ledger, claim, ("asserted_by",), claim.asserted_by, (ARTICLE,))
    for index, identity in enumerate(claim.said_by):
        yield from _unknown_speaker(ledger, claim, ("said_by", index), identity)
    embeds = claim.embeds
    if embeds and embeds not in ledger.claims and not ledger.may_be_unread(embeds):
        hint = "write that claim too: “X said P” needs both, in any order of files."
        yield Problem(
            claim.place.span("embeds"),
            f'There is no claim called "{embeds}".',
            did_you_mean(embeds, ledger.claim_ids, hint),
        )
    for index, appearance in enumerate(claim.appears_in):
        keys: tuple[Key, ...] = ("appears_in", index, "article")
        yield from _unknown(ledger, claim, keys, appearance.article, "article", "", ledger.articles)
    for index, item in enumerate(claim.evidence):
        yield from _unknown_origin(ledger, claim, ("evidence", index, "origin"), item.origin)
    for index, link in enumerate(claim.related):
        keys = ("related", index, "claim")
        yield from _unknown(ledger, claim, keys, link.claim, "claim", "", ledger.claim_ids)


def _unknown_country(
    ledger: Ledger, record: Record, keys: tuple[Key, ...], identity: str | None
) -> Iterator[Problem]:
    yield from _unknown(ledger, record, keys, identity, "country", "countries", ledger.countries)


def _unknown_speaker(
    ledger: Ledger, claim: Claim, keys: tuple[Key, ...], identity: str, others: Collection[str] = ()
) -> Iterator[Problem]:
    known = (others, ledger.people, ledger.organisations)
    yield from _unknown(ledger, claim, keys, identity, "person or organisation", None, *known)


def _unknown_origin(
    ledger: Ledger, record: Record, keys: tuple[Key, ...], identity: str | None
) -> Iterator[Problem]:
    known = (ledger.origins, ledger.publishers)
    yield from _unknown(ledger, record, keys, identity, "origin", "origins", *known)


def _unknown(
    ledger: Ledger,
    record: Record,
    keys: tuple[Key, ...],
    identity: str | None,
    what: str,
    file: str | None,
    *known: Collection[str],
) -> Iterator[Problem]:
    """Yield a problem if none of the collections contains the id.

    ``file`` is the name of the vocabulary file to which the id can be added. It is None if there
    are several such files, and empty if there is none.
    """
    if identity is None or any(identity in ids for ids in known):
        return
    if identity in ledger.records.unreadable or (
        what == "claim" and ledger.may_be_unread(identity)
    ):
        return  # an entry that could not be read is already reported
    folder = "facts/vocabulary/" + (f"{file}.yaml" if file else "")
    otherwise = f"add it to {folder}." if file != "" else "correct the id."
    message = f'There is no {what} called "{identity}".'
    hint = did_you_mean(identity, [name for ids in known for name in ids], otherwise)
    yield Problem(record.place.span(*keys), message, hint)
