"""Finds numbers in a text, in digits or words, and years on their own."""

import re
from decimal import Decimal
from functools import cache

from build_tools.facts.quantities.digits import SPACES, exact
from build_tools.facts.quantities.durations import joined_durations
from build_tools.facts.quantities.labels import is_label
from build_tools.facts.quantities.languages import (
    ALL_MAGNITUDES,
    BEFORE_YEARS,
    BETWEEN,
    WORD,
    Language,
    language,
    unit_of,
)
from build_tools.facts.quantities.number_words import value_in_words
from build_tools.facts.quantities.ordinals import is_rank
from build_tools.facts.quantities.values import NumberKind, WrittenDate, WrittenNumber

# Times of day are found by their digits, because a pattern that looks behind every letter is slow.
_DIGITS = re.compile(rf"(?P<digits>\d+(?:[.,'’٫٬]\d+|[{SPACES}]\d{{3}}(?!\d))*)")
_TOKEN = re.compile(rf"{_DIGITS.pattern}|{WORD.pattern}")
_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2})[:h](\d{2})(?![\d:]|[.,]\d)")
_GLUED = re.compile(r"-?([^\W\d_]+|[ºª])")
_LEADING = re.compile(r"\d[\d.,]*")
_GAP = re.compile(r"[\s-]{0,2}")
# No real number has more magnitude words, and Decimal cannot represent every power.
_MOST_MAGNITUDES = 3
_SIGN_BEFORE = {"€": "€", "$": "$", "£": "£"}
_UNIT = re.compile(
    r"(?:(?<=[^\W\d_])\.)?[\s-]?(?:d[’']|de\s|of\s)?(%|€|\$|£|[^\W\d_]+(?:/[^\W\d_]+)?)"
)
_PERCENT = re.compile(r"[\s-]?(?:per cent|por ciento|pour cent)\b", re.IGNORECASE)
_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b", re.IGNORECASE)
# Words that make the numeral before them part of a fraction or rank: "two thirds", "twenty-first".
_FRACTION = re.compile(
    r"[\s-](?:thirds|quarters|fifths|tenths|tercios|quintos|drittel|viertel|fünftel|tiers|quarts)\b"
    r"|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
    re.IGNORECASE,
)
# Words for a half after a number: "two and a half", "dos y medio", "deux et demi", "dwa i pół",
# "два с половиной", "du su puse".
_HALF = re.compile(
    r"\s(?:(?P<unit>[^\W\d_]+)\s)?(?:and\sa\shalf|y\smedi[oa]|und\seinhalb|et\sdemie?|i\spół|"
    r"с\sполовиной|su\spuse)\b",
    re.IGNORECASE,
)
# A word that a number counts. Prepositions and forms of "be" do not qualify.
_COUNTED = re.compile(
    r"\s(?!(?:of|in|on|at|to|and|or|are|is|were|was|de|del|en|y|o|von|und|im|des|et|ou|du|i|z|w|и|"
    r"о|в|"
    r"ir)\b)[^\W\d_]{2,}"
)
_PART_OF = re.compile(r"\s(?:of|de|der|des|z|из|iš)\s(?:(?:the|los|las|les|den)\s)?")
_DECADE = re.compile(r"(?:'|’)?(?:s|er|ers)\b")
_AFTER_YEAR = re.compile(r"\s?(?:г\.|год[аеу]?\b|r\.|roku\b|m\.|metais\b|metų\b)")
# A second year may have only its last two digits: "2021–23".
_SECOND_YEAR = re.compile(r"[-–/](\d{2})(?![\d.,:]\d|\d)")
_LATEST_SCRIPT = "\u0590"  # just past the Latin, Greek, Cyrillic and Armenian letters


def found_numbers(
    text: str, lang: str, words: frozenset[str]
) -> tuple[list[WrittenNumber], list[WrittenDate]]:
    """Return the numbers and lone years of a text in which other dates are blanked out.

    ``words`` are the words of the text in lower case.
    """
    tongue = language(lang)
    numbers: list[WrittenNumber] = []
    years: list[WrittenDate] = []
    position = 0
    starts = tongue.starts
    for token in (_TOKEN if tongue.may_count(words) else _DIGITS).finditer(text):
        # Words with which no number begins are skipped.
        if token.lastgroup is None and token[0].lower() not in starts:
            continue
        if token.start() < position:
            continue
        counts, lone = _of_token(text, token, tongue)
        numbers += counts
        years += lone
        ends = [*(number.end for number in counts), *(year.end for year in lone)]
        position = max([token.end(), *ends])
    numbers = _listed_labels(text, _ranges(text, numbers, tongue), tongue)
    return joined_durations(text, numbers, tongue), years


def _of_token(
    text: str, token: re.Match[str], tongue: Language
) -> tuple[list[WrittenNumber], list[WrittenDate]]:
    if token["digits"]:
        clock = _HALF_DAY.match(text, token.start()) or _CLOCK.match(text, token.start())
        if clock:
            return [_clock(clock)], []
        return _in_digits(text, token, tongue)
    number = value_in_words(text, token, tongue)
    if number is None:
        return _rank(text, token, tongue), []
    start, (end, value) = token.start(), number
    per_cent = _PERCENT.match(text, max(0, start - 4)) or _PERCENT.match(text, max(0, start - 5))
    if per_cent or _FRACTION.match(text, end):
        return [], []
    if text[max(0, start - 5) : start].lower() == "half ":
        start, value = start - 5, value / 2
    end, value, unit = _and_a_half(text, end, value, tongue)
    unit = unit or _unit(text, start, end)
    return [WrittenNumber(start, end, text[start:end], value, unit, in_words=True)], []


def _rank(text: str, token: re.Match[str], tongue: Language) -> list[WrittenNumber]:
    """Return an ordinal in words, if it counts the noun that follows: "the fifth closure"."""
    value, (start, end) = tongue.ranks.get(token[0].lower()), token.span()
    following = WORD.match(text, end + 1)
    is_day = following is not None and following[0].lower() in tongue.month_names
    if value is None or is_day or not is_rank(text, start, end):
        return []
    kind = NumberKind.ORDINAL
    return [WrittenNumber(start, end, token[0], Decimal(value), kind=kind, in_words=True)]


def _and_a_half(text: str, end: int, value: Decimal, tongue: Language) -> tuple[int, Decimal, str]:
    """Add "and a half" to a value, and return the unit before it, as in "two hours and a half"."""
    half = _HALF.match(text, end)
    if half is None:
        return end, value, ""
    unit = unit_of(half["unit"] or "")
    if half["unit"] and not unit:
        return end, value, ""
    return (*_times_magnitudes(text, half.end(), value + Decimal("0.5"), tongue, False), unit)


def _clock(time: re.Match[str]) -> WrittenNumber:
    hours, minutes = int(time[1]), int(time[2] or 0)
    if time.re is _HALF_DAY:
        hours = hours % 12 + (12 if time[3] in "pP" else 0)
    value = Decimal(60 * hours + minutes)
    return WrittenNumber(*time.span(), time[0], value, kind=NumberKind.CLOCK)


def _in_digits(
    text: str, token: re.Match[str], tongue: Language
) -> tuple[list[WrittenNumber], list[WrittenDate]]:
    start, end = token.span()
    before = text[start - 1] if start else ""
    if before.isalpha() and before < _LATEST_SCRIPT:
        return [], []  # the name of something: F16, S04
    if "24/7" in (text[start : start + 4], text[max(0, start - 3) : start + 1]):
        return [], []  # all day and every day
    value = exact(token[0], tongue)
    if value is None:
        # In a list or a version, each number counts separately.
        runs = re.finditer(r"\d+", token[0])
        return [
            WrittenNumber(start + run.start(), start + run.end(), run[0], Decimal(run[0]))
            for run in runs
        ], []
    named = before in "-–" and start > 1 and text[start - 2].isalpha()
    if start and is_label(text, start, end, tongue.code) and not _unit(text, start, end):
        label = WrittenNumber(start, end, token[0], value, kind=NumberKind.LABEL)
        return [label], []
    if re.fullmatch(r"[12]\d{3}", token[0]) and (years := _years(text, token)):
        return [], years
    if before == "−" or (before == "-" and (start < 2 or text[start - 2] in " \n(\u00a0")):
        value, start = -value, start - 1
    return [_whole(text, start, end, value, tongue, named)], []


def _years(text: str, token: re.Match[str]) -> list[WrittenDate]:
    """Return a four-digit number as a year, and any second year, unless the number is a count."""
    start, end = token.span()
    year = int(token[0])
    if year > 2199 or (start and text[start - 1] in _SIGN_BEFORE):
        return []
    if decade := _DECADE.match(text, end):
        return [WrittenDate(start, decade.end(), text[start : decade.end()], year, decade=True)]
    if _PERCENT.match(text, end):
        return []
    unit = _UNIT.match(text, end)
    if unit and not _AFTER_YEAR.match(text, end):
        name = unit[1].lower()
        known = unit_of(name) or name in ALL_MAGNITUDES
        if known or (unit.start(1) == end and name[0] < _LATEST_SCRIPT):
            return []
        if not 1900 <= year < 2100 and _word_before(text, start) not in BEFORE_YEARS:
            return []
    years = [WrittenDate(start, end, token[0], year)]
    if (second := _SECOND_YEAR.match(text, end)) and int(second[1]) > year % 100:
        later = year - year % 100 + int(second[1])
        years.append(WrittenDate(*second.span(1), second[1], later))
    return years


def _whole(
    text: str, start: int, end: int, value: Decimal, tongue: Language, named: bool
) -> WrittenNumber:
    """Return a number in digits with its magnitude, unit and kind."""
    glued = _GLUED.match(text, end)
    suffix = glued[1].lower() if glued else ""
    if glued and suffix in tongue.ordinals and not (glued[0][0] == "-" and tongue.code == "en"):
        at = glued.end()
        return WrittenNumber(start, at, text[start:at], value, kind=NumberKind.ORDINAL)
    end, value, unit = _and_a_half(text, end, value, tongue)
    end, value = _times_magnitudes(text, end, value, tongue, bool(glued))
    unit = unit or _unit(text, start, end)
    after = text[end : end + 1]
    is_label = named or (after.isalpha() and after < _LATEST_SCRIPT and not unit)
    kind = NumberKind.LABEL if is_label else NumberKind.CARDINAL
    return WrittenNumber(start, end, text[start:end], value, unit, kind)


def _times_magnitudes(
    text: str, end: int, value: Decimal, tongue: Language, glued: bool
) -> tuple[int, Decimal]:
    position = end
    for _ in range(_MOST_MAGNITUDES):
        gap = _GAP.match(text, position)
        word = WORD.match(text, gap.end()) if gap else None
        if gap is None or word is None:
            break
        name = word[0].lower()
        if name not in tongue.magnitudes or (name == "k" and gap[0]):
            if name == "m" and not gap[0] and glued and _sign(text, end):
                return word.end(), value * 1_000_000
            break
        value *= tongue.magnitudes[name]
        position = end = word.end()
    return end, value


def _sign(text: str, end: int) -> str:
    """Return the currency sign before the digits that end at ``end``, or ""."""
    start = end
    while start and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        start -= 1
    return _SIGN_BEFORE.get(text[start - 1 : start], "")


def _unit(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    if before in _SIGN_BEFORE:
        return _SIGN_BEFORE[before]
    if _PERCENT.match(text, end):
        return "%"
    match = _UNIT.match(text, end)
    if not match:
        return ""
    return unit_of(match[1]) or unit_of(match[1].partition("/")[0])


@cache
def _to(tongue: Language) -> re.Pattern[str]:
    """Return a pattern for the words between the two ends of a range."""
    until, joints = ("|".join(words) or "–" for words in (tongue.until, tongue.joints))
    return re.compile(rf"\s?[-–—]\s?|\s(?:{until})\s|\s(?P<and>{joints})\s")


def _ranges(text: str, numbers: list[WrittenNumber], tongue: Language) -> list[WrittenNumber]:
    """Mark ranges, and apply the second number's magnitude and unit to the first: "5–6 million"."""
    to = _to(tongue)
    for index in range(len(numbers) - 1):
        first, second = numbers[index], numbers[index + 1]
        if _PART_OF.fullmatch(text, first.end, second.start):
            numbers[index] = _elliptic(first, second, tongue)
            continue
        match = to.fullmatch(text, first.end, second.start)
        if not match or NumberKind.CLOCK in (first.kind, second.kind):
            continue
        if match["and"] and _word_before(text, first.start) not in BETWEEN:
            continue
        value, unit = first.value, first.unit or second.unit
        digits = _LEADING.match(second.text)
        mantissa = exact(digits[0], tongue) if digits else None
        if mantissa and value < mantissa < second.value:
            value *= second.value / mantissa
        numbers[index] = first._replace(value=value, unit=unit, in_range=True)
        numbers[index + 1] = second._replace(in_range=True)
    return numbers


def _elliptic(part: WrittenNumber, whole: WrittenNumber, tongue: Language) -> WrittenNumber:
    """Apply the magnitude and unit of a whole to its part: "1.1 of the 2.3 million"."""
    digits = _LEADING.match(whole.text)
    mantissa = exact(digits[0], tongue) if digits else None
    if part.in_words or part.unit or tongue.decimal not in part.text or not mantissa:
        return part
    if not part.value < mantissa < whole.value:
        return part
    return part._replace(value=part.value * whole.value / mantissa, unit=whole.unit)


def _listed_labels(
    text: str, numbers: list[WrittenNumber], tongue: Language
) -> list[WrittenNumber]:
    """Mark numbers that follow a name in a list as names: "Articles 4 and 5 of the treaty"."""
    for index in range(1, len(numbers)):
        first, second = numbers[index - 1], numbers[index]
        if first.kind is not NumberKind.LABEL or second.unit or second.in_words:
            continue
        is_joined = _list_joint(tongue).fullmatch(text, first.end, second.start)
        if is_joined and not _COUNTED.match(text, second.end):
            numbers[index] = second._replace(kind=NumberKind.LABEL)
    return numbers


@cache
def _list_joint(tongue: Language) -> re.Pattern[str]:
    joints = "|".join((*tongue.joints, *tongue.until)) or "–"
    return re.compile(rf"\s?(?:[,–-]|,?\s(?:{joints}))\s?(?:no\.\s)?")


def _word_before(text: str, start: int) -> str:
    words = text[max(0, start - 24) : start].split()
    return words[-1].lower() if words else ""
