"""What does the evidence say about each claim, and why is its verdict permitted?"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_tools.facts.articles import Lateness, lateness
from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.ledger import ARTICLE, Ledger
from build_tools.facts.records import Article, Claim, Relation, Stance
from build_tools.facts.wording import first_words
from build_tools.quotations.support import FAILING, support_of
from build_tools.rules.permitted_verdict import Condition, conditions
from build_tools.views.parts.evidence import (
    EvidenceView,
    OriginView,
    evidence_of,
    origin_words,
    origins_of,
)
from build_tools.views.parts.labels import (
    CONFIDENCES,
    KINDS,
    RELATIONS,
    SUPPORT,
    VerdictWords,
    verdict_words,
)
from build_tools.views.parts.origin_wires import OriginCard, Sides, cards_of, sides_of
from build_tools.views.parts.page_links import NamedLink, countries_of, entity_link, topic_link
from build_tools.views.parts.reference import ClaimLink, claim_link, first_sentence, titles_before
from build_tools.views.parts.titles import claim_title, heading_parts
from build_tools.views.parts.verdict_sentence import verdict_sentence


class AppearanceView(NamedTuple):
    """A sentence in an article that makes the claim.

    ``words`` are the words that the record quotes, or the first words of the sentence. ``lang`` is
    their language.
    """

    article: str
    sentence: str
    words: str
    quoted: bool
    lang: str


class RelatedView(NamedTuple):
    """A related claim, the relation as a heading, and the reason for the relation."""

    relation: str
    why: str
    link: ClaimLink


class EvidenceGroup(NamedTuple):
    """All evidence items with the same stance, under a heading for the stance."""

    heading: str
    stance: str
    items: tuple[EvidenceView, ...]


_HEADINGS = (
    (N_("For"), Stance.SUPPORTS),
    (N_("Against"), Stance.CONTRADICTS),
    (N_("Context"), Stance.CONTEXT),
    (N_("Checked, no mention"), Stance.SILENT),
)


class ClaimView(NamedTuple):
    """Everything that a claim's page shows.

    ``decision`` is the deciding sentence of the finding, and ``reasons`` is the rest of the
    finding, which may be empty. ``meaning`` describes the support for the verdict. ``excerpts`` is
    the number of quotations that we could compare only with an excerpt. ``heading`` contains the
    title's words before the statement, the statement, and the words after it.
    """

    id: str
    record: Claim
    path: str
    title: str
    heading: tuple[str, str, str]
    kind: str
    verdict: VerdictWords
    decision: str
    reasons: str
    meaning: str
    confidence: str
    asserted_by: NamedLink | None
    appearances: tuple[AppearanceView, ...]
    evidence: tuple[EvidenceGroup, ...]
    cards: tuple[OriginCard, ...]
    sides: Sides
    excerpts: int
    supporting: tuple[OriginView, ...]
    against: tuple[OriginView, ...]
    origin_words: str
    conditions: tuple[Condition, ...]
    support: str
    support_means: str
    embeds: ClaimLink | None
    embedded_by: tuple[ClaimLink, ...]
    related: tuple[RelatedView, ...]
    later: Lateness | None
    later_than: tuple[str, ...]
    countries: tuple[NamedLink, ...]
    about: tuple[NamedLink, ...]
    topics: tuple[NamedLink, ...]


def collect(ledger: Ledger) -> tuple[ClaimView, ...]:
    """Return a view of every claim."""
    return tuple(_view(ledger, claim) for claim in ledger.claims.values())


def _view(ledger: Ledger, claim: Claim) -> ClaimView:
    evidence = evidence_of(ledger, claim)
    embedded = ledger.claims.get(claim.embeds or "")
    supporting = origins_of(ledger, claim, Stance.SUPPORTS)
    against = origins_of(ledger, claim, Stance.CONTRADICTS)
    decision, reasons = _ruling(claim)
    say = ledger.words.message
    support, support_means = SUPPORT[support_of(ledger, claim)]
    return ClaimView(
        id=claim.id,
        record=claim,
        path=claim.path,
        title=(title := claim_title(ledger, claim)),
        heading=heading_parts(title, claim.claim),
        kind=say(KINDS[claim.kind]),
        verdict=verdict_words(ledger)[claim.verdict],
        decision=decision,
        reasons=reasons,
        meaning=verdict_sentence(ledger, claim),
        confidence=say(CONFIDENCES[claim.confidence]),
        asserted_by=None
        if claim.asserted_by == ARTICLE
        else entity_link(ledger, claim.asserted_by),
        appearances=tuple(_appearances(ledger, claim)),
        evidence=tuple(_groups(ledger.words, evidence)),
        cards=cards_of(ledger, claim, evidence),
        sides=sides_of(ledger, claim),
        excerpts=sum(bool(item.quoted and item.quoted.limits) for item in evidence),
        supporting=supporting,
        against=against,
        origin_words=origin_words(ledger, claim),
        conditions=conditions(ledger, claim),
        support=_supported_how(ledger.words, claim, support),
        support_means=say(support_means),
        embeds=claim_link(ledger, embedded) if embedded else None,
        embedded_by=tuple(claim_link(ledger, other) for other in ledger.embedding(claim.id)),
        related=tuple(_related(ledger, claim)),
        later=lateness(ledger, claim),
        later_than=titles_before(ledger, claim),
        countries=countries_of(ledger, claim),
        about=tuple(link for name in claim.about if (link := entity_link(ledger, name))),
        topics=tuple(
            topic_link(ledger.topics[name]) for name in claim.topics if name in ledger.topics
        ),
    )


def _supported_how(words: Catalogue, claim: Claim, support: str) -> str:
    values = {"how": words.message(support)}
    if claim.verdict in FAILING:
        return words.gettext("Contradicted %(how)s", **values)
    return words.gettext("Supported %(how)s", **values)


def _groups(words: Catalogue, evidence: Iterable[EvidenceView]) -> Iterator[EvidenceGroup]:
    by_stance: dict[str, list[EvidenceView]] = {}
    for item in evidence:
        by_stance.setdefault(item.stance, []).append(item)
    for heading, stance in _HEADINGS:
        if stance in by_stance:
            yield EvidenceGroup(words.message(heading), stance.value, tuple(by_stance[stance]))


def _ruling(claim: Claim) -> tuple[str, str]:
    """Return the deciding sentence and the rest of the finding."""
    if claim.finding_short:
        return claim.finding_short, claim.finding
    first = first_sentence(claim.finding)
    return first, claim.finding[len(first) :].strip()


def _appearances(ledger: Ledger, claim: Claim) -> Iterator[AppearanceView]:
    for place in claim.appears_in:
        article = ledger.articles.get(place.article)
        if article is None:
            continue
        words = place.quote or ""
        if not words:
            words = _first_words_of(article, place.sentence)
        lang = ledger.lang_of(article)
        yield AppearanceView(article.id, place.sentence, words, place.quote is not None, lang)


def _first_words_of(article: Article, identity: str) -> str:
    """Return the first words of a sentence, or "" for an unknown sentence, which a rule reports."""
    sentence = next((item for item in article.sentences if item.id == identity), None)
    return first_words(article.words_of(sentence), 8) if sentence else ""


def _related(ledger: Ledger, claim: Claim) -> Iterator[RelatedView]:
    """Yield each related claim once.

    If both records name a relation, this claim's record takes precedence.
    """
    own = {link.claim for link in claim.related}
    for link in claim.related:
        if other := ledger.claims.get(link.claim):
            heading = ledger.words.message(RELATIONS[link.relation][0])
            yield RelatedView(heading, link.why, claim_link(ledger, other))
    for other, relation, why in ledger.pointing_at(claim.id):
        if other.id in own:
            continue
        heading = ledger.words.message(RELATIONS[Relation(relation)][1])
        yield RelatedView(heading, why, claim_link(ledger, other))
