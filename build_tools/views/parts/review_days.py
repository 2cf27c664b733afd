"""Computes when we checked claims and read sources, so that authors need not type the dates."""

from collections.abc import Iterable, Mapping

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.dates import DateError, Precision, When
from build_tools.facts.ledger import Ledger


def in_days(words: Catalogue, days: Iterable[When]) -> str:
    """Return "on 30 November 2026", "between 22 and 30 November 2026", or "" without days."""
    ordered = sorted(days, key=lambda day: day.sort_key)
    if not ordered:
        return ""
    # A month includes its days, so a day in the month adds nothing.
    for period in ordered:
        if all(_lies_within(day, period) for day in ordered):
            if period.precision is Precision.DAY:
                return words.gettext("on %(day)s", day=words.date(period))
            return words.gettext("in %(period)s", period=words.date(period))
    first, last = ordered[0], ordered[-1]
    if words.is_english:
        try:
            interval = When.parse(f"{first.written}/{last.written}").words()
            return f"between {interval.replace(' to ', ' and ', 1)}"
        except DateError:
            pass
    return _between(words, first, last)


def _between(words: Catalogue, first: When, last: When) -> str:
    """Return in words the first and the last date, each of which is a day, a month or a year.

    Each combination has its own message, because some languages use an article only before a day.
    """
    sides = {"first": words.date(first), "last": words.date(last)}
    first_is_day, last_is_day = (when.precision is Precision.DAY for when in (first, last))
    if first_is_day and last_is_day:
        return words.gettext("between %(first)s and %(last)s", **sides)
    if first_is_day:
        sides = {"day": sides["first"], "period": sides["last"]}
        return words.gettext("between %(day)s and %(period)s", **sides)
    if last_is_day:
        sides = {"period": sides["first"], "day": sides["last"]}
        return words.gettext("between %(period)s and %(day)s", **sides)
    sides = {"period": sides["first"], "other": sides["last"]}
    return words.gettext("between %(period)s and %(other)s", **sides)


def _lies_within(day: When, period: When) -> bool:
    """Return whether a day or month is within a period, or equal to it."""
    if not (day.earliest and day.latest and period.earliest and period.latest):
        return day.written == period.written
    begins, ends = period.earliest.iso(), period.latest.iso()
    return begins <= day.earliest.iso() and day.latest.iso() <= ends


def review_days(ledger: Ledger, above: Iterable[str], cited: Iterable[str]) -> Mapping[str, str]:
    """Return in words the dates on which we checked claims and read sources.

    ``checked`` gives the dates on which the claims cited ``above`` a block were last checked.
    ``read`` gives the dates on which we read the sources for all claims ``cited`` on the page.
    """
    checked = (ledger.claims[name].checked.date for name in above if name in ledger.claims)
    claims = (ledger.claims[name] for name in cited if name in ledger.claims)
    keys = {item.source for claim in claims for item in claim.evidence}
    read = (ledger.sources[key].urldate for key in keys if key in ledger.sources)
    return {"checked": in_days(ledger.words, checked), "read": in_days(ledger.words, read)}
