"""The quotation contract: whether words stand in a text, how exactly, and where.

One matcher, used everywhere. Both sides are brought to a comparable form with a map back to the
original offsets; then the words must stand there, at word edges, in one block and in order, and
nothing beside them or left out of them may turn what they say. The contract's cases stand in
``cases.yaml`` here and are a page of the site. See DESIGN section 4.
"""

from build_tools.quotes.classes import FAILS, FOUND, HOLDS, MEANINGS, Match, QuoteClass
from build_tools.quotes.fragments import address_with, fragment_of, resolve
from build_tools.quotes.identifying import identifies
from build_tools.quotes.letters import in_letters_of
from build_tools.quotes.matching import find
from build_tools.quotes.nearest import Nearest, nearest
from build_tools.quotes.normal import Normal, normal

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
