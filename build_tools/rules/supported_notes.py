"""A number or date in a vocabulary note or summary must be in a claim about its subject.

Why: countries, topics, people and organisations also have pages. More people read the first
sentence of these pages than any claim.
Fix: correct the number or date, or add a claim that contains it. A date must be in the claim's own
words or its `when`, because the day of a report is not the day of the event. The dates of a
person's roles also count. A month without a year needs no claim.
"""

from collections.abc import Iterator, Sequence

from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.records import Claim, Country, Entity, Person, Record, Topic
from build_tools.quotations.known_quantities import Quantities, Written
from build_tools.quotations.vocabulary_quotations import sentences_of_vocabulary
from build_tools.rules.claim_quantities import quantities_of, unknown_in
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_TOPIC = """
-- facts/vocabulary/topics.yaml --
borders:
  name: Borders
  summary: {} crossings and what passed them in {}.{}
"""
_SAMPLE = claim_sample(("countries:", "topics: [borders]\ncountries:"))

GOOD = _SAMPLE + _TOPIC.format("Six", 2023, "")

BAD = (
    _SAMPLE
    + _TOPIC.format("Nine", 2023, " #! supported-notes")
    + """
-- facts/vocabulary/countries.yaml --
belarus:
  name: Belarus
  code: BY
  summary: The country that Americans were told to leave.
lithuania:
  name: Lithuania
  code: LT
  summary: It closed crossings on 3 May 2022. #! supported-notes
"""
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield numbers and dates in notes and summaries that are in no claim about their subject."""
    lang = ledger.records.lang
    for record, keys, text, beside in sentences_of_vocabulary(ledger):
        if not text or not isinstance(record, Country | Entity | Topic) or keys[0] == "roles":
            continue
        if not (numbers(text, lang) or dates(text, lang)) or not (claims := beside()):
            continue
        if ledger.records.unread:
            continue  # we do not know what an unreadable claim contains
        for part in _unknown(ledger, record, text, claims):
            kind = "number" if isinstance(part, WrittenNumber) else "date"
            yield Problem(
                record.place.within(part.start, part.end, *keys),
                f"No claim about this contains the {kind} “{part.text}”.",
                "Correct it, or add a claim that contains it.",
            )


def _unknown(
    ledger: Ledger, record: Record, text: str, claims: Sequence[Claim]
) -> Iterator[WrittenDate | WrittenNumber]:
    """Yield the dates that are not in the claims' own words, and the unknown numbers.

    The day of a report about an event is not the day of the event, so dates in evidence do not
    count.
    """
    lang = ledger.records.lang
    texts: list[Written] = []
    periods: list[When] = []
    for claim in claims:
        own = (claim.claim, claim.finding, claim.finding_short, claim.outdated)
        texts += [Written(words, lang) for words in own if words]
        periods += [when for when in (claim.when, claim.as_of) if when]
    if isinstance(record, Person):
        periods += [role.when for role in record.roles if role.when]
    yield from unknown_in(text, lang, Quantities(tuple(texts), tuple(periods)), lambda _: True)
    for part in unknown_in(text, lang, quantities_of(ledger, claims), _is_label):
        if isinstance(part, WrittenNumber):
            yield part


def _is_label(number: WrittenNumber) -> bool:
    return number.kind is NumberKind.LABEL
