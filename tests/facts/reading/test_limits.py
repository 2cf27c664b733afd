"""Tests the documented limits for pages that would make Markdown slow or overflow."""

import re
import time

import pytest
from markdown import Markdown

from build_tools.facts import project
from build_tools.facts.reading import bibliography, limits, yaml_nodes
from build_tools.facts.reading.prose import read_prose
from build_tools.facts.records import fields
from tests.conftest import PROJECT

EXTENSIONS = ["toc", "tables", "fenced_code", "abbr", "attr_list", "def_list", "admonition"]


def refused(text: str) -> list[tuple[int, str]]:
    _, errors = read_prose("content/x.md", "x.md", text)
    return [(diagnostic.span.line, diagnostic.message) for diagnostic in errors]


@pytest.mark.parametrize(
    ("fits", "over", "line", "words"),
    [
        ("x" * 4000, "x" * 4001, 1, "The line has more than 4,000 characters."),
        ("a\n" * 400, "a\n" * 401, 401, "More than 400 lines follow each other"),
        ("[a] " * 200, "[a] " * 201, 1, "The paragraph has more than 200 brackets."),
        ("[a]\n" * 200 + "\n[b]", "\n" + "[a]\n" * 201, 202, "more than 200 brackets"),
        ("<b>x\n\n" * 400, "<b>x\n\n" * 401, 801, "The page has more than 400 tags."),
        ("1. " * 12 + "x", "x\n\n" + "1. " * 13 + "x", 3, "more than 12 list or quotation markers"),
        ("> " * 12 + "x", "> - " * 7 + "x", 1, "more than 12 list or quotation markers"),
        ("-" * 100, "- " * 13 + "x", 1, "more than 12 list or quotation markers"),
        ("x\n\n" * 21_845, "x\n\n" * 21_846, 1, "The page has more than 64 KiB."),
    ],
)
def test_each_limit_is_exact(fits: str, over: str, line: int, words: str) -> None:
    assert refused(fits) == []
    ((result, message),) = refused(over)
    assert result == line
    assert words in message


def test_code_does_not_count_towards_the_limits() -> None:
    assert refused("```\n" + "[[[[<<<<\n" * 500 + "```\n") == []


@pytest.mark.parametrize("piece", ["[", "[@a", "![", "<div ", "1. ", "> ", "---\n"])
def test_a_page_that_would_make_markdown_hang_or_fail_is_refused(piece: str) -> None:
    assert refused(piece * 5_000)


@pytest.mark.parametrize("piece", ["[", "![", "<div ", "1. ", "a\n"])
def test_a_page_within_the_limits_is_parsed_within_the_time_limit(piece: str) -> None:
    most = {"[": 200, "![": 200, "<div ": 200, "1. ": 12, "a\n": 400}[piece]
    page = ""
    while len(page) < limits.MAX_BYTES // 4 and page.count("<") < limits.MAX_TAGS:
        page += piece * most + "\n\n"
    assert refused(page) == []
    began = time.process_time()
    Markdown(extensions=EXTENSIONS).convert(page)
    assert time.process_time() - began < 5


def test_the_contributing_guide_states_the_limits() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    stated = text.split("\n## Limits\n")[1].split("\n## ")[0]
    held = {
        f"{project.MAX_BYTES // 1024} KiB",
        f"{yaml_nodes.MAX_EVENTS:,} values",
        f"{yaml_nodes.MAX_DEPTH} levels",
        f"{bibliography.MAX_FIELDS} fields",
        f"{fields.MAX_QUOTED_WORDS} words",
        f"{limits.MAX_BYTES // 1024} KiB",
        f"{limits.MAX_LINE:,} characters",
        f"{limits.MAX_BLOCK_LINES} lines",
        f"{limits.MAX_BRACKETS} brackets",
        f"{limits.MAX_TAGS} tags",
        f"{limits.MAX_MARKERS} markers",
    }
    assert {item for item in held if item not in stated} == set()
    numbers = {re.sub(r"\W", "", item) for item in re.findall(r"\d[\d,]*", stated)}
    assert numbers >= {"400", "2000", "64"}
