"""Only a primary source can be an official record.

Why: an official record counts more than a report about it. A reprint of a record may contain
mistakes.
Fix: cite the record itself, or write `basis: republished` if another source reprints its text.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Basis, Claim, PublisherKind, Source, SourceKind
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

# Publishers of documents that others issued.
COPYING = (PublisherKind.AGGREGATOR, PublisherKind.REFERENCE)

GOOD = claim_sample(("basis: reporting", "basis: republished"))

BAD = claim_sample(("basis: reporting", "basis: official-record #! official-record"))


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every official record whose source cannot be the record itself."""
    for number, item in enumerate(claim.evidence):
        source = ledger.sources.get(item.source)
        if item.basis is not Basis.OFFICIAL_RECORD or source is None:
            continue
        if reason := _why_not(ledger, source):
            yield Problem(
                claim.place.span("evidence", number, "basis"),
                f'"{item.source}" is not an official record: {reason}.',
                "Cite the record itself (kind `primary`). Otherwise write `republished` if the "
                "source reprints the record, or `reporting` if it reports on the record.",
            )


def _why_not(ledger: Ledger, source: Source) -> str | None:
    publisher = ledger.publishers.get(source.publisher)
    if source.kind is not SourceKind.PRIMARY:
        return f"its kind is {source.kind.value}"
    if publisher and publisher.kind in COPYING:
        return f"its publisher copies the documents of others ({publisher.kind.value})"
    return None
