"""Puts EDTF dates into words in languages other than English, for which ``When.words`` does so."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from build_tools.facts.dates import SEASONS, Day, Edge, Precision, When

if TYPE_CHECKING:
    from build_tools.facts.catalogue import Catalogue

# CLDR's date patterns, by the precision of the date.
_PATTERNS: Mapping[Precision, tuple[str, ...]] = {
    Precision.DAY: ("yMMMMd", "yMMMd"),
    Precision.MONTH: ("yMMMM", "yMMM"),
    Precision.YEAR: ("y",),
}


def date_words(words: "Catalogue", when: When) -> str:
    """Return a date in the catalogue's language, such as "hacia el 10 de agosto de 2023"."""
    if when.precision is Precision.INTERVAL:
        return _interval(words, when)
    name = _name(words, when)
    if when.approximate:
        name = words.gettext("about %(date)s", date=name)
    return words.gettext("possibly %(date)s", date=name) if when.uncertain else name


def _name(words: "Catalogue", when: When) -> str:
    first, last = when.earliest, when.latest
    assert first is not None and last is not None, "only an interval may lack a bound"
    precision = when.precision
    if precision is Precision.TIME:
        return _time(words, when, first)
    if precision is Precision.DAY and first == last:
        return _day(words, first)
    if precision in (Precision.DAY, Precision.MONTH):
        period = _month(words, first) if first.month == last.month else _year(words, first.year)
        if not when.unspecified:
            return period
        if precision is Precision.DAY:
            return words.gettext("some day in %(date)s", date=period)
        return words.gettext("some month in %(date)s", date=period)
    if precision is Precision.SEASON:
        return _season(words, first, last)
    if precision is Precision.YEAR:
        return _year(words, first.year)
    if precision is Precision.DECADE and first.year >= 1000 and first.year % 100:
        return words.gettext("the %(year)ss", year=first.year)
    years = {"first": _year(words, first.year), "last": _year(words, last.year)}
    return words.gettext("the years %(first)s to %(last)s", **years)


def _time(words: "Catalogue", when: When, day: Day) -> str:
    time = when.written.partition("T")[2]
    zone = f"UTC{time[8:].removeprefix('Z')}" if time[8:] else words.gettext("local time")
    return words.gettext(
        "%(date)s at %(time)s (%(zone)s)", date=_day(words, day), time=time[:8], zone=zone
    )


def _season(words: "Catalogue", first: Day, last: Day) -> str:
    year = _year(words, first.year)
    if first.year != last.year:
        year = f"{year}–{_year(words, last.year)}"
    seasons = {
        "spring": words.gettext("spring %(year)s", year=year),
        "summer": words.gettext("summer %(year)s", year=year),
        "autumn": words.gettext("autumn %(year)s", year=year),
        "winter": words.gettext("winter %(year)s", year=year),
    }
    return seasons[SEASONS[20 + first.month // 3]]


def _year(words: "Catalogue", year: int) -> str:
    if year <= 0:
        return words.gettext("%(year)s BC", year=1 - year)
    return words.gettext("AD %(year)s", year=year) if year < 1000 else str(year)


def _calendar(day: Day) -> date | None:
    """Return the day as a Python date, or None if the year does not have four digits."""
    return date(day.year, day.month, day.day) if 1000 <= day.year <= 9999 else None


def _day(words: "Catalogue", day: Day) -> str:
    from babel.dates import format_date

    known = _calendar(day)
    return format_date(known, "long", words.locale) if known else day.iso()


def _month(words: "Catalogue", day: Day) -> str:
    from babel.dates import format_skeleton

    known = _calendar(day)
    return format_skeleton("yMMMM", known, locale=words.locale) if known else day.iso()[:-3]


def _interval(words: "Catalogue", when: When) -> str:
    start, end = when.start, when.end
    if end is None:
        known = date_words(words, start) if start else when.written
        if when.end_edge is Edge.OPEN:
            if start and start.precision is Precision.DAY:  # some languages say "the 18 August"
                return words.gettext("since %(day)s", day=known)
            return words.gettext("since %(period)s", period=known)
        return words.gettext("from %(date)s to an unknown date", date=known)
    if start is None:
        known = date_words(words, end)
        if when.start_edge is Edge.OPEN:
            if end.precision is Precision.DAY:
                return words.gettext("until %(day)s", day=known)
            return words.gettext("until %(period)s", period=known)
        return words.gettext("from an unknown date to %(date)s", date=known)
    sides = {"first": date_words(words, start), "last": date_words(words, end)}
    if when.approximate or when.uncertain:
        return words.gettext("from %(first)s to %(last)s", **sides)
    if sides["first"] == sides["last"]:
        return sides["last"]
    return _stretch(words, start, end) or words.gettext("%(first)s to %(last)s", **sides)


def _stretch(words: "Catalogue", start: When, end: When) -> str:
    """Return two dates with their common parts written once, or "" if CLDR has no pattern."""
    from babel.dates import format_interval

    first = _calendar(start.earliest) if start.earliest else None
    last = _calendar(end.earliest) if end.earliest else None
    known = words.locale.interval_formats
    patterns = _PATTERNS.get(start.precision, ()) if start.precision is end.precision else ()
    pattern = next((pattern for pattern in patterns if pattern in known), "")
    if not (pattern and first and last):
        return ""
    return format_interval(first, last, pattern, locale=words.locale)
