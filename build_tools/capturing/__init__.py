"""Takes the text of a source's page and stores what may be stored of it, for checks offline.

Nothing is stored that does not pass the gate; only the passages around cited words go under
version control, the whole text stays in ``.cache/snapshots/``.
"""

from build_tools.capturing.extraction import Extracted, from_page, from_text
from build_tools.capturing.gate import refusals
from build_tools.capturing.passages import Cut, cut
from build_tools.capturing.storing import Refused, Stored, kept_text, store
from build_tools.fetching import FetchError, fetch

__all__ = [
    "Cut",
    "Extracted",
    "FetchError",
    "Refused",
    "Stored",
    "cut",
    "fetch",
    "from_page",
    "from_text",
    "kept_text",
    "refusals",
    "store",
]
