"""Defines a claim: a statement that can be true or false, with its evidence and verdict."""

from enum import StrEnum

from pydantic import Field

from build_tools.facts.calculation_kinds import CalculationKind
from build_tools.facts.records.fields import (
    Date,
    Id,
    Language,
    Part,
    Passage,
    Quoted,
    Record,
    Statement,
    Text,
    declared,
)


class Kind(StrEnum):
    """The kind of statement; some verdict rules depend on it."""

    EVENT = "event"
    NUMBER = "number"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    STATUS = "status"
    RELATION = "relation"
    CHARACTERISATION = "characterisation"


class Stance(StrEnum):
    """How an evidence item relates to the claim. There is no "partly": that is two items."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"
    SILENT = "silent"


class Directness(StrEnum):
    """Direct: the source itself asserts it. Indirect: inferred, or the source cites someone."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Basis(StrEnum):
    """How the source knows."""

    OWN_OBSERVATION = "own-observation"
    OFFICIAL_RECORD = "official-record"
    DATASET = "dataset"
    INTERVIEW = "interview"
    REPORTING = "reporting"
    REPUBLISHED = "republished"
    ANALYSIS = "analysis"
    CALCULATION = "calculation"


class Verdict(StrEnum):
    """The result of a check, in the words that readers see."""

    SUPPORTED = "supported"
    NUANCE = "supported-with-nuance"
    MISLEADING = "misleading"
    WRONG = "wrong"
    DISPUTED = "disputed"
    ATTRIBUTED = "attributed-only"
    UNVERIFIED = "unverified"
    NOT_CHECKABLE = "not-checkable"


class Confidence(StrEnum):
    """How sure the checkers are of the verdict. It is separate from the verdict itself."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Relation(StrEnum):
    """How a claim relates to another claim."""

    REPEATS = "repeats"
    CONTRADICTS = "contradicts"
    DEPENDS_ON = "depends-on"
    SUPERSEDES = "supersedes"
    FOLLOWS = "follows"


class RevisionKind(StrEnum):
    """The kind of change in a revision."""

    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    EDITORIAL = "editorial"


class Appearance(Part):
    """Where a checked article makes the claim."""

    article: Id = declared("The article: a folder in `seeds/`.", good="belarus-2023")
    sentence: str = declared(
        "The sentence's id in that article.", good="S13", bad="13", pattern=r"^S[0-9]{2,4}$"
    )
    quote: Quoted | None = declared(
        "The article's own words, at most 25, exactly as it gives them.",
        good="closed two of its six border crossings",
        default=None,
    )
    context_ok: Statement | None = declared(
        "Why it is fair to quote these words without the denial, contrast or condition that "
        "is next to them. Needed only in that case.",
        default=None,
    )


class Quotation(Part):
    """Exact words from a source."""

    text: Quoted = declared("The source's exact words, in its language, at most 25.")
    speaker: Statement | None = declared(
        "Whose words they are, and who translated them, if that matters.",
        good="Agnė Bilotaitė, as rendered by TASS",
        default=None,
    )
    lang: Language = declared("The language of the words (BCP 47).", good="en", default="en")
    translation: Statement | None = declared(
        "The words in English, if they are in a different language.", default=None
    )
    translated_by: Statement | None = declared(
        "Whose translation it is, if it is not ours.",
        good="the Kremlin's press service",
        default=None,
    )
    insertions: bool = declared(
        "True if square brackets in the words are ours and not the source's.", default=False
    )
    context_ok: Statement | None = declared(
        "Why it is fair to quote these words without the denial, contrast or condition that the "
        "ellipsis leaves out or that is next to them. Needed only in that case.",
        good="The sentence before it, quoted in the other item, contains the denial.",
        default=None,
    )


class CalculationInput(Part):
    """An input of a calculation, cited like any other evidence."""

    value: Statement = declared(
        "A number, a day (EDTF), or a place as latitude and longitude in degrees.",
        good="54.6833, 25.2833",
    )
    what: Statement = declared("What it is.", good="Vilnius")
    source: str = declared("A key in `facts/sources/`.")


class Calculation(Part):
    """A calculation that the build repeats. A different result is an error."""

    kind: CalculationKind = declared("What is calculated.", good="great-circle-kilometres")
    inputs: tuple[CalculationInput, ...] = declared("The inputs, in order.")
    result: str = declared(
        "The result, rounded as it is used, in the unit of the kind.",
        good="129.9",
        pattern=r"^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?$",
        max_length=40,
    )


class NoPassage(StrEnum):
    """Why we could not store the source's words for an evidence item."""

    PAYWALLED = "paywalled"
    GONE = "gone"
    NOT_TEXT = "not-text"
    NO_ACCESS = "no-access"


class Evidence(Part):
    """What a source says about the claim."""

    source: str = declared("A key in `facts/sources/`.", good="lrt-2023-08-16-closures")
    stance: Stance = declared("How the source relates to the claim.", good="supports", bad="partly")
    part: Statement | None = declared(
        "Which part of the claim it concerns, if it does not concern all of it.",
        good="two of six",
        default=None,
    )
    directness: Directness = declared(
        "Whether the source itself asserts it.", good="direct", default=Directness.DIRECT
    )
    basis: Basis = declared("How the source knows.", good="official-record")
    origin: Id | None = declared(
        "Where it first came from, if not from the source itself: a publisher or an entry in "
        "`vocabulary/origins.yaml`. Items with the same origin count once.",
        good="reuters",
        default=None,
    )
    says: Passage = declared("What the source says, in our own words.")
    quote: Quotation | None = declared(
        "The source's words that say it, at most 25. `facts capture` stores them with the "
        "words around them, and readers can find them on the source's page.",
        default=None,
    )
    no_passage: NoPassage | None = declared(
        "Why we could not store any of its words: behind a paywall, gone, not a text (a map, a "
        "picture, a film), or out of our reach.",
        good="paywalled",
        default=None,
    )
    is_the_fact: Statement | None = declared(
        "Why this official record itself is the fact, so that no second origin is needed: a vote "
        "is in the minutes, a law is its published text. Not for what a record only reports.",
        good="The council's decisions are those in its minutes.",
        default=None,
    )
    calculations: tuple[Calculation, ...] = declared(
        "Calculations that the build repeats. Required if the basis is `calculation`.", default=()
    )


class Search(Part):
    """A search for evidence, so that others can repeat it."""

    date: Date = declared("When we searched.", good="2026-11")
    where: Statement = declared("Where we searched.", good="web search")
    query: Statement = declared("What we searched for.", good="Kapciamiestis patrol photo 2021")
    result: Statement = declared(
        "What we found, and what we did not find.", good="no other copy of the picture"
    )


class Checked(Part):
    """Who last reviewed the record, and when."""

    date: Date = declared("The day of the review.", good="2026-11-22")
    by: Statement = declared("Who reviewed it.", good="the editors")
    hash: str | None = declared("A hash of what was reviewed.", default=None)


class Revision(Part):
    """A published change. It is never removed."""

    date: Date = declared("The day of the change.", good="2026-11-22")
    kind: RevisionKind = declared("The kind of change.", good="correction")
    field: Statement = declared(
        "The field that changed: `verdict`, `claim`, `when`, `quote` or another.", good="verdict"
    )
    before: Text = declared("What it said before: all of it, or what changed.", alias="from")
    after: Text = declared("What it says now, in its place.", alias="to")
    reason: Text = declared("Why it was changed.")


class Related(Part):
    """A link to another claim, with its reason."""

    claim: Id = declared("The other claim.")
    relation: Relation = declared("How this claim relates to it.", good="follows")
    why: Statement = declared("Why, in a sentence.")


class Claim(Record):
    """An atomic statement, where it was made, the evidence, and the finding."""

    claim: Statement = declared(
        "One statement in our own words that can be true or false.",
        good="Lithuania closed two of its six road crossings with Belarus on 18 August 2023.",
        bad="Border tensions and the crossings.",
    )
    kind: Kind = declared("The kind of statement.", good="event")
    appears_in: tuple[Appearance, ...] = declared(
        "The sentences of checked articles that make the claim.", default=()
    )
    asserted_by: Id = declared(
        "Who takes responsibility for it: `article`, or a person or organisation.", good="article"
    )
    embeds: Id | None = declared(
        'The claim inside a quotation or attribution: "X said P" embeds P.', default=None
    )
    said_by: tuple[Id, ...] = declared(
        "For a quotation or attribution: who said it, if neither `asserted_by` nor that of the "
        "embedded claim names all the speakers.",
        good=["boris-gryzlov"],
        default=(),
    )
    short: str | None = declared(
        "A label for pictures and timelines, at most 40 characters.",
        good="Two crossings closed",
        default=None,
        min_length=3,
        max_length=40,
    )
    when: Date = declared(
        "When it happened or was true (EDTF).", good="2023-08-18", bad="last week"
    )
    as_of: Date | None = declared("When it was known, if that differs.", default=None)
    countries: tuple[Id, ...] = declared("Countries it concerns.", good=["lithuania"], default=())
    about: tuple[Id, ...] = declared(
        "People, organisations and places it concerns.", good=["wagner-group"], default=()
    )
    topics: tuple[Id, ...] = declared("Topics.", good=["borders"], default=())
    later: bool = declared(
        "True if it happened after the article. We never use it to judge the article.",
        default=False,
    )
    evidence: tuple[Evidence, ...] = declared("What sources say about it.", default=())
    verdict: Verdict = declared("The result, which the evidence must permit.", good="supported")
    outdated: Statement | None = declared(
        "What has changed since, if the claim was true and no longer is.", default=None
    )
    confidence: Confidence = declared("How sure we are of the verdict.", good="high")
    finding: Passage = declared("What we found, in one to three sentences.")
    finding_short: str | None = declared(
        "What is true, in at most 120 characters: the finding for lists and cards.",
        good="Lithuania closed the crossings on 18 August, a week before the article says.",
        default=None,
        min_length=10,
        max_length=120,
    )
    would_change: Text | None = declared("What evidence would change the verdict.", default=None)
    search_log: tuple[Search, ...] = declared("What we searched for.", default=())
    checked: Checked = declared("The last review.")
    revisions: tuple[Revision, ...] = declared("Published changes, oldest first.", default=())
    related: tuple[Related, ...] = declared("Related claims.", default=())
    terms: dict[str, Statement] = declared(
        "Words in quotation marks that are not a quotation, each with the reason: a term, the "
        "title of a work, a word in scare quotes.",
        default_factory=dict,
    )
    waive: dict[str, Statement] = declared(
        "Rules that do not apply here, each with the reason.", default_factory=dict
    )

    @property
    def shelf(self) -> str:
        """The name of the record's folder, which only helps people to find records."""
        return self.path.rsplit("/", 2)[-2]


class Redirect(Record):
    """The record of a merged or withdrawn claim, so that its address keeps a page."""

    claim: Statement = declared("The last wording of the claim.")
    moved_to: tuple[Id, ...] = declared("The claims that replaced it.", default=())
    withdrawn: Statement | None = declared("Why it was withdrawn.", default=None)
    date: Date = Field(description="The day it moved or was withdrawn.")
