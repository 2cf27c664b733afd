"""Derives numbers from other numbers in a text: remainders, shares, days between dates.

Such numbers follow from others in the record, so the record declares no calculation. We derive a
number only if its text shows how: "the other 480" or "ten days after it".
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from build_tools.facts.agreement import FRACTION, LONGEST_LEAD, number_agrees
from build_tools.facts.clauses import denies
from build_tools.facts.dates import Day, days_between
from build_tools.facts.quantities import NumberKind, WrittenNumber, numbers, word_before

# The words between a part and the whole: "868 of the 1,418".
# Short text only: the pattern never searches more than one field of a record.
_OF = re.compile(
    r"\s(?:\w+\s)?(?:of|out of|de|von|der|sur|z|ze|spośród|из|iš)\s(?:the|all|los|las|den|les)?\s?"
)
# The words before a whole that precedes its part: "of the 640 lorries 160".
# Short text only: the pattern never searches more than one field of a record.
_OF_BEFORE = re.compile(
    r"\b(?:of|de|von|sur|z|из|iš)\s(?:the|all|los|las|den|les)?\s?$", re.IGNORECASE
)
# Short text only: the pattern never searches more than one field of a record.
_NOUN_BETWEEN = re.compile(r"\s[^\W\d_]+,?\s(?:only\s|solo\s|nur\s)?")
# Words before the remainder of a whole.
# Short text only: the pattern never searches more than one field of a record.
_REST_BEFORE = re.compile(
    r"\b(?:other|remaining|rest,?|left|leaving|leaves?|still|otr[oa]s|restantes|demás|resto,?|"
    r"quedan|"
    r"quedaron|quedaban|faltan?|faltaban|missing|fehlen|fehlten|manquent|brakuje|brakowało|"
    r"не хватает|übrigen|anderen|restlichen|verbleibenden|blieben|bleiben|autres|restent|"
    r"restaient|restants|pozostał\w+|inn[ey]|innych|остальн\w+|другие|осталось|остались|остаётся|"
    r"likę|likusi\w+|kiti|kitų|liko)\s$",
    re.IGNORECASE,
)
# Short text only: the pattern never searches more than one field of a record.
_REST_AFTER = re.compile(
    r"(?:\s(?:percent|per cent|%))?(?:\s(?:of|the|them|[^\W\d_]+s)){0,4}\s"
    r"(?:remain|stay|(?:are|were|is|was) left\b|"
    r"kept\b|still\b|quedan|quedaron|siguen|siguieron|restantes|blieben|bleiben|restent|restaient|"
    r"pozosta|остал|оста[её]тся|liko)",
    re.IGNORECASE,
)
# Words next to a number of days between two dates.
# Short text only: the pattern never searches more than one field of a record.
_BETWEEN_DAYS = re.compile(
    r"[^.;:]{0,12}?\b(?:after|later|before|earlier|apart|between|since|within|después|antes|tras|"
    r"más tarde|entre|nach|später|vor|zuvor|danach|davor|zwischen|après|plus tard|avant|po|później|"
    r"przed|"
    r"wcześniej|między|после|спустя|через|раньше|позже|между|vėliau|prieš|anksčiau|tarp)\b",
    re.IGNORECASE,
)
# Words before a denied number, if the right number comes later: "not 37 hours but 36".
# Short text only: the pattern never searches more than one field of a record.
_NOT_BEFORE = re.compile(
    r"(?:^|\W)(?:not|no|nicht|pas|non|nie|не|ne)\s(?:[^\W\d_]+\s){0,2}$", re.IGNORECASE
)
# Short text only: the pattern never searches more than one field of a record.
_BUT = re.compile(r"\b(?:but|sino|sondern|mais|lecz|ale|tylko|а|но|o|bet)\b", re.IGNORECASE)
# Short text only: the pattern never searches more than one field of a record.
_NOT_JUST_BEFORE = re.compile(
    r"(?:,\s(?:and\s|y\s|und\s|et\s|a\s|а\s|o\s)?(?:not|no|nicht|non|pas|nie|не|ne)|rather than|"
    r"instead of|en vez de|en lugar de|statt|anstatt|anstelle von|plutôt que|au lieu de|zamiast|"
    r"вместо|"
    r"vietoj)\s$",
    re.IGNORECASE,
)
_FARTHEST_CONTRAST = 40
# A number before a word such as "million": "2.3 million".
_MAGNITUDE = re.compile(r"\d[ \u00a0]?[^\W\d_]")
_SIZES = (1_000, 1_000_000, 1_000_000_000)
# A difference of up to _SMALL is too likely to be right by chance. Real records have fewer than
# _MOST numbers.
_SMALL, _MOST = 12, 60
_STEM = 5


def share_agrees(text: str, number: WrittenNumber, texts: Iterable[tuple[str, str]]) -> bool:
    """Return whether a number follows from "868 of the 1,418" in any of the texts.

    The number may be the percentage or, if the text says so, the remainder of the whole: "the
    other 550", "39 percent stayed". Each item of ``texts`` is a text and its language.
    """
    is_rest = bool(
        _REST_BEFORE.search(text, max(0, number.start - LONGEST_LEAD), number.start)
        or _REST_AFTER.match(text, number.end)
    )
    if number.unit != "%" and not is_rest:
        return False
    derived = []
    for other, lang in texts:
        for part, whole in _parts(other, lang):
            share = 100 * (whole - part if is_rest else part) / whole
            derived.append(WrittenNumber(0, 0, "", share, "%"))
            derived += [WrittenNumber(0, 0, "", whole - part)] if is_rest else []
        if is_rest and number.unit == "%":
            known = (known.value for known in numbers(other, lang) if known.unit == "%")
            derived += [WrittenNumber(0, 0, "", 100 - value, "%") for value in known]
    return number_agrees(text, number, derived)


def ratio_agrees(text: str, number: WrittenNumber, written: Sequence[WrittenNumber]) -> bool:
    """Return whether a share follows from two other numbers: "3 million, 30% of 10 million"."""
    if number.unit != "%":
        return False
    others = [other for other in written if other.unit != "%" and other.kind is NumberKind.CARDINAL]
    shares = [
        WrittenNumber(0, 0, "", 100 * first.value / second.value, "%")
        for first, second in pairwise(others)
        if 0 < first.value < second.value and first.unit == second.unit
    ]
    return number_agrees(text, number, shares)


def elliptic_agrees(
    text: str,
    number: WrittenNumber,
    written: Sequence[WrittenNumber],
    known: Iterable[WrittenNumber],
) -> bool:
    """Return whether a number has the magnitude of the last one: "half of the 2.3 million, 1.1"."""
    if number.unit or number.in_words or number.kind is not NumberKind.CARDINAL:
        return False
    place = bisect_left(written, number.start, key=attrgetter("start"))
    if not place or not _MAGNITUDE.search((named := written[place - 1]).text):
        return False
    if ". " in text[named.end : number.start]:
        return False
    sizes = [size for size in _SIZES if size <= named.value]
    values = {other.value for other in known}
    return any(number.value * size in values for size in sizes)


def rest_agrees(
    text: str,
    number: WrittenNumber,
    written: Sequence[WrittenNumber],
    texts: Iterable[tuple[str, str]],
) -> bool:
    """Return whether a number is the remainder of known numbers: "three of five did not".

    In a text that denies something, a number before its whole ("two of the five") may be the rest
    after a known part. A number after words such as "the other" may be the difference of two known
    numbers. A rule checks the text's statement about the remainder.
    """
    place = bisect_left(written, number.end, key=lambda other: other.start)
    following = written[place] if place < len(written) else None
    if following and _OF.fullmatch(text, number.end, following.start):
        return denies(text) and any(
            whole == following.value and whole - part == number.value
            for other, lang in texts
            for part, whole in _parts(other, lang)
        )
    lead = max(0, number.start - LONGEST_LEAD)
    if number.value <= _SMALL or not _REST_BEFORE.search(text, lead, number.start):
        return False
    known = [other for words, lang in texts for other in numbers(words, lang)][:_MOST]
    known += [other for other in written if other is not number]
    return number.value in {
        first.value - second.value
        for first in known
        for second in known
        if number.unit in ("", first.unit, second.unit)
    }


@lru_cache(maxsize=1024)
def _parts(text: str, lang: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return each part and its whole in a text: "868 of the 1,418", "of the 1,418 lorries 868"."""
    known = numbers(text, lang)
    pairs = [
        (first.value, second.value)
        for first, second in pairwise(known)
        if _OF.fullmatch(text, first.end, second.start) and 0 < first.value < second.value
    ]
    pairs += [
        (second.value, first.value)
        for first, second in pairwise(known)
        if _OF_BEFORE.search(text, max(0, first.start - LONGEST_LEAD), first.start)
        and _NOUN_BETWEEN.fullmatch(text, first.end, second.start)
        and 0 < second.value < first.value
    ]
    return tuple(pairs)


def days_agree(text: str, number: WrittenNumber, known: Iterable[Day]) -> bool:
    """Return whether two known days are as far apart as the text says: "ten days after it"."""
    if number.unit not in ("d", "wk") or not (
        _BETWEEN_DAYS.search(text, max(0, number.start - LONGEST_LEAD), number.start)
        or _BETWEEN_DAYS.match(text, number.end)
    ):
        return False
    length = number.value * (7 if number.unit == "wk" else 1)
    days = sorted(set(known))
    return any(
        days_between(first, last) == length
        for index, first in enumerate(days)
        for last in days[index + 1 :]
    )


def is_contrast(text: str, number: WrittenNumber, others: Iterable[WrittenNumber]) -> bool:
    """Return whether a text denies a number and gives a different one: "not 37 hours but 36"."""
    lead = text[max(0, number.start - LONGEST_LEAD) : number.start]
    before, just_before = _NOT_BEFORE.search(lead), _NOT_JUST_BEFORE.search(lead)
    if not (before or just_before):
        return False  # the usual case, so it must be fast
    sentence = max(text.rfind(". ", 0, number.start), -1)
    for other in others:
        if other.unit != number.unit and other.unit and number.unit:
            continue
        if number.end < other.start <= number.end + _FARTHEST_CONTRAST:
            if before and _BUT.search(text[number.end : other.start]):
                return True
        elif sentence < other.start < number.start and just_before:
            return number.start - other.end <= _FARTHEST_CONTRAST
    return False


def label_agrees(
    text: str, number: WrittenNumber, known: Iterable[tuple[str, WrittenNumber]]
) -> bool:
    """Return False if other texts have a name such as "Article 5" only with other numbers.

    ``known`` contains the numbers from other texts, each after its text.
    """
    name = word_before(text, number.start).casefold()[:_STEM]
    rivals = [
        other.value
        for words, other in known
        if other.kind is NumberKind.LABEL
        and word_before(words, other.start).casefold()[:_STEM] == name
    ]
    return not rivals or number.value in rivals


def quotient_agrees(text: str, number: WrittenNumber, written: Sequence[WrittenNumber]) -> bool:
    """Return whether a number with decimals is a quotient of two others: 4.06 = 38,207 / 9,412."""
    if not FRACTION.search(number.text):
        return False
    quotients = [
        WrittenNumber(0, 0, "", first.value / second.value)
        for first, second in pairwise(other for other in written if other is not number)
        if second.value
    ]
    return number_agrees(text, number._replace(unit=""), quotients)
