"""Two names, or two citations, must not have each other's dates.

Why: if two people have each other's years ("Anna came in 2004, Ben in 1999"), every name and year
is still in the record.
Fix: exchange the dates or the names. If two names each have a date, the build compares the dates
with those in the record and in the claims that it cites. It reports an error only if these records
give each name the other name's date, and give neither name its own date. In a paragraph, the build
also compares the dates before two citations with the `when` of the cited claims.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise
from typing import NamedTuple

from build_tools.facts.agreement import date_agrees, falls_within
from build_tools.facts.clauses import unquoted
from build_tools.facts.dates import When
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import mentions
from build_tools.facts.quantities import WrittenDate, dates
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import Quantities, Written, cited, with_year
from build_tools.quotations.support import is_complete, texts_of
from build_tools.rules.cited_sentences import CitedGroup, CitedSentence, cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_SAYS = "says: Two of six checkpoints are closed."
_BOTH = "says: Lithuania closed two of six on 18 August 2023, Belarus one on 21 August 2023."
_FINDING = "finding: Two of six, from 18 August 2023."

_ALONE = ("crossings with Belarus on", "crossings on")

GOOD = claim_sample(
    _ALONE,
    (_SAYS, _BOTH),
    (_FINDING, "finding: Belarus closed one on 21 August 2023, Lithuania two on 18 August 2023."),
)

BAD = claim_sample(
    _ALONE,
    (_SAYS, _BOTH),
    (
        _FINDING,
        "finding: Belarus on 18 August 2023, Lithuania on 21 August 2023. #! exchanged-dates",
    ),
)

_FIELDS = ("claim", "finding", "finding_short")
# The most dates in a paragraph that are compared.
_MOST_DATES = 12
_DIGITS = re.compile(r"\d+")
_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])|\n\n")


class _Pair(NamedTuple):
    """A name with the ids that it may mean, its date in the same sentence, and its place."""

    names: frozenset[str]
    date: WrittenDate
    start: int
    end: int


_Known = tuple[frozenset[str], WrittenDate | When]


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the first of any two names in a claim's words that have each other's dates."""
    if not is_complete(ledger, claim):
        return
    lang = ledger.records.lang
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        if exchanged := _exchanged(ledger, text, lang, [claim], is_own=True):
            yield _problem(
                claim.place.within(exchanged[0].start, exchanged[0].end, field), text, *exchanged
            )


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the first of any two names in prose that have each other's dates."""
    for sentence in cited_sentences(ledger):
        lang, text = ledger.lang_of(sentence.prose), sentence.text
        if exchanged := _exchanged(ledger, text, lang, sentence.claims, is_own=False):
            yield _problem(sentence.span(exchanged[0].start, exchanged[0].end), text, *exchanged)
    for _, group in groupby(cited_sentences(ledger), key=lambda sentence: id(sentence.paragraph)):
        yield from _of_paragraph(ledger, list(group))


def _of_paragraph(ledger: Ledger, sentences: Sequence[CitedSentence]) -> Iterator[Problem]:
    """Yield the first of two dates in a paragraph that each have the other's citation."""
    pairs = [
        (sentence, date, group.claims)
        for sentence in sentences
        for group, date in _cited_dates(ledger, sentence)
    ][:_MOST_DATES]
    for (sentence, first, claims), (_, second, others) in combinations(pairs, 2):
        if (
            _is_only_of(ledger, first, claims, others)
            and _is_only_of(ledger, second, others, claims)
            and first[3:] != second[3:]
        ):
            message = f"The citations have “{first.text}” and “{second.text}” the other way round."
            hint = "Exchange the dates or the citations."
            yield Problem(sentence.span(first.start, first.end), message, hint)
            return


def _cited_dates(
    ledger: Ledger, sentence: CitedSentence
) -> Iterator[tuple[CitedGroup, WrittenDate]]:
    """Yield each citation in a sentence that has exactly one date before it, with that date."""
    written = dates(sentence.text, ledger.lang_of(sentence.prose))
    begin = 0
    for group in sentence.groups:
        near = [date for date in written if begin <= date.start < group.start]
        if len(near) == 1 and near[0].day:
            yield group, near[0]
        begin = group.end


def _is_only_of(
    ledger: Ledger, date: WrittenDate, claims: Sequence[Claim], others: Sequence[Claim]
) -> bool:
    """Return whether a date is in the `when` of ``others``, but not in the ``claims`` after it."""
    if not any(falls_within(date, claim.when) for claim in others):
        return False
    known = [claim.when for claim in claims]
    words = [Written(claim.claim, ledger.records.lang) for claim in claims]
    return not any(falls_within(date, when) for when in known) and not date_agrees(
        date, Quantities(tuple(words), ()).dates
    )


def _problem(span: Span, text: str, first: _Pair, second: _Pair) -> Problem:
    names = [text[pair.start : pair.end] for pair in (first, second)]
    return Problem(
        span,
        f"The records behind this have the dates of “{names[0]}” and “{names[1]}” the other way "
        "round.",
        "Exchange the dates or the names.",
    )


def _exchanged(
    ledger: Ledger, text: str, lang: str, claims: Sequence[Claim], *, is_own: bool
) -> tuple[_Pair, _Pair] | None:
    """Return the first two names of a text that have each other's dates, or None."""
    if len(_DIGITS.findall(text)) < 2 or len({date[3:] for date in dates(text, lang)}) < 2:
        return None  # most texts need no further check
    pairs = list(_pairs(ledger, text, lang))
    if not any(_are_apart(*two) for two in combinations(pairs, 2)):
        return None
    own = [pair for claim in claims for pair in _of_record(ledger, claim)]
    if sum(not _has(own, pair.names, pair.date) for pair in pairs) < 2:
        return None
    others = [other for claim in claims for other in cited(ledger, claim)] if is_own else claims
    known = list(_known(ledger, claims, others))
    unknown = [pair for pair in pairs if not _has(known, pair.names, pair.date)]
    for first, second in combinations(unknown, 2):
        if (
            _are_apart(first, second)
            and _has(known, first.names, second.date)
            and _has(known, second.names, first.date)
        ):
            passages = [
                pair for claim in (*claims, *others) for pair in _of_passages(ledger, claim)
            ]
            if not any(_has(passages, pair.names, pair.date) for pair in (first, second)):
                return first, second
    return None


def _are_apart(first: _Pair, second: _Pair) -> bool:
    """Return whether two pairs have different names and different dates."""
    return first.date[3:] != second.date[3:] and not first.names & second.names


def _pairs(ledger: Ledger, text: str, lang: str) -> Iterator[_Pair]:
    """Yield the names in each sentence with their dates.

    A single date belongs to all names. Otherwise each name has the next date, or the last date
    before the name if the sentence begins with a date.
    """
    written = [date for date in dates(text, lang) if date.year or date.day]
    if not written:
        return
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    for begin, end in pairwise(ends):
        near = [date for date in written if begin <= date.start < end]
        named = mentions(ledger, text[begin:end]) if near else []
        is_date_last = any(begin + name.start < near[0].start for name in named)
        for name in named:
            first, last = begin + name.start, begin + name.end
            if is_date_last:
                own = next((date for date in near if date.start >= last), near[-1])
            else:
                own = next((date for date in near[::-1] if date.end <= first), near[0])
            yield _Pair(name.ids, own, first, last)


def _has(known: Iterable[_Known], names: frozenset[str], date: WrittenDate) -> bool:
    return any(
        other & names
        and (falls_within(date, when) if isinstance(when, When) else date_agrees(date, [when]))
        for other, when in known
    )


def _known(ledger: Ledger, claims: Sequence[Claim], others: Sequence[Claim]) -> Iterator[_Known]:
    """Yield the pairs in claims and in the claims that they cite, without the stored passages.

    A finding counts only for the texts of other records.
    """
    for claim in (*claims, *(other for other in others if other not in claims)):
        yield from _of_record(ledger, claim)
    for other in others:
        yield from _of_finding(ledger, other)


@memoized_per_ledger
def _of_record(ledger: Ledger, claim: Claim) -> Sequence[_Known]:
    """Return the pairs in a claim and its evidence.

    The claim's `when` is the date of every name in the claim.
    """
    known: list[_Known] = [(name.ids, claim.when) for name in mentions(ledger, claim.claim)]
    return [*known, *_of_texts(ledger, _evidence(ledger, claim))]


@memoized_per_ledger
def _of_finding(ledger: Ledger, claim: Claim) -> Sequence[_Known]:
    return _of_texts(ledger, [Written(claim.finding, ledger.records.lang)])


@memoized_per_ledger
def _of_passages(ledger: Ledger, claim: Claim) -> Sequence[_Known]:
    return _of_texts(ledger, _stored(ledger, claim))


def _of_texts(ledger: Ledger, texts: Iterable[Written]) -> Sequence[_Known]:
    return [
        (pair.names, date)
        for written in texts
        for pair in _pairs(ledger, written.text, written.lang)
        for date in with_year(pair.date, written.published)
    ]


def _evidence(ledger: Ledger, claim: Claim) -> Iterator[Written]:
    own = ledger.records.lang
    yield Written(claim.claim, own)
    for item in claim.evidence:
        source = ledger.sources.get(item.source)
        published = source.date if source else None
        yield Written(item.says, own, published)
        if item.quote:
            yield Written(item.quote.text, item.quote.lang, published)
            yield Written(item.quote.translation or "", own, published)


def _stored(ledger: Ledger, claim: Claim) -> Iterator[Written]:
    for item in texts_of(ledger, claim):
        if source := ledger.sources.get(item.item.source):
            for stored in item.stored:
                yield Written(stored, source.langid, source.date)
