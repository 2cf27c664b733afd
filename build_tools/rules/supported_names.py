"""A claim or finding may name only countries, people, organisations and places that it concerns.

Why: "Poland closed two crossings" is one word away from the truth, and looks just as well checked.
Fix: correct the name, or list it in `about` or `countries`, or cite evidence that names it. Names
in the vocabulary are recognised in all their spellings, and a capital may stand for its country.
"""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.facts.clauses import unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import Mention, mentions
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim, Entity, Place
from build_tools.quotations.known_quantities import cited
from build_tools.quotations.support import is_complete, texts_of
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_COUNTRIES = "countries: [lithuania, belarus]"

GOOD = claim_sample()

BAD = claim_sample(
    (_COUNTRIES, "countries: [lithuania]"),
    ("on 18 August 2023.", "on 18 August 2023. #! supported-names"),
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield names in the claim and its finding that nothing in the record, or cited by it, has."""
    if not is_complete(ledger, claim):
        return
    for field, text in (("claim", claim.claim), ("finding", claim.finding)):
        # What stands in quotation marks is checked against what it quotes.
        words = unquoted(text)
        for mention in mentions(ledger, words):
            if mention.ids & _concerned(ledger, claim) or mention.ids & _named(ledger, claim):
                continue
            name = text[mention.start : mention.end]
            yield Problem(
                claim.place.within(mention.start, mention.end, field),
                f"Nothing that this record lists or cites mentions “{name}”.",
                "Correct the name, or list it in `about` or `countries`, or cite evidence that "
                "names it.",
            )


@memoized_per_ledger
def _concerned(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the ids that the record lists, with the countries of those, and their capitals."""
    listed: set[str] = set()
    for related in (claim, *cited(ledger, claim)):
        listed |= {related.asserted_by, *related.about, *related.countries, *related.said_by}
        listed |= {speaker.id for speaker in ledger.speakers(related)}
    for entity in [ledger.entities[name] for name in listed if name in ledger.entities]:
        listed |= _countries_of(entity)
    listed |= {place.id for place in _capitals(ledger) if not listed.isdisjoint(place.countries)}
    return frozenset(listed)


@once_per_ledger
def _capitals(ledger: Ledger) -> Sequence[Place]:
    return [place for place in ledger.places.values() if "capital" in place.kind]


def _countries_of(entity: Entity) -> set[str]:
    if isinstance(entity, Place):
        return set(entity.countries)
    country = getattr(entity, "country", None)
    return {country} if country else set()


@memoized_per_ledger
def _named(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the ids that the evidence names: sources, publishers, origins, texts and articles."""
    found: Iterable[Mention] = mentions(ledger, "\n".join(_evidence_words(ledger, claim)))
    return frozenset().union(*(mention.ids for mention in found))


def _evidence_words(ledger: Ledger, claim: Claim) -> Iterator[str]:
    for texts in texts_of(ledger, claim):
        yield from texts.all
        item = texts.item
        yield from filter(None, (item.part, item.quote and item.quote.speaker))
        if source := ledger.sources.get(item.source):
            publisher = ledger.publishers.get(source.publisher)
            yield from filter(None, (source.title, source.author, publisher and publisher.name))
            for identity in (item.origin, source.origin):
                if origin := ledger.origins.get(identity or ""):
                    yield f"{origin.name}\n{origin.by}"
    yield from (appearance.quote for appearance in claim.appears_in if appearance.quote)
    yield from (f"{search.query}\n{search.result}" for search in claim.search_log)
    for other in cited(ledger, claim):
        yield f"{other.claim}\n{other.finding}"
