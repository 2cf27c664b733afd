"""Tests that HTML codes in records are reported if they represent characters."""

from collections.abc import Callable

import pytest

from build_tools import rules
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read

World = Callable[..., Project]
BIB = "facts/sources/tass.bib"


def places(project: Project) -> list[tuple[str, int, int]]:
    return [
        (found.span.path, found.span.line, found.span.column)
        for found in rules.run(Ledger(read(project)[0]))
        if found.rule == "no-html-codes"
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("It&#8217;s shut", "It&#x2019;s shut", "It&rsquo;s shut", "a&nbsp;b", "&quot;shut&quot;"),
        *("Sons &amp; Daughters", "AT&amp;T", "It&amp;#8217;s", "&#39;", "&Scaron;umskas"),
    ],
)
def test_a_code_in_a_title_is_an_error_at_its_location(text: str, world: World, tiny) -> None:
    old = next(line for line in tiny[BIB].splitlines() if line.strip().startswith("title = "))
    project = world({BIB: tiny[BIB].replace(old, f"  title = {{{text}}},", 1)})
    line = tiny[BIB].splitlines().index(old) + 1
    assert places(project) == [(BIB, line, 11)]


@pytest.mark.parametrize(
    "text", ["AT&T; R&D", "Sons & Daughters", "the &lt;b&gt; of HTML", "x &unknown; y", "&; &#; &"]
)
def test_other_ampersands_are_accepted(text: str, world: World, tiny) -> None:
    old = next(line for line in tiny[BIB].splitlines() if line.strip().startswith("title = "))
    title = text.replace("#", "\\#")
    assert places(world({BIB: tiny[BIB].replace(old, f"  title = {{{title}}},", 1)})) == []


def test_a_code_in_an_address_is_an_error(world: World, tiny) -> None:
    changed = tiny[BIB].replace("https://tass.com/", "https://tass.com/?a=1&amp;b=2&", 1)
    assert changed != tiny[BIB]
    assert len(places(world({BIB: changed}))) == 1
