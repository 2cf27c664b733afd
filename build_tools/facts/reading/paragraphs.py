"""Splits a page into paragraphs, each with its lines and its waiver.

Each list item and each table row counts as a paragraph. Headings, comments and code do not.
"""

import re
from collections.abc import Iterable

from build_tools.facts.diagnostics import Span
from build_tools.facts.records import Heading, Paragraph, Waiver

WAIVER = re.compile(
    r"^[ ]{0,3}<!--[ ]*facts:[ ]*waive[ ]+([a-z-]{1,40})(?::[ ]*(.{0,300}?))?[ ]*-->$"
)
# An unclosed comment extends to the end of its line.
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.MULTILINE)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})(?:[ ]+(.*)|$)")
_ITEM = re.compile(r"^[ ]*(?:[-*+]|\d{1,4}[.)])[ ]")
_ROW = re.compile(r"^[ ]{0,3}\|")


def headings_of(path: str, lines: Iterable[tuple[int, str]]) -> tuple[Heading, ...]:
    """Return the headings in numbered lines whose code is blanked out."""
    matches = ((number, _HEADING.match(line)) for number, line in lines if "#" in line)
    headings: list[Heading] = []
    for number, match in matches:
        if match and match[2]:
            text = match[2].rstrip(" #")
            start = match.start(2) + 1
            span = Span(path, number, start, number, start + len(text))
            headings.append(Heading(len(match[1]), text, span))
    return tuple(headings)


def paragraphs_of(path: str, lines: Iterable[tuple[int, str]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs in numbered lines whose code is blanked out."""
    paragraphs: list[Paragraph] = []
    current: list[tuple[int, str]] = []
    waiver: Waiver | None = None

    def close() -> None:
        nonlocal waiver
        if current:
            paragraphs.append(Paragraph(path, tuple(current), waiver))
            waiver = None
        current.clear()

    for number, line in lines:
        if mark := WAIVER.match(line):
            close()
            waiver = Waiver(mark[1], mark[2] or "", Span(path, number, 1, number, len(line) + 1))
        elif _HEADING.match(line) or not _COMMENT.sub("", line).strip():
            close()
        else:
            if _ITEM.match(line) or _ROW.match(line):
                close()
            current.append((number, line))
    close()
    if waiver is not None:
        # A waiver above an empty paragraph is reported as not needed.
        paragraphs.append(Paragraph(path, (), waiver))
    return tuple(paragraphs)
