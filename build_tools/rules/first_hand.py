"""Evidence is first-hand only if the source itself saw the event or asked the questions.

Why: `own-observation` and `interview` count as much as a record. An outlet that relays an agency,
or collects what others said, did not see the event or ask the questions.
Fix: write `reporting` or `republished`, or cite the source that saw the event or asked the
questions.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Basis, Claim, Evidence, PublisherKind, Source
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

FIRST_HAND = (Basis.OWN_OBSERVATION, Basis.INTERVIEW)

_ORIGIN = "basis: reporting\n    says: Two", "basis: {}\n    origin: lrt\n    says: Two"

GOOD = claim_sample((_ORIGIN[0], _ORIGIN[1].format("reporting")))

BAD = claim_sample((_ORIGIN[0], _ORIGIN[1].format("own-observation #! first-hand")))


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield each first-hand item whose source relays someone else's words."""
    for number, item in enumerate(claim.evidence):
        source = ledger.sources.get(item.source)
        if item.basis not in FIRST_HAND or source is None:
            continue
        if whose := _whose_words(ledger, item, source):
            yield Problem(
                claim.place.span("evidence", number, "basis"),
                f'"{item.source}" relays the words of {whose}.',
                "Write `reporting` or `republished`, or cite the source that saw or asked. If this "
                "source did, name its publisher in the origin's `by`.",
            )


def _whose_words(ledger: Ledger, item: Evidence, source: Source) -> str | None:
    """Return the origin of the words that a source relays, or None if the source is first-hand."""
    publisher = ledger.publishers.get(source.publisher)
    if publisher and publisher.kind is PublisherKind.AGGREGATOR:
        return "others: its publisher is an aggregator"
    origin = item.origin or source.origin
    if origin is None or origin == source.publisher:
        return None
    entry = ledger.origins.get(origin)
    is_own = entry and publisher and publisher.name.casefold() in entry.by.casefold()
    return None if is_own else f'"{origin}"'
