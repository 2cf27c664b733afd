"""Search without a server: an index beside the site that a reader's browser asks by itself."""

from build_tools.site.search.entries import (
    Entry,
    entries,
    folded,
    other_spellings,
    sections,
)
from build_tools.site.search.index import FOLDER, INDEX, write

__all__ = ["FOLDER", "INDEX", "Entry", "entries", "folded", "other_spellings", "sections", "write"]
