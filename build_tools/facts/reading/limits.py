"""Limits the size of a page, so that no Markdown makes the parser slow or overflows its stack.

Python-Markdown searches for the end of each bracket, and adds a level for each list marker. A page
that consisted of brackets or markers took minutes or raised an exception. Real pages stay far below
these limits.
"""

import re
from collections.abc import Iterator

from build_tools.facts.diagnostics import Diagnostic, Span

MAX_BYTES = 64 * 1024
MAX_LINE = 4_000
MAX_BLOCK_LINES = 400
MAX_BRACKETS = 200
MAX_TAGS = 400
MAX_MARKERS = 12

_MARKER = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*)"
# Short text only: the pattern is matched only at the beginning of a line.
_MARKERS = re.compile(rf"[ \t]*{_MARKER}{{{MAX_MARKERS + 1}}}")


def too_much(path: str, rule: str, plain: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield the first problem of each kind. ``plain`` is Markdown with code blanked out."""
    if len(plain.encode()) > MAX_BYTES:
        size = f"{MAX_BYTES // 1024} KiB"
        yield _diagnostic(path, rule, first_line, 1, f"The page has more than {size}.", "Split it.")
    tags = 0
    reported: set[str] = set()
    lines = brackets = 0
    for number, line in enumerate(plain.split("\n"), first_line):
        if not line.strip():
            lines = brackets = 0
            continue
        lines, brackets, tags = lines + 1, brackets + line.count("["), tags + line.count("<")
        for is_over, message in (
            (len(line) > MAX_LINE, f"The line has more than {MAX_LINE:,} characters."),
            (
                lines > MAX_BLOCK_LINES,
                f"More than {MAX_BLOCK_LINES} lines follow each other without a blank line.",
            ),
            (brackets > MAX_BRACKETS, f"The paragraph has more than {MAX_BRACKETS} brackets."),
            (tags > MAX_TAGS, f"The page has more than {MAX_TAGS:,} tags."),
            (
                _MARKERS.match(line) is not None,
                f"The line begins with more than {MAX_MARKERS} list or quotation markers.",
            ),
        ):
            if is_over and message not in reported:
                reported.add(message)
                yield _diagnostic(path, rule, number, 1, message, "Split it into several parts.")


def _diagnostic(
    path: str, rule: str, line: int, column: int, message: str, hint: str
) -> Diagnostic:
    return Diagnostic(Span(path, line, column, line, column + 1), rule, message, hint)
