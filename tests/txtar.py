"""Reads several files from a text in Go's txtar format, in which ``-- path --`` begins a file."""

import re

_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


def files_of(text: str) -> dict[str, str]:
    """Return the files by path."""
    pieces = _FILE.split(text.lstrip("\n"))
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))
