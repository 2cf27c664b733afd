"""Which ids stand in files that could not be read: what names them is not told of a second time.

An id that stands nowhere is missed all the same, whatever else is broken.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading.project import Project, read_bytes

# Where an entry begins, by the folder of its file.
_BEGINS = {
    "facts/vocabulary": re.compile(rb"(?m)^([a-z0-9][a-z0-9-]{0,63}):"),
    "facts/sources": re.compile(rb"(?m)^[ \t]*@[A-Za-z]+[ \t]*[({][ \t]*([a-z0-9][a-z0-9-]{0,63})"),
}


def illegible_ids(project: Project, faults: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the ids of sources, vocabulary and articles in each file that has a fault."""
    for path in dict.fromkeys(fault.span.path for fault in faults):
        folder, _, name = path.rpartition("/")
        if path.startswith("seeds/") and folder:
            yield path.split("/")[1]
        elif name and folder in _BEGINS:
            data = read_bytes(project.file(project.root / path))
            if not isinstance(data, Diagnostic):
                yield from (found.decode() for found in _BEGINS[folder].findall(data))
