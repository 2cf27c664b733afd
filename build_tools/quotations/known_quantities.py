"""Collects the numbers and dates that a record knows, for what its claim and finding say.

There are two circles. The inner one supports a claim that holds: the evidence for it, its
calculations, the statements that it embeds or is related to. The outer one is for findings, and for
claims that do not hold: all evidence, sources, searches and the article's own sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from build_tools.facts.dates import DateError, When
from build_tools.facts.language import language_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Article, Claim, Evidence, Source, Stance
from build_tools.quotations.support import EvidenceTexts, texts_of

# A text with the language that its numbers and dates are written in.
Written = tuple[str, str]
# What joins to a number before or after it: 1.500, 5-6, forty-two.
_JOINED = re.compile(r"\w|[.,/'’–-]\w|%")


@dataclass(frozen=True)
class Quantities:
    """Texts with their numbers and dates, which are read when needed, and periods of fields."""

    texts: tuple[Written, ...]
    periods: tuple[When, ...]

    @cached_property
    def numbers(self) -> tuple[WrittenNumber, ...]:
        """The numbers of all texts."""
        return tuple(number for text in self.texts for number in numbers(*text))

    @cached_property
    def dates(self) -> tuple[WrittenDate, ...]:
        """The dates of all texts."""
        return tuple(date for text in self.texts for date in dates(*text))

    @cached_property
    def joined(self) -> str:
        """All texts in one, each in a paragraph of its own."""
        return "\n\n".join(text for text, _ in self.texts)

    def has_words(self, words: str) -> bool:
        """Return whether a text has exactly these words, uncut: most numbers need no more."""
        at = self.joined.find(words)
        while at >= 0:
            if not (
                _JOINED.match(self.joined[max(0, at - 2) : at][::-1])
                or _JOINED.match(self.joined, at + len(words))
            ):
                return True
            at = self.joined.find(words, at + 1)
        return False


@memoized_per_ledger
def inner(ledger: Ledger, claim: Claim) -> Quantities:
    """Return what supports a claim that holds."""
    periods = [claim.when, *([claim.as_of] if claim.as_of else [])]
    texts: list[Written] = []
    for evidence in texts_of(ledger, claim):
        if evidence.item.stance is Stance.SUPPORTS:
            texts += _evidence(ledger, evidence, own_language(claim))
        if evidence.item.part:
            texts.append((evidence.item.part, own_language(claim)))
        calculated, days = _calculated(evidence.item)
        texts += calculated
        periods += days
    for other in cited(ledger, claim):
        texts.append((other.claim, own_language(other)))
        periods.append(other.when)
    articles = {place.article for place in claim.appears_in} & set(ledger.articles)
    periods += [ledger.articles[name].date for name in sorted(articles)]
    return _quantities(texts, periods)


@memoized_per_ledger
def outer(ledger: Ledger, claim: Claim) -> Quantities:
    """Return all else that a record has and cites, which its finding may tell of."""
    texts: list[Written] = []
    periods: list[When] = []
    for evidence in texts_of(ledger, claim):
        if evidence.item.stance is not Stance.SUPPORTS:
            texts += _evidence(ledger, evidence, own_language(claim))
        if source := ledger.sources.get(evidence.item.source):
            texts.append((source.title, source.langid))
            periods += [source.date] if source.date else []
            for name in (evidence.item.origin, source.origin):
                if (origin := ledger.origins.get(name or "")) and origin.when:
                    periods.append(origin.when)
    for search in claim.search_log:
        texts += [(text, own_language(claim)) for text in (search.query, search.result)]
    for place in claim.appears_in:
        if article := ledger.articles.get(place.article):
            texts += [
                (article.words_of(sentence), language_of(article.text))
                for sentence in article.sentences
                if sentence.id == place.sentence
            ]
    for other in cited(ledger, claim):
        texts.append((other.finding, own_language(other)))
        for evidence in texts_of(ledger, other):
            texts += _evidence(ledger, evidence, own_language(other))
    return _quantities(texts, periods)


@memoized_per_ledger
def of_article(ledger: Ledger, article: Article) -> tuple[WrittenDate, ...]:
    """Return the days that an article names."""
    return tuple(date for date in dates(article.text, language_of(article.text)) if date.day)


def own_language(claim: Claim) -> str:
    """Return the language of our own words in a record."""
    return language_of(f"{claim.claim} {claim.finding}")


def cited(ledger: Ledger, claim: Claim) -> Iterator[Claim]:
    """Yield the claims that the claim's page links to: embedded, embedding, related either way."""
    names = [claim.embeds or "", *(link.claim for link in claim.related)]
    yield from (ledger.claims[name] for name in names if name in ledger.claims)
    yield from ledger.embedding(claim.id)
    yield from (other for other, _, _ in ledger.pointing_at(claim.id))


def _evidence(ledger: Ledger, evidence: EvidenceTexts, own: str) -> Iterator[Written]:
    quote = evidence.item.quote
    if quote:
        yield quote.text, quote.lang
        if quote.translation:
            yield quote.translation, own
    source: Source | None = ledger.sources.get(evidence.item.source)
    yield from ((stored, source.langid if source else "en") for stored in evidence.stored)
    yield evidence.item.says, own


def _calculated(item: Evidence) -> tuple[list[Written], list[When]]:
    """Return results and inputs of calculations: numbers as texts, days as periods."""
    texts: list[Written] = []
    days: list[When] = []
    for calculation in item.calculations:
        texts.append((calculation.result, "en"))
        for term in calculation.inputs:
            try:
                days.append(When.parse(term.value))
            except DateError:
                texts.append((term.value, "en"))
    return texts, days


def _quantities(texts: list[Written], periods: list[When]) -> Quantities:
    return Quantities(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(periods)))
