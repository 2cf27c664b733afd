"""Collects the numbers and dates in a record.

The record's claim and finding may use numbers from three circles. The inner circle supports a claim
with a supported verdict. It contains the evidence for the claim, its calculations, and the
statements that it embeds or is related to. The middle circle is the rest of the record, for claims
that are wrong, misleading or need a qualifier. The outer circle is for findings only. Prose that
cites a claim may use every number in the record itself.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_tools.facts.agreement import number_agrees
from build_tools.facts.dates import DateError, Day, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Article, CalculationKind, Claim, Evidence, Stance
from build_tools.quotations.support import EvidenceTexts, texts_of

_AUTUMN, _HALF_A_YEAR = 9, 6
# Signs and letters that may be part of a number: "1.500", "5-6", "forty-two".
# Short text only: the pattern never searches more than one field of a record.
_JOINED = re.compile(r"\w|[.,/'’–-]\w|%")


class Written(NamedTuple):
    """A text, the language of its numbers and dates, and its date of publication, if known.

    A day without a year is in the year of publication.
    """

    text: str
    lang: str
    published: When | None = None


@dataclass(frozen=True)
class Quantities:
    """Texts with numbers and dates, and the periods in date fields.

    Texts are read only when needed, beginning with those in the site's language.
    """

    texts: tuple[Written, ...]
    periods: tuple[When, ...]

    @property
    def numbers(self) -> Iterator[WrittenNumber]:
        """The numbers in all texts."""
        for written in self.texts:
            yield from numbers(written.text, written.lang)

    @property
    def dates(self) -> Iterator[WrittenDate]:
        """The dates in all texts."""
        for written in self.texts:
            for date in dates(written.text, written.lang):
                yield from with_year(date, written.published)

    @property
    def placed(self) -> Iterator[tuple[str, WrittenNumber]]:
        """The numbers in all texts, each with its text."""
        for text, lang, _ in self.texts:
            for number in numbers(text, lang):
                yield text, number

    @property
    def days(self) -> Iterator[Day]:
        """The single days in all texts and fields."""
        for date in self.dates:
            if date.year and date.month and date.day:
                yield Day(date.year, date.month, date.day)
        for period in self.periods:
            if period.earliest and period.earliest == period.latest:
                yield period.earliest

    @cached_property
    def joined(self) -> str:
        """All texts, joined as separate paragraphs."""
        return "\n\n".join(text for text, _, _ in self.texts)

    def has_words(self, words: str) -> bool:
        """Return whether a text contains exactly these whole words.

        This fast check is enough for most numbers.
        """
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
    """Return the quantities that support a claim with a supported verdict."""
    periods = [claim.when, *([claim.as_of] if claim.as_of else [])]
    texts: list[Written] = []
    for evidence in texts_of(ledger, claim):
        if evidence.item.stance is Stance.SUPPORTS:
            texts += _evidence(ledger, evidence, ledger.records.lang)
        if evidence.item.part:
            texts.append(Written(evidence.item.part, ledger.records.lang))
        calculated, days = _calculated(evidence.item)
        texts += calculated
        periods += days
    for other in cited(ledger, claim):
        texts.append(Written(other.claim, ledger.records.lang))
        periods.append(other.when)
    articles = {place.article for place in claim.appears_in} & set(ledger.articles)
    periods += [ledger.articles[name].date for name in sorted(articles)]
    return _quantities(ledger, texts, periods)


@memoized_per_ledger
def middle(ledger: Ledger, claim: Claim) -> Quantities:
    """Return the rest of the record's quantities, which a wrong or misleading claim may repeat."""
    texts: list[Written] = []
    for evidence in texts_of(ledger, claim):
        if evidence.item.stance is not Stance.SUPPORTS:
            texts += _evidence(ledger, evidence, ledger.records.lang)
    for search in claim.search_log:
        texts += [Written(text, ledger.records.lang) for text in (search.query, search.result)]
    for place in claim.appears_in:
        if article := ledger.articles.get(place.article):
            texts += [
                Written(article.words_of(sentence), ledger.lang_of(article), article.date)
                for sentence in article.sentences
                if sentence.id == place.sentence
            ]
    return _quantities(ledger, texts, [])


@memoized_per_ledger
def outer(ledger: Ledger, claim: Claim) -> Quantities:
    """Return the quantities in a record's context: titles of sources, and linked claims."""
    texts: list[Written] = []
    periods: list[When] = []
    for item in claim.evidence:
        if source := ledger.sources.get(item.source):
            texts.append(Written(source.title, source.langid, source.date))
            for name in (item.origin, source.origin):
                if (origin := ledger.origins.get(name or "")) and origin.when:
                    periods.append(origin.when)
    for other in cited(ledger, claim):
        texts.append(Written(other.finding, ledger.records.lang))
        for evidence in texts_of(ledger, other):
            texts += _evidence(ledger, evidence, ledger.records.lang)
    return _quantities(ledger, texts, periods)


@memoized_per_ledger
def of_record(ledger: Ledger, claim: Claim) -> Quantities:
    """Return the quantities in the record itself, which prose that cites it may repeat."""
    ours = ledger.records.lang
    own = [claim.claim, claim.finding, claim.outdated]
    periods = [claim.when, claim.as_of]
    texts: list[Written] = []
    for search in claim.search_log:
        own += [search.query, search.result]
        periods.append(search.date)
    for item in claim.evidence:
        own += [item.says, item.part, *(calculation.result for calculation in item.calculations)]
        if item.quote:
            own.append(item.quote.translation)
            texts.append(Written(item.quote.text, item.quote.lang))
        if source := ledger.sources.get(item.source):
            periods.append(source.date)
    for place in claim.appears_in:
        if place.quote:
            texts.append(Written(place.quote, ledger.lang_in(place)))
    texts += [Written(text, ours) for text in own if text]
    return _quantities(ledger, texts, [period for period in periods if period])


def sources_with(ledger: Ledger, claim: Claim, text: str, number: WrittenNumber) -> int:
    """Return how many of a claim's sources contain a number from ``text``."""
    return len(
        {
            evidence.item.source
            for evidence in texts_of(ledger, claim)
            for written in _evidence(ledger, evidence, ledger.records.lang)
            if number_agrees(text, number, numbers(written.text, written.lang))
        }
    )


@memoized_per_ledger
def of_article(ledger: Ledger, article: Article) -> tuple[WrittenDate, ...]:
    """Return the dates in an article's text that have a day."""
    return tuple(date for date in dates(article.text, ledger.lang_of(article)) if date.day)


def cited(ledger: Ledger, claim: Claim) -> Iterator[Claim]:
    """Yield the claims that the claim's page links to: embedded, embedding or related."""
    names = [claim.embeds or "", *(link.claim for link in claim.related)]
    yield from (ledger.claims[name] for name in names if name in ledger.claims)
    yield from ledger.embedding(claim.id)
    yield from (other for other, _, _ in ledger.pointing_at(claim.id))


def _evidence(ledger: Ledger, evidence: EvidenceTexts, own: str) -> Iterator[Written]:
    source = ledger.sources.get(evidence.item.source)
    published = source.date if source else None
    yield Written(evidence.item.says, own, published)
    if quote := evidence.item.quote:
        if quote.translation:
            yield Written(quote.translation, own, published)
        yield Written(quote.text, quote.lang, published)
    for stored in evidence.stored:
        yield Written(stored, source.langid if source else own, published)


def _calculated(item: Evidence) -> tuple[list[Written], list[When]]:
    """Return the results and inputs of calculations, with numbers as texts and days as periods."""
    texts: list[Written] = []
    days: list[When] = []
    for calculation in item.calculations:
        texts.append(Written(f"{calculation.result} {calculation.kind.unit}".strip(), "en"))
        for term in calculation.inputs:
            if calculation.kind is CalculationKind.DAYS:
                with suppress(DateError):  # a rule reports values that are not days
                    days.append(When.parse(term.value))
                    continue
            texts.append(Written(term.value, "en"))
    return texts, days


def with_year(date: WrittenDate, published: When | None) -> Iterator[WrittenDate]:
    """Yield a date with each year that it may have in a text with a known date of publication.

    Usually this is the year of publication. A day later in the year than the publication may
    instead be in the previous year. An early month in a text from autumn may be in the next year.
    """
    day = published.latest if published else None
    if date.year is not None or date.month is None or day is None:
        yield date
        return
    yield date._replace(year=day.year)
    if (date.month, date.day or 1) > day[1:]:
        yield date._replace(year=day.year - 1)
    elif day.month >= _AUTUMN and date.month <= day.month - _HALF_A_YEAR:
        yield date._replace(year=day.year + 1)


def _quantities(ledger: Ledger, texts: Iterable[Written], periods: list[When]) -> Quantities:
    unique = {written.text: written for written in texts}
    ours = ledger.records.lang
    ours_first = sorted(unique.values(), key=lambda written: written.lang != ours)
    return Quantities(tuple(ours_first), tuple(periods))
