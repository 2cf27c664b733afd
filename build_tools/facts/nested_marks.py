"""Prepares a text that contains quotation marks for use between our own marks.

Marks around the whole text are removed, because our marks replace them. Marks inside the text
become the inner marks of the page's language. On an English page, marks of other forms (« », „ “)
stay, because readers cannot confuse them with our marks.
"""

import re
from functools import cache

from build_tools.facts.page_marks import ENGLISH_MARKS, PageMarks

_CLOSING = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    '"': '"',
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
}
_CLOSES = frozenset('”»«"」』“')
# A text that was cut off may have an opening mark without a closing mark. Single marks are not
# listed here, because they may be apostrophes.
_CUT = frozenset('“„«"「『')
# Only pairs of marks match. An unpaired mark stays unchanged.
_DOUBLE_QUOTED = re.compile('(?:[“„]|(?<![^\\s(\\[—–-])")([^“”„"]*)(?:”|")')
_SINGLE_QUOTED = re.compile(r"(?<!\w)‘([^‘’]*)’(?!\w)")
_UNCLOSED = re.compile("[“„«「『](?![^“„«「『]*[”»」』])")


def nested_marks(text: str, marks: PageMarks = ENGLISH_MARKS) -> str:
    """Return a text for use between our marks, with alternating quotation marks inside the text.

    Apostrophes stay. Single marks count only as a pair, with the opening mark before a word.
    """
    if marks == ENGLISH_MARKS:
        parts = _DOUBLE_QUOTED.split(text)
        parts[1::2] = [marks.inside(_SINGLE_QUOTED.sub("“\\1”", part)) for part in parts[1::2]]
        return "".join(parts)
    return _quoted_in(marks).sub(lambda pair: marks.inside(_third(pair, marks)), text)


@cache
def _quoted_in(marks: PageMarks) -> "re.Pattern[str]":
    """Return a pattern for the pairs of marks that become inner marks.

    Between curly marks, « » stays, because readers cannot confuse the two forms.
    """
    curly = '[“„](?P<curly>[^“”„"]*)[”“"]'
    straight = r'(?<![^\s(\[—–-])"(?P<straight>[^“”„"]*)"'
    angular = "«\\s*(?P<angular>[^«»]*?)\\s*»"
    return re.compile("|".join((angular, curly, straight)[0 if marks.are_angular else 1 :]))


def _third(pair: "re.Match[str]", marks: PageMarks) -> str:
    """Return the words between a pair of marks, with different marks for quotations inside them."""
    words = next(part for part in pair.groups() if part is not None)
    if marks.are_single_inside:
        return _SINGLE_QUOTED.sub(lambda single: marks.around(single[1]), words)
    return _DOUBLE_QUOTED.sub("‘\\1’", words)


def within_marks(text: str, marks: PageMarks = ENGLISH_MARKS) -> str:
    """Return a quotation for use between our marks, without marks around the whole quotation."""
    words = text.strip()
    first, last = words[:1], words[-1:]
    closing = _CLOSING.get(first)
    end = next((at for at in range(1, len(words)) if words[at] in closing), -1) if closing else 0
    if closing and end == len(words) - 1 > 1:
        return words[1:-1].strip()
    if first in _CUT and end < 0:
        words = words[1:].lstrip()
    elif first in _CUT and first not in ("“", '"'):
        # Next to our mark, even a mark of a different form would look like a doubled mark.
        words = f"{marks.inside(words[1:end].strip())}{words[end + 1 :]}"
    elif last in _CLOSES and not any(last in _CLOSING.get(sign, "") for sign in words[:-1]):
        words = words[:-1].rstrip()
    return nested_marks(words, marks)


def around_marks(before: str, after: str) -> tuple[str, str, bool]:
    """Return the words around a quotation, and whether the quotation is inside another quotation.

    The quotation's own marks are removed from these words.
    """
    left, right = before.rstrip(), after.lstrip()
    closing = _CLOSING.get(left[-1:], "")
    if closing and right[:1] in tuple(closing):
        return left[:-1].rstrip(), right[1:], False
    is_open = left[-1:] in _CLOSING or _UNCLOSED.search(left) is not None
    return before, after, is_open or left.count('"') % 2 == 1
