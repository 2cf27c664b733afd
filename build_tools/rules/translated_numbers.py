"""A number or year in figures in a translation must be in the words that it translates.

Why: readers see the translation, but the check of the quotation reads only the original words.
Fix: correct the translation. Clock times, numbers in words and the days of months are not compared,
nor are languages whose numbers the check cannot read.
"""

from collections.abc import Iterator
from decimal import Decimal

from build_tools.facts.agreement import number_agrees
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, covered, dates, numbers
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


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the numbers and years of translations that are not in the quoted words."""
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
        if (
            in_figures
            and number.kind is not NumberKind.CLOCK
            and number.value not in values
            and not number_agrees(translation, number, known)
        ):
            yield number.start, number.end
    for date in dates(translation, lang):
        has_year = any(other.year for other in written) or any(value > 999 for value in values)
        if date.year and str(date.year) in date.text and has_year and date.year not in values:
            yield date.start, date.end
