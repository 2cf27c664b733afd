"""The date that a claim tells of in words must be the one that it has in `when`.

Why: readers see the words, and the timeline, the filters and the exports go by `when`; where the
two differ, one of them is wrong, and a corrected date is easily corrected in one place only.
Fix: correct whichever the evidence shows to be wrong. A date of something else is told with
“of” (the alert of 21 August 2023), or beside the claim's own.
"""

import re
from collections.abc import Iterator

from build_tools.facts.dates import MONTHS, days_in_month
from build_tools.facts.dates import When as Date
from build_tools.facts.ledger import Ledger
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

_DATE = re.compile(
    r"\b(?:(?P<own>on|in(?: (?:early|mid|late))?) )?"
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>(?a:{'|'.join(MONTHS)})),? (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTHS = [month.casefold() for month in MONTHS]
# Short text only: a statement has at most 400 characters.
_QUOTED = re.compile('“[^”]*”|"[^"]*"')
# A date after one of these may be about another time: “said that … in May”, “the post which …”.
_SUBCLAUSE = re.compile(
    r"\b(?:that|which|who|whose|when|where|after|before|since|until|because|if)\b"
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim that names a day or month, but none that fits its `when`."""
    if claim.when.approximate or claim.when.uncertain:
        return  # the words may be about it, too
    words = _QUOTED.sub("", claim.claim)
    subclause = _SUBCLAUSE.search(words)
    end = subclause.start() if subclause else len(words)
    known = [date for date in (claim.when, claim.as_of) if date is not None]
    own: list[str] = []
    for match in _DATE.finditer(words):
        date = _date(match)
        if date is None:
            message = f"There is no {match['day']} {match['month']} {match['year']}."
            yield Problem(claim.place.span("claim"), message, "Correct the day.")
            return
        if any(date.overlaps(other) for other in known):
            return
        if match["own"] and match.start() < end:
            own.append(f"“{match[0]}”")
    if own:
        yield Problem(
            claim.place.span("when"),
            f"The claim says {in_words(own)}, and `when` is {claim.when.words()}.",
            "Correct whichever the evidence shows to be wrong. The date of something else is told "
            "with “of”, or beside the claim's own.",
        )


def _date(match: re.Match[str]) -> Date | None:
    month = _MONTHS.index(match["month"].casefold()) + 1
    written = f"{match['year']}-{month:02}"
    if match["day"] is None:
        return Date.parse(written)
    if not 1 <= int(match["day"]) <= days_in_month(int(match["year"]), month):
        return None
    return Date.parse(f"{written}-{int(match['day']):02}")
