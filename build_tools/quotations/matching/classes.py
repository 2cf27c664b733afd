"""Defines the result classes of the quotation contract, and their meanings for readers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from build_tools.facts.catalogue import N_


class QuoteClass(StrEnum):
    """The result of looking for a quotation in its supposed source."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    AMBIGUOUS = "ambiguous"
    TRANSLATED = "translated"
    UNCHECKABLE = "uncheckable"
    OUT_OF_CONTEXT = "out-of-context"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"


# The words are in the text, and nothing near them changes their meaning.
FOUND = frozenset(
    {QuoteClass.EXACT, QuoteClass.TYPOGRAPHIC, QuoteClass.ELIDED, QuoteClass.AMBIGUOUS}
)
FAILS = frozenset({QuoteClass.OUT_OF_CONTEXT, QuoteClass.MISATTRIBUTED, QuoteClass.ABSENT})

MEANINGS: Mapping[QuoteClass, str] = {
    QuoteClass.EXACT: N_("the words are in the source, character for character"),
    QuoteClass.TYPOGRAPHIC: N_(
        "the words are in the source; only typography differs (quotation marks, dashes, spaces, "
        "soft hyphens, ligatures, a capital at the beginning)"
    ),
    QuoteClass.ELIDED: N_(
        "the words are in the source, in this order and in one paragraph; omissions and additions "
        "are marked"
    ),
    QuoteClass.AMBIGUOUS: N_(
        "the words are in the source more than once, and nothing near any of the places changes "
        "their meaning; only the words around them tell the places apart"
    ),
    QuoteClass.TRANSLATED: N_(
        "the original words are in the source; the translation beside them is not checked"
    ),
    QuoteClass.UNCHECKABLE: N_("the words could not be compared with the source"),
    QuoteClass.OUT_OF_CONTEXT: N_(
        "the words are there, but a denial, contrast or condition was left out or comes just "
        "before or after them"
    ),
    QuoteClass.MISATTRIBUTED: N_(
        "the words are not in the source, but in another stored source of this site"
    ),
    QuoteClass.ABSENT: N_("the words are not in the source"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A quotation's class, and its offsets in the original text (0 and 0 if it is absent).

    ``reason`` explains the class in words if necessary. ``fragments`` contains the offsets of each
    fragment of an elided quotation. ``places`` contains the offsets of the first few places of an
    ambiguous quotation, in the order of the text.
    """

    kind: QuoteClass
    start: int = 0
    end: int = 0
    reason: str = ""
    fragments: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    @property
    def each(self) -> "tuple[Match, ...]":
        """The match at each place where the quotation occurs.

        Only an ambiguous match has several places.
        """
        if not self.places:
            return (self,)
        return tuple(replace(self, start=start, end=end) for start, end in self.places)
