"""A number or year in a translation must be in the original words.

Why: readers see the translation, but the check of quotations reads only the original words.
Fix: correct the translation. The build does not compare clock times, days of the month, ordinals in
words, or the words for one, two, and a hundred or more. It skips languages whose numbers it cannot
read.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from build_tools.facts.agreement import number_agrees
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenNumber, covered, dates, numbers
from build_tools.facts.records import Claim, Quotation
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SAYS = "says: Two of six checkpoints are closed."
_QUOTE = """\
says: Two of six checkpoints are closed.
    quote:
      text: закрыты 2 из 6
      speaker: TASS
      lang: ru
      translation: {}"""

GOOD = claim_sample((_SAYS, _QUOTE.format("2 of 6 are closed")))

BAD = claim_sample((_SAYS, _QUOTE.format("3 of 6 are closed #! translated-numbers")))


# Words for one and two are often not numbers ("one of them"). Large numbers are often rounded.
_FEW, _MANY = 2, 100
_TIMES = re.compile(r"\s(?:times|veces|mal|fois|razy|раза?|kartus)\b")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the numbers and years in translations that are not in the quoted words."""
    for index, item in enumerate(claim.evidence):
        if item.quote and item.quote.translation and covered(item.quote.lang):
            for start, end in _unknown(item.quote, item.quote.translation, ledger.records.lang):
                words = item.quote.translation[start:end]
                yield Problem(
                    claim.place.within(start, end, "evidence", index, "quote", "translation"),
                    f"The quoted words do not contain “{words}”.",
                    "Correct the translation.",
                )


def _unknown(quote: Quotation, translation: str, lang: str) -> Iterator[tuple[int, int]]:
    known = numbers(quote.text, quote.lang)
    written = dates(quote.text, quote.lang)
    values = {number.value for number in known}
    values |= {Decimal(part) for date in written for part in date[3:6] if part}
    for number in numbers(translation, lang):
        in_figures = any(letter.isdigit() for letter in number.text)
        is_count = bool(known) and _is_count(translation, number)
        if (
            (in_figures or is_count)
            and number.kind is not NumberKind.CLOCK
            and number.value not in values
            and not number_agrees(translation, number, known)
        ):
            yield number.start, number.end
    for date in dates(translation, lang):
        has_year = any(other.year for other in written) or any(value > 999 for value in values)
        if date.year and str(date.year) in date.text and has_year and date.year not in values:
            yield date.start, date.end


def _is_count(text: str, number: WrittenNumber) -> bool:
    """Return whether a number in words counts things, unlike "three times" or "thousands"."""
    is_plain = number.kind is NumberKind.CARDINAL and not number.unit
    return is_plain and _FEW < number.value < _MANY and not _TIMES.match(text, number.end)
