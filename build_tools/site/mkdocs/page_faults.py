"""Finds the errors in the page at an address, for an author who opens the page."""

import posixpath
from collections.abc import Iterable
from pathlib import Path

from build_tools.changes.known_errors import record_name
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.wording import counted
from build_tools.reports import block

_MOST = 8


def faults_on(
    path: str, template: str, errors: Iterable[Diagnostic], root: Path, *, is_missing: bool
) -> str:
    """Return the errors in the files behind a page, in the form in which the terminal shows them.

    ``template`` is the template of the page's kind, or "" if the kind is unknown. If a missing page
    has no errors of its own, the first errors in the project are returned, because a single
    unreadable file may remove many pages.
    """
    everything = list(errors)
    own = [error for error in everything if _concerns(error, path, template, root)]
    shown = own or (everything if is_missing else [])
    lines: dict[str, list[str]] = {}
    blocks = [block(error, lines, root) for error in shown[:_MOST]]
    if more := len(shown) - len(blocks):
        blocks.append(f"The terminal shows {counted(more, 'more error', 'more errors')}.")
    return "\n".join(blocks)


def _concerns(error: Diagnostic, path: str, template: str, root: Path) -> bool:
    """Return whether an error is in the record, the prose or the template of a page."""
    folder, name = posixpath.split(path.removesuffix(".html"))
    file = Path(error.span.path)
    if file.parts[0] == "content":
        return error.span.path == f"content/{path.removesuffix('.html')}.md"
    if file.parts[0] != "facts" or len(file.parts) < 3:
        return error.span.path == template
    kind = file.parts[1]
    if kind in ("claims", "snapshots"):
        return file.stem == name and folder == {"snapshots": "sources"}.get(kind, kind)
    # In a file with many records, the error must be in the page's own record, or above the first
    # record.
    is_there = folder == (file.stem if kind == "vocabulary" else kind)
    return is_there and record_name(error.span, root, {}).rpartition(" ")[2] in (name, "")
