"""Defines the colours that a site may choose: surfaces, text and links, for light and dark.

A site cannot choose the colours of verdicts, because they have the same meaning on every site.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# The engine's colours, by their names in `content/assets/base.css`.
DEFAULTS: Mapping[str, str] = {
    "paper": "#fdfcfa #14171a",
    "card": "#f5f3ee #1c2024",
    "ink": "#16191d #ebe9e3",
    "quiet": "#565d66 #a9afb7",
    "link": "#154c8a #8fc0f5",
}
_PAIR = re.compile(r"(#[0-9a-f]{6})\s+(#[0-9a-f]{6})", re.IGNORECASE)
_TEXTS, _SURFACES = ("ink", "quiet", "link"), ("paper", "card")
# WCAG 2.2, success criterion 1.4.3.
LEAST_CONTRAST = 4.5


class Colour(NamedTuple):
    """A colour for the light scheme and a colour for the dark scheme, each as #rrggbb."""

    light: str
    dark: str


def parsed(text: str) -> Colour | None:
    """Return the two colours in a setting such as "#154c8a #8fc0f5", or None for any other text."""
    pair = _PAIR.fullmatch(text.strip())
    return Colour(pair[1].lower(), pair[2].lower()) if pair else None


def palette(chosen: Mapping[str, Colour]) -> dict[str, Colour]:
    """Return all colours of a site. Colours that the site did not choose are the engine's."""
    colours = {name: Colour(*text.split()) for name, text in DEFAULTS.items()}
    return {**colours, **chosen}


def faint_texts(chosen: Mapping[str, Colour]) -> Iterator[tuple[str, str, str, float]]:
    """For each contrast that is too low, yield the text, surface, scheme and contrast."""
    colours = palette(chosen)
    for text in _TEXTS:
        for surface in _SURFACES:
            for scheme in Colour._fields:
                pair = (getattr(colours[text], scheme), getattr(colours[surface], scheme))
                if (measured := contrast(*pair)) < LEAST_CONTRAST:
                    yield text, surface, scheme, measured


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as defined in WCAG 2.2."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def components(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue components of #rrggbb, each from 0 to 255."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in components(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style_sheet(chosen: Mapping[str, Colour]) -> str:
    """Return the style sheet that sets the chosen colours."""
    lines = [
        f"  --{name}: light-dark({light}, {dark});\n" for name, (light, dark) in chosen.items()
    ]
    return f":root {{\n{''.join(lines)}}}\n"
