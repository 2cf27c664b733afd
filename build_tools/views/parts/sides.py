"""Describes each side's statements and speakers, the contradictions, and the open claims."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.ledger import ARTICLE, SAYINGS, Ledger, Speaker
from build_tools.facts.records import Claim, Person, Relation, Stance, Verdict
from build_tools.views.parts.evidence import evidence_of
from build_tools.views.parts.labels import VerdictWords
from build_tools.views.parts.origin_wires import OriginCard, cards_of, sides_of
from build_tools.views.parts.page_links import NamedLink, country_link
from build_tools.views.parts.reference import ClaimLink, claim_link
from build_tools.views.parts.verdict_groups import counted

# The verdicts that do not decide which side is right.
_OPEN = (Verdict.DISPUTED, Verdict.ATTRIBUTED)


class Voice(NamedTuple):
    """A speaker and their country. The country is None for an international organisation."""

    link: NamedLink
    country: NamedLink | None


class Saying(NamedTuple):
    """A statement and its speakers. ``content`` is the claim that the statement makes, or None."""

    voices: tuple[Voice, ...]
    said: ClaimLink
    content: ClaimLink | None


class Pair(NamedTuple):
    """Two claims that contradict each other. A claim by the country's own speaker comes first."""

    first: Saying
    second: Saying
    why: str


class Subject(NamedTuple):
    """A subject, the statements by the country's own speakers, and the statements by others."""

    id: str
    name: str
    own: tuple[Saying, ...]
    others: tuple[Saying, ...]

    @property
    def said(self) -> tuple[tuple[VerdictWords, int], ...]:
        """The verdicts on whether the statements were made, and their numbers."""
        return counted(one.said for one in (*self.own, *self.others))

    @property
    def true(self) -> tuple[tuple[VerdictWords, int], ...]:
        """The verdicts on whether the statements are true, and their numbers.

        Statements of which we checked only whether they were made are not counted.
        """
        return counted(one.content for one in (*self.own, *self.others) if one.content)


class Contest(NamedTuple):
    """A claim, and the origins for it and against it, as on the claim's own page."""

    link: ClaimLink
    supporting: tuple[OriginCard, ...]
    against: tuple[OriginCard, ...]
    supporting_words: str
    against_words: str


def pairs_of(ledger: Ledger, country: str, claims: Iterable[Claim]) -> tuple[Pair, ...]:
    """Return the pairs of contradicting claims that include one of these claims.

    Pairs that include a claim by the article itself are left out.
    """
    pairs: dict[frozenset[str], Pair] = {}
    for claim in claims:
        for other, why in _contradicting(ledger, claim):
            if ARTICLE in (claim.asserted_by, other.asserted_by):
                continue
            first, second = saying_of(ledger, claim), saying_of(ledger, other)
            if _is_of(second, country) and not _is_of(first, country):
                first, second = second, first
            pairs.setdefault(frozenset((claim.id, other.id)), Pair(first, second, why))
    return tuple(pairs.values())


def _contradicting(ledger: Ledger, claim: Claim) -> Iterator[tuple[Claim, str]]:
    for link in claim.related:
        if link.relation is Relation.CONTRADICTS and (other := ledger.claims.get(link.claim)):
            yield other, link.why
    for other, relation, why in ledger.pointing_at(claim.id):
        if relation == Relation.CONTRADICTS:
            yield other, why


def subjects_of(ledger: Ledger, country: str, claims: Sequence[Claim]) -> tuple[Subject, ...]:
    """Return the statements that these claims report, by first topic. Topics are sorted by name.

    Claims without a speaker on record, such as the credit of a photograph, are left out.
    """
    statements = [claim for claim in claims if is_statement(ledger, claim)]
    groups = [
        (topic.id, topic.name, [claim for claim in statements if claim.topics[:1] == (topic.id,)])
        for topic in sorted(ledger.topics.values(), key=lambda topic: topic.name)
    ]
    rest = [claim for claim in statements if not set(claim.topics) & set(ledger.topics)]
    groups.append(("other", ledger.words.gettext("Other subjects"), rest))
    return tuple(
        _subject(ledger, country, identity, name, group)
        for identity, name, group in groups
        if group
    )


def _subject(
    ledger: Ledger, country: str, identity: str, name: str, claims: Iterable[Claim]
) -> Subject:
    sayings = [saying_of(ledger, claim) for claim in claims]
    own = tuple(saying for saying in sayings if _is_of(saying, country))
    others = tuple(saying for saying in sayings if not _is_of(saying, country))
    return Subject(identity, name, own, others)


def is_statement(ledger: Ledger, claim: Claim) -> bool:
    """Return whether the claim is a quotation or attribution that has a speaker on record."""
    return claim.kind in SAYINGS and bool(ledger.speakers(claim))


def contests_of(ledger: Ledger, claims: Iterable[Claim]) -> tuple[Contest, ...]:
    """Return the open claims that have evidence for and against them, and all that evidence."""
    return tuple(
        contest
        for claim in claims
        if claim.verdict in _OPEN and (contest := _contest(ledger, claim))
    )


def _contest(ledger: Ledger, claim: Claim) -> Contest | None:
    cards = cards_of(ledger, claim, evidence_of(ledger, claim))
    supporting = tuple(card for card in cards if card.stance == Stance.SUPPORTS)
    against = tuple(card for card in cards if card.stance == Stance.CONTRADICTS)
    if not (supporting and against):
        return None
    sides = sides_of(ledger, claim)
    words = sides.supporting_words, sides.against_words
    return Contest(claim_link(ledger, claim), supporting, against, *words)


def saying_of(ledger: Ledger, claim: Claim) -> Saying:
    """Return the statement that a claim reports, and the statement's speakers."""
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
    """Return whether any of the statement's speakers is from the country."""
    path = f"countries/{country}.html"
    return any(voice.country and voice.country.path == path for voice in saying.voices)
