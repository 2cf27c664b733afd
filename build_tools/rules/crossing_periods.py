"""A crossing's period must begin on the day of the event that the period names.

Why: the map, the country pages and the crossing's own page show these periods. The date of a period
is easily mistyped, even if the claim beside it is right.
Fix: correct the period or the claim's `when`. A claim about a status or a count may be older than
its period. If only a few days separate two periods, make the first end on the day before the second
begins.
"""

from collections.abc import Iterator
from itertools import pairwise

from build_tools.facts.dates import days_between
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Kind, Place
from build_tools.rules.problem import Problem

_PLACE = """
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
  periods:
    - state: closed
      when: {}/..
      claim: two-crossings{}
"""

GOOD = _PLACE.format("2023-08-18", "")

BAD = _PLACE.format("2023-08-17", "").replace("17/..", "17/.. #! crossing-periods")

# A gap of at most this number of days is a mistake. In a longer gap, the status is unknown.
_SLIP = 7


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the periods that begin on a different day from their event, or end too early."""
    for place in ledger.places.values():
        for number, period in enumerate(place.periods):
            claim = ledger.claims.get(period.claim)
            if claim is None or claim.kind is not Kind.EVENT:
                continue
            when, first = claim.when, period.when.earliest
            if first not in (when.earliest, when.latest) and not (
                when.approximate or when.uncertain
            ):
                yield Problem(
                    place.place.span("periods", number, "when"),
                    f'The period begins on a different day from "{claim.id}", which is dated '
                    f"{when.words()}.",
                    "Correct the one that the evidence shows to be wrong.",
                )
        yield from _gaps(place)


def _gaps(place: Place) -> Iterator[Problem]:
    for number, (earlier, later) in enumerate(pairwise(place.periods)):
        last, first = earlier.when.latest, later.when.earliest
        if last and first and 1 < days_between(last, first) <= _SLIP:
            yield Problem(
                place.place.span("periods", number, "when"),
                f"The period ends {days_between(last, first)} days before the next one begins.",
                "End it on the day before, or add a period for the days in between.",
            )
