"""No regular expression of the project walks back and forth over a text that was written for it."""

import importlib
import pkgutil
import re
import re._constants as _constants
import re._parser as _parser
import time
from pathlib import Path
from typing import Any

import pytest

import build_tools
from tests.hostile_projects.made import PIECES

LETTERS = 25_000
FOLDER = Path(build_tools.__path__[0])

# What only patterns for our own pages and style sheets meet.
MARKUP = (
    *("url(", "url( ", 'url("', "@import ", "/*", "/* ", "*/", "<script ", "<loc>", "<title>"),
    *(' id="', ' id=""', ' id="" ', " id=\"'>", ' href="', ' content="http://', "='<", "='"),
    *('<link rel="canonical" href="http://', "<a b=", "<a b='", '<a b="">', "<!--", "</"),
)

# Slow only where they search in a long text; they are asked about its beginning, a line, or words
# of few characters, or about what only we write.
NEVER_SEARCH_LONG = {
    "build_tools.changes.known_errors._BEGINS.bib": "matched at the beginning of a line",
    "build_tools.changes.known_errors._BEGINS.yaml": "matched at the beginning of a line",
    "build_tools.exports.formats.csv_tables._FORMULA": "matched at the beginning of a cell",
    "build_tools.links.read._REFRESH": "matched at the beginning of an attribute",
    "build_tools.links.link_targets._SCHEME": "matched at the beginning of an address",
    "build_tools.pages._TAG": "headings of our templates, in which < is escaped",
    "build_tools.pages.prose.html_sanitiser._ELSEWHERE": "matched at the beginning of an address",
    "build_tools.facts.reading.limits._MARKERS": "matched at the beginning of a line",
    "build_tools.facts.reading.yaml_hints._UNSPACED": "matched at the beginning of a line",
    "build_tools.rules.samples._MARK": "the samples of our rules",
    "build_tools.rules.matching_date._QUOTED": "a statement, which has at most 400 characters",
}


Pattern = re.Pattern[str] | re.Pattern[bytes]


def all_patterns() -> dict[str, Pattern]:
    found: dict[Pattern, str] = {}
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if not module.name.endswith("__main__"):
            held = vars(importlib.import_module(module.name))
            for name, value in held.items():
                many = value if isinstance(value, dict) else {"": value}
                for key, one in many.items():
                    if isinstance(one, re.Pattern):
                        found.setdefault(one, f"{module.name}.{name}{key or ''}")
    return {name: pattern for pattern, name in found.items()}


PATTERNS = all_patterns()


def seconds(pattern: Pattern, text: str, searches: bool) -> float:
    # A pattern of bytes takes bytes alone, which its type does not say here.
    asked: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    if searches:
        for _ in pattern.finditer(asked):
            pass
    else:
        pattern.match(asked)
    return time.process_time() - began


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_done_with_any_text_at_once(name: str) -> None:
    for piece in (*PIECES, *MARKUP):
        text = (piece * LETTERS)[:LETTERS]
        took = seconds(PATTERNS[name], text, searches=name not in NEVER_SEARCH_LONG)
        assert took < 0.3, piece


def test_what_is_said_of_slow_patterns_is_of_patterns_that_are_there() -> None:
    assert NEVER_SEARCH_LONG.keys() <= PATTERNS.keys()
    assert len(PATTERNS) > 80
    assert sum(isinstance(one.pattern, bytes) for one in PATTERNS.values()) > 2


def possessive(parsed: Any) -> bool:
    """Whether a parsed pattern repeats possessively what is more than one character."""
    for operator, given in parsed:
        if operator is _constants.POSSESSIVE_REPEAT and (
            len(given[2]) != 1 or given[2][0][0] not in SINGLE
        ):
            return True
        parts = given if isinstance(given, list | tuple) else ()
        inner = [one for part in parts for one in (part if isinstance(part, list) else [part])]
        if any(possessive(one) for one in inner if isinstance(one, _parser.SubPattern)):
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
def test_what_counts_as_a_possessive_group(pattern: str, expected: bool) -> None:
    assert possessive(_parser.parse(pattern)) is expected


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 matches wrongly there, without an end at worst (CPython's 106052).

    Debian 12 brings 3.11.2. An atomic group, ``(?>(?:...)*)``, says the same and is right, but for
    the ways back that it keeps while it lasts. Patterns that functions make are looked for in the
    code.
    """
    kept = {name: one for name, one in PATTERNS.items() if possessive(_parser.parse(one.pattern))}
    assert kept == {}
    made = re.compile(r"(?<!\\)\)(?:[*+?]|\{+[0-9,]+\}+)\+")
    found = [
        line.strip()
        for path in sorted(FOLDER.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if made.search(line)
    ]
    # The characters that an address may hold are none of a pattern.
    assert [one for one in found if not one.startswith("_WRITTEN_AS_IT_IS = ")] == []
