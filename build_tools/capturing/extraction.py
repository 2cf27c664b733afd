"""The main text of a page, as blocks with a blank line between them."""

import re
from dataclasses import dataclass

from build_tools import __version__

# What the reader of records refuses, for nobody can see it: it says nothing in a text either.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\uf8ff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_LINES = re.compile("\r\n|[\r\u2028\u0085]")
_BLANK = re.compile(r"\n[ \t]*\n\s*|\u2029\s*")
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text, and what took it out of the page."""

    text: str
    tool: str


def from_page(page: str) -> Extracted:
    """Return the main text of an HTML page; each of its paragraphs is a block."""
    import trafilatura  # it is large, and only this needs it

    found = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
    )
    # It writes one paragraph, heading or list item on each line.
    blocks = (found or "").split("\n")
    return Extracted(_joined(blocks), f"trafilatura {trafilatura.__version__}")


def from_text(text: str) -> Extracted:
    """Return a plain text; a blank line in it ends a block."""
    return Extracted(_joined(_BLANK.split(_LINES.sub("\n", text))), f"facts {__version__}")


def _joined(blocks: list[str]) -> str:
    cleaned = (_SPACES.sub(" ", _HIDDEN.sub("", _LINES.sub(" ", one))).strip() for one in blocks)
    return "\n\n".join(one for one in cleaned if one)
