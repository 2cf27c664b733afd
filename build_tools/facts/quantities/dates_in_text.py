"""Finds dates in a text, in digits or with the names of months in the text's language."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from build_tools.facts.quantities.languages import WORD, Language, base, is_doubtful, language
from build_tools.facts.quantities.values import WrittenDate

_DIGITS = re.compile(r"\d+")
# In these languages, the names of months begin with an ASCII capital, so other words are skipped.
_CAPITAL_MONTHS = ("en", "de")
_CAPITALISED = re.compile(r"[A-Z](?<![^\W\d_].)[^\W\d_]+")
# A year outside 1900 to 2099 counts only if no word follows, because it could otherwise be a count.
_YEAR = r"(?:(?:19|20)\d\d|[12]\d{3}(?!\s?[^\W\d_]))(?!\d|[.,]\d)"
# The greatest length of text before a month that may still be part of the date.
_BEFORE = 48
# The greatest distance between a day and the month after it: "18 de agosto".
_BESIDE = 12
_PARTED = re.compile(r"\d[-./]")
_ISO = re.compile(r"(?<![\w.,-])([12]\d{3})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\w-])")
_IN_DIGITS = re.compile(
    r"(?<![\w./-])(\d{1,2})([./-]) ?(\d{1,2})\2 ?([12]\d{3}|\d{2})(?![\w/-]|\.\d)"
)
# In Polish, the month may be a Roman numeral: "6 X 2025".
_ROMAN = re.compile(
    r"(?<![\w.,])(0?[1-9]|[12]\d|3[01])\.?[ .]"
    r"(I{1,3}|IV|VI{0,3}|IX|XI{0,2})\.?[ .]([12]\d{3})(?!\d)"
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_EAST = re.compile(
    r"(?<!\d)(?:(?P<year>[12]\d{3})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월]"
    r"(?:\s?(?P<day>\d{1,2})\s?[日号일])?"
    r"|(?<!\d)(?P<alone>[12]\d{3})\s?[年년](?!代)"
)
# A day after the month, as in Lithuanian, with or without a year first: "rugpjūčio 18 d."
_DAY_AFTER = re.compile(r"[ \u00a0](?P<day>\d{1,2})(?!\d)(?P<mark>[ \u00a0]?d\.)?")
# Languages in which the year comes first, and languages without a full stop after the day.
_YEAR_FIRST = ("lt", "lv", "hu", "eu")
_NO_STOP = "en es fr pl ru uk be lt it pt ca nl sv el tr ro bg"
# In English, the month may come first: "August 18". A number with a noun after it is a count.
_ENGLISH_DAY = re.compile(
    r"\.?[ \u00a0]{1,2}(\d{1,2})(st|nd|rd|th)?"
    r"((?:\s?(?:[-–,]|,? and|to)\s?\d{1,2}(?:st|nd|rd|th)?)*)"
    rf"(?:,?[ \u00a0\n]{{1,3}}({_YEAR}))?(?![\d]|[.,:]\d|\s?%)"
)
_PROSE_AFTER = re.compile(
    r"\s{1,3}(?!(?:and|or|to|until|in|at|on|as|when|for|by|with|from|that|which|the|a|was|is|were|"
    r"after|"
    r"before|because|but|while|where|had|has|did)\b)[^\W\d_]"
)


def found_dates(text: str, lang: str, words: frozenset[str]) -> list[WrittenDate]:
    """Return the dates in order, without lone years.

    ``words`` are the words of the text in lower case.
    """
    tongue = language(lang)
    dates = [*_in_digits(text, lang)] if _PARTED.search(text) else []
    if tongue.code == "pl":
        dates += _in_roman(text)
    if not text.isascii() and any(mark in text for mark in "月월年년"):
        dates += _eastern(text)
    month_names = tongue.month_names
    if not words.isdisjoint(month_names):
        for word in (_CAPITALISED if tongue.code in _CAPITAL_MONTHS else WORD).finditer(text):
            if word[0].lower() in month_names:
                dates += _of_month(text, word, tongue)
    return _with_shared_years(text, _apart(dates), tongue) if dates else dates


def _apart(dates: list[WrittenDate]) -> list[WrittenDate]:
    """Return the dates in order, without any date that begins inside another date."""
    apart: list[WrittenDate] = []
    for date in sorted(dates, key=lambda date: (date.start, -date.end)):
        if not apart or date.start >= apart[-1].end:
            apart.append(date)
    return apart


def _in_digits(text: str, lang: str) -> Iterator[WrittenDate]:
    for match in _ISO.finditer(text):
        day = int(match[3]) if match[3] else None
        yield WrittenDate(*match.span(), match[0], int(match[1]), int(match[2]), day)
    for match in _IN_DIGITS.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if match[2] != ".":
                continue
            year += 2000 if year < 70 else 1900
        day, month = (first, second) if match[2] == "." else _order(first, second, lang)
        if (month or 1) <= 12 and (day or 1) <= 31 and first and second:
            yield WrittenDate(*match.span(), match[0], year, month, day)


def _in_roman(text: str) -> Iterator[WrittenDate]:
    for match in _ROMAN.finditer(text):
        month = _ROMANS.index(match[2]) + 1
        yield WrittenDate(*match.span(), match[0], int(match[3]), month, int(match[1]))


def _order(first: int, second: int, lang: str) -> tuple[int | None, int | None]:
    """Return the day and month from two numbers, or (None, None) if their order is uncertain."""
    country = lang.upper().rpartition("-")[2]
    if first > 12 or base(lang) != "en" or country in ("GB", "AU", "NZ", "IE", "IN"):
        return first, second
    if second > 12 or country == "US":
        return second, first
    return (first, first) if first == second else (None, None)


def _eastern(text: str) -> Iterator[WrittenDate]:
    for match in _EAST.finditer(text):
        written = (match["year"] or match["alone"], match["month"], match["day"])
        year, month, day = (int(part) if part else None for part in written)
        if (month or 1) <= 12 and (day or 1) <= 31:
            yield WrittenDate(*match.span(), match[0], year, month, day)


def _of_month(text: str, word: re.Match[str], tongue: Language) -> Iterator[WrittenDate]:
    """Yield the dates with the month whose name is ``word``."""
    name = word[0].lower()
    month = tongue.months.get(name)
    number = month or tongue.short_months.get(name)
    phrase = _phrase(text, *word.span(), tongue)
    if not phrase.days and phrase.year is None:
        if month and not is_doubtful(word[0]):
            yield WrittenDate(*word.span(), word[0], month=number)
        return
    for first, last, day in phrase.days[1:]:
        yield WrittenDate(first, last, text[first:last], phrase.year, number, day)
    day_number = phrase.days[0][2] if phrase.days else None
    start, end = phrase.start, phrase.end
    yield WrittenDate(start, end, text[start:end], phrase.year, number, day_number)


class _Phrase(NamedTuple):
    """A date around a month: its position, its day, any more days in that month, and its year."""

    start: int
    end: int
    days: tuple[tuple[int, int, int], ...] = ()
    year: int | None = None


def _phrase(text: str, start: int, end: int, tongue: Language) -> _Phrase:
    """Return the date around the month's name, which is from ``start`` to ``end``."""
    before, after, first = _patterns(tongue.code)
    offset = max(0, start - _BEFORE)
    has_day = _DIGITS.search(text, max(0, start - _BESIDE), start) is not None
    lead = before.search(text[offset:start]) if has_day else None
    # The day of the date is the last one, next to the month.
    days = _days(text, offset + lead.start("days"), start)[::-1] if lead else ()
    if days:
        start = days[0][0]
    elif tongue.code == "en" and (phrase := _month_first(text, start, end)):
        return phrase
    if match := after.match(text, end):
        return _Phrase(start, match.end("year"), days, int(match["year"]))
    year = None
    if earlier := first.search(text[max(0, start - 16) : start]):
        year, start = int(earlier["year"]), max(0, start - 16) + earlier.start("year")
    if not days and (match := _DAY_AFTER.match(text, end)) and (year or match["mark"]):
        day = _days(text, match.start("day"), match.end("day"))
        return _Phrase(start, match.end(), day, year) if day else _Phrase(start, end, (), year)
    return _Phrase(start, end, days, year)


def _month_first(text: str, start: int, end: int) -> _Phrase | None:
    match = _ENGLISH_DAY.match(text, end)
    if match and (match[2] or match[4] or not _PROSE_AFTER.match(text, match.end())):
        days = _days(text, match.start(1), match.end(3))
        year = int(match[4]) if match[4] else None
        if len(days) < 2:
            return _Phrase(start, match.end(), days, year)
        last = (days[-1][0], match.end(), days[-1][2])
        return _Phrase(start, days[0][1], (*days[:-1], last), year)
    return None


def _days(text: str, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """Return the numbers that may be days in a part of the text, with their starts and ends."""
    days = ((*match.span(), int(match[0])) for match in _DIGITS.finditer(text, start, end))
    return tuple(day for day in days if 1 <= day[2] <= 31)


@cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for the text before a month, the text after it, and a year before it."""
    tongue = language(code)
    stop = "" if code in _NO_STOP.split() else r"|\."
    ordinal = rf"(?:\u00ba|\u00aa|\u00b0|st|nd|rd|th|er|re|-?го|-?е|-?ego|-?go{stop})?"
    joints = "|".join([*tongue.joints, *tongue.until]) or "–"
    joint = rf"(?:\s?[-–—/,]\s?|,?\s(?:{joints})\s(?:el |the |le |den |dem )?)"
    of = f"(?:(?:{'|'.join(tongue.between)})\\s)*" if tongue.between else ""
    before = rf"(?<![\d.,:/])(?P<days>(?:\d{{1,2}}{ordinal}{joint})*\d{{1,2}}){ordinal}\s{of}$"
    after = rf"\.?,?\s{of}(?:gada )?(?P<year>{_YEAR})"
    first = r"(?<!\d)(?P<year>[12]\d{3})(?: ?m\.|\. gada|\.)?\s$"
    first = first if code in _YEAR_FIRST else r"(?!)(?P<year>)"
    return re.compile(before), re.compile(after), re.compile(first)


@cache
def _gap(code: str) -> re.Pattern[str]:
    """Return a language's pattern for the words between two dates in the same phrase."""
    joints = "|".join([*language(code).joints, *language(code).until]) or "–"
    return re.compile(rf"\s?(?:[-–—/,]|,?\s(?:{joints})(?:\s(?:el|the|le|den|dem))?)\s?")


def _with_shared_years(text: str, dates: list[WrittenDate], tongue: Language) -> list[WrittenDate]:
    """Add missing years from the next date in the same phrase: "from 5 May to 7 June 2023"."""
    gap = _gap(tongue.code)
    for index in range(len(dates) - 2, -1, -1):
        date, following = dates[index], dates[index + 1]
        shares = date.year is None and following.year is not None and following.month is not None
        if shares and gap.fullmatch(text, date.end, following.start):
            dates[index] = date._replace(year=following.year)
    return dates
