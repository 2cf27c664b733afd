"""A claim or finding may name only countries, people, organisations and places that it concerns.

Why: "Poland closed two crossings" may contain one wrong word and still look checked.
Fix: correct the name, list it in `about` or `countries`, or cite evidence that contains it. The
build recognises every spelling of a name in the vocabulary, and the words for a country's people
("a Spanish minister"). A capital may represent its country. A finding may also contain names from
related claims. `short` may contain only names from the claim, `about` or `countries`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.facts.clauses import unquoted
from build_tools.facts.demonyms import all_demonyms, country_of_language
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

# Short text only: a field of a record.
_OF_LANGUAGE = re.compile(
    r"-(?:language|speaking|sprachig)|\s(?:languages?|text|version|translation|original|edition|"
    r"transcript|subtitles|words?|wikipedia|name|spelling|lengua|idioma|versión|traducción|sprache|"
    r"fassung|übersetzung|langue|język|języku|wersj|язык|верси|перевод|kalb)",
    re.IGNORECASE,
)
# Short text only: a field of a record.
_IN_LANGUAGE = re.compile(
    r"\b(?:in|into|from|and|or|en|al|del|auf|ins|aus dem|du|na|z|на|с)\s$", re.IGNORECASE
)
# Short text only: a field of a record.
_WORD_AFTER = re.compile(r"\s(?!(?:and|or|y|und|et|i|и|ir)\b)[^\W\d_]")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield names in the claim and its finding that the record and its sources do not contain."""
    if not is_complete(ledger, claim):
        return
    for field in ("claim", "finding", "finding_short", "short"):
        text = getattr(claim, field) or ""
        # Another rule compares words in quotation marks with the text that they quote.
        words = unquoted(text)
        for mention in mentions(ledger, words):
            if _may_name(ledger, claim, mention, field):
                continue
            name = text[mention.start : mention.end]
            if name in all_demonyms() and (
                is_language(words, mention) or mention.ids & _told_of(ledger, claim, field)
            ):
                continue
            yield Problem(
                claim.place.within(mention.start, mention.end, field),
                f"Nothing that this record lists or cites mentions “{name}”.",
                "Correct the name, or list it in `about` or `countries`, or cite evidence that "
                "names it.",
            )


def _may_name(ledger: Ledger, claim: Claim, mention: Mention, field: str) -> bool:
    """Return whether a field may contain a name.

    The lists in the record permit a name in every field. Otherwise a short label may contain only
    names from the claim. A claim may contain names from its evidence, and from claims that embed it
    or that it embeds. A finding may contain names from its evidence and all related claims.
    """
    if mention.ids & _listed(ledger, claim):
        return True
    if field == "short":
        in_claim = mentions(ledger, claim.claim)
        return any(mention.ids & other.ids for other in in_claim)
    if mention.ids & _named(ledger, claim):
        return True
    if field == "claim":
        embedded = ledger.claims.get(claim.embeds or "")
        linked = [*([embedded] if embedded else []), *ledger.embedding(claim.id)]
        return any(mention.ids & _listed(ledger, other) for other in linked)
    return bool(
        mention.ids & concerned(ledger, claim) or mention.ids & _named_in_cited(ledger, claim)
    )


def is_language(text: str, mention: Mention) -> bool:
    """Return whether a demonym is the name of a language, as in "a Russian-language site"."""
    if _OF_LANGUAGE.match(text, mention.end):
        return True
    return not _WORD_AFTER.match(text, mention.end) and bool(
        _IN_LANGUAGE.search(text, max(0, mention.start - 12), mention.start)
    )


def _told_of(ledger: Ledger, claim: Claim, field: str) -> frozenset[str]:
    """Return the countries that a text may name because of its sources or the article."""
    of_sources = countries_of_sources(ledger, claim)
    return of_sources | _of_titles(ledger) if field != "claim" else of_sources


@memoized_per_ledger
def concerned(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the ids in the lists of a record and of its related claims, with their countries."""
    related = (claim, *cited(ledger, claim))
    return frozenset().union(*(_listed(ledger, other) for other in related))


@memoized_per_ledger
def _listed(ledger: Ledger, claim: Claim) -> frozenset[str]:
    listed = {claim.asserted_by, *claim.about, *claim.countries, *claim.said_by}
    listed |= {speaker.id for speaker in ledger.speakers(claim)}
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
    """Return the ids of the names in the evidence and its sources, publishers and origins."""
    mentioned: Iterable[Mention] = mentions(ledger, "\n".join(_evidence_words(ledger, claim)))
    return frozenset().union(*(mention.ids for mention in mentioned))


@memoized_per_ledger
def _named_in_cited(ledger: Ledger, claim: Claim) -> frozenset[str]:
    words = (f"{other.claim}\n{other.finding}" for other in cited(ledger, claim))
    return frozenset().union(*(mention.ids for mention in mentions(ledger, "\n".join(words))))


@memoized_per_ledger
def countries_of_sources(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the countries of the sources' publishers and languages, as in "a Russian report"."""
    cited_keys = {item.source for item in claim.evidence}
    sources = [ledger.sources[key] for key in sorted(cited_keys & set(ledger.sources))]
    codes = {country_of_language(source.langid) for source in sources}
    for source in sources:
        if publisher := ledger.publishers.get(source.publisher):
            codes.add(publisher.country or "")
    return frozenset(country.id for country in ledger.countries.values() if country.code in codes)


@once_per_ledger
def _of_titles(ledger: Ledger) -> frozenset[str]:
    """Return the ids of the names in the titles of the checked articles."""
    titles = "\n".join(article.title for article in ledger.articles.values())
    return frozenset().union(*(mention.ids for mention in mentions(ledger, titles)))


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
