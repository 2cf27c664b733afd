"""The main text of a page, as blocks with a blank line between them."""

import re
from dataclasses import dataclass

from build_tools import __version__
from build_tools.facts.reading.project import HIDDEN

_LINES = re.compile("\r\n|[\r\u2028\u0085]")
_BLANK = re.compile(r"\n[ \t]*\n\s*|\u2029\s*")
_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085]")
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
    # What the reader of records refuses, for nobody can see it, says nothing in a text either.
    cleaned = (_SPACES.sub(" ", HIDDEN.sub("", _ENDS.sub(" ", one))).strip() for one in blocks)
    return "\n\n".join(one for one in cleaned if one)
