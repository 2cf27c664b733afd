"""If the records give the days of two events, a text must not reverse their order.

Why: if "three days later" replaces "three days earlier", cause and effect may change places,
although the number of days is still right.
Fix: correct "later" or "earlier", "before" or "after". The build uses the date beside such words
("on 25 September, 13 days later"), the events that the sentence cites and, in a finding, the
claim's own day. It reports an error only if two known days are that far apart in the opposite
order, and no two days are that far apart in the stated order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import Day, When, days_between
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, dates, numbers
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import inner
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import CitedSentence, cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: Two of six, decided on 16 August 2023, two days earlier."))

BAD = claim_sample(
    (_FINDING, "finding: Two of six, decided on 16 August 2023, two days later. #! event-order")
)

_FIELDS = ("claim", "finding", "finding_short")
# Words that say whether the length of time before them is later or earlier.
_AFTER = (
    r"later|afterwards?|después|más tarde|später|danach|plus tard|après|później|спустя|позже|vėliau"
)
_BEFORE = (
    r"earlier|beforehand|antes|más temprano|früher|zuvor|davor|vorher|plus tôt|avant|auparavant|"
    r"wcześniej|раньше|anksčiau"
)
_ADVERB = re.compile(
    rf"\s(?:[^\W\d_]+\s)?(?:(?P<after>{_AFTER}|after(?=[,.;]))|(?P<before>{_BEFORE}|"
    r"before(?=[,.;])))\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\s(?:[^\W\d_]+\s)?(?:(?P<after>after|tras|nach|po|после)|(?P<before>before|vor|przed|до))\s",
    re.IGNORECASE,
)
_DIRECTIONS = (
    *(*_AFTER.replace("s?", "").split("|"), *_BEFORE.split("|"), "after", "before"),
    *(" tras ", " nach ", " po ", " после ", " vor ", " przed ", " до "),
)
# A length of one unit of time, such as "a day" or "one week".
_SINGLE = re.compile(
    r"\b(?:a|an|one|un|una|eine?|einen|une?|jeden)\s(?P<unit>day|week|month|year|día|semana|mes|año|"
    r"tag|woche|monat|jahr|jour|semaine|mois|an|dzień|tydzień|miesiąc|rok)\b",
    re.IGNORECASE,
)
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("day", "día", "tag", "jour", "dzień"), "d"),
    **dict.fromkeys(("week", "semana", "woche", "semaine", "tydzień"), "wk"),
    **dict.fromkeys(("month", "mes", "monat", "mois", "miesiąc"), "mo"),
    **dict.fromkeys(("year", "año", "jahr", "an", "rok"), "y"),
}
_DATE_AFTER = re.compile(r",?\s(?:(?:on|in|by|at|el|en|am|im|le|w)\s)?")
# The words before the date from which the days are counted, as in "after the test of 3 March".
_TO_DATE = re.compile(r"[^.;:]{0,60}?")
# Prepositions between a length of time and the event from which the time is counted: "después del",
# "nach", "po".
_FROM = re.compile(
    r"\s(?:(?P<after>after|después de|tras|nach|après|po|после)|"
    r"(?P<before>before|antes de|vor|avant|przed|до))(?:l|\s)",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(r",?\s")
_IT = re.compile(r"\b(?:It|This|That|They|These)\b[^.;]{0,40}$")
# The length of each unit of time and the tolerance, both in days. A month counts as its middle day.
# Longer periods are not compared.
_MIDDLE, _LONGEST = 15, 31
_LENGTHS = {"d": (1, 0), "wk": (7, 3), "mo": (30.4, 16), "y": (365.25, 190)}


class _Shift(NamedTuple):
    """A length of time in a text, with its direction. ``days`` is negative for "earlier"."""

    start: int
    end: int
    days: float
    slack: float
    is_adverb: bool


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the words in a claim's texts that reverse the order of known days."""
    lang = ledger.records.lang
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for shift in _shifts(text, lang):
            if not is_complete(ledger, claim):
                return
            if _is_turned_in_record(ledger, claim, text, shift):
                yield _problem(claim.place.within(shift.start, shift.end, field), text, shift)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the words in prose that reverse the order of the cited events."""
    for sentence in cited_sentences(ledger):
        lang = ledger.lang_of(sentence.prose)
        for shift in _shifts(sentence.text, lang):
            if _is_turned_in_prose(ledger, sentence, lang, shift):
                yield _problem(sentence.span(shift.start, shift.end), sentence.text, shift)


def _problem(span: Span, text: str, shift: _Shift) -> Problem:
    words = " ".join(text[shift.start : shift.end].split())
    return Problem(
        span,
        f"The days in the records contradict “{words}”.",
        "Correct the direction, or the day.",
    )


def _shifts(text: str, lang: str) -> Iterator[_Shift]:
    """Yield the lengths of time with a direction in a text, such as "three days later"."""
    lower = text.lower()
    if not any(word in lower for word in _DIRECTIONS):
        return  # most texts need no further check
    lengths = [
        (number.start, number.end, float(number.value), number.unit)
        for number in numbers(text, lang)
        if number.unit in _LENGTHS
    ]
    lengths += [
        (match.start(), match.end(), 1.0, unit)
        for match in _SINGLE.finditer(text)
        # The pattern also accepts lookalike letters, such as ſ for s.
        if (unit := _UNITS.get(match["unit"].lower()))
    ]
    for start, end, value, unit in lengths:
        adverb = _ADVERB.match(text, end)
        if direction := adverb or _PREPOSITION.match(text, end):
            sign = 1 if direction["after"] else -1
            size, slack = _LENGTHS[unit]
            yield _Shift(
                start, direction.end(), sign * value * size, slack * (value > 0), adverb is not None
            )


def _is_turned_in_record(ledger: Ledger, claim: Claim, text: str, shift: _Shift) -> bool:
    known = inner(ledger, claim)
    lang = ledger.records.lang
    if reference := _date_from(text, lang, shift):
        starts = _starts(known.periods)
        return _is_turned(
            [*known.days, *_ends(known.periods), *starts],
            _of_text([reference], known.dates),
            shift,
        )
    days = [*_ends(known.periods), *_of_text(dates(text, lang), known.dates)]
    if date := _date_beside(text, lang, shift):
        return _is_turned(_of_text([date], known.dates), days, shift)
    own = _ends([claim.when])
    others = [day for day in days if day not in own]
    if shift.is_adverb:
        return _is_turned(others, own, shift)
    return bool(_IT.search(text[: shift.start])) and _is_turned(own, others, shift)


def _is_turned_in_prose(ledger: Ledger, sentence: CitedSentence, lang: str, shift: _Shift) -> bool:
    near = [claim.when for claim in sentence.claims_beside(shift.start)]
    written = "\n".join(line for _, line in sentence.paragraph.lines)
    if reference := _date_from(sentence.text, lang, shift):
        periods = [other.when for other in _claims_around(ledger, sentence)]
        events = [*_ends(periods), *_starts(periods), *_of_text(dates(written, lang), ())]
        return _is_turned(events, _of_text([reference], ()), shift)
    around = [other for other in _claims_around(ledger, sentence) if other.when not in near]
    days = [*_ends(other.when for other in around)]
    days += _of_text(dates(written, lang), ())
    if date := _date_beside(sentence.text, lang, shift):
        return _is_turned(_of_text([date], ()), [*days, *_ends(near)], shift)
    return shift.is_adverb and bool(sentence.groups) and _is_turned(_ends(near), days, shift)


def _claims_around(ledger: Ledger, sentence: CitedSentence) -> Iterator[Claim]:
    """Yield the claims that the paragraph of a sentence cites."""
    for other in cited_sentences(ledger):
        if other.paragraph is sentence.paragraph:
            yield from other.claims


def _date_beside(text: str, lang: str, shift: _Shift) -> WrittenDate | None:
    """Return the event's own date, as in "on 25 September, 13 days later"."""
    for date in dates(text, lang):
        if _DATE_BEFORE.fullmatch(text, date.end, shift.start):
            return date
        if shift.is_adverb and _DATE_AFTER.fullmatch(text, shift.end, date.start):
            return date
    return None


def _date_from(text: str, lang: str, shift: _Shift) -> WrittenDate | None:
    """Return the date from which a text counts, as in "three days after the test of 3 March"."""
    first = max(shift.start, shift.end - 14)
    preposition = _FROM.search(text, first, shift.end + 5)
    if preposition is None:
        return None
    if (preposition["after"] is None) != (shift.days < 0):
        return None
    for date in dates(text, lang):
        if date.day and _TO_DATE.fullmatch(text, preposition.end(), date.start):
            return date
    return None


def _starts(periods: Iterable[When]) -> list[Day]:
    """Return the first days of periods without an end, such as "since 6 March"."""
    return [when.earliest for when in periods if when.earliest and not when.latest]


def _of_text(written: Iterable[WrittenDate], known: Iterable[WrittenDate]) -> list[Day]:
    """Return the days of dates in a text. A month without a day counts as its 15th day.

    A date without a year gets the years of the known dates with the same day and month.
    """
    days = []
    known = list(known)
    for date in written:
        years = (
            [date.year]
            if date.year
            else [
                other.year
                for other in known
                if other.year and (other.month, other.day) == (date.month, date.day or other.day)
            ]
        )
        if date.month:
            days += [Day(year, date.month, date.day or _MIDDLE) for year in dict.fromkeys(years)]
    return days


def _ends(periods: Iterable[When]) -> list[Day]:
    """Return a day for each period that is precise to a day or month."""
    days = []
    for when in periods:
        first, last = when.earliest, when.latest
        if first and last and days_between(first, last) < _LONGEST:
            days.append(first if first == last else Day(first.year, first.month, _MIDDLE))
    return days


def _is_turned(events: Sequence[Day], references: Sequence[Day], shift: _Shift) -> bool:
    """Return whether events are as far from a reference as a text says, but in reverse order."""
    gaps = {days_between(reference, event) for event in events for reference in references}
    agrees = any(abs(gap - shift.days) <= shift.slack for gap in gaps)
    return not agrees and any(gap and abs(gap + shift.days) <= shift.slack for gap in gaps)
