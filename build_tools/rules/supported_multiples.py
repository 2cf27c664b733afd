"""A multiple such as “twice the limit” must be in the record, or follow from its numbers.

Why: readers remember a multiple better than the numbers behind it, and a multiple in words has no
digits that other rules could check.
Fix: correct the multiple, or cite a source for it. Two numbers in the record are enough, such as
100 and 50 for "twice". The build does not check a sentence that denies a multiple ("not even
twice").
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from build_tools.facts.clauses import denies, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import Quantities, inner, middle, outer
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.claim_quantities import quantities_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: Three times as many crossings, six, had been open."))

BAD = claim_sample(
    (_FINDING, "finding: Four times as many crossings had been open. #! supported-multiples")
)

_FIELDS = ("claim", "finding", "finding_short", "short")
# The greatest difference from the exact multiple, as a share of the multiple in words.
_NEAR = Decimal("0.15")
_MOST = 60
_MORE = (
    r"(?:as|more|higher|larger|greater|bigger|longer|the (?:limit|number|size|amount|rate|level|"
    r"figure|maximum)|superior|mayor|más|el|la|lo|so|plus|supérieur|le|wi[eę]|wyż|dłuż|ponad|"
    r"больше|выше|дольше|daugiau|didesn)"
)
_FOLD = r"(?:times|veces|mal|fois|razy|раза?|kartus)"
_TIMES: tuple[tuple[int, str], ...] = (
    (2, "two|dos|zwei|deux|dwa|два|du"), (3, "three|tres|drei|trois|trzy|три|tris"),
    (4, "four|cuatro|vier|quatre|cztery|четыре|keturis"), (5, "five|cinco|fünf|cinq|pięć|пять"),
    (6, "six|seis|sechs|sześć|шесть"), (10, "ten|diez|zehn|dix|dziesięć|десять|dešimt"),
)  # fmt: skip
# Patterns for the words after an adverb that may also mean a number of times.
_PL, _LT = r"(?:wi|wyż|dłuż|ponad|przekr)\w*", r"(?:daugiau|ilg|didesn)\w*"
_EN = r"(?:the|that|its|what|in|from)"
_SIZE = r"(?:limit|number|size|amount|rate|level|figure|maximum|average|price)"
_ALONE: tuple[tuple[int, str], ...] = (
    (2, rf"twice (?:as|the {_SIZE})|(?:double|doubled|doubles) {_EN}|twofold|"
        rf"el doble (?:del?|que)|duplic(?:ó|a|aron|an|aba)|doppelt so|das doppelte|"
        rf"verdoppel\w*|le double|a doublé|dwukrotnie {_PL}|podwoi\w*|вдвое|удво\w+|"
        rf"dvigubai {_LT}|dukart {_LT}"),
    (3, rf"triple(?:d|s)? {_EN}|threefold|el triple (?:del?|que)|triplic(?:ó|a|aron|an)|"
        rf"dreimal so|das dreifache|verdreifach\w*|le triple|a triplé|trzykrotnie {_PL}|"
        rf"potroi\w*|втрое|утро[иеё]\w*|trigubai {_LT}|triskart {_LT}"),
    (4, rf"quadruple(?:d|s)? {_EN}|fourfold|cuadruplic(?:ó|a)|viermal so|das vierfache|"
        rf"czterokrotnie {_PL}|вчетверо"),
    (5, rf"fivefold|quintuplic(?:ó|a)|fünfmal so|das fünffache|pięciokrotnie {_PL}|впятеро"),
    (10, rf"tenfold|zehnmal so|das zehnfache|dziesięciokrotnie {_PL}|вдесятеро"),
)  # fmt: skip
_WORDS = re.compile(
    "|".join(
        [
            *(rf"(?P<alone{value}>\b(?:{words})\b)" for value, words in _ALONE),
            *(rf"(?P<times{value}>\b(?:{words}) {_FOLD} {_MORE})" for value, words in _TIMES),
            rf"\b(?P<figure>\d{{1,3}}) {_FOLD} {_MORE}",
        ]
    )
)
_QUICK = re.compile(
    r"twice|doubl|tripl|quadr|fold|times|doble|veces|duplic|doppel|mal so|fach|fois|krotn|razy|"
    r"podwo|potro|вдвое|втрое|удво|утро|вчетв|впят|вдесят|раз|dvigub|trigub|kart"
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the multiples in a claim's words that do not follow from its record."""
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for start, end, value in _multiples(text):
            if not is_complete(ledger, claim):
                return
            known = [circle(ledger, claim) for circle in (inner, middle, outer)]
            own = [] if field == "claim" else [claim.claim]
            if not _is_known(value, known, own):
                span = claim.place.within(start, end, field)
                yield _problem(span, text[start:end])


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the multiples in prose that do not follow from the cited records."""
    for sentence in cited_sentences(ledger):
        for start, end, value in _multiples(sentence.text):
            if not _is_known(value, [quantities_of(ledger, sentence.claims)], ()):
                yield _problem(sentence.span(start, end), sentence.text[start:end])


def _problem(span: Span, words: str) -> Problem:
    return Problem(
        span,
        f"Nothing behind this says “{words}”, and no two of its numbers show it.",
        "Correct it, or cite evidence for it.",
    )


def _multiples(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield the start, the end and the value of each multiple that a text asserts."""
    lower = text.lower()
    if not _QUICK.search(lower) or len(lower) != len(text):
        return  # most texts need no further check
    for match in _WORDS.finditer(lower):
        sentence = text[text.rfind(". ", 0, match.start()) + 1 :].partition(". ")[0]
        if not denies(sentence):
            name = match.lastgroup or ""
            yield match.start(), match.end(), Decimal(match[name] if name == "figure" else name[5:])


def _is_known(value: Decimal, known: Iterable[Quantities], own: Iterable[str]) -> bool:
    texts = [*own, *(text for quantities in known for text, _, _ in quantities.texts)]
    if any(value == other for text in texts for _, _, other in _multiples(text)):
        return True
    found = [number for quantities in known for number in quantities.numbers][:_MOST]
    return any(
        first.unit == second.unit
        and second.value > 0
        and abs(first.value / second.value - value) <= value * _NEAR
        for first in found
        for second in found
    )
