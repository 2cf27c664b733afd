"""Two numbers must not change places, as in "6 votes to 7" for "7 votes to 6".

Why: if two numbers are exchanged, both are still in the record, but the sentence is untrue.
Fix: put each number back in its place. The build compares only plain cases: scores, votes for and
against, and two counts ("three bridges and five tunnels") that the record has only the other way
round.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.facts.clauses import stems, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenNumber, base, numbers
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import Quantities, inner, middle
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.claim_quantities import quantities_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SAYS = "says: Two of six checkpoints are closed."
_VOTES = "says: Two of six checkpoints are closed, by 7 votes to 6."
_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_SAYS, _VOTES), (_FINDING, "finding: It was adopted by 7 votes to 6."))

BAD = claim_sample(
    (_SAYS, _VOTES),
    (_FINDING, "finding: It was adopted by 6 votes to 7. #! exchanged-numbers"),
)

_FIELDS = ("claim", "finding", "finding_short", "short")
_KINDS = (NumberKind.CARDINAL, NumberKind.SHARE)
# The most characters between two numbers that are compared.
_FARTHEST = 60
# The words between the two numbers of a score.
_SCORE = re.compile(
    r"(?:\s[^\W\d_]{1,20})?\s(?:a|to|against|frente a|contra|zu|gegen|contre|à|do|przeciw|к|против|"
    r"prieš)\s|[-–—:]",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:lost|lose[sn]?|defeat|perdi|pierde|derrota|verlor|verlier|unterlag|perdu|battu|"
    r"przegra|проигра|pralaim)",
    re.IGNORECASE,
)
# In a vote that adopts something, the first number counts the votes for it.
_ADOPTED = re.compile(
    r"\b(?:adopt|approv|pass(?:ed|es)|carried|aprob|aprueb|salió adelante|beschl|gebilligt|billigt|"
    r"angenommen|approuv|przyj[ęm]|uchwal|одобр|принял|принят|patvirtin|priėm|priimt)",
    re.IGNORECASE,
)
_FOR = r"for|in favou?r|yes|a favor|afirmativos|dafür|pour|za|за|už"
_AGAINST = r"against|no|en contra|negativos|dagegen|contre|przeciw\w{0,3}|против|prieš"
_SIDE = re.compile(
    rf"(?:\s[^\W\d_]{{2,20}}){{0,2}}?\s(?:(?P<pro>{_FOR})|(?P<con>{_AGAINST}))\b", re.IGNORECASE
)
_STOP = re.compile(r"[.;]\s")
_THING = re.compile(r"\s(?:(?:new|other|más|neue|nouveaux)\s)?([^\W\d_]{3,})")


class _Pair(NamedTuple):
    """Two numbers in a clause, and the things that they count: a unit, a side or a noun's stem."""

    start: int
    end: int
    values: tuple[Decimal, Decimal]
    things: tuple[str, str]
    texts: tuple[str, str]
    is_score: bool


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield pairs of numbers in a claim's words that its record has the other way round."""
    lang = base(ledger.records.lang)
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for pair in _pairs(text, lang) if text else ():
            if not is_complete(ledger, claim):
                return
            known = (circle(ledger, claim) for circle in (inner, middle))
            if _is_exchanged(pair, text, known, lang):
                yield _problem(claim.place.within(pair.start, pair.end, field), text, pair)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield pairs of numbers in prose that the cited records have the other way round."""
    for sentence in cited_sentences(ledger):
        lang, text = base(ledger.lang_of(sentence.prose)), sentence.text
        for pair in _pairs(text, lang):
            if _is_exchanged(pair, text, [quantities_of(ledger, sentence.claims)], lang):
                yield _problem(sentence.span(pair.start, pair.end), text, pair)


def _problem(span: Span, text: str, pair: _Pair) -> Problem:
    words = " ".join(text[pair.start : pair.end].split())
    message = f"The records behind this have the two numbers of “{words}” the other way round."
    return Problem(span, message, "Put each number back in its place.")


@lru_cache(maxsize=4096)
def _pairs(text: str, lang: str) -> tuple[_Pair, ...]:
    """Return the pairs of different numbers that are next to each other in a clause."""
    counts = [number for number in numbers(text, lang) if number.kind in _KINDS]
    return tuple(
        _pair(text, first, second)
        for first, second in pairwise(counts)
        if first.value != second.value
        and second.start - first.end <= _FARTHEST
        and not _STOP.search(text, first.end, second.start)
    )


def _pair(text: str, first: WrittenNumber, second: WrittenNumber) -> _Pair:
    things = _thing(text, first, second.start), _thing(text, second, len(text))
    is_score = _SCORE.fullmatch(text, first.end, second.start) is not None
    if is_score and _ADOPTED.search(text) and not _LOST.search(text):
        things = "for", "against"
    values, texts = (first.value, second.value), (first.text, second.text)
    return _Pair(first.start, second.end, values, things, texts, is_score)


def _thing(text: str, number: WrittenNumber, end: int) -> str:
    """Return the thing that a number counts: "for", "against", a unit or the next word's stem."""
    side = _SIDE.match(text, number.end, end)
    if side:
        return "for" if side["pro"] else "against"
    if number.unit:
        return number.unit
    noun = _THING.match(text, number.end, end)
    return next(iter(stems(noun[1])), "") if noun else ""


def _is_exchanged(pair: _Pair, text: str, known: Iterable[Quantities], lang: str) -> bool:
    """Return whether records have a pair's numbers only the other way round."""
    if not pair.is_score and (not all(pair.things) or pair.things[0] == pair.things[1]):
        return False
    turned = (pair.values[1], pair.values[0])
    is_turned = False
    for quantities in known:
        if quantities.has_words(text[pair.start : pair.end]):
            return False  # the usual case
        if not all(word in quantities.joined for word in pair.texts):
            continue  # a number that is written differently is not compared
        others = [
            other
            for words, own, _ in quantities.texts
            if base(own) == lang or pair.is_score
            for other in _pairs(words, base(own))
        ]
        scores = [other.values for other in others if other.is_score and pair.is_score]
        if pair.values in scores or (pair.is_score and _LOST.search(text)):
            return False
        counted = {
            (value, thing)
            for other in others
            for value, thing in zip(other.values, other.things, strict=True)
            if thing
        }
        if not counted.isdisjoint(zip(pair.values, pair.things, strict=True)):
            return False
        turned_things = zip(turned, pair.things, strict=True)
        is_turned = is_turned or turned in scores or counted.issuperset(turned_things)
    return is_turned
