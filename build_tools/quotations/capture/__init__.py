"""Captures the text of a source's page, so that quotations can be checked offline.

A text is stored only if it passes the checks in ``capture_checks.py``. Only the passages around
quoted words are committed. The whole text stays in ``.cache/snapshots/``.
"""

from build_tools.links.fetch import FetchError, fetch
from build_tools.quotations.capture.capture_checks import refusals
from build_tools.quotations.capture.extraction import (
    Extracted,
    from_excerpts,
    from_file,
    from_page,
    from_text,
)
from build_tools.quotations.capture.file_reading import FileError
from build_tools.quotations.capture.page_places import place_elsewhere
from build_tools.quotations.capture.passages import Cut, cut
from build_tools.quotations.capture.storage import (
    Reading,
    Refused,
    Stored,
    keep,
    kept_text,
    passages_of,
    store,
)

__all__ = [
    "Cut",
    "Extracted",
    "FetchError",
    "FileError",
    "Reading",
    "Refused",
    "Stored",
    "cut",
    "fetch",
    "from_excerpts",
    "from_file",
    "from_page",
    "from_text",
    "keep",
    "kept_text",
    "passages_of",
    "place_elsewhere",
    "refusals",
    "store",
]
