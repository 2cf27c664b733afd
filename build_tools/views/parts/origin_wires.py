"""Counts the independent origins on each side of a claim, and draws the lines to its verdict."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Stance
from build_tools.facts.wording import counted, in_words
from build_tools.quotations.support import FAILING
from build_tools.views.parts.evidence import EvidenceView, OriginView, origins_of

# The drawing between the origins and the verdict, which is stretched to its place.
WIRES = 100  # units each way


class Wire(NamedTuple):
    """An origin with its line to the verdict.

    ``first`` is the number of its first evidence item and ``items`` how many it has. It speaks for
    a ``part`` if none of them is about the whole claim. ``path`` leads from the origin, at the
    line's start, to the verdict at its end.
    """

    name: str
    first: int
    items: int
    part: bool
    path: str


class Sides(NamedTuple):
    """The origins for and against a claim, and a heading that counts them."""

    heading: str
    supporting: tuple[Wire, ...]
    against: tuple[Wire, ...]


class OriginCard(NamedTuple):
    """The evidence from an origin with the same stance; ``basis`` is empty if its items differ."""

    stance: str
    stance_words: str
    origin: str
    basis: str
    items: tuple[EvidenceView, ...]


def sides_of(
    claim: Claim, supporting: Sequence[OriginView], against: Sequence[OriginView]
) -> Sides:
    """Return the origins on both sides; the heading begins with the side that the verdict takes."""
    wires_for = tuple(_wires(claim, supporting))
    wires_against = tuple(_wires(claim, against))
    sides = [("for it", wires_for), ("against it", wires_against)]
    if claim.verdict in FAILING:
        sides.reverse()
    told = [words for side, wires in sides for words in _counted(side, wires)]
    if told:
        told[0] = told[0].replace("origin", "independent origin", 1)
        heading = in_words(told) if len(told) < 3 else ", ".join(told)
    elif claim.evidence:
        heading = "No source says yes or no"
    else:
        heading = "We found no source for this claim"
    return Sides(heading[0].upper() + heading[1:], wires_for, wires_against)


def _counted(side: str, wires: Sequence[Wire]) -> Iterator[str]:
    """Yield how many origins are on a side: for the whole claim, then for a part of it."""
    parts = sum(wire.part for wire in wires)
    if whole := len(wires) - parts:
        yield f"{counted(whole, 'origin')} {side}"
    if parts:
        yield f"{counted(parts, 'origin')} {side.removesuffix('it')}a part of it"


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
    """Return a card for each stance and origin; the side that the verdict takes comes first."""
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
