"""A role's dates must fit the claims about its holder.

Why: a person's page shows the role's dates, but not beside the claim about the appointment or
death, so a contradiction is easily missed.
Fix: correct the role's `when` or the claim. The build compares the dates with claims that the
person took or left office within a month of the role's start or end. It also compares the dates
with claims that call the person by the role. It ignores "the former minister", which may refer to
any time.
"""

import re
from collections.abc import Iterator

from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import Day, When, days_between
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import mentions
from build_tools.facts.records import Claim, Kind, Person
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_PERSON = """
-- facts/vocabulary/people.yaml --
jonas-petraitis:
  name: Jonas Petraitis
  country: lithuania
  roles:
    - title: Minister of the Interior
      when: 2020-12-11/{}
"""
_CLAIM = claim_sample(
    ("claim: Lithuania closed", "claim: Interior minister Jonas Petraitis says that it closed"),
    ("countries:", "about: [jonas-petraitis]\ncountries:"),
)

GOOD = _CLAIM + _PERSON.format("2023-08-20")

BAD = _CLAIM + _PERSON.format("2023-08-17 #! role-dates")

# If an event and the start or end of a role are at most this many days apart, any difference is a
# mistake.
_MONTH = 31
_ENDS = re.compile(
    r"\b(?:died|killed|resigned|resigns|dismissed|sacked|stepp\w+ down|removed|left office|"
    r"replaced|murió|dimitió|destituid\w+|starb|trat zurück|entlassen|mort|démissionn\w+|"
    r"zmarł\w*|odwołan\w+|умер\w*|погиб\w*|отставк\w+)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:appointed|appoints|elected|sworn in|took office|takes office|named|became|nombrad\w+|"
    r"elegid\w+|ernannt|gewählt|vereidigt|nommé\w*|élu\w*|powołan\w+|wybran\w+|назначен\w*|"
    r"избран\w*)\b",
    re.IGNORECASE,
)
# Words that are long enough to identify a role.
_ROLE = re.compile(r"[^\W\d_]{4,}")
_FORMER = re.compile(
    r"\b(?:former|ex|later|future|then|next|new|once|previous|antigu\w+|futur\w+|ehemalig\w+|"
    r"früher\w*|künftig\w*|ancien\w*|były|byłego|przyszł\w+|бывш\w+|будущ\w+)\b",
    re.IGNORECASE,
)
_LEAD = 60


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the roles whose dates contradict a claim about the person."""
    for person in ledger.people.values():
        known = (*ledger.concerning(person.id), *ledger.said_by(person.id))
        for number, role in enumerate(person.roles):
            at = person.place.span("roles", number, "when")
            if role.when is None:
                continue
            for claim in dict.fromkeys(claim.id for claim in known):
                if message := _contradiction(ledger, ledger.claims[claim], person, number):
                    yield Problem(at, message, "Correct the one that is wrong.")
                    break


def _contradiction(ledger: Ledger, claim: Claim, person: Person, number: int) -> str:
    role = person.roles[number]
    assert role.when
    if claim.kind is Kind.EVENT and claim.when.earliest == claim.when.latest is not None:
        for words, end, name in (
            (_ENDS, role.when.latest if role.when.end else None, "ends"),
            (_BEGINS, role.when.earliest if role.when.start else None, "begins"),
        ):
            if (
                end
                and words.search(claim.claim)
                and _slips(claim.when.latest, end)
                and _first_person(ledger, claim) == person.id
            ):
                return f'The role {name} on a different day from the one in "{claim.id}".'
    if _is_called(ledger, claim, person, number) and not _overlap(claim.when, role.when):
        same = [other for other in person.roles if _noun(other.title) == _noun(role.title)]
        if not any(other.when is None or _overlap(claim.when, other.when) for other in same):
            return f'"{claim.id}" gives this role to {person.name} at another time.'
    return ""


def _first_person(ledger: Ledger, claim: Claim) -> str:
    """Return the id of the person whom a claim names first, or ""."""
    named = (mention.ids & ledger.people.keys() for mention in mentions(ledger, claim.claim))
    return next((min(ids) for ids in named if ids), "")


def _slips(day: Day, end: Day) -> bool:
    return 0 < abs(days_between(day, end)) <= _MONTH


def _overlap(period: When, role: When) -> bool:
    """Return whether two periods share a day. A period may be open at either end."""
    is_before = bool(period.latest and role.earliest and period.latest < role.earliest)
    is_after = bool(period.earliest and role.latest and role.latest < period.earliest)
    return not (is_before or is_after)


def _noun(title: str) -> str:
    """Return the first word with at least four letters in a role, such as "minister", or ""."""
    match = _ROLE.search(title)
    return match[0].casefold() if match else ""


def _is_called(ledger: Ledger, claim: Claim, person: Person, number: int) -> bool:
    """Return whether a claim has the role before the person's name, as in "minister Petraitis"."""
    text, noun = unquoted(claim.claim), _noun(person.roles[number].title)
    if not noun or noun not in text.casefold():
        return False
    for mention in mentions(ledger, text):
        lead = text[max(0, mention.start - _LEAD) : mention.start].casefold()
        lead = re.split(r"[.;:]", lead)[-1]
        words = lead.split()[-4:]
        if mention.ids == {person.id} and noun in words and not _FORMER.search(lead):
            return True
    return False
