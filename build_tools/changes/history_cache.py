"""What commits were found to have changed, kept between builds: a commit never changes.

Only what the last build asked for is kept, so the file grows no larger than a history's cap allows.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.facts.dates import DateError, When
from build_tools.facts.files import write_aside
from build_tools.views.corrections import Difference, Entry, EntryKind

# Raised when a commit would be told of in other words than before.
VERSION = 1

Told = Mapping[str, tuple[Entry, ...]]


def remembered(cache: Path) -> Told:
    """Return what was kept; nothing where it is of another version, or no good."""
    try:
        held = json.loads(cache.read_text(encoding="utf-8"))
        if held["version"] != VERSION:
            return {}
        return {commit: tuple(map(_entry, found)) for commit, found in held["commits"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, DateError):
        return {}


def _entry(plain: Mapping[str, Any]) -> Entry:
    differences = tuple(Difference(*one) for one in plain["differences"])
    return Entry(
        str(plain["claim"]),
        str(plain["statement"]),
        EntryKind(str(plain["kind"])),
        When.parse(str(plain["day"])),
        differences,
        str(plain["reason"]),
    )


def remember(cache: Path, found: Told) -> None:
    """Keep the entries of these commits, and of no others."""
    commits = {
        commit: [
            {
                "claim": one.claim,
                "statement": one.statement,
                "kind": one.kind.value,
                "day": one.day.written,
                "differences": [(part.what, part.before, part.after) for part in one.differences],
                "reason": one.reason,
            }
            for one in entries
        ]
        for commit, entries in found.items()
    }
    try:
        text = json.dumps({"version": VERSION, "commits": commits}, ensure_ascii=False)
        write_aside(cache, text.encode())
    except OSError:
        return  # a project that cannot be written to is told of anew each time
