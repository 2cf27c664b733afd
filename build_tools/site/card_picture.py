"""Draws the article on a social card, as on the pages.

Each sentence's lines have the shape and the colour of its verdict.
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


class _Shape(NamedTuple):
    """The shape of a line, as in `content/assets/pictures.css`, in units of the drawing.

    ``dash`` and ``gap`` are 0 for a line without gaps. ``core`` is the height of an empty line in
    the middle.
    """

    colour: str
    thickness: float
    dash: float = 0
    gap: float = 0
    core: float = 0


SHAPES = {
    "supported": _Shape("holds", 5),
    "supported-with-nuance": _Shape("holds", 2.6),
    "misleading": _Shape("fails", 5, 7, 1.5),
    "wrong": _Shape("wrong", 7, 2.2, 1.6),
    "disputed": _Shape("split", 7, core=1.6),
}
_OPEN = _Shape("open", 1.6)
_NONE = _Shape("none", 1.6)
_MOST_COLUMNS = 6
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
    above = top + (height - drawing.height * scale) / 2
    views = {view.id: view for view in coverage.sentences}
    return tuple(
        stroke
        for bar in drawing.bars
        for x, y, length in _lines(bar.path)
        for stroke in shaped(
            _shape(views[bar.id]), left + x * scale, above + y * scale, length * scale, scale
        )
    )


def _lines(path: str) -> Iterator[tuple[float, float, float]]:
    for x, y, length in _LINE.findall(path):
        yield float(x), float(y), float(length)


def shaped(
    shape: _Shape, left: float, middle: float, length: float, scale: float
) -> Iterator[Stroke]:
    """Yield the rectangles of a line in this shape."""
    height = (shape.thickness - shape.core) / 2 * scale
    tops = [middle - shape.thickness / 2 * scale, middle + shape.core / 2 * scale]
    if not shape.core:
        height, tops = shape.thickness * scale, tops[:1]
    dash = shape.dash * scale or length
    at: float = 0
    while at < length:
        for top in tops:
            yield Stroke(left + at, top, min(dash, length - at), height, shape.colour)
        at += dash + shape.gap * scale


def _shape(view: SentenceView) -> _Shape:
    return SHAPES.get(view.worst.verdict.key, _OPEN) if view.worst else _NONE
