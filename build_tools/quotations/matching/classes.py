"""The result classes of the quotation contract, and what each says to a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class QuoteClass(StrEnum):
    """How a quotation stands to the text it is said to come from."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    TRANSLATED = "translated"
    UNCHECKABLE = "uncheckable"
    OUT_OF_CONTEXT = "out-of-context"
    ABSENT = "absent"


# The words stand in the text, and nothing beside them turns what they say.
FOUND = frozenset({QuoteClass.EXACT, QuoteClass.TYPOGRAPHIC, QuoteClass.ELIDED})
# What an accepted quotation can be: a translated one has its original words found.
HOLDS = FOUND | {QuoteClass.TRANSLATED}
FAILS = frozenset({QuoteClass.OUT_OF_CONTEXT, QuoteClass.ABSENT})

MEANINGS: Mapping[QuoteClass, str] = {
    QuoteClass.EXACT: "the words stand in the source, character for character",
    QuoteClass.TYPOGRAPHIC: (
        "the words stand in the source; only type differs (quotation marks, dashes, spaces, soft "
        "hyphens, ligatures, a capital at the beginning)"
    ),
    QuoteClass.ELIDED: (
        "the words stand in the source, in this order and in one paragraph; what was left out or "
        "put in is marked"
    ),
    QuoteClass.TRANSLATED: (
        "the original words stand in the source; the translation beside them is not checked"
    ),
    QuoteClass.UNCHECKABLE: "the words could not be compared with the source",
    QuoteClass.OUT_OF_CONTEXT: (
        "the words stand there, but a denial, contrast or condition was left out or stands just "
        "outside them"
    ),
    QuoteClass.ABSENT: "the words do not stand in the source",
}


@dataclass(frozen=True, slots=True)
class Match:
    """The class, and the offsets in the original text (0 and 0 where nothing was found).

    ``reason`` says in words why a class was given, where that is not plain from the class;
    ``fragments`` are the offsets of each piece of an elided quotation.
    """

    kind: QuoteClass
    start: int = 0
    end: int = 0
    reason: str = ""
    fragments: tuple[tuple[int, int], ...] = ()
