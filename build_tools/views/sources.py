"""What does each source support here, who speaks in it, and which sources share its origin?"""

from collections import defaultdict
from dataclasses import dataclass

from build_tools.ledger import Ledger
from build_tools.records import Evidence, Quotation, Source
from build_tools.views.reference import (
    ClaimLink,
    SourceLink,
    claim_link,
    origin_name,
    source_link,
)
from build_tools.views.words import BASES, STANCES


@dataclass(frozen=True, slots=True)
class Use:
    """How a claim uses the source."""

    claim: ClaimLink
    stance: str
    stance_words: str
    basis: str
    says: str
    quote: Quotation | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """Everything that a source's page shows."""

    id: str
    link: SourceLink
    path: str
    read: str
    snapshot: str | None
    origin: str
    carries_other: bool
    siblings: tuple[SourceLink, ...]
    uses: tuple[Use, ...]
    note: str | None


def collect(ledger: Ledger) -> tuple[SourceView, ...]:
    """Return a view of every source, by key."""
    shared: dict[str, list[Source]] = defaultdict(list)
    for source in ledger.sources.values():
        shared[_origin(ledger, source)].append(source)
    return tuple(_view(ledger, source, shared) for source in ledger.sources.values())


def _origin(ledger: Ledger, source: Source) -> str:
    found = source.origin or source.publisher
    publisher = ledger.publishers.get(found)
    return publisher.owner or found if publisher else found


def _view(ledger: Ledger, source: Source, shared: dict[str, list[Source]]) -> SourceView:
    origin = _origin(ledger, source)
    return SourceView(
        id=source.id,
        link=source_link(ledger, source),
        path=source.path,
        read=source.urldate.words(),
        snapshot=source.snapshot,
        origin=origin_name(ledger, origin),
        carries_other=source.origin is not None,
        siblings=tuple(source_link(ledger, one) for one in shared[origin] if one is not source),
        uses=tuple(_use(claim_link(claim), item) for claim, item in ledger.citing(source.id)),
        note=source.note,
    )


def _use(claim: ClaimLink, item: Evidence) -> Use:
    return Use(
        claim, item.stance.value, STANCES[item.stance], BASES[item.basis], item.says, item.quote
    )
