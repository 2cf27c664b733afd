"""Reads a saved page, web archive (MHTML), PDF or plain text, in its own charset.

Refuses files without text and files in all other formats. The error message names the format.
"""

import email
import email.policy
import logging
import re
from collections.abc import Sequence
from email.message import Message
from enum import Enum
from typing import Any, NamedTuple

from build_tools.links.charset import codec, decoded
from build_tools.quotations.capture.note_marks import lowered, raised

MAX_PAGES = 1000
MAX_LETTERS = 20_000_000
_MAX_HEADER = 2000


class FileError(ValueError):
    """The file cannot be read. The message says why in a sentence or two."""


class Form(Enum):
    """The file formats that we can read."""

    PAGE = "page"
    TEXT = "text"
    PDF = "pdf"


class FileText(NamedTuple):
    """A file's text, including any markup, and its format. A form feed ends each page of a PDF."""

    text: str
    form: Form


_RAISED = re.compile(r"\[?[0-9]{1,3}(?:[,–-][0-9]{1,3})*\]?|[*†‡§]{1,3}")
_SMALLER = 0.85  # as a share of the preceding letters' size
_SAVE_AS_TEXT = "Save the words as a .txt file in UTF-8 and give that."
# The first bytes of each file format. A text may begin with the same bytes, so most formats also
# require a control character in the file.
_BINARY = (
    (b"PK\x03\x04", "a ZIP file, as Word, Excel, OpenDocument and EPUB files are"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"RIFF", "a picture or a recording (RIFF)"),
    (b"AT&TFORM", "a scanned document (DjVu)"),
    (b"%!PS", "a PostScript document"),
    (b"bplist00", "a web archive of Safari"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"(\xb5/\xfd", "a compressed file (Zstandard)"),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)"),
    (b"Rar!", "a compressed file (RAR)"),
    (b"ID3", "a recording (MP3)"),
    (b"OggS", "a recording (Ogg)"),
    (b"fLaC", "a recording (FLAC)"),
    (b"\x1aE\xdf\xa3", "a recording (Matroska)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_TEXTUAL_BINARY = ("a Rich Text document", "a PostScript document")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Short text only: the pattern is matched only at the beginning of a file.
_PAGE = re.compile(r"\s*<(?:!|\?|[a-z])", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?im)^<(?:!doctype html|html)\b")
_MIME = re.compile(rb"(?im)^(?:mime-version|content-type)[ \t]*:")
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def read_file(data: bytes) -> FileText:
    """Return the text and format of a file with this content.

    Raises :class:`FileError` if the content cannot be read.
    """
    if b"%PDF-" in data[:1024]:
        return FileText(_pdf(data), Form.PDF)
    _refuse_binary(data)
    if _is_message(data):
        return _archived(data)
    text = decoded(data)
    if _PAGE.match(text.lstrip("\ufeff")) or _DOCUMENT.search(text[:4096]):
        return FileText(text, Form.PAGE)
    if "\ufffd" in text:
        raise FileError(
            "This text is not in UTF-8, and plain text does not name its charset. Save it as UTF-8."
        )
    return FileText(text, Form.TEXT)


def markup_of(data: bytes) -> str:
    """Return the markup of a saved page, which may be in a web archive.

    Unlike :func:`read_file`, this also accepts files that are not pages. Raises :class:`FileError`
    if the parts of the archive are nested too deeply.
    """
    return _archived(data).text if _is_message(data) else decoded(data)


def _is_message(data: bytes) -> bool:
    """Return whether a file begins with the headers of a mail message, as a web archive does."""
    return _MIME.search(data[:2048]) is not None and data.lstrip()[:1] != b"<"


def _refuse_binary(data: bytes) -> None:
    is_wide = data.startswith(_BOMS) or data.lstrip(b" \r\n\t\0")[:1] == b"<"
    is_binary = not is_wide and _CONTROL.search(data) is not None
    for start, name in _BINARY:
        if data.startswith(start) and (is_binary or name in _TEXTUAL_BINARY):
            raise FileError(f"This is {name}, from which no text can be read. {_SAVE_AS_TEXT}")
    if data[4:8] == b"ftyp" and is_binary:
        raise FileError(f"This is a recording or a picture (MP4, HEIF). {_SAVE_AS_TEXT}")
    if is_binary:
        raise FileError(
            f"This is a binary file, neither a page nor a text in UTF-8. {_SAVE_AS_TEXT}"
        )


class _ShortHeaders(email.policy.Compat32):
    """A mail policy that does not decode headers, and truncates headers that are slow to read."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_HEADER]


def _archived(data: bytes) -> FileText:
    """Return the page from a web archive, which is a mail message with images as further parts."""
    try:
        message = email.message_from_bytes(data, policy=_ShortHeaders())
        parts = list(message.walk())
    except RecursionError as error:
        raise FileError(f"The parts of this file are nested too deeply. {_SAVE_AS_TEXT}") from error
    for kind in ("text/html", "application/xhtml+xml"):
        for part in parts:
            if part.get_content_type() == kind:
                return FileText(_part(part), Form.PAGE)
    if message.get_content_type() == "text/plain" and "mime-version" in message:
        return FileText(_part(message), Form.TEXT)
    # A plain text may begin with words that look like mail headers, and a page may begin with its
    # server's headers.
    text = decoded(data)
    return FileText(text, Form.PAGE if _DOCUMENT.search(text[:4096]) else Form.TEXT)


def _part(part: Message) -> str:
    content = part.get_payload(decode=True)
    header = part.get_content_charset() or ""
    return decoded(content, codec(header)) if isinstance(content, bytes) else ""


def _pdf(data: bytes) -> str:
    """Return the text of a PDF, with a form feed after each page."""
    from io import BytesIO

    from pypdf import PdfReader  # a large import, needed only here
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileError(f"This PDF is protected by a password. {_SAVE_AS_TEXT}")
        for page in reader.pages[:MAX_PAGES]:
            pages.append(_page_text(page))
            if sum(map(len, pages)) > MAX_LETTERS:
                raise FileError(f"This PDF has too much text. {_SAVE_AS_TEXT}")
    except DependencyError as error:
        raise FileError(f"This PDF is encrypted. {_SAVE_AS_TEXT}") from error
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError) as error:
        if isinstance(error, FileError):
            raise
        raise FileError(f"This PDF is broken and cannot be read. {_SAVE_AS_TEXT}") from error
    except (RecursionError, ArithmeticError, MemoryError) as error:
        raise FileError(f"This PDF is broken and cannot be read. {_SAVE_AS_TEXT}") from error
    text = "\f".join(pages)
    if not text.strip():
        raise FileError(
            f"This PDF has pages but no text: they are pictures, perhaps scans. {_SAVE_AS_TEXT}"
        )
    return text


class _Line:
    """The text read so far from a PDF page, with the size and height of the last piece."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.pieces: list[str] = []
        self.size = self.height = 0.0

    def add(self, text: str, _: Any, matrix: Sequence[float], __: Any, size: float) -> None:
        """Add a piece of text from pypdf. A small raised piece may be a power or a note mark."""
        if not text:
            return
        self.given.append(text)
        # The matrix may scale the letters.
        size, height = size * (abs(matrix[3]) or 1.0), matrix[5]
        before = "".join(self.pieces[-4:])[-60:]
        mark = text.strip()
        if _RAISED.fullmatch(mark) and size < self.size * _SMALLER and before[-1:].strip():
            is_low = height < self.height - size / 20
            change = lowered(before, mark, "") if is_low else raised(before, mark)
            self.pieces.append(text.replace(mark, change))
            return
        self.pieces.append(text)
        if mark:
            self.size, self.height = size, height


def _page_text(page: Any) -> str:
    line = _Line()
    text: str = page.extract_text(visitor_text=line.add)
    return "".join(line.pieces) if "".join(line.given) == text else text
