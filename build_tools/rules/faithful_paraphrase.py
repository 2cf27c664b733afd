"""A paraphrase (`says`) must agree with the stored passage in numbers, dates and negations.

Why: checks of quotations do not find a mistake in a paraphrase, even if the source's own words are
stored beside it.
Fix: correct `says`. The build reports a difference only if the stored passage gives a different
number or date for the same thing, or denies the statement. Other details may come from another part
of the source.
"""

import re
from collections.abc import Iterator

from build_tools.facts.agreement import date_agrees, number_agrees
from build_tools.facts.clauses import clauses, denies, negated_stems, stems
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenNumber, dates, numbers
from build_tools.facts.records import Claim
from build_tools.quotations.check import of_claim
from build_tools.quotations.matching import QuoteClass
from build_tools.rules.checked_quotations import GOOD as _QUOTING
from build_tools.rules.problem import Problem

_SAYS = "says: The government decided to close two crossings from Friday."

GOOD = _QUOTING

BAD = _QUOTING.replace(
    _SAYS, "says: The government said that three crossings close. #! faithful-paraphrase"
)

# Two clauses are about the same thing if they share at least this many words besides the thing
# counted.
_SHARED = 2
# Similar numbers of at least this size count the same thing, even if their nouns differ.
_LARGE = 100_000
# Short text only: a field of a record.
_NOUN = re.compile(r"[\s-]+([^\W\d_]{3,})")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield paraphrases that differ from the passage that contains their item's quotation."""
    for quotation in of_claim(ledger, claim):
        item = claim.evidence[quotation.index]
        source = ledger.sources.get(item.source)
        if source is None or item.quote is None:
            continue
        passage, lang = quotation.text, source.langid
        if quotation.passage is None:
            if quotation.kind is not QuoteClass.UNCHECKABLE:
                continue  # the quotation itself is wrong, so it says nothing about the paraphrase
            passage, lang = item.quote.text, quotation.lang
        for start, end, message in differences(item.says, ledger.records.lang, passage, lang):
            yield Problem(
                claim.place.within(start, end, "evidence", quotation.index, "says"),
                message,
                "Correct `says`, or say what it adds to the passage.",
            )


def differences(says: str, own: str, passage: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each part of a paraphrase that differs, and a message."""
    same = lang.partition("-")[0] == own
    yield from _numbers(says, own, passage, lang if not same else own)
    if same:
        yield from _dates(says, passage, own)
        yield from _negations(says, passage)


def _numbers(says: str, own: str, passage: str, lang: str) -> Iterator[tuple[int, int, str]]:
    kinds = (NumberKind.CARDINAL, NumberKind.SHARE)
    known = [number for number in numbers(passage, lang) if number.kind in kinds]
    for number in numbers(says, own):
        if number.in_words and number.kind is NumberKind.ORDINAL:
            continue  # "the third closure" does not contradict "two closures"
        rivals = [
            other
            for other in known
            if _counts_the_same(says, number, passage, other)
            and (
                _near_miss(number, other) or _speak_alike(says, number.start, passage, other.start)
            )
        ]
        if rivals and not number_agrees(says, number, known):
            yield number.start, number.end, f"The stored passage says “{rivals[0].text}”."


def _counts_the_same(says: str, number: WrittenNumber, passage: str, other: WrittenNumber) -> bool:
    if number.unit or other.unit:
        return number.unit == other.unit
    noun, counted = _NOUN.match(says, number.end), _NOUN.match(passage, other.end)
    if noun and counted and stems(noun[1]) & stems(counted[1]):
        return True
    return min(number.value, other.value) >= _LARGE and _near_miss(number, other)


def _near_miss(number: WrittenNumber, other: WrittenNumber) -> bool:
    """Return whether two numbers differ by a factor of 10, 100 or 1,000, or by at most 10%."""
    if number.value <= 0 or other.value <= 0:
        return False
    larger, smaller = max(number.value, other.value), min(number.value, other.value)
    return larger / smaller in (10, 100, 1000) or larger - smaller <= smaller / 10


def _speak_alike(says: str, start: int, passage: str, other: int) -> bool:
    shared = stems(_clause_at(says, start)) & stems(_clause_at(passage, other))
    return len(shared) > _SHARED


def _clause_at(text: str, offset: int) -> str:
    at = 0
    for clause in clauses(text):
        at = text.index(clause, at)
        if at <= offset < at + len(clause):
            return clause
    return text


def _dates(says: str, passage: str, lang: str) -> Iterator[tuple[int, int, str]]:
    known = dates(passage, lang)
    for date in dates(says, lang):
        rivals = [
            other
            for other in known
            if (date.month is None) == (other.month is None)
            and (date.day is None) == (other.day is None)
            and _speak_alike(says, date.start, passage, other.start)
        ]
        if rivals and not date_agrees(date, known):
            yield date.start, date.end, f"The stored passage says “{rivals[0].text}”."


def _negations(says: str, passage: str) -> Iterator[tuple[int, int, str]]:
    """Yield the first word that only one of the two texts negates."""
    in_says, in_passage = denies(says), denies(passage)
    if not (in_says or in_passage):
        return
    both = in_says and in_passage
    contrary = _contrary(says, passage, both) | (frozenset() if both else _contrary(passage, says))
    for match in re.finditer(r"[^\W\d_]{4,}", says):
        if stems(match[0]) & contrary:
            yield (
                match.start(),
                match.end(),
                "Either this text or the stored passage negates this, but not both.",
            )
            return


def _contrary(denying: str, other: str, among_denials: bool = False) -> frozenset[str]:
    """Return the stems that one text negates and the other text has without a denial.

    If the other text also denies something, its clause must be complete and clearly about the same
    thing. A passage that begins with a small letter may have lost its denial.
    """
    contrary = set()
    theirs = clauses(other)
    is_cut = among_denials and other[:1].islower()
    for stem in negated_stems(denying) & stems(other):
        about_it = [clause for clause in theirs if stem in stems(clause)]
        if any(map(denies, about_it)) or (is_cut and about_it[:1] == theirs[:1]):
            continue
        own = [stems(clause) for clause in clauses(denying) if stem in stems(clause)]
        is_same = all(len(stems(clause) & mine) > _SHARED for clause in about_it for mine in own)
        if is_same or not among_denials:
            contrary.add(stem)
    return frozenset(contrary)
