"""Evidence and coordinates must name an existing source in `facts/sources/`.

Why: a citation that readers cannot follow is not evidence.
Fix: correct the key, or add the source to the .bib file of its publisher.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_LRT = "source: lrt-2023-08-16-closure"

GOOD = claim_sample()

BAD = (
    claim_sample((f"{_LRT}s", f"{_LRT} #! known-source"))
    + """\
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
  coordinates: 54.5, 25.6
  located_by: lrt-2023-08-16-closure #! known-source
"""
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every place whose coordinates come from an unknown source."""
    for place in ledger.places.values():
        if place.located_by and _is_missing(ledger, place.located_by):
            hint = did_you_mean(place.located_by, ledger.sources, "add the entry.")
            span = place.place.span("located_by")
            yield Problem(span, f'No source is called "{place.located_by}".', hint)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every evidence item, and every input of a calculation, whose source is unknown."""
    for index, item in enumerate(claim.evidence):
        if _is_missing(ledger, item.source):
            hint = did_you_mean(
                item.source,
                ledger.sources,
                "add the entry to facts/sources/<publisher>.bib, then cite its key.",
            )
            span = claim.place.span("evidence", index, "source")
            yield Problem(span, f'No source is called "{item.source}".', hint)
        for position, calculation in enumerate(item.calculations):
            for number, given in enumerate(calculation.inputs):
                if _is_missing(ledger, given.source):
                    keys = ("evidence", index, "calculations", position, "inputs", number)
                    hint = did_you_mean(given.source, ledger.sources, "add the entry.")
                    span = claim.place.span(*keys, "source")
                    yield Problem(span, f'No source is called "{given.source}".', hint)


def _is_missing(ledger: Ledger, source: str) -> bool:
    """Return whether there is no such entry. An unreadable entry is already reported."""
    return source not in ledger.sources and source not in ledger.records.unreadable
