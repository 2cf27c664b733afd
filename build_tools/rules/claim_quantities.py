"""Collects the numbers and dates of a claim's record, to which prose that cites it is compared.

Each text is read in its own language: our words in the site's, quotations in that of their source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from build_tools.facts.dates import Precision, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import (
    NumberKind,
    WrittenDate,
    WrittenNumber,
    dates,
    numbers,
)
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers of a record with their kinds and units, and its dates as year, month and day.

    ``periods`` are the dates of its fields.
    """

    numbers: frozenset[tuple[Decimal, bool, str]] = frozenset()
    dates: frozenset[tuple[int | None, int | None, int | None]] = frozenset()
    periods: tuple[When, ...] = ()

    def has_number(self, number: WrittenNumber) -> bool:
        """Return whether the record has the number, in no other unit; a year may be a number."""
        value, is_clock = number.value, number.kind is NumberKind.CLOCK
        units = {unit for known, clock, unit in self.numbers if (known, clock) == (value, is_clock)}
        if units and (not number.unit or number.unit in units or "" in units):
            return True
        if number.unit or is_clock:
            return False
        if number.kind is NumberKind.ORDINAL:
            return any(day == value for _, _, day in self.dates)
        return self._has_year(value)

    def has_date(self, date: WrittenDate) -> bool:
        """Return whether the record has the date, as precisely as it is written."""
        if date.is_year and date.year is not None:
            value = Decimal(date.year)
            return self._has_year(value) or any(known == value for known, _, _ in self.numbers)
        if any(_agrees(date, known) for known in self.dates):
            return True
        return any(_is_in(date, when) for when in self.periods)

    def _has_year(self, year: Decimal) -> bool:
        return any(known == year for known, _, _ in self.dates) or any(
            day is not None and day.year == year
            for when in self.periods
            for day in (when.earliest, when.latest)
        )


def _agrees(date: WrittenDate, known: tuple[int | None, int | None, int | None]) -> bool:
    """Return whether a known date has all that is written; its year may be left out."""
    year, month, day = known
    if date.month != month or (date.day is not None and date.day != day):
        return False
    return date.year is None or year is None or date.year == year


def _is_in(date: WrittenDate, when: When) -> bool:
    """Return whether a date is that of a field, or the month or year of it."""
    for known in (when, when.start, when.end):
        if known is None or known.earliest is None or known.latest is None:
            continue
        first, last = known.earliest, known.latest
        is_day = known.precision in (Precision.DAY, Precision.TIME) and first == last
        if date.year not in (None, first.year, last.year) or date.month is None:
            continue
        if date.day is None and date.month in (first.month, last.month):
            return True
        if is_day and (date.month, date.day) == (first.month, first.day):
            return True
    return False


@memoized_per_ledger
def quantities_of(ledger: Ledger, claim: Claim) -> Quantities:
    """Return the numbers and dates of a claim's texts, quotations and dates."""
    texts = [*_texts(claim, ledger)]
    fields = [claim.when, claim.as_of, *(search.date for search in claim.search_log)]
    sources = [ledger.sources.get(item.source) for item in claim.evidence]
    fields += [source.date for source in sources if source]
    return Quantities(
        numbers=frozenset(
            (number.value, number.kind is NumberKind.CLOCK, number.unit)
            for text, lang in texts
            for number in numbers(text, lang)
        ),
        dates=frozenset(
            (date.year, date.month, date.day) for text, lang in texts for date in dates(text, lang)
        ),
        periods=tuple(field for field in fields if field is not None),
    )


def _texts(claim: Claim, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield each text of the record, with its language."""
    ours = ledger.records.lang
    own = [claim.claim, claim.finding, claim.outdated]
    own += [text for search in claim.search_log for text in (search.query, search.result)]
    for item in claim.evidence:
        own += [item.says, item.part, *(sum_.result for sum_ in item.calculations)]
        if item.quote:
            yield item.quote.text, item.quote.lang
            own.append(item.quote.translation)
    for appearance in claim.appears_in:
        if appearance.quote:
            yield appearance.quote, ledger.lang_in(appearance)
    yield from ((text, ours) for text in own if text)
