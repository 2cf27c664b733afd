"""Decides whether raised or lowered text is a power, an ordinal's ending or a note mark.

A power stays raised (15² is not 152), and an ordinal's ending joins its number (21st). A note mark
is left out, because it is not part of the sentence.
"""

import re

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_CAN_RISE = re.compile(r"[0-9+\-−=()ni]+")
_CAN_SINK = re.compile(r"[0-9+\-−=()]+")

# Units that are often squared or cubed. A single letter may be a unit or a variable.
_UNITS = frozenset(
    (
        *("km", "cm", "mm", "dm", "nm", "µm", "μm", "ft", "in", "yd", "mi", "mc", "sq", "sec"),
        *("км", "см", "мм", "дм", "миль", "hm", "dam", "кв"),
    )
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,60}\]\s{0,3})+")
# Symbols, and text in round brackets or before a closing bracket, such as "(1)" and "a)".
_SYMBOLS = re.compile(r"[*∗†‡§¶‖#]{1,3}|\(?[0-9a-z]{1,3}\)")
_NUMBERS = re.compile(r"[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*")

_IN_TEXT = re.compile("(?<=[^\\s⁰¹²³⁴-⁹⁺⁻⁽])[⁰¹²³⁴-⁹]+(?:[,˒][⁰¹²³⁴-⁹]+)*(?![⁰¹²³⁴-⁹⁺⁻])")
# Numbers that are never raised to a power, such as "1,500" and "2023".
_NEVER_RAISED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[,.'’\u00a0\u202f]\d{3})+|(?:19|20)\d\d)$")
# Notes that Wikipedia and other sites put in brackets right after a word.
_WORDS = (
    r"(?:note|nb|n|Anm\.|Anmerkung|прим\.|upper-alpha) ?\d{1,3}|(?:citation|source) needed"
    r"|clarification needed|verification needed|better source needed|(?:when|who|where|which|why)\?"
    r"|according to whom\?|by whom\?|dead link|original research\?|update|edit"
    r"|источник(?: не указан[^\[\]]{0,40})?|нет источника|джерело\?|немає джерела"
    r"|Quelle fehlt|Beleg(?:e)? fehl(?:t|en)|réf\. (?:nécessaire|souhaitée)|cita requerida"
    r"|senza fonte|potrzebny przypis|bron\?|citação necessária|reikalinga citata|要出典"
)
_BRACKETS = re.compile(rf"(?<=\S)\[(?:[0-9]{{1,3}}(?:[,–-] ?[0-9]{{1,3}})*|{_WORDS})\]")


def raised(before: str, text: str, *, is_note: bool = False) -> str:
    """Return the text that a superscript adds after ``before``. A note mark adds nothing.

    ``is_note`` is true if the markup calls the superscript a note or links it to a note.
    """
    mark = " ".join(text.split())
    if is_note or _BRACKETED.fullmatch(mark) or _SYMBOLS.fullmatch(mark):
        return ""
    if _NUMBERS.fullmatch(mark):
        if not mark.isdigit() or _ends_a_word(before):
            return ""
        return mark.translate(_RAISED)
    if _CAN_RISE.fullmatch(mark) and mark.strip("=()i"):
        return mark.translate(_RAISED)
    return f"^{text}" if before[-1:].isdigit() and mark[:1].isdigit() else text


def lowered(before: str, text: str, after: str) -> str:
    """Return a subscript's text. Digits stay low only next to other digits, so CO₂ becomes CO2."""
    mark = " ".join(text.split())
    fuses = before[-1:].isdigit() or after[:1].isdigit()
    if fuses and mark[:1].isdigit() | mark[-1:].isdigit():
        return mark.translate(_LOWERED) if _CAN_SINK.fullmatch(mark) else f"_{text} "
    return text


def without_note_marks(text: str) -> str:
    """Return a text without note marks: ``word¹`` and ``word[4]`` become ``word``."""
    if "[" in text:
        text = _BRACKETS.sub("", text)
    return _IN_TEXT.sub(_kept, text) if not text.isascii() else text


def _kept(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 40) : match.start()]
    return "" if _ends_a_word(before) else match[0]


def _ends_a_word(before: str) -> bool:
    """Return whether a small number after this text would be a note mark."""
    last = before[-1:]
    if not last or last.isspace():
        return False
    if last.isdigit():
        return _NEVER_RAISED.search(before) is not None
    if last.isalpha():
        word = _LAST_WORD.search(before)
        return word is not None and len(word[0]) > 1 and word[0] not in _UNITS
    # A power may follow a bracket: "(x + y)²".
    return last not in ")]}+-−×·/=<>≈^" or (len(before) > 2 and before[-3:-1].isalpha())
