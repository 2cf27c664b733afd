"""Joins and indexes all records. A ledger answers questions about records and never changes.

Joining cannot fail. An unknown reference stays unknown, and only the first of several duplicates
counts. The rules report both kinds of error. Each index is built when it is first needed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.origins import Voice, origin_of, voices
from build_tools.facts.records import (
    Appearance,
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
    Prose,
    Publisher,
    Record,
    Records,
    Redirect,
    SiteText,
    Snapshot,
    Source,
    Stance,
    Topic,
)
from build_tools.facts.wording import is_id, nearest

Speaker = Person | Organisation

# The value of `asserted_by` for a claim that the checked article itself makes.
ARTICLE = "article"

# The kinds of claim that report what someone said.
SAYINGS = (Kind.QUOTATION, Kind.ATTRIBUTION)

AnyRecord = TypeVar("AnyRecord", bound=Record)
Name = TypeVar("Name", str, tuple[str, str])


def _by_id(records: Sequence[AnyRecord]) -> dict[str, AnyRecord]:
    first: dict[str, AnyRecord] = {}
    for record in records:
        first.setdefault(record.id, record)
    return dict(sorted(first.items()))


@dataclass(frozen=True, eq=False)
class Ledger:
    """All records by id. Of several records with the same id, only the first is included."""

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
    site_texts: Mapping[str, SiteText] = field(init=False)

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if name != "records":
                object.__setattr__(self, name, _by_id(getattr(self.records, name)))

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Values computed from this ledger, by name, for pages and open data.

        The values are stored here so that they last as long as the ledger (see
        :mod:`build_tools.facts.record_cache`).
        """
        return {}

    @cached_property
    def words(self) -> Catalogue:
        """The catalogue for the site's language, which translates the words that readers see."""
        return Catalogue(self.records.lang)

    def lang_of(self, text: Article | Prose) -> str:
        """Return the language (BCP 47) of an article or page, which is the site's by default."""
        return text.lang or self.records.lang

    def lang_in(self, appearance: Appearance) -> str:
        """Return the language (BCP 47) of the article in which a claim appears."""
        article = self.articles.get(appearance.article)
        return self.lang_of(article) if article else self.records.lang

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """The ids of all claims, including claims in unreadable files.

        So an unreadable file is reported only once, and not again for every record that refers to
        its claim.
        """
        return frozenset((*self.claims, *self.records.unread))

    def lacks(self, names: Iterable[str]) -> bool:
        """Return whether any of these claims is unknown or unreadable, so its content is unknown.

        Other rules report such claims.
        """
        return any(name not in self.claims and name not in self.redirects for name in names)

    def may_be_unread(self, name: str) -> bool:
        """Return whether a claim may be in an unreadable file, whose name is perhaps not an id."""
        if name in self.records.unread:
            return True
        misnamed = [stem.casefold() for stem in self.records.unread if not is_id(stem)]
        return bool(misnamed) and nearest(name, misnamed) is not None

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        return dict(self.records.gone)

    def gone_since(self, address: str) -> str | None:
        """Return the ISO date since which an address has been gone, or None if it is not gone."""
        return self._gone.get(address.partition("#")[0])

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """People, organisations and places by id."""
        return {**self.places, **self.organisations, **self.people}

    @cached_property
    def by_day(self) -> Sequence[Claim]:
        """Every claim, sorted by date. Claims with the same date are sorted by id."""
        return sorted(self.claims.values(), key=lambda claim: (claim.when.sort_key, claim.id))

    def _claims_by(
        self, names_in: Callable[[Claim], Iterable[Name]]
    ) -> Mapping[Name, Sequence[Claim]]:
        """Return the claims by each name that ``names_in`` returns for them."""
        claims: dict[Name, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            for name in dict.fromkeys(names_in(claim)):
                claims[name].append(claim)
        return {name: tuple(members) for name, members in claims.items()}

    @cached_property
    def _by_source(self) -> Mapping[str, Sequence[Claim]]:
        return self._claims_by(lambda claim: [item.source for item in claim.evidence])

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, str], Sequence[Claim]]:
        return self._claims_by(
            lambda claim: [(place.article, place.sentence) for place in claim.appears_in]
        )

    @cached_property
    def _by_embedded(self) -> Mapping[str, Sequence[Claim]]:
        return self._claims_by(lambda claim: [claim.embeds] if claim.embeds else [])

    @cached_property
    def _by_related(self) -> Mapping[str, Sequence[Claim]]:
        return self._claims_by(lambda claim: [link.claim for link in claim.related])

    @cached_property
    def _by_subject(self) -> Mapping[str, Sequence[Claim]]:
        return self._claims_by(
            lambda claim: [*claim.about, *claim.countries, *claim.topics, claim.asserted_by]
        )

    @cached_property
    def _by_speaker(self) -> Mapping[str, Sequence[Claim]]:
        return self._claims_by(
            lambda claim: [speaker.id for speaker in self.speakers(claim) if claim.kind in SAYINGS]
        )

    def citing(self, source: str) -> Sequence[tuple[Claim, Evidence]]:
        """Return the claims that cite a source, each with the evidence item that does so."""
        return tuple(
            (claim, item)
            for claim in self._by_source.get(source, ())
            for item in claim.evidence
            if item.source == source
        )

    def in_sentence(self, article: str, sentence: str) -> Sequence[Claim]:
        """Return the claims that appear in a sentence of an article."""
        return self._by_sentence.get((article, sentence), ())

    def ids_in_sentence(self, article: str, sentence: str) -> Sequence[str]:
        """Return the ids of the claims that appear in a sentence of an article."""
        return [claim.id for claim in self.in_sentence(article, sentence)]

    def concerning(self, identity: str) -> Sequence[Claim]:
        """Return claims about an entity, country or topic, and claims that the entity asserts."""
        return self._by_subject.get(identity, ())

    def embedding(self, claim: str) -> Sequence[Claim]:
        """Return the claims that quote or attribute this claim."""
        return self._by_embedded.get(claim, ())

    def pointing_at(self, claim: str) -> Sequence[tuple[Claim, str, str]]:
        """Return the claims that link to this claim, each with the link's relation and reason."""
        return tuple(
            (other, link.relation.value, link.why)
            for other in self._by_related.get(claim, ())
            for link in other.related
            if link.claim == claim
        )

    def speaker(self, identity: str) -> Speaker | None:
        """Return the person or organisation with this id, or None."""
        return self.people.get(identity) or self.organisations.get(identity)

    def asserter(self, claim: Claim) -> Speaker | None:
        """Return the person or organisation that asserts a claim, or None for the article."""
        return None if claim.asserted_by == ARTICLE else self.speaker(claim.asserted_by)

    def speakers(self, claim: Claim) -> tuple[Speaker, ...]:
        """Return the speakers of a claim. Every page and rule uses this result.

        The speakers of a quotation or attribution are the people and organisations in ``said_by``.
        If ``said_by`` is empty, the speaker is the claim's asserter, or else the asserter of the
        embedded claim, or else the first person or organisation in ``about``. Unknown ids in
        ``said_by`` are left out, and a rule reports them. The speaker of any other kind of claim is
        its asserter.
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
        return self._by_speaker.get(identity, ())

    def voices(self, claim: Claim, *stances: Stance) -> tuple[Voice, ...]:
        """Return the independent origins of a claim's evidence with these stances, or with any."""
        items = [item for item in claim.evidence if not stances or item.stance in stances]
        return voices(items, self.sources, self.publishers)

    def counts_as(self, claim: Claim) -> list[str]:
        """Return the id of each evidence item's origin, in the order of the claim's evidence."""
        return [origin_of(item, self.sources, self.publishers) for item in claim.evidence]
