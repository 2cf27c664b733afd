"""Finds the evidence that quotes stored words from its source, and the evidence that does not."""

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, TitleOrigin
from build_tools.quotations.check import of_claim


class Shares(NamedTuple):
    """Numbers that show how much evidence readers can trace to stored words and dated sources."""

    items: int
    with_passage: int
    with_reason: int
    sources: int
    dated: int
    archived: int
    titled: int
    titled_by_address: int

    def lines(self, words: Catalogue = IN_ENGLISH) -> tuple[str, ...]:
        """Return the shares in three sentences, for information only."""
        reason = words.gettext("; for %(number)s we say why not", number=self.with_reason)
        return (
            words.gettext(
                "Evidence: of %(all)s items, %(passages)s quote words of their source that are "
                "stored here%(reason)s.",
                all=self.items,
                passages=self.with_passage,
                reason=reason if self.with_reason else "",
            ),
            words.gettext(
                "Sources: of %(all)s, %(dated)s have a date and %(archived)s an archived copy.",
                all=self.sources,
                dated=self.dated,
                archived=self.archived,
            ),
            words.gettext(
                "Titles of sources: %(titled)s as published, %(address)s in the words of the "
                "address, %(ours)s in our words.",
                titled=self.titled,
                address=self.titled_by_address,
                ours=self.sources - self.titled - self.titled_by_address,
            ),
        )


def has_passage(ledger: Ledger, claim: Claim, index: int) -> bool:
    """Return whether an evidence item quotes words from a stored passage."""
    return any(
        quotation.index == index and quotation.passage is not None
        for quotation in of_claim(ledger, claim)
    )


def shares(ledger: Ledger) -> Shares:
    """Return how many items have a passage, and how many sources have dates, copies and titles."""
    sources = ledger.sources.values()
    titles = [source.title_origin for source in sources]
    items = [item for claim in ledger.claims.values() for item in claim.evidence]
    return Shares(
        items=len(items),
        with_passage=sum(
            quotation.passage is not None
            for claim in ledger.claims.values()
            for quotation in of_claim(ledger, claim)
        ),
        with_reason=sum(item.no_passage is not None for item in items),
        sources=len(sources),
        dated=sum(source.date is not None for source in sources),
        archived=sum(source.archiveurl is not None for source in sources),
        titled=titles.count(TitleOrigin.PUBLISHED),
        titled_by_address=titles.count(TitleOrigin.ADDRESS),
    )


class Missing(NamedTuple):
    """A source without stored words for some evidence, and the ids of the claims concerned."""

    source: str
    claims: tuple[str, ...]


def queue(ledger: Ledger) -> tuple[Missing, ...]:
    """Return the sources of evidence without a passage or a reason, most needed first."""
    claims: dict[str, dict[str, None]] = {}
    for key, claim in _lacking(ledger):
        claims.setdefault(key, {})[claim] = None
    missing = [Missing(key, tuple(ids)) for key, ids in claims.items()]
    return tuple(sorted(missing, key=lambda entry: (-len(entry.claims), entry.source)))


def _lacking(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for claim in ledger.claims.values():
        for index, item in enumerate(claim.evidence):
            if item.no_passage or item.calculations or has_passage(ledger, claim, index):
                continue
            yield item.source, claim.id
