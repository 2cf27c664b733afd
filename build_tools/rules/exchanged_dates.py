"""Two names may not have each other's dates.

Why: "Poland joined in 2004, Lithuania in 1999" has only names and years that the record has.
Fix: exchange the dates or the names. Two names with a date each are compared with the texts of the
record and of the claims that it cites. They are refused only if these have each name with the
other's date, and neither with its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
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
from build_tools.quotations.known_quantities import Written, cited, with_year
from build_tools.quotations.support import is_complete, texts_of
from build_tools.rules.cited_sentences import cited_sentences
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
_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])|\n\n")


class _Pair(NamedTuple):
    """A name with the ids that it may mean, its date in the same sentence, and its place."""

    names: frozenset[str]
    date: WrittenDate
    start: int
    end: int


_Known = tuple[frozenset[str], WrittenDate | When]


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the first name of each two in a claim's words that have each other's dates."""
    if not is_complete(ledger, claim):
        return
    lang = ledger.records.lang
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        if found := _exchanged(ledger, text, lang, [claim], is_own=True):
            yield _problem(claim.place.within(found[0].start, found[0].end, field), text, *found)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the first name of each two in prose that have each other's dates."""
    for sentence in cited_sentences(ledger):
        lang, text = ledger.lang_of(sentence.prose), sentence.text
        if found := _exchanged(ledger, text, lang, sentence.claims, is_own=False):
            yield _problem(sentence.span(found[0].start, found[0].end), text, *found)


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
    """Return the first two names of a text that have each other's dates."""
    if len({date[3:] for date in dates(text, lang)}) < 2:
        return None  # as in most texts
    known: list[_Known] | None = None
    for first, second in combinations(_pairs(ledger, text, lang), 2):
        if first.names & second.names or first.date[3:] == second.date[3:]:
            continue
        if known is None:
            known = _all_known(ledger, claims, is_own=is_own)
        if (
            _is_known(known, first.names, second.date)
            and _is_known(known, second.names, first.date)
            and not _is_known(known, first.names, first.date)
            and not _is_known(known, second.names, second.date)
        ):
            return first, second
    return None


def _pairs(ledger: Ledger, text: str, lang: str) -> Iterator[_Pair]:
    """Yield the names of each sentence with their dates.

    A single date is that of all names. Otherwise a name has the next date, or the last one before
    it if the sentence begins with a date.
    """
    at = 0
    for sentence in _END.split(text):
        at = text.index(sentence, at)
        written = [date for date in dates(sentence, lang) if date.year or date.day]
        named = mentions(ledger, sentence) if written else []
        is_date_last = any(name.start < written[0].start for name in named)
        for name in named:
            if is_date_last:
                near = next((date for date in written if date.start >= name.end), written[-1])
            else:
                near = next((date for date in written[::-1] if date.end <= name.start), written[0])
            yield _Pair(name.ids, near, at + name.start, at + name.end)


def _is_known(known: Iterable[_Known], names: frozenset[str], date: WrittenDate) -> bool:
    return any(
        other & names
        and (falls_within(date, when) if isinstance(when, When) else date_agrees(date, [when]))
        for other, when in known
    )


def _all_known(ledger: Ledger, claims: Sequence[Claim], *, is_own: bool) -> list[_Known]:
    """Return the pairs of claims, and of those that they cite; a finding supports only others."""
    known = [pair for claim in claims for pair in _of_evidence(ledger, claim)]
    others = [other for claim in claims for other in cited(ledger, claim)] if is_own else claims
    for other in others:
        known += _of_evidence(ledger, other)
        known += [pair[:2] for pair in _pairs(ledger, other.finding, ledger.records.lang)]
    return known


@memoized_per_ledger
def _of_evidence(ledger: Ledger, claim: Claim) -> list[_Known]:
    """Return the pairs of a claim and its evidence; its `when` is the date of all its names."""
    lang = ledger.records.lang
    known: list[_Known] = [(name.ids, claim.when) for name in mentions(ledger, claim.claim)]
    for written in (Written(claim.claim, lang), *_evidence(ledger, claim)):
        for pair in _pairs(ledger, written.text, written.lang):
            known += [(pair.names, date) for date in with_year(pair.date, written.published)]
    return known


def _evidence(ledger: Ledger, claim: Claim) -> Iterator[Written]:
    own = ledger.records.lang
    for item in texts_of(ledger, claim):
        source, quote = ledger.sources.get(item.item.source), item.item.quote
        published = source.date if source else None
        yield Written(item.item.says, own, published)
        if quote:
            yield Written(quote.text, quote.lang, published)
            yield Written(quote.translation or "", own, published)
        for stored in item.stored:
            yield Written(stored, source.langid if source else own, published)
