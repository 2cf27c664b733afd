"""Whether the facts of a revision were published: only then must a change to them be told of.

``published`` under ``extra`` in ``mkdocs.yml`` is the day of first publication, or its tag. While
it is empty, nothing is published and all is drafting. A project without it is taken as published.
"""

import re

from build_tools.reading import Home

SETTINGS = "mkdocs.yml"

# The file itself holds tags that only MkDocs reads.
_PUBLISHED = re.compile(r"^  published:[ \t]*(\"[^\"\n]*\"|'[^'\n]*'|[^#\n]*)", re.MULTILINE)


def is_published(home: Home) -> bool:
    """Return whether readers have the facts as they stand in this project."""
    path = home.root / SETTINGS
    if path.is_symlink() or not path.is_file():
        return True
    found = _PUBLISHED.search(path.read_bytes().decode("utf-8", "replace"))
    return found is None or bool(found[1].strip().strip("\"'").strip())
