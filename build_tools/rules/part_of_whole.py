"""A count like "two of six" must be in the records as a pair, not only as two numbers.

Why: "three of six crossings" may be untrue even if the record contains a three and a six.
Fix: correct the pair, or cite evidence for it. The build compares a pair only with pairs for the
same whole and the same things. "Two of six crossings closed" also allows "four of six stayed open".
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.clauses import clause_at, denies, stems, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, base, numbers
from build_tools.facts.records import Claim, Country, Entity, SiteText, Topic
from build_tools.quotations.known_quantities import Quantities, Written, inner, middle, outer
from build_tools.quotations.support import is_complete
from build_tools.quotations.vocabulary_quotations import sentences_of_vocabulary
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.claim_quantities import quantities_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: Four of six crossings stayed open."))

BAD = claim_sample(
    (_FINDING, "finding: Two sources say that three of six checkpoints closed. #! part-of-whole")
)

# The words between the two numbers of a pair.
_OF = re.compile(
    r"\s{1,9}(?:(?:out )?of|de|del|des|von|der|d[’']|sur|z|ze|spośród|из|iš)\s{1,9}"
    r"(?:(?:its|the|their|these|those|his|her|all|las?|los|sus?|les|ses|leurs|den|seinen|ihren|"
    r"seiner|ihrer|jej|jego|ich|её|его|их|savo|jos|jo)\s{1,9}){0,3}",
    re.IGNORECASE,
)
# For a quick search, because few texts have "of" before a number and reading numbers is slow.
_NUMBER = (
    r"\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|"
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|"
    r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|"
    r"deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|"
    r"dwóch|trzech|czterech|pięciu|sześciu|siedmiu|ośmiu|dziewięciu|dziesięciu|"
    r"двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|"
    r"dviejų|trijų|keturių|penkių|šešių|septynių|aštuonių|devynių|dešimties"
)
_QUICK = re.compile(
    rf"(?=\s(?:of|de|del|des|von|der|d[’']|sur|z|ze|spośród|из|iš)\s){_OF.pattern}(?:{_NUMBER})",
    re.IGNORECASE,
)
_THINGS = re.compile(r"(?:\s{1,9}[^\W\d_][\w-]{0,60}){1,3}")
_FIELDS = ("claim", "finding", "finding_short", "short")


class _Pair(NamedTuple):
    """A pair such as "two of six", with its place, its numbers and the stems of the next words.

    ``beside`` contains the stems of the other words in the clause, and ``denied`` says whether the
    clause denies anything.
    """

    start: int
    end: int
    part: Decimal
    whole: Decimal
    things: frozenset[str]
    beside: frozenset[str]
    denied: bool


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the pairs in a claim's words that its record has with a different part."""
    lang = base(ledger.records.lang)
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for pair in _pairs(text, lang):
            if not is_complete(ledger, claim):
                return
            known = _known(ledger, claim, lang, is_claim=field == "claim")
            if other := _rival(pair, known, lang):
                span = claim.place.within(pair.start, pair.end, field)
                yield _problem(span, text[pair.start : pair.end], other)


def _known(ledger: Ledger, claim: Claim, lang: str, *, is_claim: bool) -> Iterator[Quantities]:
    """Yield the quantities that may support a field's pairs. Each is read only if needed."""
    if not is_claim:
        yield Quantities((Written(claim.claim, lang),), ())
    for circle in (inner, middle, outer):
        yield circle(ledger, claim)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the pairs in prose and vocabulary that the claims behind them contradict."""
    for sentence in cited_sentences(ledger):
        lang = base(ledger.lang_of(sentence.prose))
        for pair in _pairs(sentence.text, lang):
            if other := _rival(pair, [quantities_of(ledger, sentence.claims)], lang):
                words = " ".join(sentence.text[pair.start : pair.end].split())
                yield _problem(sentence.span(pair.start, pair.end), words, other)
    lang = base(ledger.records.lang)
    for record, keys, text, beside in sentences_of_vocabulary(ledger):
        is_read = isinstance(record, Country | Entity | Topic | SiteText)
        if not text or not is_read or ledger.records.unread:
            continue
        for pair in _pairs(text, lang):
            if other := _rival(pair, [quantities_of(ledger, beside())], lang):
                span = record.place.within(pair.start, pair.end, *keys)
                yield _problem(span, text[pair.start : pair.end], other)


def _problem(span: Span, words: str, other: str) -> Problem:
    return Problem(
        span,
        f"The records behind this say “{other}”, not “{words}”.",
        "Correct the pair, or cite a record that has it.",
    )


def _pairs(text: str, lang: str) -> Iterator[_Pair]:
    if not _QUICK.search(text):
        return
    kinds = (NumberKind.CARDINAL, NumberKind.SHARE)
    counts = [number for number in numbers(text, lang) if number.kind in kinds]
    for part, whole in pairwise(counts):
        if part.value < whole.value and _OF.fullmatch(text, part.end, whole.start):
            things = _THINGS.match(text, whole.end)
            named = stems(things[0]) if things else frozenset()
            clause = clause_at(text, part.start)
            beside = stems(clause) - stems(text[part.start : whole.end])
            noun = stems(things[0].split()[0]) if things else frozenset()
            yield _Pair(
                part.start, whole.end, part.value, whole.value, named, beside - noun, denies(clause)
            )


def _is_rest(pair: _Pair, other: _Pair) -> bool:
    """Return whether a pair is about the rest: "two of six closed", "four of six stayed open"."""
    if pair.part != other.whole - other.part:
        return False
    return pair.denied != other.denied or pair.beside.isdisjoint(other.beside)


def _rival(pair: _Pair, known: Iterable[Quantities], lang: str) -> str:
    """Return a known pair with the same whole and things, or "" if a known pair agrees."""
    rival = ""
    for quantities in known:
        for text, own, _ in quantities.texts:
            for other in _pairs(text, own) if base(own) == lang else ():
                if other.whole != pair.whole:
                    continue
                if pair.part == other.part or _is_rest(pair, other):
                    return ""
                if pair.things & other.things or not pair.things:
                    rival = " ".join(text[other.start : other.end].split())
    return rival
