"""Says when claims were last checked and their sources read, so that nobody has to type it."""

from collections.abc import Iterable, Mapping

from build_tools.facts.dates import DateError, Precision, When
from build_tools.facts.ledger import Ledger


def in_days(days: Iterable[When]) -> str:
    """Return "on 30 November 2026" or "between 22 and 30 November 2026"; "" for no days."""
    ordered = sorted(days, key=lambda day: day.sort_key)
    if not ordered:
        return ""
    # A month already covers the days within it.
    for period in ordered:
        if all(_lies_within(day, period) for day in ordered):
            return f"{'on' if period.precision is Precision.DAY else 'in'} {period.words()}"
    first, last = ordered[0], ordered[-1]
    try:
        words = When.parse(f"{first.written}/{last.written}").words()
    except DateError:
        return f"between {first.words()} and {last.words()}"
    return f"between {words.replace(' to ', ' and ', 1)}"


def _lies_within(day: When, period: When) -> bool:
    """Return whether a day or month is within another, or the same."""
    if not (day.earliest and day.latest and period.earliest and period.latest):
        return day.written == period.written
    begins, ends = period.earliest.iso(), period.latest.iso()
    return begins <= day.earliest.iso() and day.latest.iso() <= ends


def review_days(ledger: Ledger, above: Iterable[str], cited: Iterable[str]) -> Mapping[str, str]:
    """Return when the claims cited ``above`` a block were last checked, by ``checked``.

    ``read`` is when the sources were read of all claims ``cited`` on the page.
    """
    checked = (ledger.claims[name].checked.date for name in above if name in ledger.claims)
    claims = (ledger.claims[name] for name in cited if name in ledger.claims)
    keys = {item.source for claim in claims for item in claim.evidence}
    read = (ledger.sources[key].urldate for key in keys if key in ledger.sources)
    return {"checked": in_days(checked), "read": in_days(read)}
