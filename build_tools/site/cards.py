"""Draws social cards, which are the images that accompany a link to the site.

The site, each hand-written page and each verdict has a card. If there are several articles, each of
them has a card too. All claims with a verdict share the card of the verdict, so that readers of a
feed see the verdict before they open the claim. Next to the words is a picture of the checked
article, sentence by sentence. Words in a script that the font lacks are left out. A card is stored
in ``.cache/cards`` under a hash of its inputs, so a build draws only new cards.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.colours import Colour, components
from build_tools.facts.wording import clipped
from build_tools.site.card_picture import COLOURS, Stroke, strokes
from build_tools.views.coverage import Coverage
from build_tools.views.parts.labels import VERDICTS

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FOLDER = "assets/cards"
SITE = f"{FOLDER}/site.png"
SIZE = (1200, 630)
_MARGIN = 70
_PICTURE = (780, 70, SIZE[0] - _MARGIN, SIZE[1] - 70)  # the position of the article's picture
_GAP = 40  # the space between the pictures of two articles
_MOST_ARTICLES = 3
# Enough shades for smooth edges. With the colours of the picture, they fit in four bits per pixel.
_SHADES = 16 - len(COLOURS)
_MAX_LETTERS = 400  # about five lines at the smallest size, because measuring more text is slow
_DRAWN_AS = "6"  # increase this number when the drawing changes, so that no old card is used

# A stored card that does not end in these bytes is truncated, for example because of a full disk.
_LAST_OF_A_PNG = b"IEND\xaeB`\x82"

# The font has a file for each script. Each letter is drawn from the first file that contains it.
_PIECES = ("latin", "latin-ext", "cyrillic")


class Card(NamedTuple):
    """An image to draw. ``path`` is relative to the site's folder.

    ``text`` is large, and ``below`` is a line under the text. ``picture`` is drawn next to the
    words, or is None for the picture of the whole site.
    """

    path: str
    text: str
    below: str
    picture: tuple[Stroke, ...] | None = None

    @property
    def plain(self) -> "Card":
        """The same card without the marks around English words."""
        return self._replace(text=without_marks(self.text), below=without_marks(self.below))


def picture_of(coverages: Sequence[Coverage]) -> tuple[Stroke, ...]:
    """Return the lines in the newest articles, newest first, for the site's cards."""
    shown = coverages[: -_MOST_ARTICLES - 1 : -1]
    left, top, right, bottom = _PICTURE
    height = (bottom - top + _GAP) / max(len(shown), 1)
    return tuple(
        stroke
        for number, coverage in enumerate(shown)
        for stroke in strokes(
            coverage,
            (left, round(top + number * height), right, round(top + (number + 1) * height) - _GAP),
        )
    )


def titles_of(coverages: Sequence[Coverage]) -> dict[str, str]:
    """Return the articles' titles by page address, or nothing for a single article."""
    several = coverages if len(coverages) > 1 else ()
    return {coverage.path: coverage.article.title for coverage in several}


def cards(
    words: Catalogue,
    site_name: str,
    titles: Mapping[str, str],
    coverages: Sequence[Coverage] = (),
) -> Iterator[Card]:
    """Yield the cards of a site.

    ``titles`` maps addresses of hand-written pages to their titles.
    """
    yield Card(SITE, site_name, words.gettext("Checked claim by claim, with sources"))
    checked = words.gettext("A checked claim")
    for verdict in VERDICTS.values():
        text = words.gettext("Verdict: %(verdict)s", verdict=words.message(verdict.label))
        yield Card(of_verdict(verdict.key), text, f"{checked} · {site_name}")
    for address, title in titles.items():
        yield Card(of_page(address), title, site_name)
    names = titles_of(coverages)
    for coverage in coverages:
        if title := names.get(coverage.path, ""):
            yield Card(of_page(coverage.path), title, site_name, strokes(coverage, _PICTURE))


def of_verdict(key: str) -> str:
    """Return the path of a verdict's card."""
    return f"{FOLDER}/verdict-{key}.png"


def of_page(address: str) -> str:
    """Return the path of the card for the page at an address."""
    return f"{FOLDER}/pages/{address.removesuffix('.html')}.png"


def write(
    site: Path,
    drawings: Iterator[Card],
    picture: Sequence[Stroke],
    palette: Mapping[str, Colour],
    fonts: Path,
    cache: Path,
) -> None:
    """Write the cards below ``site``. Cards without a picture of their own get ``picture``.

    ``cache`` is the folder that contains the cards from earlier builds.
    """
    ground = (palette["paper"].light, palette["ink"].light)
    for card in (drawing.plain for drawing in drawings):
        beside = picture if card.picture is None else card.picture
        look = repr((tuple(beside), *ground))
        name = sha256("\0".join((_DRAWN_AS, card.text, card.below, look)).encode()).hexdigest()
        cached = cache / f"{name}.png"
        data = cached.read_bytes() if cached.is_file() else b""
        if not data.endswith(_LAST_OF_A_PNG):
            data = drawn(card, fonts, palette, beside)
            _store(cached, data)
        target = site / card.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _store(path: Path, data: bytes) -> None:
    """Store a card for the next build. If storing fails, the next build draws the card again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Renaming the file never leaves an incomplete image, even if the build is killed or another
        # build draws the same card.
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        return


def drawn(
    card: Card, fonts: Path, palette: Mapping[str, Colour], picture: Sequence[Stroke] = ()
) -> bytes:
    """Return the card as a PNG.

    The palette has shades between paper and ink, and the colours of the picture.
    """
    from io import BytesIO

    from PIL import Image, ImageDraw  # these are slow, and most builds find all cards stored

    grey = Image.new("L", SIZE, 0)
    texts = (_visible(card.text), _visible(card.below))
    words = [text for text in texts if _can_draw(text, fonts)]
    _draw_words(ImageDraw.Draw(grey), words, fonts, bool(picture))

    shades = grey.point([value * _SHADES // 256 for value in range(256)])
    image = Image.frombytes("P", SIZE, shades.tobytes())
    _draw_picture(ImageDraw.Draw(image), picture if words else _centred(picture))
    paper, ink = components(palette["paper"].light), components(palette["ink"].light)
    greys = [
        low + (high - low) * step // (_SHADES - 1)
        for step in range(_SHADES)
        for low, high in zip(paper, ink, strict=True)
    ]
    image.putpalette([*greys, *(part for colour in COLOURS.values() for part in colour)])
    buffer = BytesIO()
    image.save(buffer, "PNG", bits=4)
    return buffer.getvalue()


def _draw_words(pen: "ImageDraw", words: Sequence[str], fonts: Path, has_picture: bool) -> None:
    """Draw the first text large and the second, if there is one, below a short line."""
    width = (_PICTURE[0] - _MARGIN if has_picture else SIZE[0] - _MARGIN) - _MARGIN
    for text in words[:1]:
        size, lines = _fitted(text, width, fonts, largest=64 if has_picture else 76)
        top = (SIZE[1] - 100 - len(lines) * size * 1.25) / 2
        for number, line in enumerate(lines):
            _write_line(pen, line, (_MARGIN, top + number * size * 1.25), size, fonts)
    for text in words[1:]:
        pen.rectangle((_MARGIN, SIZE[1] - 130, _MARGIN + 120, SIZE[1] - 122), fill=255)
        size, lines = _fitted(text, width, fonts, largest=34, most_lines=1)
        _write_line(pen, lines[0], (_MARGIN, SIZE[1] - 100), size, fonts)


def _visible(text: str) -> str:
    """Return the text without characters that only format it, such as soft hyphens."""
    return "".join(letter for letter in text if category(letter) != "Cf")


def _can_draw(text: str, fonts: Path) -> bool:
    """Return whether the fonts have all letters. Arabic, for example, would be a row of boxes."""
    pieces = [_font(fonts / f"noto-serif-bold-{piece}.woff2", 24) for piece in _PIECES]
    letters = set(clipped(text, _MAX_LETTERS))
    return all(any(_has(piece, letter) for piece in pieces) for letter in letters)


def _centred(picture: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """Return the picture in the middle of a card without words."""
    shift = (_PICTURE[0] + _PICTURE[2] - SIZE[0]) / 2
    return tuple(stroke._replace(left=stroke.left - shift) for stroke in picture)


def _draw_picture(pen: "ImageDraw", picture: Sequence[Stroke]) -> None:
    places = {name: _SHADES + number for number, name in enumerate(COLOURS)}
    for stroke in picture:
        left, top = round(stroke.left), round(stroke.top)
        # The line is at least one pixel wide, because it may contain only the last letters of a
        # sentence.
        right, bottom = left + max(1, round(stroke.length)), top + max(1, round(stroke.thickness))
        pen.rectangle((left, top, right - 1, bottom - 1), fill=places[stroke.colour])


def _fitted(
    text: str, width: int, fonts: Path, largest: int = 76, most_lines: int = 5
) -> tuple[int, list[str]]:
    """Return the largest size at which the text fits, and the lines of text.

    At the smallest size, a text that does not fit is truncated.
    """
    text = clipped(text, _MAX_LETTERS)
    for size in range(largest, 23, -6):
        lines = _lines(text, width, size, fonts)
        if len(lines) <= most_lines and all(_width(line, size, fonts) <= width for line in lines):
            return size, lines
    return size, [_cut(line, width, size, fonts) for line in lines[:most_lines]]


def _cut(line: str, width: int, size: int, fonts: Path) -> str:
    while _width(line, size, fonts) > width:
        line = f"{line.rstrip('…')[:-1]}…"
    return line


def _width(line: str, size: int, fonts: Path) -> float:
    return sum(length for _, _, length in _runs(line, size, fonts))


def _lines(text: str, width: int, size: int, fonts: Path) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer, size, fonts) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _write_line(
    pen: "ImageDraw", line: str, at: tuple[float, float], size: int, fonts: Path
) -> None:
    left, top = at
    for text, font, length in _runs(line, size, fonts):
        pen.text((left, top), text, fill=255, font=font)
        left += length


def _runs(text: str, size: int, fonts: Path) -> Iterator[tuple[str, "FreeTypeFont", float]]:
    """Yield the text in runs of letters from the same font file: text, font and width in pixels."""
    loaded = [_font(fonts / f"noto-serif-bold-{piece}.woff2", size) for piece in _PIECES]
    run, current = "", loaded[0]
    for letter in text:
        font = next((piece for piece in loaded if _has(piece, letter)), loaded[0])
        if run and font is not current:
            yield run, current, current.getlength(run)
            run = ""
        run, current = run + letter, font
    if run:
        yield run, current, current.getlength(run)


@cache
def _font(path: Path, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)


@cache
def _has(font: "FreeTypeFont", letter: str) -> bool:
    """Return whether the font contains the letter. For a missing letter, the font draws a box."""
    if letter.isspace():
        return True
    return bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))
