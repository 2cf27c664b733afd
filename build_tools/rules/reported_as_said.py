"""A claim about what somebody said must say that somebody said it.

Why: "Boiling removes nitrates" is a claim about nitrates. If its kind is `quotation`, the rules
check only that a doctor said so, and readers take the doctor's words for an established fact.
Fix: write who says it ("The doctor said that boiling …"). Or correct `kind`, and cite evidence that
the statement is true. A claim passes if it has a verb of saying or thinking, begins like "In the
doctor's view", or names its speaker or a person or organisation in `about`. A word of the site's
topics, such as "border" in the name of a border guard, does not count as a name. A country counts
only at the beginning: "For Poland, …", "Polish officials …". The build does not check a record
without a speaker.
"""

import re
from collections.abc import Iterator

from build_tools.facts.clauses import stems
from build_tools.facts.demonyms import all_demonyms, demonyms
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Claim, Person
from build_tools.facts.sayings import LANGUAGES, is_saying
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_PEOPLE = """\
-- facts/vocabulary/people.yaml --
jonas-petraitis:
  name: Jonas Petraitis
  roles:
    - title: Minister
"""
# Among the first words, a demonym or a country after a preposition may be the speaker: "Polish
# officials", "for Poland". Other countries are mostly subjects.
_FIRST = 5
_PREPOSITION = re.compile(
    r"for|to|in|on|by|para|en|für|nach|pour|à|dla|w|для|в|по|pagal", re.IGNORECASE
)
# An introduction such as "On the park's figures, …". Short text only: a field of a record.
_INTRODUCTION = re.compile(
    r"(?:for|to|in|on|by|from|under)\s[^,.;:]{2,40}['’]s?\s[^\W\d_]{3,}", re.IGNORECASE
)
_KIND = "kind: event", "kind: attribution\nsaid_by: [jonas-petraitis]"

GOOD = _PEOPLE + claim_sample(_KIND, ("claim: Lithuania", "claim: The minister said it"))

BAD = _PEOPLE + claim_sample(_KIND, ("18 August 2023.", "18 August 2023. #! reported-as-said"))


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim about what somebody said that states it as a fact."""
    lang = base(ledger.records.lang)
    if claim.kind not in SAYINGS or lang not in LANGUAGES or is_saying(claim.claim):
        return
    if not ledger.speakers(claim):
        return  # the sources may not name anybody either
    if not _names_speaker(ledger, claim):
        yield Problem(
            claim.place.span("claim"),
            f"A claim of the kind “{claim.kind}” must say who said it.",
            "Name the speaker, or correct `kind`.",
        )


def _names_speaker(ledger: Ledger, claim: Claim) -> bool:
    """Return whether a claim has a word that distinguishes a speaker from the site's subjects."""
    if _INTRODUCTION.match(claim.claim):
        return True
    topics, countries = _topics(ledger), _countries(ledger)
    first = claim.claim.split()[:_FIRST]
    if not _PREPOSITION.fullmatch(first[0]):
        first = [word for word in first if word in all_demonyms()]
    words = stems(claim.claim) - countries | stems(" ".join(first))
    for name in _names(ledger, claim):
        own = stems(name)
        if not words.isdisjoint(own - topics or own):
            return True
    return False


@once_per_ledger
def _topics(ledger: Ledger) -> frozenset[str]:
    return stems("\n".join(topic.name for topic in ledger.topics.values()))


@once_per_ledger
def _countries(ledger: Ledger) -> frozenset[str]:
    """Return the stems of the countries' names and demonyms."""
    countries = ledger.countries.values()
    words = [word for country in countries for word in demonyms(country.code)]
    return stems("\n".join([*words, *(country.name for country in countries)]))


def _names(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """Yield the names and roles of the claim's speakers and of those whom it is about."""
    speakers = [ledger.speaker(identity) for identity in claim.about]
    for speaker in (*ledger.speakers(claim), *speakers):
        if speaker is None:
            continue
        yield from (speaker.name, *getattr(speaker, "spellings", ()))
        if isinstance(speaker, Person):
            yield from (role.title for role in speaker.roles)
