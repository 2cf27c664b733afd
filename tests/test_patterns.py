"""Tests that no regular expression of the project is slow on text designed to slow it down."""

import ast
import importlib
import pkgutil
import re
import re._constants as _constants
import re._parser as _parser
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

import build_tools
from tests.hostile_projects.made import PIECES

LETTERS = 25_000
FOLDER = Path(build_tools.__path__[0])

# Texts for the patterns that read our pages and style sheets.
MARKUP = (
    *("url(", "url( ", 'url("', "@import ", "/*", "/* ", "*/", "<script ", "<loc>", "<title>"),
    *(' id="', ' id=""', ' id="" ', " id=\"'>", ' href="', ' content="http://', "='<", "='"),
    *('<link rel="canonical" href="http://', "<a b=", "<a b='", '<a b="">', "<!--", "</"),
)

# The beginning of a comment above a pattern that would be slow in a search of a long text. The
# comment gives the reason why the pattern never searches one. The test does not search with it.
SHORT = "# Short text only: "

Pattern = re.Pattern[str] | re.Pattern[bytes]


@dataclass(frozen=True)
class Named:
    """A pattern, and whether the pattern may search a long text."""

    pattern: Pattern
    searches: bool


def all_patterns() -> dict[str, Named]:
    """Return the named patterns in modules, alone or in a dict, tuple or list."""
    patterns: dict[str, Named] = {}
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if not module.name.endswith("__main__"):
            code = importlib.import_module(module.name)
            source = Path(str(code.__file__)).read_text(encoding="utf-8")
            for name, line in assigned_names(source):
                searches = SHORT not in comment_above(source, line)
                for key, pattern in patterns_in(vars(code).get(name)):
                    patterns[f"{module.name}.{name}{key}"] = Named(pattern, searches)
    return patterns


def assigned_names(source: str) -> Iterator[tuple[str, int]]:
    """Yield the names that a module assigns, each with its line."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield target.id, node.lineno


def comment_above(source: str, line: int) -> str:
    """Return the comment directly above a line."""
    above = source.split("\n")[: line - 1]
    comment = list(takewhile(lambda text: text.startswith("#"), reversed(above)))
    return "\n".join(reversed(comment))


def patterns_in(value: object) -> Iterator[tuple[str, Pattern]]:
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(value, Mapping):
        yield from (
            (f"[{key}]", item) for key, item in value.items() if isinstance(item, re.Pattern)
        )
    elif isinstance(value, tuple | list):
        yield from (
            (f"[{key}]", item) for key, item in enumerate(value) if isinstance(item, re.Pattern)
        )


PATTERNS = all_patterns()


def seconds(pattern: Pattern, text: str, searches: bool) -> float:
    # A bytes pattern accepts only bytes, which its type does not show here.
    asked: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    if searches:
        for _ in pattern.finditer(asked):
            pass
    else:
        pattern.match(asked)
    return time.process_time() - began


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_quick_on_any_text(name: str) -> None:
    named = PATTERNS[name]
    for piece in (*PIECES, *MARKUP):
        text = (piece * LETTERS)[:LETTERS]
        assert seconds(named.pattern, text, named.searches) < 0.3, piece


def test_patterns_and_their_comments_are_found() -> None:
    assert len(PATTERNS) > 60
    source = "import re\n# Why.\n# Short text only: a line.\nA = re.compile('a')\nB: int = 1\n"
    assert list(assigned_names(source)) == [("A", 4), ("B", 5)]
    assert SHORT in comment_above(source, 4)
    assert SHORT not in comment_above(source, 5)
    assert any(not named.searches for named in PATTERNS.values())


def possessive(parsed: Any) -> bool:
    """Return whether a parsed pattern repeats more than a single character possessively."""
    for operator, given in parsed:
        if operator is _constants.POSSESSIVE_REPEAT and (
            len(given[2]) != 1 or given[2][0][0] not in SINGLE
        ):
            return True
        parts = given if isinstance(given, list | tuple) else ()
        inner = [item for part in parts for item in (part if isinstance(part, list) else [part])]
        if any(possessive(item) for item in inner if isinstance(item, _parser.SubPattern)):
            return True
    return False


SINGLE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        *[("(?:a|bc)*+", True), ("x(?:(ab)?+)", True), ("(?:ab){2,3}+", True), ("(a++)?+", True)],
        *[("a*+[bc]++.?+\\)*+", False), ("(?>(?:ab)*)", False), ("[)]*+x{0,4}+", False)],
    ],
)
def test_possessive_groups_are_recognised(pattern: str, expected: bool) -> None:
    assert possessive(_parser.parse(pattern)) is expected


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches these wrongly, and may never finish (CPython issue 106052).

    Debian 12 has 3.11.2. Write an atomic group instead: ``(?>(?:...)*)``. If a function
    makes a pattern, the test searches the code of the function.
    """
    parsed = {name: _parser.parse(named.pattern.pattern) for name, named in PATTERNS.items()}
    assert [name for name, pattern in parsed.items() if possessive(pattern)] == []
    made = re.compile(r"(?<!\\)\)(?:[*+?]|\{+[0-9,]+\}+)\+")
    suspects = [
        line.strip()
        for path in sorted(FOLDER.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if made.search(line)
    ]
    # This constant lists the characters that an address may contain, and is not a pattern.
    assert [line for line in suspects if not line.startswith("_WRITTEN_AS_IT_IS = ")] == []
