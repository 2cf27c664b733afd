"""Counts the independent origins for and against a claim, and draws their lines to the verdict."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import Voice
from build_tools.facts.records import Claim, Stance
from build_tools.quotations.support import FAILING
from build_tools.views.parts.evidence import EvidenceView, OriginView, in_part, origins_of

# The size of the drawing between the origins and the verdict. The page stretches the drawing to
# fit.
WIRES = 100  # units wide and high


class Wire(NamedTuple):
    """An origin, and the line from the origin to the verdict.

    ``first`` is the number of the origin's first evidence item, and ``items`` is the number of its
    items. ``part`` is True if every item concerns only a part of the claim. ``path`` draws the
    line.
    """

    name: str
    first: int
    items: int
    part: bool
    path: str


class Sides(NamedTuple):
    """The origins for and against a claim, the number of origins on each side, and a heading.

    The numbers are in words, which also count the origins that concern only a part of the claim.
    The words for a side without origins are empty.
    """

    heading: str
    supporting: tuple[Wire, ...]
    against: tuple[Wire, ...]
    supporting_words: str
    against_words: str


class OriginCard(NamedTuple):
    """The evidence items with the same origin and stance.

    ``basis`` is empty if the items have different bases.
    """

    stance: str
    stance_words: str
    origin: str
    basis: str
    items: tuple[EvidenceView, ...]


def sides_of(ledger: Ledger, claim: Claim) -> Sides:
    """Return the origins for and against a claim."""
    supporting = tuple(_wires(claim, origins_of(ledger, claim, Stance.SUPPORTS)))
    against = tuple(_wires(claim, origins_of(ledger, claim, Stance.CONTRADICTS)))
    words = ledger.words
    if supporting or against:
        heading = words.gettext("Evidence for and against")
    elif claim.evidence:
        heading = words.gettext("No source says yes or no")
    else:
        heading = words.gettext("We found no source for this claim")
    return Sides(
        heading,
        supporting,
        against,
        _counted(words, ledger.voices(claim, Stance.SUPPORTS)),
        _counted(words, ledger.voices(claim, Stance.CONTRADICTS)),
    )


def _counted(words: Catalogue, origins: Sequence[Voice]) -> str:
    """Return the number of origins in words, and the number that concern only a part."""
    if not origins:
        return ""
    number = words.ngettext("%(num)s origin", "%(num)s origins", len(origins))
    return number + in_part(words, origins)


def _wires(claim: Claim, origins: Sequence[OriginView]) -> Iterator[Wire]:
    for place, origin in enumerate(origins):
        height = WIRES * (place + 0.5) / len(origins)
        yield Wire(
            origin.name,
            origin.numbers[0],
            len(origin.numbers),
            all(claim.evidence[number - 1].part for number in origin.numbers),
            f"M0 {height:.1f}C60 {height:.1f} 40 {WIRES // 2} {WIRES} {WIRES // 2}",
        )


def cards_of(
    ledger: Ledger, claim: Claim, evidence: Sequence[EvidenceView]
) -> tuple[OriginCard, ...]:
    """Return a card for each stance and origin. The cards on the verdict's side come first."""
    stances = [Stance.SUPPORTS, Stance.CONTRADICTS, Stance.CONTEXT, Stance.SILENT]
    if claim.verdict in FAILING:
        stances[:2] = stances[1::-1]
    return tuple(
        _card(origin, [evidence[number - 1] for number in origin.numbers])
        for stance in stances
        for origin in origins_of(ledger, claim, stance)
    )


def _card(origin: OriginView, items: Sequence[EvidenceView]) -> OriginCard:
    bases = {item.basis for item in items}
    return OriginCard(
        items[0].stance,
        items[0].stance_words,
        origin.name,
        items[0].basis if len(bases) == 1 else "",
        tuple(items),
    )
