"""Marks the reading depths of a hand-written page: short answer, main points, or everything.

The text before the first heading is the short answer. The first block of each section answers the
question in the section's heading. These blocks and the short answer are the main points. The author
only has to write in that order. This module computes the classes and the reading times.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import STX

WORDS_PER_MINUTE = 230
"""The silent reading speed for English non-fiction.

M. Brysbaert, Journal of Memory and Language 109, 2019, gives a mean of 238 words a minute.
"""


class Depth(NamedTuple):
    """A reading depth, from 1 (the shortest) to 3 (everything).

    ``words`` counts the visible words.
    """

    level: int
    words: int

    @property
    def minutes(self) -> int:
        """The reading time in whole minutes, at least 1."""
        return max(1, round(self.words / WORDS_PER_MINUTE))


def mark_depths(root: Element) -> tuple[Depth, ...]:
    """Add a class to every block that a shorter reading leaves out, and return the depths."""
    words = {1: 0, 2: 0, 3: 0}
    for block, level in _levels(root):
        # Placeholders for raw HTML must not change, because they are replaced later.
        if level > 1 and STX not in (block.text or ""):
            block.set("class", f"{block.get('class', '')} depth-{level}".strip())
        words[level] += len("".join(block.itertext()).split())
    total, depths = 0, []
    for level, number in words.items():
        total += number
        depths.append(Depth(level, total))
    return tuple(depths)


def _levels(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield each block of the page, and the level of the shortest reading that shows the block."""
    level = 1
    for block in root:
        if block.tag in ("h2", "h3", "h4"):
            # The heading and the first block of a section are main points. Subsections are not.
            level = 2 if block.tag == "h2" else 3
            yield block, level
        else:
            yield block, level
            # A lead-in stays with the list after it, because neither makes sense alone.
            leads_in = "".join(block.itertext()).rstrip().endswith(":")
            level = level if level == 1 or leads_in else 3
