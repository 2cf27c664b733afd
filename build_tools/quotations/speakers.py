"""Compares the recorded speaker of a quotation with the speaker in its stored passage."""

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim
from build_tools.quotations.attributions import attributed_to, people_in, shares_a_word
from build_tools.quotations.check import CheckedQuotation, of_claim
from build_tools.quotations.proper_names import are_apart, folded_words, person_words
from build_tools.quotations.text_quotations import term


@dataclass(frozen=True, slots=True)
class SpeakerCheck:
    """The recorded and the named speaker of the quotation in the evidence item ``index``.

    ``is_contradicted`` is true if the two speakers are different people. ``is_strange`` is true if
    the recorded speaker shares no word with the named speaker, and the name is not a known
    organisation, publisher or place.
    """

    index: int
    recorded: str
    named: str
    is_contradicted: bool
    is_strange: bool


@memoized_per_ledger
def speakers_of(ledger: Ledger, claim: Claim) -> Sequence[SpeakerCheck]:
    """Return the speaker of each quotation from a source in a claim."""
    return [_speaker(ledger, claim, quotation) for quotation in of_claim(ledger, claim)]


def _speaker(ledger: Ledger, claim: Claim, quotation: CheckedQuotation) -> SpeakerCheck:
    quote = claim.evidence[quotation.index].quote
    assert quote is not None
    recorded, named = quote.speaker or "", ""
    if quotation.match is not None and quotation.match.end:
        named = attributed_to(quotation.text, quotation.match.start, quotation.match.end)
    there, here = people_in(ledger, named), people_in(ledger, recorded)
    return SpeakerCheck(
        quotation.index,
        recorded,
        named,
        is_contradicted=bool(there and here and there.isdisjoint(here))
        or (not (there and here) and _are_two(ledger, claim, quotation.index, named)),
        is_strange=bool(named)
        and not (there & here or shares_a_word(named, recorded))
        and (bool(there) or term(named) not in _bodies(ledger)),
    )


def _are_two(ledger: Ledger, claim: Claim, index: int, named: str) -> bool:
    """Return whether the named and the recorded speaker are different people, known or not.

    Only names in the same language are compared, because other names may be spelt differently.
    """
    item, lang = claim.evidence[index], ledger.records.lang
    source, recorded = ledger.sources.get(item.source), item.quote and item.quote.speaker
    if not (source and recorded and named) or base(source.langid) != base(lang):
        return False
    if {term(named), term(recorded)} & _bodies(ledger):
        return False
    theirs = person_words(named, lang)
    everybody = frozenset(folded_words([recorded]))
    return are_apart(theirs, person_words(recorded, lang)) and are_apart(theirs, everybody)


@once_per_ledger
def _bodies(ledger: Ledger) -> frozenset[str]:
    """Return the names of publishers, countries, organisations and places that may be speakers."""
    names = [publisher.name for publisher in ledger.publishers.values()]
    names += [country.name for country in ledger.countries.values()]
    for entity in (*ledger.organisations.values(), *ledger.places.values()):
        names += [entity.name, *entity.spellings]
    return frozenset(map(term, names))
