"""Marks the reading depths of a hand-written page: short answer, main points, or all.

The text before the first heading is the short answer. The first block of each section answers the
question that its heading asks: with the short answer, these are the main points. The author only
has to write in that order; this module computes the classes and minutes.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import STX

WORDS_PER_MINUTE = 230
"""Silent reading of English non-fiction: M. Brysbaert, Journal of Memory and Language 109, 2019,
gives a mean of 238 words a minute."""


class Depth(NamedTuple):
    """A reading depth: 1 is the shortest, 3 is everything. ``words`` counts the visible words."""

    level: int
    words: int

    @property
    def minutes(self) -> int:
        """Whole minutes of reading time, at least 1."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def mark_depths(root: Element) -> tuple[Depth, ...]:
    """Mark every block that a shorter reading leaves out with a class, and return the depths."""
    words = {1: 0, 2: 0, 3: 0}
    for block, level in _levels(root):
        # Placeholders of raw HTML must not change, because they are replaced later.
        if level > 1 and STX not in (block.text or ""):
            block.set("class", f"{block.get('class', '')} depth-{level}".strip())
        words[level] += len("".join(block.itertext()).split())
    total, depths = 0, []
    for level, number in words.items():
        total += number
        depths.append(Depth(level, total))
    return tuple(depths)


def _levels(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield the blocks of the page, each with the shortest reading that shows it."""
    level = 1
    for block in root:
        if block.tag in ("h2", "h3", "h4"):
            # A section's heading and its first block are a main point; a subsection is not.
            level = 2 if block.tag == "h2" else 3
            yield block, level
        else:
            yield block, level
            # A lead-in stays with its list, because neither makes sense alone.
            leads_in = "".join(block.itertext()).rstrip().endswith(":")
            level = level if level == 1 or leads_in else 3
