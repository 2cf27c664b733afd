"""A period in which a crossing was restricted must say who could cross.

Why: the word "restricted" alone does not tell readers who could cross.
Fix: add a `note` to the period, such as "Not for pedestrians". Take it from the evidence of the
period's claim.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import PlaceState
from build_tools.rules.problem import Problem

_PLACE = """
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
  periods:
    - state: restricted{}
      when: 2023-08-18/..
      claim: two-crossings
"""

GOOD = _PLACE.format("\n      note: Not for pedestrians")

BAD = _PLACE.format(" #! noted-limits")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the restricted periods without a note."""
    for place in ledger.places.values():
        for number, period in enumerate(place.periods):
            if period.state is PlaceState.RESTRICTED and not period.note:
                yield Problem(
                    place.place.span("periods", number, "state"),
                    "This period does not say who could cross.",
                    "Add `note`, such as “Not for pedestrians”.",
                )
