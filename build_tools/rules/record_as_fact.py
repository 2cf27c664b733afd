"""A record can be the fact itself only if it is official and its own words are quoted.

Why: with `is_the_fact`, one record is enough for a verdict. So the record must make or certify the
fact in the claim, as minutes do for a vote and a laboratory's certificate does for a value. A
record that only reports an event elsewhere needs a second origin, like any other report.
Fix: quote the record's own words, with the basis `official-record` and no `part` or `origin`.
Otherwise delete `is_the_fact`, and find a second origin.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Evidence
from build_tools.rules.permitted_verdict import CERTIFIED, is_the_fact
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_BIB = """\
-- facts/sources/lrt.bib --
@online{lrt-2023-08-16-closures,
  title = {Minutes of the meeting of 16 August 2023},
  date = {2023-08-16},
  url = {https://www.lrt.lt/en/news/19/1},
  urldate = {2026-11},
  langid = {en},
  kind = {primary},
}
"""
_RECORD = """\
    basis: official-record
    says: The government decided to close two crossings from Friday.
    quote:
      text: Decided to close two of the six crossings from 18 August 2023
      speaker: The minutes
    is_the_fact: The government decides by its minutes.{mark}
"""
_ITEM = """\
    part: the decision
    basis: reporting
    says: The government decided to close two crossings from Friday.
"""

GOOD = _BIB + claim_sample(
    (_ITEM, _RECORD.format(mark="")),
    ("stance: supports\n    basis: rep", "stance: context\n    basis: rep"),
)

BAD = _BIB + claim_sample(
    (_ITEM, f"    part: the decision\n{_RECORD.format(mark=' #! record-as-fact')}")
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield every record that is marked as the fact but cannot be the fact."""
    del ledger
    for number, item in enumerate(claim.evidence):
        if item.is_the_fact and (reason := _why_not(claim, item)):
            yield Problem(
                claim.place.span("evidence", number, "is_the_fact"),
                f'"{item.source}" cannot be the fact itself: {reason}.',
                "Correct the item, or delete `is_the_fact` and find a second origin.",
            )


def _why_not(claim: Claim, item: Evidence) -> str | None:
    if claim.kind not in CERTIFIED:
        return f'no record makes or certifies a claim of the kind "{claim.kind}"'
    if not is_the_fact(claim, item):
        return "only an official record that directly supports the whole claim can be the fact"
    return None if item.quote else "its words are not quoted"
