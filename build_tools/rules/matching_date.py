"""The date in a claim's text must match its `when`.

Why: readers see the text, but the timeline, the filters and the exports use `when`. If the two
dates are different, one of them is wrong.
Fix: correct the date that the evidence shows to be wrong. Write the date of something else with
“of” (the alert of 21 August 2023), or add the claim's own date.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import When as Date
from build_tools.facts.dates import days_in_month
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, base, dates
from build_tools.facts.records import Claim
from build_tools.facts.wording import in_words
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_DAY = "on 18 August 2023"

GOOD = claim_sample((_DAY, "in August 2023, as had been said in May 2022"))

BAD = claim_sample(
    (_DAY, "on 19 August 2023"),
    ("when: 2023-08-18", "when: 2023-08-18 #! matching-date"),
)


class _Phrasing(NamedTuple):
    """A language's patterns for an event's date, and for a clause that may be about a different
    time.

    ``own`` matches the words before the event's own date, and ``other`` the words before a
    different date.
    """

    own: re.Pattern[str]
    other: re.Pattern[str]
    clause: re.Pattern[str]


def _phrasing(own: str, clause: str, other: str = "(?!)") -> _Phrasing:
    own_before, other_before = (
        re.compile(rf"(?:{words})\s$", re.IGNORECASE) for words in (own, other)
    )
    return _Phrasing(own_before, other_before, re.compile(clause, re.IGNORECASE))


# A clause about a different time may begin with a word such as “that” or “which”. Some languages
# put a comma before such clauses, and some write a date without any word before it.
_PHRASINGS: Mapping[str, _Phrasing] = {
    "en": _phrasing(
        r"\bon|\bin(?: (?:early|mid|late))?",
        r"\b(?:that|which|who|whose|when|where|after|before|since|until|because|if)\b",
    ),
    "es": _phrasing(
        r"\bel|\ben",
        r"\b(?:que|quien|cuyo|cuando|donde|después|antes|desde|hasta|porque|si|tras)\b",
    ),
    "fr": _phrasing(
        r"\ble|\ben", r"\b(?:que|qui|dont|quand|où|après|avant|depuis|jusque|parce|si)\b|qu’|qu'"
    ),
    "de": _phrasing(r"\bam|\bim", r",|\b(?:nach|vor|seit|bis)\b"),
    "pl": _phrasing(r"\bw|\bdnia|\S", r",|\b(?:po|przed|od|do)\b", r"\b(?:z|ze|z dnia)"),
    "ru": _phrasing(r"\bв|\S", r",|\b(?:после|до|с|перед)\b", r"\b(?:от|за)"),
    "lt": _phrasing(r"\S", r",|\b(?:po|prieš|nuo|iki)\b"),
}


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim whose text names days or months, but none that matches its `when`."""
    if claim.when.approximate or claim.when.uncertain:
        return  # the date in the text may also be approximate
    lang = ledger.records.lang
    if (phrasing := _PHRASINGS.get(base(lang))) is None:
        return
    words = unquoted(claim.claim)
    clause = phrasing.clause.search(words)
    end = clause.start() if clause else len(words)
    known = [date for date in (claim.when, claim.as_of) if date is not None]
    own: list[str] = []
    for written in dates(words, lang):
        if written.month is None or written.year is None:
            continue
        date = _date(written)
        if date is None:
            message = f"There is no {written.text}."
            yield Problem(claim.place.span("claim"), message, "Correct the day.")
            return
        if any(date.overlaps(other) for other in known):
            return
        before = words[: written.start]
        is_own = phrasing.own.search(before) and not phrasing.other.search(before)
        if (is_own or not before) and written.start < end:
            own.append(f"“{_lead(before, phrasing)}{written.text}”")
    if own:
        # Other languages say this in other words.
        is_english = base(lang) == "en"
        other = "Write the date of something else with “of”, or " if is_english else "Or "
        yield Problem(
            claim.place.span("when"),
            f"The claim says {in_words(own)}, and `when` is {claim.when.words()}.",
            "Correct the one that the evidence shows to be wrong. "
            f"{other}add the claim's own date.",
        )


def _lead(before: str, phrasing: _Phrasing) -> str:
    """Return the preposition before a date."""
    match = phrasing.own.search(before)
    return before[match.start() :] if match and len(match[0]) > 2 else ""


def _date(written: WrittenDate) -> Date | None:
    """Return a date with a month and year, or None if there is no such day."""
    year, month, day = written.year or 0, written.month or 1, written.day
    if day is None:
        return Date.parse(f"{year:04}-{month:02}")
    if day > days_in_month(year, month):
        return None
    return Date.parse(f"{year:04}-{month:02}-{day:02}")
