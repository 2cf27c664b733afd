"""A paraphrase (`says`) must not replace a number or date of its record with a different one.

Why: the quotation says 38.2 mg/l, and `says` next to it says 39.2. Each looks right on its own, and
a report with the wrong number seems to support the claim.
Fix: correct `says`. The build reports a number only if nothing else in the record contains it, and
`says` leaves out the number that its own quotation gives for the same thing. The finding and other
paraphrases do not confirm a number against a quotation. If the evidence supports the claim, the
claim's numbers count as well. The build reports a day if `says` leaves out the claim's only day,
and has a day that could be a slip for it: 13 March or 3 May for 3 March.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.facts.agreement import date_agrees, falls_within, number_agrees, other_unit
from build_tools.facts.clauses import stems, unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.records import Claim, Evidence, Stance
from build_tools.quotations.known_quantities import Written, inner, middle, of_article, outer
from build_tools.quotations.support import is_complete
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SAYS = "says: Two of six checkpoints are closed."

GOOD = claim_sample((_SAYS, "says: Two of six checkpoints, each with 11 guards, are closed."))

BAD = claim_sample((_SAYS, "says: Five road crossings are closed. #! substituted-quantities"))

_KINDS = (NumberKind.CARDINAL, NumberKind.SHARE)
# Short text only: a field of a record.
_NOUN = re.compile(r"[\s-]+([^\W\d_]{3,})(?:\s([^\W\d_]{3,}))?")


class _Rival(NamedTuple):
    """A number that a paraphrase lacks, its text, and whether the text is a quotation."""

    text: str
    number: WrittenNumber
    is_quoted: bool


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield numbers and days in paraphrases that replace those of the record."""
    if not is_complete(ledger, claim):
        return
    for index, item in enumerate(claim.evidence):
        says = unquoted(item.says)
        for quantity, rival in (
            *_numbers(ledger, claim, item, says),
            *_days(ledger, claim, item, says),
        ):
            yield Problem(
                claim.place.within(quantity.start, quantity.end, "evidence", index, "says"),
                f"This says “{quantity.text}”, where the record says “{rival}”.",
                "Correct it, or give both of them.",
            )


def _numbers(
    ledger: Ledger, claim: Claim, item: Evidence, says: str
) -> Iterator[tuple[WrittenDate | WrittenNumber, str]]:
    """Yield the numbers that only ``says`` contains, each with the number that it replaces."""
    lang = ledger.records.lang
    own = [number for number in numbers(says, lang) if number.kind in _KINDS]
    rivals = list(_left_out(claim, item, own, lang)) if own else []
    for number in own:
        if number.unit and (unit := other_unit(number, _anywhere(ledger, claim, item))):
            yield number, f"{number.text} {unit}"
            continue
        same = [rival for rival in rivals if _count_the_same(says, number, rival)]
        quoted = [rival for rival in same if rival.is_quoted]
        for rivals_of, known in ((quoted, _witnesses), (same, _known)):
            if rivals_of and not number_agrees(says, number, known(ledger, claim, item)):
                yield number, rivals_of[0].number.text
                break


def _left_out(
    claim: Claim, item: Evidence, own: Sequence[WrittenNumber], lang: str
) -> Iterator[_Rival]:
    """Yield the numbers in the quotation and the claim that a paraphrase lacks.

    A paraphrase that has one of the text's other numbers may report more of the source.
    """
    texts = [(claim.claim, lang, False)] if item.stance is Stance.SUPPORTS else []
    if item.quote:
        texts.append((item.quote.text, item.quote.lang, True))
        texts.append((item.quote.translation or "", lang, True))
    for text, language, is_quoted in texts:
        known = [other for other in numbers(text, language) if other.kind in _KINDS]
        lacking = [other for other in known if not number_agrees(text, other, own)]
        is_other = len(lacking) == len(known)
        yield from (_Rival(text, other, is_quoted) for other in lacking if other.unit or is_other)


def _count_the_same(says: str, number: WrittenNumber, rival: _Rival) -> bool:
    other = rival.number
    if number.unit or other.unit:
        return number.unit == other.unit
    noun, counted = _NOUN.match(says, number.end), _NOUN.match(rival.text, other.end)
    return bool(noun and counted and stems(noun[0]) & stems(counted[0]))


def _known(ledger: Ledger, claim: Claim, item: Evidence) -> Iterator[WrittenNumber]:
    for text, lang, _ in _others(ledger, claim, item):
        yield from numbers(text, lang)


def _witnesses(ledger: Ledger, claim: Claim, item: Evidence) -> Iterator[WrittenNumber]:
    """Yield the numbers of a record except those that only our own words contain.

    A finding or another paraphrase may have the same mistake, so neither outweighs a quotation.
    """
    ours = {claim.finding, *(other.says for other in claim.evidence)}
    ours -= {claim.claim, *(other.quote.text for other in claim.evidence if other.quote)}
    for text, lang, _ in _others(ledger, claim, item):
        if text not in ours:
            yield from numbers(text, lang)


def _anywhere(ledger: Ledger, claim: Claim, item: Evidence) -> Iterator[WrittenNumber]:
    """Yield the numbers in the record and its articles, except those in this paraphrase."""
    yield from _known(ledger, claim, item)
    for article in ledger.articles.values():
        yield from numbers(article.text, ledger.lang_of(article))


def _others(ledger: Ledger, claim: Claim, item: Evidence) -> Iterator[Written]:
    """Yield all texts of a record except this item's own paraphrase."""
    for text in (claim.claim, claim.finding):
        yield Written(text, ledger.records.lang)
    for circle in (inner, middle, outer):
        yield from (text for text in circle(ledger, claim).texts if text.text != item.says)


def _days(
    ledger: Ledger, claim: Claim, item: Evidence, says: str
) -> Iterator[tuple[WrittenDate | WrittenNumber, str]]:
    """Yield the days that only ``says`` contains, each with the claim's day."""
    lang = ledger.records.lang
    days = [date for date in dates(claim.claim, lang) if date.day and date.month]
    own = [date for date in dates(says, lang) if date.day and date.month]
    if item.stance is not Stance.SUPPORTS or len(days) != 1 or date_agrees(days[0], own):
        return
    published = ledger.sources[item.source].date
    for date in own:
        if _is_slip(date, days[0]) and not (published and falls_within(date, published)):
            known = (dates(text, language) for text, language, _ in _others(ledger, claim, item))
            articles = (of_article(ledger, article) for article in ledger.articles.values())
            if not any(date_agrees(date, others) for others in (*known, *articles)):
                yield date, days[0].text


def _is_slip(date: WrittenDate, other: WrittenDate) -> bool:
    """Return whether two days differ by a slip: 3 and 13 March, or 3 March and 3 May.

    Two days close together, such as 24 and 26 February, are more often both correct.
    """
    has_year = None in (date.year, other.year) or date.year == other.year
    if date.day == other.day:
        return (date.month == other.month) != has_year
    shorter, longer = sorted((str(date.day), str(other.day)), key=len)
    return has_year and date.month == other.month and shorter in longer
