"""Reads a number in digits with the decimal and thousands separators of its language."""

import re
import unicodedata
from decimal import Decimal

from build_tools.facts.quantities.languages import Language

SPACES = " \u00a0\u202f\u2009"


def exact(literal: str, tongue: Language) -> Decimal | None:
    """Return the value of digits with separators, or None if they are not a single number."""
    if literal.isascii() and literal.isdecimal():
        return Decimal(literal)
    digits = (
        "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in literal)
        .replace("٫", ".")
        .replace("٬", "'")
    )
    digits = re.sub(rf"[{SPACES}]", " ", digits).replace("’", "'")
    if tongue.code == "en" and " " in literal:
        return None
    for mark in " '":
        if mark in digits:
            if not re.fullmatch(rf"\d{{1,3}}(?:{mark}\d{{3}})+(?:[.,]\d+)?", digits):
                return None
            return Decimal(digits.replace(mark, "").replace(",", "."))
    marks = re.sub(r"\d", "", digits)
    if not marks:
        return Decimal(digits)
    if len(set(marks)) == 2:
        group, decimal = marks[0], marks[-1]
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+{re.escape(decimal)}\d+", digits):
            return Decimal(digits.replace(group, "").replace(decimal, "."))
        return None
    return _of_one_mark(digits, marks, tongue)


def _of_one_mark(digits: str, marks: str, tongue: Language) -> Decimal | None:
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}", digits)
    plain = digits.replace(marks[0], "")
    if len(marks) > 1:
        return Decimal(plain) if grouped else None
    if marks == tongue.decimal or not grouped:
        return Decimal(digits.replace(",", "."))
    return Decimal(plain)
