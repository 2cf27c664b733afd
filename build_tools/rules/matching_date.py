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

_CLAIM = """
-- facts/claims/borders/two-crossings.yaml --
claim: Lithuania closed two of its six road crossings with Belarus {told}.
kind: event
appears_in:
  - article: story
    sentence: S01
asserted_by: article
when: 2023-08-18{mark}
verdict: unverified
confidence: low
finding: Two of six.
search_log:
  - date: 2026-11
    where: web search
    query: crossings
    result: nothing more
checked:
  date: 2026-11-22
  by: the editors
"""

GOOD = _CLAIM.format(told="in August 2023, as had been said in May 2022", mark="")

BAD = _CLAIM.format(told="on 19 August 2023", mark=" #! matching-date")

_TOLD = re.compile(
    r"\b(?:(?P<own>on|in(?: (?:early|mid|late))?) )?"
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>(?a:{'|'.join(MONTHS)})),? (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MONTHS = [month.casefold() for month in MONTHS]
_QUOTED = re.compile('“[^”]*”|"[^"]*"')
# What follows these may tell of another time: “said that … in May”, “the post which …”.
_ASIDE = re.compile(r"\b(?:that|which|who|whose|when|where|after|before|since|until|because|if)\b")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim that names no day or month that its `when` has, but another one."""
    if claim.when.approximate or claim.when.uncertain:
        return  # the words may be about it, too
    told = claim.claim.casefold()
    if not any(month in told for month in _MONTHS):
        return  # most claims tell of none, and looking for a whole date takes ten times as long
    words = _QUOTED.sub("", claim.claim)
    aside = _ASIDE.search(words)
    end = aside.start() if aside else len(words)
    known = [one for one in (claim.when, claim.as_of) if one is not None]
    own: list[str] = []
    for found in _TOLD.finditer(words):
        day = _date(found)
        if day is None:
            message = f"There is no {found['day']} {found['month']} {found['year']}."
            yield Problem(claim.place.span("claim"), message, "Correct the day.")
            return
        if any(day.overlaps(one) for one in known):
            return
        if found["own"] and found.start() < end:
            own.append(f"“{found[0]}”")
    if own:
        yield Problem(
            claim.place.span("when"),
            f"The claim says {in_words(own)}, and `when` is {claim.when.words()}.",
            "Correct whichever the evidence shows to be wrong. The date of something else is told "
            "with “of”, or beside the claim's own.",
        )


def _date(found: re.Match[str]) -> Date | None:
    month = _MONTHS.index(found["month"].casefold()) + 1
    written = f"{found['year']}-{month:02}"
    if found["day"] is None:
        return Date.parse(written)
    if not 1 <= int(found["day"]) <= days_in_month(int(found["year"]), month):
        return None
    return Date.parse(f"{written}-{int(found['day']):02}")
