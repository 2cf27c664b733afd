"""All records joined and indexed. The ledger answers questions and never changes.

Joining cannot fail: an unknown reference stays unknown, a double is kept aside, and rules report
both. The answers are found once, when the ledger is made, so that asking costs nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from build_tools.origins import Voice, voices
from build_tools.records import (
    Article,
    Claim,
    Country,
    CountryMap,
    Entity,
    Evidence,
    Kind,
    Organisation,
    Origin,
    Owner,
    Person,
    Place,
    Publisher,
    Record,
    Records,
    Redirect,
    Snapshot,
    Source,
    Stance,
    Topic,
)

Kept = TypeVar("Kept", bound=Record)


def _by_id(records: Iterable[Kept]) -> dict[str, Kept]:
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

    @cached_property
    def _citing(self) -> Mapping[str, Sequence[tuple[Claim, Evidence]]]:
        found: dict[str, list[tuple[Claim, Evidence]]] = defaultdict(list)
        for claim in self.claims.values():
            for item in claim.evidence:
                found[item.source].append((claim, item))
        return found

    @cached_property
    def _in_sentence(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for place in {(one.article, one.sentence) for one in claim.appears_in}:
                found[place].append(claim)
        return found

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
    def _embedding(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.embeds:
                found[claim.embeds].append(claim)
        return found

    @cached_property
    def _said_by(self) -> Mapping[str, Sequence[Claim]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            if claim.kind in (Kind.QUOTATION, Kind.ATTRIBUTION):
                for name in self.speakers(claim):
                    found[name].append(claim)
        return found

    @cached_property
    def _pointing(self) -> Mapping[str, Sequence[tuple[Claim, str, str]]]:
        found: dict[str, list[tuple[Claim, str, str]]] = defaultdict(list)
        for claim in self.claims.values():
            for link in claim.related:
                found[link.claim].append((claim, link.relation.value, link.why))
        return found

    def citing(self, source: str) -> Sequence[tuple[Claim, Evidence]]:
        """Return the claims that cite the source, each with the item that does."""
        return self._citing.get(source, ())

    def in_sentence(self, article: str, sentence: str) -> Sequence[Claim]:
        """Return the claims that appear in a sentence of an article."""
        return self._in_sentence.get((article, sentence), ())

    def concerning(self, identity: str) -> Sequence[Claim]:
        """Return the claims about a country, topic, person, organisation or place, or by one."""
        return self._about.get(identity, ())

    def embedding(self, claim: str) -> Sequence[Claim]:
        """Return the claims that say that somebody said this one."""
        return self._embedding.get(claim, ())

    @cached_property
    def by_day(self) -> Sequence[Claim]:
        """Every claim in the order of what happened; of one day, by id."""
        return sorted(self.claims.values(), key=lambda claim: (claim.when.sort_key, claim.id))

    def pointing_at(self, claim: str) -> Sequence[tuple[Claim, str, str]]:
        """Return the claims related to this one, each with its relation and reason."""
        return self._pointing.get(claim, ())

    def speakers(self, claim: Claim) -> Collection[str]:
        """Return the ids of those who said what a quotation or attribution says was said.

        The record's own `said_by`, else who asserts the claim, or asserts the claim inside it;
        where all are silent, the first person or organisation that it is about.
        """
        if claim.said_by:
            return claim.said_by
        inside = self.claims.get(claim.embeds or "")
        for one in (claim.asserted_by, inside.asserted_by if inside else ""):
            if one in self.people or one in self.organisations:
                return (one,)
        bodies = (one for one in claim.about if one in self.people or one in self.organisations)
        return tuple(bodies)[:1]

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
