"""What a page may hold at most, so that no Markdown makes the parser slow or overflows its stack.

Python-Markdown looks for the end of each bracket anew, and goes down a level for each marker of a
list: a page of nothing else took minutes, or ended in an exception. No page that people read comes
near these limits.
"""

import re
from collections.abc import Iterator

from build_tools.facts.diagnostics import Diagnostic, Span

MOST_BYTES = 64 * 1024
MOST_LINE = 4_000
MOST_BLOCK_LINES = 400
MOST_BRACKETS = 200
MOST_TAGS = 400
MOST_MARKERS = 12

_MARKER = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|>[ \t]*)"
_MARKERS = re.compile(rf"[ \t]*{_MARKER}{{{MOST_MARKERS + 1}}}")


def too_much(path: str, rule: str, plain: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield the first fault of each kind; ``plain`` is Markdown with its code blanked out."""
    if len(plain.encode()) > MOST_BYTES:
        size = f"{MOST_BYTES // 1024} KiB"
        yield _fault(path, rule, first_line, 1, f"The page has more than {size}.", "Split it.")
    tags = 0
    told: set[str] = set()
    lines = brackets = 0
    for number, line in enumerate(plain.split("\n"), first_line):
        if not line.strip():
            lines = brackets = 0
            continue
        lines, brackets, tags = lines + 1, brackets + line.count("["), tags + line.count("<")
        for is_over, message in (
            (len(line) > MOST_LINE, f"The line has more than {MOST_LINE:,} characters."),
            (
                lines > MOST_BLOCK_LINES,
                f"More than {MOST_BLOCK_LINES} lines follow each other without an empty one.",
            ),
            (brackets > MOST_BRACKETS, f"The paragraph has more than {MOST_BRACKETS} brackets."),
            (tags > MOST_TAGS, f"The page has more than {MOST_TAGS:,} tags."),
            (
                _MARKERS.match(line) is not None,
                f"The line begins with more than {MOST_MARKERS} markers of lists or quotations.",
            ),
        ):
            if is_over and message not in told:
                told.add(message)
                yield _fault(path, rule, number, 1, message, "Write it in several parts.")


def _fault(path: str, rule: str, line: int, column: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Span(path, line, column, line, column + 1), rule, message, hint)
