"""Draws a checked article without its words, as on a printed page. Each sentence is a bar.

Lengths are counted in letters, and all lines have the same number of letters. A paragraph begins on
a new line. All numbers are in units of the drawing, which has no fixed size.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from build_tools.facts.records import Sentence

COLUMNS = 3
LETTERS = 44  # letters in a line
_LETTER = 2.6  # the width of a letter
_LINE = 8.4  # the distance from one line to the next
_GUTTER = 14
_MARGIN = 12
# The space between two sentences on a line, and the shortest piece of a sentence at the end of a
# line, in letters.
_SPACE = 1.6
_LEAST = 3
# A gap of two or more letters between sentences marks the end of a paragraph.
_PARAGRAPH = 2


class Bar(NamedTuple):
    """A sentence in the picture. ``path`` draws its lines, which begin at ``left`` and ``top``."""

    id: str
    path: str
    left: float
    top: float


class ArticlePicture(NamedTuple):
    """A picture: its size, and its bars in the order of the sentences."""

    width: int
    height: int
    bars: tuple[Bar, ...]

    def lit(self, ids: Sequence[str]) -> tuple[Bar, ...]:
        """Return the bars of the sentences with these ids."""
        return tuple(bar for bar in self.bars if bar.id in ids)

    @property
    def whole(self) -> str:
        """The path of all bars together, for a picture that highlights only a few bars."""
        return "".join(bar.path for bar in self.bars)


class _Piece(NamedTuple):
    """The part of a sentence on one line. ``start`` and ``length`` are in letters."""

    id: str
    start: float
    length: float


def article_picture(sentences: Sequence[Sentence], columns: int = COLUMNS) -> ArticlePicture:
    """Return the picture of these sentences, which must be in the order of the text."""
    lines = list(_lines(sentences))
    rows = max(1, ceil(len(lines) / columns))
    paths: dict[str, list[str]] = {sentence.id: [] for sentence in sentences}
    begins: dict[str, tuple[float, float]] = {}
    for number, line in enumerate(lines):
        column, row = divmod(number, rows)
        for piece in line:
            left = _MARGIN + column * (LETTERS * _LETTER + _GUTTER) + piece.start * _LETTER
            top = _MARGIN + row * _LINE + 2.5
            paths[piece.id].append(f"M{left:.0f} {top:.1f}h{piece.length * _LETTER - 1:.0f}")
            begins.setdefault(piece.id, (round(left), round(top, 1)))
    return ArticlePicture(
        round(2 * _MARGIN + columns * LETTERS * _LETTER + (columns - 1) * _GUTTER),
        round(2 * _MARGIN + (rows - 1) * _LINE + 5),
        tuple(
            Bar(sentence.id, "".join(paths[sentence.id]), *begins[sentence.id])
            for sentence in sentences
            if sentence.id in begins
        ),
    )


def _lines(sentences: Sequence[Sentence]) -> Iterator[list[_Piece]]:
    """Yield the lines of the page, with an empty line between paragraphs."""
    line: list[_Piece] = []
    filled: float = 0
    end: int | None = None
    for sentence in sentences:
        if end is not None and sentence.start - end >= _PARAGRAPH:
            yield line
            yield []
            line, filled = [], 0
        if filled:
            filled += _SPACE
        left: float = max(1, sentence.end - sentence.start)
        while left > 0:
            if LETTERS - filled < _LEAST:
                yield line
                line, filled = [], 0
            length = min(left, LETTERS - filled)
            line.append(_Piece(sentence.id, filled, length))
            filled, left = filled + length, left - length
        end = sentence.end
    if line:
        yield line
