"""A weekday beside a date must be the weekday of that date.

Why: "Tuesday 18 August 2023" is wrong whatever the sources say, because that day was a Friday. One
of the two is a mistake, and readers cannot know which.
Fix: correct the weekday or the date. The build compares them in claims, findings, `says` and pages.
If the date has no year, any year of the claim and its sources may match. If a claim is about
certain days, a weekday without a date must be that of a day in the record, or the record must name
it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import Day, Precision, days_between
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, base, dates
from build_tools.facts.quantities.weekdays import weekdays
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import inner, middle, outer
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: Two of six, from Friday, 18 August 2023."))

BAD = claim_sample((_FINDING, "finding: Two of six, from Tuesday 18 August. #! matching-weekday"))

# The signs and words between a weekday and its date, as in “Freitag, den 18. August”.
_GAP = re.compile(r",?\s\(?(?:(?:the|el|día|den|dem|der|le|dnia|am)\s){0,2}|,?\s\(")
_MONDAY = Day(2024, 1, 1)
_NOT_BESIDE = "{} is not the weekday of the date beside it."
_NO_DAY = "No day in this record is a {}."
_FIELDS = ("claim", "finding", "finding_short")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the weekdays in a record that do not match the dates beside them."""
    lang = base(ledger.records.lang)
    texts = [((field,), getattr(claim, field) or "") for field in _FIELDS]
    says = [(("evidence", index, "says"), item.says) for index, item in enumerate(claim.evidence)]
    for keys, text in (*texts, *says):
        for start, end in _wrong(unquoted(text), lang, _years(ledger, [claim])):
            yield _problem(claim.place.within(start, end, *keys), text[start:end])
        for start, end in _alone(ledger, [claim], text, lang):
            yield _problem(claim.place.within(start, end, *keys), text[start:end], _NO_DAY)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the weekdays in prose that do not match the dates beside them."""
    for sentence in cited_sentences(ledger):
        lang, text = base(ledger.lang_of(sentence.prose)), sentence.text
        for start, end in _wrong(text, lang, _years(ledger, sentence.claims)):
            yield _problem(sentence.span(start, end), text[start:end])
        for start, end in _alone(ledger, sentence.claims, text, lang):
            yield _problem(sentence.span(start, end), text[start:end], _NO_DAY)


def _problem(span: Span, words: str, what: str = _NOT_BESIDE) -> Problem:
    message = what.format(f"“{' '.join(words.split())}”")
    return Problem(span, message, "Correct the weekday, or the date.")


def _years(ledger: Ledger, claims: Iterable[Claim]) -> frozenset[int]:
    """Return the years of claims and their sources, which a date without a year may mean."""
    periods = [claim.when for claim in claims]
    for claim in claims:
        sources = (ledger.sources.get(item.source) for item in claim.evidence)
        periods += [source.date for source in sources if source and source.date]
    ends = (end for when in periods for end in (when.earliest, when.latest) if end)
    return frozenset(end.year for end in ends)


def _alone(
    ledger: Ledger, claims: Sequence[Claim], text: str, lang: str
) -> Iterator[tuple[int, int]]:
    """Yield the place of each weekday without a date that is none of the records' weekdays."""
    if not weekdays(lang) or not _pattern(lang).search(text):
        return  # true of most texts
    words = unquoted(text)
    days = [date for date in dates(words, lang) if date.day and date.month]
    for match in _pattern(lang).finditer(words):
        named = weekdays(lang).get(match[0].lower())
        if named is None or any(_is_beside(words, match, date) for date in days):
            continue
        if claims and not any(_may_be(ledger, claim, named, text) for claim in claims):
            yield match.span()


def _may_be(ledger: Ledger, claim: Claim, weekday: int, text: str) -> bool:
    """Return whether a record has a day with this weekday, or names it outside ``text``.

    Every weekday is possible if the claim is about a longer time.
    """
    first = claim.when.earliest
    if first is None or claim.when.precision not in (Precision.DAY, Precision.INTERVAL):
        return True
    if not is_complete(ledger, claim):
        return True
    published = (ledger.sources[item.source].date for item in claim.evidence)
    days = [first, claim.when.latest, *(date.earliest for date in published if date)]
    if any(day and days_between(_MONDAY, day) % 7 == weekday for day in days):
        return True
    for circle in (circle(ledger, claim) for circle in (inner, middle, outer)):
        if any(days_between(_MONDAY, day) % 7 == weekday for day in circle.days):
            return True
        others = ((words, base(lang)) for words, lang, _ in circle.texts if words != text)
        if any(_names_it(words, weekday, lang) for words, lang in others):
            return True
    return False


def _wrong(text: str, lang: str, years: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield the place of each weekday that does not fit the date beside it in any possible year."""
    if not weekdays(lang) or not _pattern(lang).search(text):
        return  # most texts need no further check
    days = [date for date in dates(text, lang) if date.day and date.month]
    for match in _pattern(lang).finditer(text):
        date = next((date for date in days if _is_beside(text, match, date)), None)
        # The pattern also accepts lookalike letters, such as ſ for s.
        named = weekdays(lang).get(match[0].lower())
        if date is None or named is None:
            continue
        possible = {_weekday(date, year) for year in _years_of(date, years)}
        if possible and None not in possible and named not in possible:
            yield match.span()


def _is_beside(text: str, weekday: re.Match[str], date: WrittenDate) -> bool:
    gaps = ((weekday.end(), date.start), (date.end, weekday.start()))
    return any(_GAP.fullmatch(text, start, end) for start, end in gaps)


def _years_of(date: WrittenDate, years: frozenset[int]) -> Iterable[int]:
    return [date.year] if date.year else years


def _weekday(date: WrittenDate, year: int) -> int | None:
    assert date.month and date.day
    if (date.month, date.day) == (2, 29) and year % 4:
        return None
    return days_between(_MONDAY, Day(year, date.month, date.day)) % 7


def _names_it(text: str, weekday: int, lang: str) -> bool:
    """Return whether a text has a name of this weekday, or a word that begins with it."""
    lower = text.lower()
    return any(name in lower for name, number in weekdays(lang).items() if number == weekday)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(weekdays(lang))})\b", re.IGNORECASE)
