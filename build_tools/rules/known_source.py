"""Evidence, and what locates a place, must name a source that is held in `facts/sources/`.

Why: a citation that nobody can follow is not evidence.
Fix: correct the key, or add the source to the .bib file of its publisher.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.facts.wording import did_you_mean
from build_tools.rules.problem import Problem

GOOD = """
-- facts/claims/borders/later-step.yaml --
claim: Lithuania closed two more crossings on 1 March 2024.
kind: event
asserted_by: article
when: 2024-03-01
evidence:
  - source: lrt-2023-08-16-closures
    stance: silent
    basis: reporting
    says: Nothing of it.
verdict: not-checkable
confidence: low
finding: Not yet looked into.
checked:
  date: 2026-11-22
  by: the editors
"""

BAD = """
-- facts/claims/borders/later-step.yaml --
claim: Lithuania closed two more crossings on 1 March 2024.
kind: event
asserted_by: article
when: 2024-03-01
evidence:
  - source: lrt-2023-08-16-closure #! known-source
    stance: silent
    basis: reporting
    says: Nothing of it.
verdict: not-checkable
confidence: low
finding: Not yet looked into.
checked:
  date: 2026-11-22
  by: the editors
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
  coordinates: 54.5, 25.6
  located_by: lrt-2023-08-16-closure #! known-source
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every place that is located by a source that is not held."""
    for place in ledger.places.values():
        if place.located_by and _is_missing(ledger, place.located_by):
            hint = did_you_mean(place.located_by, ledger.sources, "add the entry.")
            span = place.place.span("located_by")
            yield Problem(span, f'No source is called "{place.located_by}".', hint)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every evidence item, and every input of a calculation, whose source is not held."""
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
            for number, one in enumerate(calculation.inputs):
                if _is_missing(ledger, one.source):
                    keys = ("evidence", index, "calculations", position, "inputs", number)
                    hint = did_you_mean(one.source, ledger.sources, "add the entry.")
                    span = claim.place.span(*keys, "source")
                    yield Problem(span, f'No source is called "{one.source}".', hint)


def _is_missing(ledger: Ledger, source: str) -> bool:
    """Whether there is no such entry; of one that could not be read, that is told already."""
    return source not in ledger.sources and source not in ledger.records.illegible
