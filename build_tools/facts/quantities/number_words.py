"""Reads numbers in words: "two hundred and five thousand", "treinta y dos", "zweiundvierzig"."""

import re
from decimal import Decimal
from typing import NamedTuple

from build_tools.facts.quantities.languages import Language

# No real number has more words, and Decimal cannot represent every power.
_MOST_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s-]{0,2}")


def value_in_words(text: str, token: re.Match[str], tongue: Language) -> tuple[int, Decimal] | None:
    """Return the end and value of the number that begins with this word, or None."""
    first = token[0].lower()
    if first in tongue.words:
        return _composed(text, token.end(), _Value(tongue).plus(tongue.words[first]), tongue)
    if first in tongue.alone:
        return _composed(text, token.end(), _Value(tongue).times(tongue.magnitudes[first]), tongue)
    following = _next(text, token.end(), tongue) if first in tongue.articles else None
    if following and following[0].lower() in tongue.magnitudes:
        return _composed(text, token.end(), _Value(tongue).plus(Decimal(1)), tongue)
    return None


class _Value(NamedTuple):
    """A number that is still being read: the total up to the last magnitude, and the rest.

    The next word is added only if its value is less than ``room``: 10 after "twenty", 0
    after "seven".
    """

    tongue: Language
    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    largest: Decimal = Decimal(0)
    room: Decimal = Decimal(0)

    def plus(self, value: Decimal) -> "_Value":
        room = _room(value, self.tongue)
        return self._replace(current=self.current + value, room=room)

    def times(self, size: Decimal) -> "_Value":
        if size <= 100:
            room = size if size == 100 else Decimal(0)
            return self._replace(current=(self.current or 1) * size, room=room)
        if self.largest and self.largest < size:
            total = (self.total + self.current) * size  # dos mil millones
        else:
            total = self.total + (self.current or 1) * size
        largest = max(self.largest, size)
        return self._replace(total=total, current=Decimal(0), largest=largest, room=size)


def _composed(text: str, end: int, value: _Value, tongue: Language) -> tuple[int, Decimal]:
    """Add and multiply the words that follow, as in "two hundred and five thousand"."""
    for _ in range(_MOST_WORDS):
        word = _next(text, end, tongue)
        if word is None:
            break
        name = word[0].lower()
        added = tongue.words.get(name, tongue.last.get(name) if value.room else None)
        if name in tongue.magnitudes:
            value = value.times(tongue.magnitudes[name])
        elif tongue.code == "fr" and value.current % 100 == 4 and name in ("vingt", "vingts"):
            value = value.plus(Decimal(76))  # quatre-vingts
            value = value._replace(room=Decimal(20))
        elif added is not None and 0 < added < value.room:
            value = value.plus(added)
        else:
            break
        end = word.end()
    return end, value.total + value.current


def _room(value: Decimal, tongue: Language) -> Decimal:
    """Return the limit for adding the next word's value: 10 after "twenty", 0 after "seven"."""
    if value and value % 100 == 0:
        return Decimal(100)
    if value % 10 == 0 and (value >= 20 or (tongue.code == "fr" and value)):
        return Decimal(20 if tongue.code == "fr" and value in (60, 80) else 10)
    return Decimal(0)


def _next(text: str, end: int, tongue: Language) -> re.Match[str] | None:
    """Return the next word, skipping an "and" before a number."""
    gap = _GAP.match(text, end)
    word = _WORD.match(text, gap.end()) if gap and gap[0] else None
    if word and tongue.together and word[0].lower() == tongue.together:
        gap = _GAP.match(text, word.end())
        second = _WORD.match(text, gap.end()) if gap and gap[0] else None
        name = second[0].lower() if second else ""
        return second if name in tongue.words or name in tongue.last else None
    return word
