"""Finds the ids in unreadable files, so that references to these ids are not reported as errors.

A reference to an id that no file contains is still an error.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project, read_bytes

# The pattern for the beginning of an entry, by the folder that contains the file.
_BEGINS = {
    "facts/vocabulary": re.compile(rb"(?m)^([a-z0-9][a-z0-9-]{0,63}):"),
    "facts/sources": re.compile(rb"(?m)^[ \t]*@[A-Za-z]+[ \t]*[({][ \t]*([a-z0-9][a-z0-9-]{0,63})"),
}


def unreadable_ids(project: Project, diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield the ids of sources, vocabulary entries and articles in each file with a problem."""
    for path in dict.fromkeys(problem.span.path for problem in diagnostics):
        folder, _, name = path.rpartition("/")
        if path.startswith("seeds/") and folder:
            yield path.split("/")[1]
        elif name and folder in _BEGINS:
            data = read_bytes(project.file(project.root / path))
            if not isinstance(data, Diagnostic):
                found = _BEGINS[folder].findall(data.removeprefix(BOM_UTF8))
                yield from (entry_id.decode() for entry_id in found)
