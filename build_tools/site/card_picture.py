"""Draws the article on a social card, with each sentence's lines in the colour of its verdict.

Readers only glance at a card, which is rarely larger than a hand. So this picture shows only the
share of the article that is supported. The picture on the pages also has shapes and links.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.views.coverage import Coverage, SentenceView
from build_tools.views.parts.article_picture import article_picture

# The colours of `content/assets/base.css` in the light scheme.
COLOURS = {
    "holds": (21, 119, 124),
    "fails": (194, 106, 8),
    "wrong": (173, 15, 60),
    "split": (122, 79, 181),
    "open": (122, 130, 141),
    "none": (214, 211, 204),
}
_GROUPS = {
    "supported": "holds",
    "supported-with-nuance": "holds",
    "misleading": "fails",
    "wrong": "wrong",
    "disputed": "split",
}
_MOST_COLUMNS = 6
_THICKNESS = 5  # the thickness of a line, in units of the drawing
_LINE = re.compile(r"M(\d+) ([\d.]+)h(-?\d+)")


class Stroke(NamedTuple):
    """A line that represents part of a sentence. Its upper left corner and its size are in pixels.

    ``colour`` is the name of the colour.
    """

    left: float
    top: float
    length: float
    thickness: float
    colour: str


def strokes(coverage: Coverage, box: tuple[int, int, int, int]) -> tuple[Stroke, ...]:
    """Return the lines in an article, scaled to fit ``box`` (left, top, right, bottom)."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    drawings = [
        article_picture(coverage.article.sentences, columns)
        for columns in range(1, _MOST_COLUMNS + 1)
    ]
    drawing = max(drawings, key=lambda each: min(width / each.width, height / each.height))
    scale = min(width / drawing.width, height / drawing.height)
    thick = _THICKNESS * scale
    above = top + (height - drawing.height * scale) / 2 - thick / 2
    views = {view.id: view for view in coverage.sentences}
    return tuple(
        Stroke(left + x * scale, above + y * scale, length * scale, thick, _colour(views[bar.id]))
        for bar in drawing.bars
        for x, y, length in _lines(bar.path)
    )


def _lines(path: str) -> Iterator[tuple[float, float, float]]:
    for x, y, length in _LINE.findall(path):
        yield float(x), float(y), float(length)


def _colour(view: SentenceView) -> str:
    return _GROUPS.get(view.worst.verdict.key, "open") if view.worst else "none"
