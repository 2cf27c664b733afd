"""A number or date in a claim or finding must be in what supports it.

Why: a number is what readers take away, and the easiest thing to mistype. Where both sources say 36
hours and the claim says 37, every field is in order.
Fix: correct the number, or cite what it comes from: a quotation, what a source `says`, a
`calculation`, a `related` claim. A claim that does not hold may have the numbers of the article.
Rounding is understood ("about 130" of 129.9, "more than 2,000" of 2,150), and so are counts of the
evidence itself ("two of three sources") and of a list that follows ("three causes: a, b and c").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.facts.agreement import date_agrees, falls_within, number_agrees, shares
from build_tools.facts.dates import When
from build_tools.facts.language import language_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import (
    NumberKind,
    WrittenDate,
    WrittenNumber,
    dates,
    numbers,
)
from build_tools.facts.records import Claim
from build_tools.facts.wording import counted
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
