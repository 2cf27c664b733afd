"""Defines the words that readers see for the fixed values in records."""

from collections.abc import Mapping
from typing import NamedTuple

from build_tools.facts.catalogue import N_, nN_
from build_tools.facts.ledger import Ledger
from build_tools.facts.record_cache import once_per_ledger
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

    ``means`` is true of every claim with the verdict.
    :mod:`build_tools.views.parts.verdict_sentence` describes the support for a single claim's
    verdict. ``counted`` contains the singular and the plural of a message that gives a number of
    claims.
    """

    key: str
    label: str
    shape: str
    means: str
    counted: tuple[str, str]


VERDICTS: Mapping[Verdict, VerdictWords] = {
    Verdict.SUPPORTED: VerdictWords(
        "supported",
        N_("Supported"),
        "●",
        N_(
            "Independent origins support the claim. If the claim is that someone said something, "
            "a primary record or several publishers are enough."
        ),
        nN_("%(number)s supported", "%(number)s supported"),
    ),
    Verdict.NUANCE: VerdictWords(
        "supported-with-nuance",
        N_("Mostly supported"),
        "◐",
        N_("The main point of the claim is supported, but a detail needs a qualifier."),
        nN_("%(number)s mostly supported", "%(number)s mostly supported"),
    ),
    Verdict.MISLEADING: VerdictWords(
        "misleading",
        N_("Misleading"),
        "◪",
        N_("Evidence against the claim, or its context, shows that it misleads."),
        nN_("%(number)s misleading", "%(number)s misleading"),
    ),
    Verdict.WRONG: VerdictWords(
        "wrong",
        N_("Wrong"),
        "✕",
        N_("Direct evidence contradicts the claim, and no direct evidence supports it."),
        nN_("%(number)s wrong", "%(number)s wrong"),
    ),
    Verdict.DISPUTED: VerdictWords(
        "disputed",
        N_("Disputed"),
        "⇄",
        N_("There is direct evidence both for and against the claim."),
        nN_("%(number)s disputed", "%(number)s disputed"),
    ),
    Verdict.ATTRIBUTED: VerdictWords(
        "attributed-only",
        N_("Said, not verified"),
        "❝",
        N_("Someone said this, but we could not establish whether it is true."),
        nN_("%(number)s said, not verified", "%(number)s said, not verified"),
    ),
    Verdict.UNVERIFIED: VerdictWords(
        "unverified",
        N_("Unverified"),
        "○",
        N_("We searched and did not find enough evidence to settle the claim."),
        nN_("%(number)s unverified", "%(number)s unverified"),
    ),
    Verdict.NOT_CHECKABLE: VerdictWords(
        "not-checkable",
        N_("Cannot be checked"),
        "◇",
        N_(
            "No evidence can settle the claim, for example because it is an opinion, a forecast or "
            "a loaded word."
        ),
        nN_("%(number)s cannot be checked", "%(number)s cannot be checked"),
    ),
}

# The order of verdicts in lists. The most serious verdicts come first, because they matter most to
# readers.
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

# Each kind of support for a verdict, as a label and an explanation.
SUPPORT: Mapping[Support, tuple[str, str]] = {
    Support.QUOTATION: (
        N_("by quotation"),
        N_("The stored text of a source contains words that we quote here."),
    ),
    Support.PARAPHRASE: (
        N_("by paraphrase"),
        N_(
            "We summarise the sources in our own words. We checked no quotation from them for this."
        ),
    ),
    Support.PART: (
        N_("in part"),
        N_("Each source concerns only a part of the claim."),
    ),
    Support.NONE: (
        N_("by no source"),
        N_("No source cited here says so."),
    ),
}

STANCES: Mapping[Stance, str] = {
    Stance.SUPPORTS: N_("Supports"),
    Stance.CONTRADICTS: N_("Contradicts"),
    Stance.CONTEXT: N_("Context"),
    Stance.SILENT: N_("Checked, no mention"),
}

BASES: Mapping[Basis, str] = {
    Basis.OWN_OBSERVATION: N_("own observation"),
    Basis.OFFICIAL_RECORD: N_("official record"),
    Basis.DATASET: N_("data set"),
    Basis.INTERVIEW: N_("interview"),
    Basis.REPORTING: N_("reporting"),
    Basis.REPUBLISHED: N_("republished text"),
    Basis.ANALYSIS: N_("analysis"),
    Basis.CALCULATION: N_("calculation"),
}

KINDS: Mapping[Kind, str] = {
    Kind.EVENT: N_("Event"),
    Kind.NUMBER: N_("Number"),
    Kind.QUOTATION: N_("Quotation"),
    Kind.ATTRIBUTION: N_("Attribution"),
    Kind.STATUS: N_("Status"),
    Kind.RELATION: N_("Connection"),
    Kind.CHARACTERISATION: N_("Characterisation"),
}

CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.HIGH: N_("high"),
    Confidence.MODERATE: N_("moderate"),
    Confidence.LOW: N_("low"),
}

SOURCE_KINDS: Mapping[SourceKind, str] = {
    SourceKind.PRIMARY: N_("primary document"),
    SourceKind.AGENCY: N_("news agency"),
    SourceKind.BROADCASTER: N_("broadcaster"),
    SourceKind.NEWSPAPER: N_("newspaper or news site"),
    SourceKind.REFERENCE: N_("reference work"),
    SourceKind.RESEARCH: N_("research"),
    SourceKind.STATE_MEDIA: N_("state media"),
    SourceKind.OTHER: N_("other"),
}

PUBLISHER_KINDS: Mapping[PublisherKind, str] = {
    PublisherKind.AGENCY: N_("news agency"),
    PublisherKind.BROADCASTER: N_("broadcaster"),
    PublisherKind.NEWSPAPER: N_("newspaper or news site"),
    PublisherKind.GOVERNMENT: N_("government body"),
    PublisherKind.INTERNATIONAL_BODY: N_("international body"),
    PublisherKind.RESEARCH: N_("research body"),
    PublisherKind.REFERENCE: N_("reference work"),
    PublisherKind.STATE_MEDIA: N_("state media"),
    PublisherKind.AGGREGATOR: N_("republisher"),
    PublisherKind.OTHER: N_("other"),
}

# Each relation in two forms: on the page of the claim that states it, and on the page of the
# related claim.
RELATIONS: Mapping[Relation, tuple[str, str]] = {
    Relation.REPEATS: (N_("Repeats"), N_("Repeated by")),
    Relation.CONTRADICTS: (N_("Contradicts"), N_("Contradicted by")),
    Relation.DEPENDS_ON: (N_("Depends on"), N_("Basis for")),
    Relation.SUPERSEDES: (N_("Replaces"), N_("Replaced by")),
    Relation.FOLLOWS: (N_("Follows"), N_("Followed by")),
}

PLACE_STATES: Mapping[PlaceState, str] = {
    PlaceState.OPEN: N_("open"),
    PlaceState.CLOSED: N_("closed"),
    PlaceState.RESTRICTED: N_("restricted"),
}


@once_per_ledger
def verdict_words(ledger: Ledger) -> Mapping[Verdict, VerdictWords]:
    """Return the words for every verdict in the site's language, in the order of the scale."""
    say = ledger.words.message
    return {
        verdict: words._replace(label=say(words.label), means=say(words.means))
        for verdict, words in VERDICTS.items()
    }
