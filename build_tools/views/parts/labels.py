"""The words that readers see for the closed lists of the records."""

from collections.abc import Mapping
from typing import NamedTuple

from build_tools.facts.records import (
    Basis,
    Confidence,
    Kind,
    PlaceState,
    PublisherKind,
    Relation,
    SourceKind,
    Stance,
    Verdict,
)
from build_tools.quotations.support import Support


class VerdictWords(NamedTuple):
    """A verdict as readers see it: a word, a shape that does not depend on colour, and a meaning.

    ``means`` is true of every claim with the verdict; what one claim rests on is said by
    :mod:`build_tools.views.parts.verdict_sentence`.
    """

    key: str
    label: str
    shape: str
    means: str


VERDICTS: Mapping[Verdict, VerdictWords] = {
    Verdict.SUPPORTED: VerdictWords(
        "supported",
        "Supported",
        "●",
        "Independent origins support the claim. If the claim is that someone said something, a "
        "primary record or several publishers are enough.",
    ),
    Verdict.NUANCE: VerdictWords(
        "supported-with-nuance",
        "Mostly supported",
        "◐",
        "The main point of the claim is supported, but a detail needs a qualifier.",
    ),
    Verdict.MISLEADING: VerdictWords(
        "misleading",
        "Misleading",
        "◪",
        "The claim misleads: evidence against it, or its context, shows this.",
    ),
    Verdict.WRONG: VerdictWords(
        "wrong",
        "Wrong",
        "✕",
        "Direct evidence contradicts the claim, and no direct evidence supports it.",
    ),
    Verdict.DISPUTED: VerdictWords(
        "disputed", "Disputed", "⇄", "There is direct evidence for the claim and against it."
    ),
    Verdict.ATTRIBUTED: VerdictWords(
        "attributed-only",
        "Said, not verified",
        "❝",
        "Someone said this, but we could not establish whether it is true.",
    ),
    Verdict.UNVERIFIED: VerdictWords(
        "unverified",
        "Unverified",
        "○",
        "We searched and did not find enough evidence to settle the claim.",
    ),
    Verdict.NOT_CHECKABLE: VerdictWords(
        "not-checkable",
        "Cannot be checked",
        "◇",
        "No evidence can settle the claim, for example because it is an opinion, a forecast or a "
        "loaded word.",
    ),
}

# The order of lists: what a reader must know comes first, what simply holds last.
GRAVEST_FIRST = (
    Verdict.WRONG,
    Verdict.MISLEADING,
    Verdict.DISPUTED,
    Verdict.UNVERIFIED,
    Verdict.NOT_CHECKABLE,
    Verdict.ATTRIBUTED,
    Verdict.NUANCE,
    Verdict.SUPPORTED,
)

# How the evidence behind a verdict supports it, and what that means.
SUPPORT: Mapping[Support, tuple[str, str]] = {
    Support.QUOTATION: (
        "by quotation",
        "The stored text of a source contains words that we quote here.",
    ),
    Support.PARAPHRASE: (
        "by paraphrase",
        "We summarise the sources in our own words. We checked no quotation from them for this.",
    ),
    Support.PART: ("in part", "Each source concerns only a part of the claim."),
    Support.NONE: ("by no source", "No source cited here says so."),
}

STANCES: Mapping[Stance, str] = {
    Stance.SUPPORTS: "Supports",
    Stance.CONTRADICTS: "Contradicts",
    Stance.CONTEXT: "Context",
    Stance.SILENT: "Checked, no mention",
}

BASES: Mapping[Basis, str] = {
    Basis.OWN_OBSERVATION: "own observation",
    Basis.OFFICIAL_RECORD: "official record",
    Basis.DATASET: "data set",
    Basis.INTERVIEW: "interview",
    Basis.REPORTING: "reporting",
    Basis.REPUBLISHED: "republished text",
    Basis.ANALYSIS: "analysis",
    Basis.CALCULATION: "calculation",
}

KINDS: Mapping[Kind, str] = {
    Kind.EVENT: "Event",
    Kind.NUMBER: "Number",
    Kind.QUOTATION: "Quotation",
    Kind.ATTRIBUTION: "Attribution",
    Kind.STATUS: "Status",
    Kind.RELATION: "Connection",
    Kind.CHARACTERISATION: "Characterisation",
}

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.HIGH: "high",
    Confidence.MODERATE: "moderate",
    Confidence.LOW: "low",
}

SOURCE_KINDS: Mapping[SourceKind, str] = {
    SourceKind.PRIMARY: "primary document",
    SourceKind.AGENCY: "news agency",
    SourceKind.BROADCASTER: "broadcaster",
    SourceKind.NEWSPAPER: "newspaper or news site",
    SourceKind.REFERENCE: "reference work",
    SourceKind.RESEARCH: "research",
    SourceKind.STATE_MEDIA: "state media",
    SourceKind.OTHER: "other",
}

PUBLISHER_KINDS: Mapping[PublisherKind, str] = {
    PublisherKind.AGENCY: "news agency",
    PublisherKind.BROADCASTER: "broadcaster",
    PublisherKind.NEWSPAPER: "newspaper or news site",
    PublisherKind.GOVERNMENT: "government body",
    PublisherKind.INTERNATIONAL_BODY: "international body",
    PublisherKind.RESEARCH: "research body",
    PublisherKind.REFERENCE: "reference work",
    PublisherKind.STATE_MEDIA: "state media",
    PublisherKind.AGGREGATOR: "republisher",
    PublisherKind.OTHER: "other",
}

# A relation is read from the claim that states it, and the other way round.
RELATIONS: Mapping[Relation, tuple[str, str]] = {
    Relation.REPEATS: ("Repeats", "Repeated by"),
    Relation.CONTRADICTS: ("Contradicts", "Contradicted by"),
    Relation.DEPENDS_ON: ("Depends on", "Basis for"),
    Relation.SUPERSEDES: ("Replaces", "Replaced by"),
    Relation.FOLLOWS: ("Came after", "Came later"),
}

PLACE_STATES: Mapping[PlaceState, str] = {
    PlaceState.OPEN: "open",
    PlaceState.CLOSED: "closed",
    PlaceState.RESTRICTED: "restricted",
}
