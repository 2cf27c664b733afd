"""A number in a note or summary of the vocabulary must be in a claim about its subject.

Why: countries, topics, people and organisations have pages too. More people read the
first sentence of these pages than any claim.
Fix: correct the number, or add a claim that has it. Days and years need no claim, because a note
says who somebody is.
"""

from collections.abc import Iterator

from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenNumber, numbers
from build_tools.facts.records import Country, Entity, Topic
from build_tools.quotations.vocabulary_quotations import sentences_of_vocabulary
from build_tools.rules.claim_quantities import quantities_of, unknown_in
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_TOPIC = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: {} crossings and what passes them.{}
"""
_SAMPLE = claim_sample(("countries:", "topics: [borders]\ncountries:"))

GOOD = _SAMPLE + _TOPIC.format("Six", "")

BAD = _SAMPLE + _TOPIC.format("Nine", " #! supported-notes")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield numbers in notes and summaries that no claim about their subject has."""
    lang = ledger.records.lang
    for record, keys, text, beside in sentences_of_vocabulary(ledger):
        if not text or not isinstance(record, Country | Entity | Topic) or keys[0] == "roles":
            continue
        if not any(map(_counts, numbers(text, lang))) or not (claims := beside()):
            continue
        if ledger.records.unread:
            continue  # what an unreadable claim contains is not known
        for part in unknown_in(text, lang, quantities_of(ledger, claims), lambda _: False):
            if isinstance(part, WrittenNumber) and _counts(part):
                yield Problem(
                    record.place.within(part.start, part.end, *keys),
                    f"No claim about this contains the number “{part.text}”.",
                    "Correct it, or add a claim that contains it.",
                )


def _counts(number: WrittenNumber) -> bool:
    return number.kind is not NumberKind.LABEL
