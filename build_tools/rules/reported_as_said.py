"""A claim about what somebody said must say that somebody said it.

Why: "Boiling removes nitrates" is a claim about nitrates. If its kind is `quotation`, the rules
check only that a doctor said so, and readers take the doctor's words for an established fact.
Fix: write who says it ("The doctor said that boiling …"). Or correct `kind`, and cite evidence that
the statement is true. A claim passes if it has a verb of saying or thinking, or names its speaker
or a person or organisation in `about`. The build does not check a record without a speaker.
"""

from collections.abc import Iterator

from build_tools.facts.clauses import stems
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
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
    names = stems("\n".join(_names(ledger, claim)))
    if names.isdisjoint(stems(claim.claim)):
        yield Problem(
            claim.place.span("claim"),
            f"A claim of the kind “{claim.kind}” must say who said it.",
            "Name the speaker, or correct `kind`.",
        )


def _names(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """Yield the names and roles of the claim's speakers and of those whom it is about."""
    speakers = [ledger.speaker(identity) for identity in claim.about]
    for speaker in (*ledger.speakers(claim), *speakers):
        if speaker is None:
            continue
        yield from (speaker.name, *getattr(speaker, "spellings", ()))
        if isinstance(speaker, Person):
            yield from (role.title for role in speaker.roles)
