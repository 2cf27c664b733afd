"""All records joined and indexed. The ledger answers questions and never changes.

Joining cannot fail: an unknown reference stays unknown, a double is kept aside, and rules report
both. The answers are found once, when the ledger is made, so that asking costs nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from build_tools.facts.origins import Voice, voices
from build_tools.facts.records import (
    Article,
    ById,
    Claim,
    Country,
    CountryMap,
    Entity,
    Evidence,
    Kind,
    Named,
    OnShelf,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Publisher,
    Record,
    Records,
    Redirect,
    Shelved,
    Snapshot,
    Source,
    Stance,
    Topic,
    named,
)

Speaker = Person | Organisation

# The value of `asserted_by` for what the checked article says itself.
ARTICLE = "article"

# The kinds of claim that report what somebody said.
SAYINGS = (Kind.QUOTATION, Kind.ATTRIBUTION)

Kept = TypeVar("Kept", bound=Record)
Answer = TypeVar("Answer")


def _by_id(records: Sequence[Kept]) -> Mapping[str, Kept]:
    if isinstance(records, Shelved):
        held = records.by_id()
        if any(one.made is None for one in held.values()):
            return ById(held)
        return {identity: one.taken() for identity, one in held.items()}
    found: dict[str, Kept] = {}
    for record in records:
        found.setdefault(record.id, record)
    return dict(sorted(found.items()))


@dataclass(frozen=True, eq=False)
class Ledger:
    """Every record by its id; of doubles, the first read is the one that counts."""

    records: Records
    claims: Mapping[str, Claim] = field(init=False)
    redirects: Mapping[str, Redirect] = field(init=False)
    sources: Mapping[str, Source] = field(init=False)
    snapshots: Mapping[str, Snapshot] = field(init=False)
    publishers: Mapping[str, Publisher] = field(init=False)
    origins: Mapping[str, Origin] = field(init=False)
    owners: Mapping[str, Owner] = field(init=False)
    countries: Mapping[str, Country] = field(init=False)
    people: Mapping[str, Person] = field(init=False)
    organisations: Mapping[str, Organisation] = field(init=False)
    places: Mapping[str, Place] = field(init=False)
    topics: Mapping[str, Topic] = field(init=False)
    maps: Mapping[str, CountryMap] = field(init=False)
    articles: Mapping[str, Article] = field(init=False)

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if name != "records":
                object.__setattr__(self, name, _by_id(getattr(self.records, name)))

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was asked of the whole ledger before, by its name: pages and data ask for the same.

        They are held here, since an answer may go on asking the ledger for as long as it is used.
        """
        return {}

    @cached_property
    def files(self) -> Mapping[str, OnShelf[Claim]]:
        """The file of each claim by the claim's id; none where claims come from no files."""
        claims = self.records.claims
        return claims.by_id() if isinstance(claims, Shelved) else {}

    @cached_property
    def names(self) -> Mapping[str, Named]:
        """What each claim names, by the claim's id: known without making the claim."""
        if self.files:
            return {identity: one.names for identity, one in self.files.items()}
        return {identity: named(claim) for identity, claim in self.claims.items()}

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """Ids of claims that are there, those included whose file could not be read.

        What is wrong with such a file is told of once, not again by everything that names it.
        """
        return frozenset((*self.claims, *self.records.unread))

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        return dict(self.records.gone)

    def gone_since(self, address: str) -> str | None:
        """Return the day (ISO 8601) since when an address is known to be gone, else None."""
        return self._gone.get(address.partition("#")[0])

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """People, organisations and places by id."""
        return {**self.places, **self.organisations, **self.people}

    def _naming(self, what: Callable[[Named], Iterable[str]]) -> Mapping[str, Sequence[str]]:
        """Return the ids of the claims that name each thing, in the order of the claims."""
        found: dict[str, list[str]] = defaultdict(list)
        for identity, names in self.names.items():
            for one in dict.fromkeys(what(names)):
                found[one].append(identity)
        return found

    @cached_property
    def ids_citing(self) -> Mapping[str, Sequence[str]]:
        """The ids of the claims that cite each source."""
        return self._naming(lambda names: names.sources)

    @cached_property
    def _in_sentence(self) -> Mapping[str, Sequence[str]]:
        return self._naming(lambda names: names.sentences)

    @cached_property
    def ids_embedding(self) -> Mapping[str, Sequence[str]]:
        """The ids of the claims that embed each claim."""
        return self._naming(lambda names: (names.embeds,) if names.embeds else ())

    @cached_property
    def ids_pointing(self) -> Mapping[str, Sequence[str]]:
        """The ids of the claims that are related to each claim, as they say themselves."""
        return self._naming(lambda names: names.related)

    @cached_property
    def _asked(self) -> dict[tuple[str, str], Sequence[Any]]:
        return {}

    def _answer(self, question: str, about: str, found: Iterable[Answer]) -> Sequence[Answer]:
        """Return what was found, worked out the first time that somebody asks."""
        known = self._asked.get((question, about))
        if known is None:
            known = self._asked[question, about] = tuple(found)
        return known

    @cached_property
    def _about(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for name in {*claim.about, *claim.countries, *claim.topics, claim.asserted_by}:
                found[name].append(claim)
        return found

    @cached_property
    def _voices(self) -> dict[tuple[str, tuple[Stance, ...]], tuple[Claim, tuple[Voice, ...]]]:
        return {}

    @cached_property
    def _said_by(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.kind in SAYINGS:
                for speaker in self.speakers(claim):
                    found[speaker.id].append(claim)
        return found

    def citing(self, source: str) -> Sequence[tuple[Claim, Evidence]]:
        """Return the claims that cite the source, each with the item that does."""
        found = (
            (claim, item)
            for claim in map(self.claims.__getitem__, self.ids_citing.get(source, ()))
            for item in claim.evidence
            if item.source == source
        )
        return self._answer("citing", source, found)

    def in_sentence(self, article: str, sentence: str) -> Sequence[Claim]:
        """Return the claims that appear in a sentence of an article."""
        ids = self.ids_in_sentence(article, sentence)
        return self._answer("in", f"{article} {sentence}", map(self.claims.__getitem__, ids))

    def ids_in_sentence(self, article: str, sentence: str) -> Sequence[str]:
        """Return the ids of the claims that appear in a sentence of an article."""
        return self._in_sentence.get(f"{article} {sentence}", ())

    def concerning(self, identity: str) -> Sequence[Claim]:
        """Return the claims about a country, topic, person, organisation or place, or by one."""
        return self._about.get(identity, ())

    def embedding(self, claim: str) -> Sequence[Claim]:
        """Return the claims that say that somebody said this one."""
        ids = self.ids_embedding.get(claim, ())
        return self._answer("embedding", claim, map(self.claims.__getitem__, ids))

    @cached_property
    def by_day(self) -> Sequence[Claim]:
        """Every claim in the order of what happened; of one day, by id."""
        return sorted(self.claims.values(), key=lambda claim: (claim.when.sort_key, claim.id))

    def pointing_at(self, claim: str) -> Sequence[tuple[Claim, str, str]]:
        """Return the claims related to this one, each with its relation and reason."""
        found = (
            (one, link.relation.value, link.why)
            for one in map(self.claims.__getitem__, self.ids_pointing.get(claim, ()))
            for link in one.related
            if link.claim == claim
        )
        return self._answer("pointing", claim, found)

    def speaker(self, identity: str) -> Speaker | None:
        """Return the person or organisation with this id; None if there is neither."""
        return self.people.get(identity) or self.organisations.get(identity)

    def asserter(self, claim: Claim) -> Speaker | None:
        """Return the person or organisation that asserts a claim; None if the article does."""
        return None if claim.asserted_by == ARTICLE else self.speaker(claim.asserted_by)

    def speakers(self, claim: Claim) -> tuple[Speaker, ...]:
        """Return who said what a claim reports. Every page and rule takes the answer from here.

        For a quotation or attribution: everybody in `said_by`; if that is empty, the asserter of
        the claim, else the asserter of the embedded claim, else the first person or organisation
        in `about`. Unknown ids in `said_by` are left out (a rule reports them), and nobody takes
        their place. For a claim of any other kind: its asserter.
        """
        if claim.said_by and claim.kind in SAYINGS:
            named = [self.speaker(identity) for identity in dict.fromkeys(claim.said_by)]
            return tuple(speaker for speaker in named if speaker)
        candidates = [self.asserter(claim)]
        if claim.kind in SAYINGS:
            embedded = self.claims.get(claim.embeds or "")
            candidates.append(self.asserter(embedded) if embedded else None)
            candidates.extend(map(self.speaker, claim.about))
        return tuple(speaker for speaker in candidates if speaker)[:1]

    def said_by(self, identity: str) -> Sequence[Claim]:
        """Return the quotations and attributions of a person or organisation."""
        return self._said_by.get(identity, ())

    def voices(self, claim: Claim, *stances: Stance) -> tuple[Voice, ...]:
        """Return the independent origins of a claim's evidence, of these stances or of all."""
        # Pages, tables and rules all ask. A draft may have a claim's id and be another claim.
        asked, known = self._voices.get((claim.id, stances), (None, ()))
        if asked is not claim:
            items = [item for item in claim.evidence if not stances or item.stance in stances]
            if stances and len(items) == len(claim.evidence):  # mostly all of it supports
                known = self.voices(claim)
            else:
                known = voices(items, self.sources, self.publishers)
            self._voices[claim.id, stances] = claim, known
        return known

    def counts_as(self, claim: Claim) -> list[str]:
        """Return the origin that each item of a claim's evidence counts under, in their order."""
        found = {id(item): voice.id for voice in self.voices(claim) for item in voice.items}
        return [found[id(item)] for item in claim.evidence]
