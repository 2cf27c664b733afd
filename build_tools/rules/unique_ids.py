"""No two records may have the same id.

Why: an id is the address of a page and the target of citations. If two records have the same id,
readers cannot see both.
Fix: give the newer record a different id, or merge the two.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Record
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

GOOD = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: Crossings and what passes them.
"""

BAD = (
    claim_sample(
        ("claims/borders", "claims/zz-again"),
        ("2023.\n", "2023. #! unique-ids\n"),
    )
    + """\
-- facts/sources/tass.bib --
@online{tass-2023-08-18-closed,
  title = {[Two checkpoints closed]},
  date = {2023-08-18},
  url = {https://tass.com/world/1},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
@online{tass-2023-08-18-closed, %! unique-ids
  title = {[Two checkpoints closed]},
  date = {2023-08-18},
  url = {https://tass.com/world/1},
  urldate = {2026-11},
  langid = {en},
  kind = {state-media},
}
-- facts/vocabulary/organisations.yaml --
border-guard:
  name: State Border Guard
  country: lithuania
  kind: border guard
medininkai: #! unique-ids
  name: Medininkai post
  kind: border guard post
-- facts/vocabulary/places.yaml --
medininkai:
  name: Medininkai
  kind: border crossing
  countries: [lithuania, belarus]
"""
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield every record with the id of an earlier record, ignoring case as some systems do."""
    records = ledger.records
    groups: tuple[tuple[Sequence[Record], ...], ...] = (
        (records.claims, records.redirects),
        (records.sources,),
        (records.places, records.people, records.organisations, records.countries),
    )
    for group in groups:
        yield from _duplicates(group)


def _duplicates(group: Iterable[Sequence[Record]]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in chain.from_iterable(group):
        earlier = first.setdefault(record.id.casefold(), record)
        if earlier is not record:
            span = earlier.place.span()
            message = f'The id "{record.id}" is already used in {span.path}:{span.line}.'
            hint = "Rename this record, or merge the two."
            yield Problem(record.place.span(), message, hint)
