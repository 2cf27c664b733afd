"""Explains why a text is not an EDTF date, and suggests the date that its author meant."""

import re
from collections.abc import Callable

from build_tools.facts.dates.days import EXAMPLES, MONTHS, SEASONS, DateError

_YEAR, _END = r"(-?\d{4})", r"([?~%]?)"
_ISO = r"(\d{4}(?:-\d\d){0,2})"
_GAP = r"[-./ \u2010-\u2015\u2212]"
_TO_12, _OVER_12 = "(0?[1-9]|1[0-2])", "(1[3-9]|2[0-9]|3[01])"
# Each row contains a pattern, the mistake that the pattern recognises, and the date that the author
# most likely meant. The date is built from the pattern's groups.
_REPAIRS = (
    (rf"{_OVER_12}{_GAP}{_TO_12}{_GAP}{_YEAR}", "puts the day first", "{3}-{2:0>2}-{1}"),
    (rf"{_TO_12}{_GAP}{_OVER_12}{_GAP}{_YEAR}", "puts the month first", "{3}-{1:0>2}-{2}"),
    (
        rf"{_YEAR}{_GAP}(\d\d?){_GAP}(\d\d?){_END}",
        "is not in the form YYYY-MM-DD",
        "{1}-{2:0>2}-{3:0>2}{4}",
    ),
    (rf"{_YEAR}{_GAP}(\d\d?){_END}", "is not in the form YYYY-MM", "{1}-{2:0>2}{3}"),
    (r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)", "has no hyphens", "{1}-{2}-{3}"),
    (r"(\d{4})(0[1-9]|1[0-2])", "has no hyphen", "{1}-{2}"),
    (r"-(0000[^/]*)", "has a minus before year 0", "{1}"),
    (r"-?[1-9]\d{4,}[?~%]?", "needs a Y before a year of five digits or more", "Y{0}"),
    (r"([?~%])([^?~%/]+)", "has its mark on the left, which only level 2 allows", "{2}{1}"),
    (r"([^?~%/]+)(?:\?~|~\?)", "has two marks, for which level 1 has a single one", "{1}%"),
    (rf"{_ISO} ?(?:{_GAP}|to) ?{_ISO}", "needs just a slash between its two dates", "{1}/{2}"),
    (r"(\d{4}-\d\d-)([12])X", "has one X in its day, which only level 2 allows", "{1}{2}0/{1}{2}9"),
    (rf"{_ISO} (\d\d:.*)", "needs a T between its day and its time", "{1}T{2}"),
    (r"([^/]+T\d\d:\d\d)(Z|[+-].*)?", "has a time without seconds", "{1}:00{2}"),
    (r"\s*(.*\S)\s*", "has spaces around it", "{1}"),
)
_TWO_ORDERS = "Write {3}-{2:0>2}-{1:0>2} if its day comes first, or else {3}-{1:0>2}-{2:0>2}."
_X_RULE = (
    "Write X only for the whole day, for day and month, or for the last one or two digits of a "
    "year alone; else write an interval, such as 2023-08-10/2023-08-19."
)
_TIME_RULE = "Write whole seconds and no mark: 1985-04-12T23:20:30, then Z, -04, +04:30 or nothing."
# Each row contains a pattern, the mistake that the pattern recognises, and advice, because the text
# could mean several dates.
_ADVICE = (
    (r"\s*", "has no date in it", EXAMPLES),
    (rf"{_TO_12}{_GAP}{_TO_12}{_GAP}{_YEAR}", "does not show which part is the month", _TWO_ORDERS),
    (rf"(\d\d?{_GAP}){{2}}\d\d", "has a year of two digits", "Write it in full: 2023-08-18."),
    (r".*[{}\[\]].*", "is a set, which only level 2 has", "Write one date, or 2021/2023."),
    (r"Y?-?(\d{1,4}|0\d+)[?~%]?", "has no year of four digits", "Write four, as in 1985 or 0985."),
    (r"Y?-?\d+([ES]\d+)+[?~%]?", "has a year of level 2", "Write all its digits: Y170000002."),
    (r"[^/]*[?~%][^/]+", "has a mark of level 2 inside it", "Put one mark last: 2004-06-11~."),
    (r"[-\dX?~%]*X[-\dX?~%]*", "has an X where only level 2 allows one", _X_RULE),
    (r"(?=.*[a-z])[-\dXYTZuxytz:.+?~%]+", "has a small letter", "Write X (also for u), Y, T or Z."),
    (r"(\d\d)(\d)0s", "is not EDTF", "Write {1}{2}X for ten years, or {1}XX for a hundred."),
    (r"[^/]*\.\.[^/]*", "has two dots but no slash", "Write 2023-08-01/.. or ../2023-08-01."),
    (r".*/[a-z]+|[a-z]+/.*", "has a word for an end", "Write .. for open, nothing for unknown."),
    (r".*/.*/.*|.*/P.*|[PR].*/.*", "is not two dates", "Write the first and last: 2021/2023."),
    (r"\d{4}-?(W.*|\d{3})", "counts weeks or days of a year", "Write YYYY-MM-DD: 2023-08-18."),
    (r"[^/]*\dT\d[^/]*", "has a time that is not in the form of EDTF", _TIME_RULE),
    (r".*[^ -~].*", "has a character that EDTF does not use", EXAMPLES),
)
_ENGLISH = {
    **{name.lower(): ("month", f"{number:02d}") for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): ("month", f"{number:02d}") for number, name in enumerate(MONTHS, 1)},
    **{name: ("month", str(number)) for number, name in SEASONS.items()},
    **dict.fromkeys(("about", "around", "circa", "ca", "c"), ("mark", "~")),
    **dict.fromkeys(("possibly", "perhaps", "maybe"), ("mark", "?")),
}


def error_of(text: str, read: Callable[[str], object]) -> DateError | None:
    """Return the error for a text with a known mistake, or None for any other text.

    ``read`` reads a date or raises DateError. The hint proposes only dates that ``read`` accepts.
    """
    for shape, reason, better in _REPAIRS:
        match = re.fullmatch(shape, text, re.ASCII | re.DOTALL)
        repaired = better.format(text, *match.groups("")) if match else text
        if repaired != text:
            return DateError(f"{text!r} {reason}.", _hint(repaired, read))
    for shape, reason, hint in _ADVICE:
        if match := re.fullmatch(shape, text, re.ASCII | re.DOTALL):
            return DateError(f"{text!r} {reason}.", hint.format(text, *match.groups("")))
    if "/" not in text and (repaired := _from_english(text)):
        return DateError(f"{text!r} is not in the form of EDTF.", _hint(repaired, read))
    return None


def _hint(repaired: str, read: Callable[[str], object]) -> str:
    # The corrected date may be wrong too, as for 30.02.2023. Its own error then has a better hint.
    try:
        read(repaired)
    except DateError as error:
        return error.hint
    return f"Write {repaired}."


def _from_english(text: str) -> str:
    """Return the EDTF form of an English date such as "about 18 August 2023", or ""."""
    parts: dict[str, str] = {}
    for word in re.findall(r"[0-9]+|[^\W0-9]+", text.lower()):
        slot, value = _ENGLISH.get(word, ("", ""))
        if word.isdigit():
            slot, value = ("year", word) if len(word) == 4 else ("day", f"{word:0>2}")
        if word in ("st", "nd", "rd", "th", "of", "the"):
            continue
        if not slot or slot in parts:
            return ""
        parts[slot] = value
    if "year" not in parts or ("day" in parts and "month" not in parts):
        return ""
    order = (parts[slot] for slot in ("year", "month", "day") if slot in parts)
    return "-".join(order) + parts.get("mark", "")
