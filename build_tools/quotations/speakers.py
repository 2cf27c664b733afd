"""Compares the speaker of a quotation's record with the one that its stored passage names."""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.quotations.attributions import attributed_to, people_in, shares_a_word
from build_tools.quotations.check import of_claim


@dataclass(frozen=True, slots=True)
class SpeakerCheck:
    """A quotation from a source: the item's number, the speaker recorded and the one named.

    ``is_contradicted`` says that the two are two known people; ``is_strange`` that no word of the
    name stands in what is recorded.
    """

    index: int
    recorded: str
    named: str
    is_contradicted: bool
    is_strange: bool


def speakers_of(ledger: Ledger, claim: Claim) -> Iterator[SpeakerCheck]:
    """Yield the speaker of each quotation from a source in a claim."""
    for quotation in of_claim(ledger, claim):
        quote = claim.evidence[quotation.index].quote
        assert quote is not None
        recorded, named = quote.speaker or "", ""
        if quotation.match is not None and quotation.match.end:
            named = attributed_to(quotation.text, quotation.match.start, quotation.match.end)
        there, here = people_in(ledger, named), people_in(ledger, recorded)
        yield SpeakerCheck(
            quotation.index,
            recorded,
            named,
            is_contradicted=bool(there and here and there.isdisjoint(here)),
            is_strange=bool(named) and not (there & here or shares_a_word(named, recorded)),
        )
