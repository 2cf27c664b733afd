"""Extracts the text of a page, PDF or plain text, as blocks separated by blank lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools import __version__
from build_tools.facts.project import HIDDEN
from build_tools.quotations.capture.file_reading import FileError, Form, read_file
from build_tools.quotations.capture.page_text import NestingError, page_text
from build_tools.quotations.capture.plain_text import paragraphs

_TOOL = f"facts {__version__}"
# These blank lines separate two excerpts from a page. A single blank line separates paragraphs.
GAP = "\n\n\n\n"


@dataclass(frozen=True, slots=True)
class Extracted:
    """A text, with the name and version of the program that extracted it.

    ``elsewhere`` contains the other texts on the page, each with the name of its place.
    ``is_whole`` is true for a page or PDF, however short. A plain text may be only part of a page.
    """

    text: str
    tool: str
    elsewhere: tuple[tuple[str, str], ...] = ()
    is_whole: bool = False


def from_file(data: bytes, quoted: Iterable[str] = ()) -> Extracted:
    """Return the text of a saved page, web archive, PDF or plain text.

    ``quoted`` contains the quotations to look for. Raises :class:`FileError` if the file
    cannot be read.
    """
    file = read_file(data)
    if file.form is Form.PAGE:
        return from_page(file.text)
    text = from_text(file.text, quoted)
    if file.form is Form.TEXT:
        return text
    import pypdf

    return Extracted(text.text, f"pypdf {pypdf.__version__}", is_whole=True)


def from_page(page: str) -> Extracted:
    """Return the visible text of an HTML page. Raises :class:`FileError` if it cannot be read."""
    if "\0" in page or page.startswith("%PDF-"):
        raise FileError("This is neither a page nor a text. Save it, and use --file.")
    try:
        read = page_text(page)
    except NestingError as error:
        raise FileError(
            "The elements of this page are nested too deeply. Save its words as a .txt file."
        ) from error
    elsewhere = ((place, " ".join(_clean(text).split())) for place, text in read.elsewhere)
    others = tuple((place, text) for place, text in elsewhere if text)
    return Extracted(_joined(read.blocks), _TOOL, others, is_whole=True)


def from_text(text: str, quoted: Iterable[str] = ()) -> Extracted:
    """Return the blocks of a plain text, in which a blank line ends each block."""
    return Extracted(_joined(paragraphs(text, quoted)), _TOOL)


def from_excerpts(texts: Iterable[str]) -> Extracted:
    """Return a person's excerpts from a page as one text, with a wide gap between excerpts."""
    return Extracted(GAP.join(from_text(text).text for text in texts), _TOOL)


def _joined(blocks: Iterable[str]) -> str:
    cleaned = (" ".join(_clean(block).split(" ")).strip() for block in blocks)
    return "\n\n".join(block for block in cleaned if block)


def _clean(text: str) -> str:
    # Records may not contain invisible characters, and a page's text loses nothing without them.
    return HIDDEN.sub("", text)
