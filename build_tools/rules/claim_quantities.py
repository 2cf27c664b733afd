"""Compares the numbers and dates in prose with the records of the cited claims."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from build_tools.facts.agreement import (
    date_agrees,
    day_agrees,
    falls_within,
    number_agrees,
    other_unit,
)
from build_tools.facts.dates import When
from build_tools.facts.derivations import (
    days_agree,
    elliptic_agrees,
    is_contrast,
    label_agrees,
    ratio_agrees,
    rest_agrees,
    share_agrees,
)
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import NumberKind, WrittenDate, WrittenNumber, dates, numbers
from build_tools.facts.records import Claim
from build_tools.quotations.known_quantities import Quantities, of_record


def quantities_of(
    ledger: Ledger, claims: Iterable[Claim], periods: Iterable[When] = ()
) -> Quantities:
    """Return the numbers and dates in the records of claims, and the given periods."""
    records = [of_record(ledger, claim) for claim in claims]
    return Quantities(
        tuple(text for record in records for text in record.texts),
        (*periods, *(period for record in records for period in record.periods)),
    )


def unknown_in(
    text: str, lang: str, known: Quantities, is_free: Callable[[WrittenNumber], bool]
) -> Iterator[WrittenDate | WrittenNumber]:
    """Yield the dates and then the numbers in a text that are not in any record.

    A month without a year does not count as a date. Numbers for which ``is_free`` is true do not
    need a record.
    """
    for date in dates(text, lang):
        if not date.is_month and not _has_date(known, date):
            yield date
    written = numbers(text, lang)
    for number in written:
        if is_free(number) or _has_number(known, text, number):
            continue
        if not _follows(known, text, number, written):
            yield number


def _follows(
    known: Quantities, text: str, number: WrittenNumber, written: Sequence[WrittenNumber]
) -> bool:
    """Return whether a number follows from known numbers, is in a name, or is denied ("not 37")."""
    if number.kind is NumberKind.LABEL:
        return label_agrees(text, number, known.placed)
    if is_contrast(text, number, written) or days_agree(text, number, known.days):
        return True
    texts = [(other, lang) for other, lang, _ in known.texts]
    return (
        elliptic_agrees(text, number, written, known.numbers)
        or share_agrees(text, number, texts)
        or ratio_agrees(text, number, written)
        or rest_agrees(text, number, written, texts)
    )


def _has_date(known: Quantities, date: WrittenDate) -> bool:
    """Return whether a date is known as precisely as it is written. A number may be a year."""
    # Only one end of an open period is known, so the period does not support the dates within it.
    periods = (period for when in known.periods for period in (when, when.start, when.end))
    closed = (period for period in periods if period and period.earliest and period.latest)
    if any(falls_within(date, when) for when in closed) or date_agrees(date, known.dates):
        return True
    return date.is_year and any(number.value == date.year for number in known.numbers)


def _has_number(known: Quantities, text: str, number: WrittenNumber) -> bool:
    if number_agrees(text, number, known.numbers):
        return not other_unit(number, known.numbers)
    if number.unit or number.kind is NumberKind.CLOCK:
        return False
    if number.kind is NumberKind.ORDINAL:
        return day_agrees(number, known.dates, ())
    return _has_year(known, number.value)


def _has_year(known: Quantities, year: Decimal) -> bool:
    return any(date.year == year for date in known.dates) or any(
        day is not None and day.year == year
        for when in known.periods
        for day in (when.earliest, when.latest)
    )
