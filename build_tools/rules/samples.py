"""Reads the samples of rules: small sets of files in one text, with expected findings marked.

The form is Go's txtar: ``-- path --`` begins a file. In a bad sample, ``#! rule-name`` at the end
of a line says that the rule must find something on that line; a test holds it to exactly that.
"""

import re

_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)
_MARK = re.compile(r"[ ]*(?:#|%)! ([a-z-]+)$")


def files_of(sample: str) -> dict[str, str]:
    """Return the sample's files by path, marks and all."""
    pieces = _FILE.split(sample.lstrip("\n"))
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def unmarked_files(sample: str) -> tuple[dict[str, str], set[tuple[str, int, str]]]:
    """Return the files without their marks, and the findings expected: path, line, rule."""
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
