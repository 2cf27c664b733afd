"""Describes evidence as readers see it: its source, content, quotation and origin."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from build_tools.facts.calculations import CalculationError, repeat, rounded_like
from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import Voice, origin_of
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import (
    Basis,
    Calculation,
    Claim,
    Directness,
    Evidence,
    NoPassage,
    PublisherKind,
    Quotation,
    SourceKind,
    Stance,
)
from build_tools.views.parts.labels import BASES, STANCES
from build_tools.views.parts.quotation_view import QuotedView, quoted
from build_tools.views.parts.reference import SourceLink, origin_name, source_link

# If a single source gives more values than this, the values are listed without descriptions.
MAX_INPUTS = 6

# If readers see only one source, it is one of these only if no other shows as much of the claim.
_WEAK_PUBLISHERS = (PublisherKind.STATE_MEDIA, PublisherKind.REFERENCE, PublisherKind.AGGREGATOR)

NO_PASSAGE = {
    NoPassage.PAYWALLED: N_("The source is behind a paywall, so we store no words from it"),
    NoPassage.GONE: N_("The source is gone, so we store no words from it"),
    NoPassage.NOT_TEXT: N_("The source is not a text, so it has no words to store"),
    NoPassage.NO_ACCESS: N_("We could not open the source, so we store no words from it"),
}


class CalculationView(NamedTuple):
    """A calculation that the build repeats: its kind, its sourced inputs, and its result."""

    what: str
    inputs: tuple[tuple[str, str, SourceLink | None], ...]
    result: str


class EvidenceView(NamedTuple):
    """An evidence item. ``source`` is None if the source's key is unknown, which a rule reports.

    ``no_passage`` is the reason why we store no words from the source. ``is_the_fact`` is the
    reason why the record is itself the fact. Both may be empty.
    """

    number: int
    source: SourceLink | None
    key: str
    stance: str
    stance_words: str
    part: str | None
    direct: bool
    basis: str
    origin: str
    carries_other: bool
    says: str
    quote: Quotation | None
    quoted: QuotedView | None
    calculations: tuple[CalculationView, ...]
    no_passage: str
    is_the_fact: str


class OriginView(NamedTuple):
    """An independent origin, and the numbers of its evidence items."""

    name: str
    numbers: tuple[int, ...]


@memoized_per_ledger
def evidence_of(ledger: Ledger, claim: Claim) -> tuple[EvidenceView, ...]:
    """Return the claim's evidence, in the order of the record."""
    return tuple(
        _view(ledger, claim, item, number) for number, item in enumerate(claim.evidence, 1)
    )


def best_first(ledger: Ledger, items: Iterable[Evidence]) -> list[Evidence]:
    """Return the evidence, most reliable first.

    Evidence for the whole claim comes before evidence for a part of it. Within each part, primary
    documents come first, and state media, reference works and aggregators last. Then copies of
    other texts come after reports, indirect sources after direct ones, and undated sources after
    dated ones. Otherwise the record's order remains.
    """

    def weaknesses(item: Evidence) -> tuple[bool, ...]:
        source = ledger.sources.get(item.source)
        publisher = ledger.publishers.get(source.publisher) if source else None
        return (
            item.part is not None,
            source is None,
            source is not None and source.kind is not SourceKind.PRIMARY,
            publisher is not None and publisher.kind in _WEAK_PUBLISHERS,
            item.basis is Basis.REPUBLISHED,
            item.directness is not Directness.DIRECT,
            source is not None and source.date is None,
        )

    return sorted(items, key=weaknesses)


def _view(ledger: Ledger, claim: Claim, item: Evidence, number: int) -> EvidenceView:
    source = ledger.sources.get(item.source)
    origin = origin_of(item, ledger.sources, ledger.publishers)
    return EvidenceView(
        number=number,
        source=source_link(ledger, source) if source else None,
        key=item.source,
        stance=item.stance.value,
        stance_words=ledger.words.message(STANCES[item.stance]),
        part=item.part,
        direct=item.directness.value == "direct",
        basis=ledger.words.message(BASES[item.basis]),
        origin=origin_name(ledger, origin),
        carries_other=bool(item.origin or (source and source.origin)),
        says=item.says,
        quote=item.quote,
        quoted=quoted(ledger, claim, number - 1),
        calculations=tuple(_calculation(ledger, calculation) for calculation in item.calculations),
        no_passage=ledger.words.message(NO_PASSAGE[item.no_passage]) if item.no_passage else "",
        is_the_fact=item.is_the_fact or "",
    )


def _calculation(ledger: Ledger, calculation: Calculation) -> CalculationView:
    what, unit = map(ledger.words.message, (calculation.kind.label, calculation.kind.unit))
    try:
        result = rounded_like(calculation.result, repeat(calculation))
    except CalculationError:
        result = ledger.words.gettext("could not be repeated")
    return CalculationView(what, _inputs(ledger, calculation), f"{result} {unit}".strip())


def _inputs(
    ledger: Ledger, calculation: Calculation
) -> tuple[tuple[str, str, SourceLink | None], ...]:
    """Return each input and its source. Many values from a single source become one entry."""
    inputs = []
    for term in calculation.inputs:
        source = ledger.sources.get(term.source)
        inputs.append((term.what, term.value, source_link(ledger, source) if source else None))
    if len(inputs) <= MAX_INPUTS or len({term.source for term in calculation.inputs}) > 1:
        return tuple(inputs)
    what = ledger.words.gettext(
        "%(number)s values, from %(first)s to %(last)s",
        number=len(inputs),
        first=inputs[0][0],
        last=inputs[-1][0],
    )
    return ((what, ", ".join(value for _, value, _ in inputs), inputs[0][2]),)


def origins_of(ledger: Ledger, claim: Claim, *stances: Stance) -> tuple[OriginView, ...]:
    """Return the independent origins of the claim's evidence with these stances."""
    voices = ledger.voices(claim, *stances)
    if not voices:  # most claims have no evidence against them, so this saves time
        return ()
    numbers = {id(item): number for number, item in enumerate(claim.evidence, 1)}
    return tuple(
        [
            OriginView(
                origin_name(ledger, voice.id), tuple([numbers[id(item)] for item in voice.items])
            )
            for voice in voices
        ]
    )


def origin_words(ledger: Ledger, claim: Claim) -> str:
    """Return the numbers of sources and independent origins of the claim's evidence, in words."""
    # A source that supports two parts of a claim has two evidence items, but is still one source.
    words = ledger.words
    sources = len({item.source for item in claim.evidence})
    origins = len(ledger.voices(claim))
    supporting = ledger.voices(claim, Stance.SUPPORTS)
    if not sources:
        return words.gettext("we found no evidence")
    number = len(supporting)
    counts = ", ".join(
        (
            words.ngettext("%(num)s source", "%(num)s sources", sources),
            words.ngettext("%(num)s independent origin", "%(num)s independent origins", origins),
            words.ngettext("%(num)s origin in support", "%(num)s origins in support", number)
            + in_part(words, supporting)
            if number
            else words.gettext("none in support"),
        )
    )
    if against := ledger.voices(claim, Stance.CONTRADICTS):
        number = len(against)
        opposed = words.ngettext("%(num)s origin against it", "%(num)s origins against it", number)
        counts += f"; {opposed}{in_part(words, against)}"
    return counts


def in_part(words: Catalogue, origins: Sequence[Voice]) -> str:
    """Return words that count the origins that concern only a part of the claim, or "".

    Every count of origins on a page includes these words, so that readers can see that the counts
    agree.
    """
    parts = sum(origin.is_partial for origin in origins)
    if not parts:
        return ""
    if len(origins) == 1:
        return words.gettext(", in part")
    if parts == len(origins):
        return words.gettext(", all in part")
    return words.ngettext(", %(num)s of them in part", ", %(num)s of them in part", parts)
