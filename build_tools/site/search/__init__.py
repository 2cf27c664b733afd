"""Provides search without a server. The browser loads index files."""

from build_tools.site.search.entries import (
    Entry,
    entries,
    folded,
    other_spellings,
    sections,
)
from build_tools.site.search.index import FOLDER, INDEX, write

__all__ = ["FOLDER", "INDEX", "Entry", "entries", "folded", "other_spellings", "sections", "write"]
