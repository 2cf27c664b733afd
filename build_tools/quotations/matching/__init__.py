"""Decides whether, how exactly and where a quotation is in a text: the quotation contract.

:func:`find` in ``matcher.py`` is the only matcher. A quotation matches if

* its words are in the text in the same order, letter for letter and digit for digit. Only
  typography may differ: quotation marks, dashes, spaces, soft hyphens, ligatures, and a capital at
  the beginning;
* it begins and ends between words, never inside a word or number, and is within a single paragraph;
* an ellipsis marks each omission, and each fragment is long enough to identify a single place;
* no negation, contrast or condition is left out of the quotation or is within three words of it, at
  any of its places. Such a word would change the quotation's meaning. A word before the quotation
  counts if it is in the same sentence, and a word after the quotation if it is in the same clause.

Both texts are first turned into a comparable form, which maps each character to its original
offset. ``cases.yaml`` contains the cases of the contract, which the site shows on a page.
"""

from build_tools.quotations.matching.classes import FAILS, FOUND, MEANINGS, Match, QuoteClass
from build_tools.quotations.matching.fragments import address_with, fragment_of, resolve
from build_tools.quotations.matching.matcher import find
from build_tools.quotations.matching.minimum_length import identifies
from build_tools.quotations.matching.nearest import Nearest, nearest
from build_tools.quotations.matching.negations import has_denials, no_denials
from build_tools.quotations.matching.normal_form import Normal, normal
from build_tools.quotations.matching.scripts import in_letters_of

__all__ = [
    "FAILS",
    "FOUND",
    "MEANINGS",
    "Match",
    "Nearest",
    "Normal",
    "QuoteClass",
    "address_with",
    "find",
    "fragment_of",
    "has_denials",
    "identifies",
    "in_letters_of",
    "nearest",
    "no_denials",
    "normal",
    "resolve",
]
