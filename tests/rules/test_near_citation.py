"""Tests that citations in the syntax of other programs are refused, but not similar text."""

import time
from collections.abc import Callable

import pytest

from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules import near_citation
from tests.conftest import TINY

World = Callable[..., Project]
PAGE = "content/explainers/border.md"
REFUSED = [
    ("Closed [see @two-crossings].", "@two-crossings"),
    ("Closed [-@two-crossings].", "@two-crossings"),
    ("Closed [ @two-crossings ].", "@two-crossings"),
    ("Closed ［@two-crossings］.", "@two-crossings"),
    ("Closed [＠two-crossings].", "＠two-crossings"),
    ("Closed (@two-crossings).", "@two-crossings"),
    ("Closed {@two-crossings}.", "@two-crossings"),
    ("Closed [@two-crossings.", "@two-crossings"),
    ("@two-crossings says so.", "@two-crossings"),
    ("Closed, as *@two-crossings* says.", "@two-crossings"),
    ("Closed [see @two-crosings].", "@two-crosings"),
    (r"Closed \cite{two-crossings}.", r"\cite{two-crossings}"),
    (r"Closed \parencite[p. 3]{two-crossings}.", r"\parencite[p. 3]{two-crossings}"),
    ("Closed [two-crossings].", "[two-crossings]"),
    ("Closed @[two-crossings].", "[two-crossings]"),
    ("Closed[^two-crossings].", "[^two-crossings]"),
    ("Closed[^note].", "[^note]"),
    ("Closed[^1].\n\n[^2]: Another.", "[^1]"),
    ("## Closed [see @two-crossings]", "@two-crossings"),
    ("Closed [see @crossings-closed].", "@crossings-closed"),
]
PASSES = [
    "Closed [@two-crossings].",
    "Closed [@two-crossings][@said-threat].",
    "Write to two-crossings@example.org, or to info@two-crossings.org.",
    "Ask `@two-crossings`, or `[see @two-crossings]`.",
    "```python\n@two-crossings\ndef f(): ...\n```",
    "Ask @somebody, @two, @crossings_two and @LRT.",
    "Ask @some-body on GitHub.",
    r"Closed \[see \@two-crossings].",
    "See [two-crossings](../index.md) and [two-crossings][1].\n\n[1]: ../index.md",
    "See [two-crossings].\n\n[two-crossings]: ../index.md",
    "See <https://example.org/@two-crossings> and https://example.org/@two-crossings.",
    "See [the post](https://example.org/@two-crossings).",
    "<!-- as @two-crossings says [see @two-crossings] -->",
    "Closed[^1].\n\n[^1]: Two crossings.",
    "The pattern [^a-z] and [^,].",
    "npm install @two-crossings/package",
]


def marked(world: World, body: str, more: dict[str, str] | None = None) -> list[tuple[int, str]]:
    """Return the words of each problem, and its line, counted from the body's first line."""
    project = world({PAGE: f"---\ntitle: X\n---\n{body}\n", **(more or {})})
    lines = f"---\ntitle: X\n---\n{body}\n".split("\n")
    problems = near_citation.check(Ledger(read(project)[0]))
    return [
        (one.span.line - 3, lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1])
        for one in problems
    ]


@pytest.mark.parametrize(("body", "words"), REFUSED)
def test_text_like_a_citation_is_refused_at_its_location(
    world: World, body: str, words: str
) -> None:
    assert marked(world, body) == [(1, words)]


@pytest.mark.parametrize("body", PASSES)
def test_text_that_is_not_like_a_citation_is_accepted(world: World, body: str) -> None:
    assert marked(world, body) == []


@pytest.mark.parametrize(
    ("extensions", "count"), [("[toc]", 1), ("[toc, footnotes]", 0), ("\n  - footnotes: {}", 0)]
)
def test_a_footnote_is_refused_unless_the_site_supports_footnotes(
    world: World, extensions: str, count: int
) -> None:
    settings = {"mkdocs.yml": f"site_name: X\nmarkdown_extensions: {extensions}\n"}
    assert len(marked(world, "Closed[^1].\n\n[^1]: Two.", settings)) == count


@pytest.mark.parametrize(
    "piece", ["@", "[@", "[^1]", r"\cite{", "<!--", "[two-", "@a-b ", "[^x]: "]
)
def test_a_long_page_is_checked_quickly(world: World, piece: str) -> None:
    project = world({PAGE: piece * (60_000 // len(piece))})
    start = time.process_time()
    list(near_citation.check(Ledger(read(project)[0])))
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("finding: Two of six [@said-threat].", 29),
        ("finding: Two of six, as @said-threat says.", 29),
        ("finding: Two of six, as somebody@said-threat.org says.", 0),
    ],
)
def test_a_citation_in_a_record_is_refused(world: World, field: str, line: int) -> None:
    claim = "facts/claims/borders/two-crossings.yaml"
    text = TINY[claim].replace("finding: Two of six, from 18 August 2023.", field)
    ledger = Ledger(read(world({claim: text}))[0])
    problems = near_citation.check_claim(ledger, ledger.claims["two-crossings"])
    assert [one.span.line for one in problems] == [line] * bool(line)
