"""What each side says: who said what, which claims contradict, evidence for and against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.facts.ledger import ARTICLE, SAYINGS, Ledger, Speaker
from build_tools.facts.records import Claim, Person, Relation, Stance, Verdict
from build_tools.views.parts.evidence import EvidenceView, evidence_of
from build_tools.views.parts.page_links import NamedLink, country_link
from build_tools.views.parts.reference import ClaimLink, claim_link

# Verdicts under which both sides stand.
_OPEN = (Verdict.DISPUTED, Verdict.ATTRIBUTED)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and for which country; ``country`` is None of an international body."""

    link: NamedLink
    country: NamedLink | None


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said and by whom; ``content`` is the claim inside, if it is on record too."""

    voices: tuple[Voice, ...]
    said: ClaimLink
    content: ClaimLink | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of two voices that contradict each other; the country's own voice stands first."""

    one: Saying
    other: Saying
    why: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What was said on one subject: from the country, and from elsewhere about it."""

    id: str
    name: str
    own: tuple[Saying, ...]
    others: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A claim for and against which there is evidence, with both in the order of the record."""

    link: ClaimLink
    supporting: tuple[EvidenceView, ...]
    against: tuple[EvidenceView, ...]


def pairs_of(ledger: Ledger, country: str, claims: Iterable[Claim]) -> tuple[Pair, ...]:
    """Return the contradictions between two voices in which one of these claims stands."""
    found: dict[frozenset[str], Pair] = {}
    for claim in claims:
        for other, why in _contradicting(ledger, claim):
            if ARTICLE in (claim.asserted_by, other.asserted_by):
                continue
            one, two = saying_of(ledger, claim), saying_of(ledger, other)
            if _is_of(two, country) and not _is_of(one, country):
                one, two = two, one
            found.setdefault(frozenset((claim.id, other.id)), Pair(one, two, why))
    return tuple(found.values())


def _contradicting(ledger: Ledger, claim: Claim) -> Iterator[tuple[Claim, str]]:
    for link in claim.related:
        if link.relation is Relation.CONTRADICTS and (other := ledger.claims.get(link.claim)):
            yield other, link.why
    for other, relation, why in ledger.pointing_at(claim.id):
        if relation == Relation.CONTRADICTS:
            yield other, why


def subjects_of(ledger: Ledger, country: str, claims: Sequence[Claim]) -> tuple[Subject, ...]:
    """Return what these claims report as said, by their first subject, in the order of its name.

    What names no speaker on record, such as the credit of a photograph, is left out.
    """
    said = [claim for claim in claims if is_statement(ledger, claim)]
    found = []
    for topic in sorted(ledger.topics.values(), key=lambda one: one.name):
        here = [saying_of(ledger, one) for one in said if one.topics[:1] == (topic.id,)]
        if here:
            own = tuple(one for one in here if _is_of(one, country))
            others = tuple(one for one in here if not _is_of(one, country))
            found.append(Subject(topic.id, topic.name, own, others))
    rest = [saying_of(ledger, one) for one in said if not set(one.topics) & set(ledger.topics)]
    if rest:
        own = tuple(one for one in rest if _is_of(one, country))
        others = tuple(one for one in rest if not _is_of(one, country))
        found.append(Subject("other", "Other subjects", own, others))
    return tuple(found)


def is_statement(ledger: Ledger, claim: Claim) -> bool:
    """Whether the claim reports what somebody on record said."""
    return claim.kind in SAYINGS and bool(ledger.speakers(claim))


def contests_of(ledger: Ledger, claims: Iterable[Claim]) -> tuple[Contest, ...]:
    """Return the claims that stay open between two sides, each with its evidence on both."""
    found = []
    for claim in claims:
        if claim.verdict not in _OPEN:
            continue
        items = evidence_of(ledger, claim)
        supporting = tuple(one for one in items if one.stance == Stance.SUPPORTS)
        against = tuple(one for one in items if one.stance == Stance.CONTRADICTS)
        if supporting and against:
            found.append(Contest(claim_link(ledger, claim), supporting, against))
    return tuple(found)


def saying_of(ledger: Ledger, claim: Claim) -> Saying:
    """Return what a claim reports as said, with its speakers."""
    content = ledger.claims.get(claim.embeds or "")
    return Saying(
        tuple(_voice(ledger, speaker) for speaker in ledger.speakers(claim)),
        claim_link(ledger, claim),
        claim_link(ledger, content) if content else None,
    )


def _voice(ledger: Ledger, speaker: Speaker) -> Voice:
    country = ledger.countries.get(speaker.country or "")
    folder = "people" if isinstance(speaker, Person) else "organisations"
    return Voice(
        NamedLink(f"{folder}/{speaker.id}.html", speaker.name),
        country_link(ledger, country) if country else None,
    )


def _is_of(saying: Saying, country: str) -> bool:
    """Whether one of the speakers is from the country."""
    path = f"countries/{country}.html"
    return any(voice.country and voice.country.path == path for voice in saying.voices)
