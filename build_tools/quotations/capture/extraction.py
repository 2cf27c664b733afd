"""Extracts the main text of a page, as blocks with a blank line between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools import __version__
from build_tools.facts.project import HIDDEN

# Stands between two excerpts of a page; paragraphs have one blank line between them.
GAP = "\n\n\n\n"

_LINES = re.compile("\r\n|[\r\u2028\u0085]")
_BLANK = re.compile(r"\n[ \t]*\n\s*|\u2029\s*")
_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085]")
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text, and the name and version of the program that extracted it."""

    text: str
    tool: str


def from_page(page: str) -> Extracted:
    """Return the main text of an HTML page; each of its paragraphs is a block."""
    import trafilatura  # large, and needed only here

    text = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    # trafilatura writes each paragraph, heading or list item on a line.
    blocks = (text or "").split("\n")
    return Extracted(_joined(blocks), f"trafilatura {trafilatura.__version__}")


def from_text(text: str) -> Extracted:
    """Return a plain text; a blank line in it ends a block."""
    return Extracted(_joined(_BLANK.split(_LINES.sub("\n", text))), f"facts {__version__}")


def from_excerpts(texts: Iterable[str]) -> Extracted:
    """Return what was seen of a page: stretches of its text, with a wide gap between them."""
    return Extracted(GAP.join(from_text(text).text for text in texts), f"facts {__version__}")


def _joined(blocks: list[str]) -> str:
    # Records may not contain invisible characters, and here they mean nothing.
    visible = (HIDDEN.sub("", _ENDS.sub(" ", block)) for block in blocks)
    cleaned = (_SPACES.sub(" ", block).strip() for block in visible)
    return "\n\n".join(block for block in cleaned if block)
