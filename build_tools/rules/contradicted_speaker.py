"""The speaker of a quotation must be the person whom its stored passage names.

If the passage names a speaker, the quotation's record must name the speaker too.
Why: the right words from the wrong person are a false quotation.
Fix: correct `speaker`. If a source quotes someone who quotes someone else, name both people in
`speaker`.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.quotations.speakers import speakers_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SNAPSHOT = """\
-- facts/snapshots/lrt-2023-08-16-closures.yaml --
address: https://www.lrt.lt/en/news/19/1/closures
taken: 2026-11-22
tool: facts 0.1.0, plain text
characters: 121
sha256: 3bd1c1b8d2f7e0d2f1c1e0a9f4f3b2a190807060504030201000f0e0d0c0b0a0
passages:
  - text: >-
      “Two crossings will close on Friday,” said Jonas Petraitis.
    start: 0
seal: a5d8305044a7bd86442215ebb4e6a918b1b88a8c2b8840df1f4b002dc7831995
"""
_PEOPLE = """\
-- facts/vocabulary/people.yaml --
jonas-petraitis:
  name: Jonas Petraitis
  roles:
    - title: Minister
ona-onaite:
  name: Ona Onaitė
  roles:
    - title: Spokeswoman
"""


def _quoting(speaker: str) -> str:
    says = "from Friday.\n"
    quote = f"    quote:\n      text: Two crossings will close on Friday\n{speaker}"
    return claim_sample((says, says + quote)) + _SNAPSHOT + _PEOPLE


GOOD = _quoting("      speaker: Jonas Petraitis, minister\n")

BAD = _quoting("      speaker: Ona Onaitė #! contradicted-speaker\n")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield speakers that the passage contradicts, and speakers that only the passage names."""
    for quotation in speakers_of(ledger, claim):
        keys = ("evidence", quotation.index, "quote")
        if quotation.is_contradicted:
            message = f"The source attributes these words to {quotation.named}."
            span = claim.place.span(*keys, "speaker")
            yield Problem(span, message, "Name that speaker, or quote another passage.")
        elif quotation.named and not quotation.recorded:
            message = (
                f"The source attributes these words to {quotation.named}, but the record names "
                "no speaker."
            )
            yield Problem(claim.place.span(*keys, "text"), message, "Add `speaker`.")
