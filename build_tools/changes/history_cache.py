"""Caches the changes of commits between builds, because a commit never changes.

Only the commits of the last build are stored, so the limit on commits also limits the file's
size.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.facts.dates import DateError, When
from build_tools.facts.files import write_atomically
from build_tools.views.corrections import CorrectionEntry, CorrectionKind, Difference

# Raise this number when the code produces different entries for a commit.
VERSION = 2

ByCommit = Mapping[str, tuple[CorrectionEntry, ...]]


def read_cache(file: Path) -> ByCommit:
    """Return the cached entries, or {} if the file is missing, damaged or outdated."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            return {}
        return {commit: tuple(map(_entry, entries)) for commit, entries in data["commits"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, DateError):
        return {}


def _entry(plain: Mapping[str, Any]) -> CorrectionEntry:
    differences = tuple(
        Difference(what, before, after, (was, now), name)
        for what, before, after, (was, now), name in plain["differences"]
    )
    return CorrectionEntry(
        str(plain["claim"]),
        str(plain["statement"]),
        CorrectionKind(str(plain["kind"])),
        When.parse(str(plain["day"])),
        differences,
        str(plain["reason"]),
    )


def write_cache(file: Path, by_commit: ByCommit) -> None:
    """Store only the entries of these commits. In a read-only project, do nothing."""
    commits = {
        commit: [
            {
                "claim": entry.claim,
                "statement": entry.statement,
                "kind": entry.kind.value,
                "day": entry.day.written,
                "differences": [
                    (part.what, part.before, part.after, part.values, part.field)
                    for part in entry.differences
                ],
                "reason": entry.reason,
            }
            for entry in entries
        ]
        for commit, entries in by_commit.items()
    }
    try:
        text = json.dumps({"version": VERSION, "commits": commits}, ensure_ascii=False)
        write_atomically(file, text.encode())
    except OSError:
        return
