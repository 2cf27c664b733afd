"""Prose to paragraphs: what a reader takes in at once, each with its lines and its waiver.

A list item and a table row are paragraphs of their own; headings, comments and code are none.
"""

import re
from collections.abc import Iterable

from build_tools.facts.diagnostics import Span
from build_tools.facts.records import Paragraph, Waiver

WAIVER = re.compile(
    r"^[ ]{0,3}<!--[ ]*facts:[ ]*waive[ ]+([a-z-]{1,40})(?::[ ]*(.{0,300}?))?[ ]*-->$"
)
# To the end of the line where it has no end of its own there.
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.MULTILINE)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}(?:[ ]|$)")
_ITEM = re.compile(r"^[ ]*(?:[-*+]|\d{1,4}[.)])[ ]")
_ROW = re.compile(r"^[ ]{0,3}\|")


def paragraphs_of(path: str, lines: Iterable[tuple[int, str]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of numbered lines from which code has been blanked out."""
    found: list[Paragraph] = []
    held: list[tuple[int, str]] = []
    waiver: Waiver | None = None

    def close() -> None:
        nonlocal waiver
        if held:
            found.append(Paragraph(path, tuple(held), waiver))
            waiver = None
        held.clear()

    for number, line in lines:
        if mark := WAIVER.match(line):
            close()
            waiver = Waiver(mark[1], mark[2] or "", Span(path, number, 1, number, len(line) + 1))
        elif _HEADING.match(line) or not _COMMENT.sub("", line).strip():
            close()
        else:
            if _ITEM.match(line) or _ROW.match(line):
                close()
            held.append((number, line))
    close()
    if waiver is not None:
        # A waiver with nothing below it still stands in the page, and is told of as idle.
        found.append(Paragraph(path, (), waiver))
    return tuple(found)
