"""Reads the samples of rules: texts of several files, with marks on lines that must be reported."""

import re

from tests.txtar import files_of

_MARK = re.compile(r"[ ]*(?:#|%)! ([a-z-]+)$")


def unmarked_files(sample: str) -> tuple[dict[str, str], set[tuple[str, int, str]]]:
    """Return the files without marks, and the expected reports as path, line and rule."""
    clean: dict[str, str] = {}
    expected: set[tuple[str, int, str]] = set()
    for path, text in files_of(sample).items():
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if mark := _MARK.search(line):
                expected.add((path, number, mark[1]))
                lines[number - 1] = line[: mark.start()]
        clean[path] = "\n".join(lines)
    return clean, expected
