"""The quotation contract: whether words stand in a text, how exactly, and where.

One matcher, used everywhere. Both sides are brought to a comparable form with a map back to the
original offsets; then the words must stand there, at word edges, in one block and in order, and
nothing beside them or left out of them may turn what they say. The contract's cases stand in
``cases.yaml`` here and are a page of the site. See DESIGN section 4.
"""

from build_tools.quotations.matching.classes import FAILS, FOUND, HOLDS, MEANINGS, Match, QuoteClass
from build_tools.quotations.matching.fragments import address_with, fragment_of, resolve
from build_tools.quotations.matching.matcher import find
from build_tools.quotations.matching.minimum_length import identifies
from build_tools.quotations.matching.nearest import Nearest, nearest
from build_tools.quotations.matching.normal_form import Normal, normal
from build_tools.quotations.matching.scripts import in_letters_of

__all__ = [
    "FAILS",
    "FOUND",
    "HOLDS",
    "MEANINGS",
    "Match",
    "Nearest",
    "Normal",
    "QuoteClass",
    "address_with",
    "find",
    "fragment_of",
    "identifies",
    "in_letters_of",
    "nearest",
    "normal",
    "resolve",
]
