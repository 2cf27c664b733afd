"""Every source must be cited by a claim.

Why: sources that no claim uses make the site look better supported than it is.
Fix: cite the source as evidence, or delete its entry.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.rules.problem import Problem

GOOD = """
-- facts/sources/tass.bib --
@online{tass-2023-08-18-closed,
  title = {[Two checkpoints closed]},
  date = {2023-08-18},
  url = {https://tass.com/world/1},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
@online{tass-2023-08-19-crossing,
  title = {[Where the crossing lies]},
  date = {2023-08-19},
  url = {https://tass.com/world/2},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
  coordinates: 54.5, 25.6
  located_by: tass-2023-08-19-crossing
"""

BAD = """
-- facts/sources/tass.bib --
@online{tass-2023-08-18-closed,
  title = {[Two checkpoints closed]},
  date = {2023-08-18},
  url = {https://tass.com/world/1},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
@online{tass-2023-08-19-idle, %! cited-sources
  title = {[Another]},
  date = {2023-08-19},
  url = {https://tass.com/world/2},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every source that neither a claim nor a place's coordinates cite."""
    if ledger.records.unread:
        return  # an unreadable claim may cite any source
    locating = {place.located_by for place in ledger.places.values()}
    for identity in ledger.sources:
        if not ledger.citing(identity) and identity not in locating:
            source = ledger.sources[identity]
            message = f'No claim cites "{identity}".'
            yield Problem(source.place.span(), message, "Cite it as evidence, or delete the entry.")
