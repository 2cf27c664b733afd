"""Determines whether evidence supports a claim in the source's words, in our words, or in part.

The rules on claims, the pages and the open data all use this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from build_tools.facts.agreement import number_agrees
from build_tools.facts.clauses import unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import numbers
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Evidence, Stance, Verdict
from build_tools.quotations.check import of_claim
from build_tools.quotations.matching import FOUND, QuoteClass

# These verdicts depend on the evidence against the claim.
FAILING = (Verdict.MISLEADING, Verdict.WRONG)


class Support(StrEnum):
    """How the evidence that decides a verdict supports it."""

    QUOTATION = "quotation"
    PARAPHRASE = "paraphrase"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EvidenceTexts:
    """The texts of the evidence item at position ``index``, from 0.

    ``quoted`` contains the words of the item's quotation and their translation. ``is_stored`` says
    whether the source's stored text contains the quotation. ``stored`` contains all stored passages
    from the source.
    """

    index: int
    item: Evidence
    quoted: tuple[str, ...]
    is_stored: bool
    stored: tuple[str, ...]

    @property
    def all(self) -> Iterator[str]:
        """The quoted words, the stored words and our own words, in that order."""
        yield from (*self.quoted, *self.stored, self.item.says)


@memoized_per_ledger
def texts_of(ledger: Ledger, claim: Claim) -> tuple[EvidenceTexts, ...]:
    """Return the texts of all evidence of a claim, in the order of the items."""
    is_stored = {
        quotation.index: quotation.kind in FOUND or quotation.kind is QuoteClass.TRANSLATED
        for quotation in of_claim(ledger, claim)
    }
    texts = []
    for index, item in enumerate(claim.evidence):
        snapshot = ledger.snapshots.get(item.source)
        quote = item.quote
        quoted = (quote.text, *([quote.translation] if quote.translation else [])) if quote else ()
        stored = tuple(passage.text for passage in snapshot.passages) if snapshot else ()
        texts.append(EvidenceTexts(index, item, quoted, is_stored.get(index, False), stored))
    return tuple(texts)


def is_complete(ledger: Ledger, claim: Claim) -> bool:
    """Return whether every source and claim that the record cites could be read.

    Other rules report the sources and claims that could not be read.
    """
    names = [*([claim.embeds] if claim.embeds else ()), *(link.claim for link in claim.related)]
    return not ledger.lacks(names) and all(item.source in ledger.sources for item in claim.evidence)


def deciding(ledger: Ledger, claim: Claim) -> tuple[EvidenceTexts, ...]:
    """Return the evidence that decides a verdict, for or against the claim, direct or indirect."""
    stance = Stance.CONTRADICTS if claim.verdict in FAILING else Stance.SUPPORTS
    return tuple(texts for texts in texts_of(ledger, claim) if texts.item.stance is stance)


def support_of(ledger: Ledger, claim: Claim) -> Support:
    """Return how the evidence that decides the claim's verdict supports it.

    A quotation counts if the source's stored text contains it and the claim's numbers, and the
    evidence item concerns the whole claim. If every item concerns only a part of the claim, the
    support is partial.
    """
    items = deciding(ledger, claim)
    whole = [texts for texts in items if not texts.item.part]
    if any(texts.is_stored and _has_numbers(texts, claim, ledger) for texts in whole):
        return Support.QUOTATION
    if whole:
        return Support.PARAPHRASE
    return Support.PART if items else Support.NONE


def _has_numbers(texts: EvidenceTexts, claim: Claim, ledger: Ledger) -> bool:
    """Return whether the source's own words contain every number in the claim."""
    source = ledger.sources.get(texts.item.source)
    lang = source.langid if source else "en"
    known = [number for text in (*texts.quoted, *texts.stored) for number in numbers(text, lang)]
    own = unquoted(claim.claim)
    return all(number_agrees(own, number, known) for number in numbers(own, ledger.records.lang))
