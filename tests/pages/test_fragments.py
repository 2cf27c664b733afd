"""Tests fragments, which are rendered once for each value and each path to the root."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from build_tools.facts.catalogue import IN_ENGLISH
from build_tools.facts.dates import When
from build_tools.facts.project import Project, TemplateFolders
from build_tools.pages.fragments import add_fragments
from build_tools.pages.templates import template_environment
from tests.conftest import PROJECT, TINY
from tests.whole import assemble

World = Callable[..., Project]

FILE = "templates/partials/fragments.html.j2"
TEXT = (PROJECT / FILE).read_text(encoding="utf-8")
SOURCE = "facts/sources/lrt.bib"


class Link:
    """A link that counts how often it is rendered."""

    def __init__(self, identity: str, claim: str) -> None:
        self.id, self._claim, self.asked = identity, claim, 0

    @property
    def claim(self) -> str:
        self.asked += 1
        return self._claim


def environment(folder: Path) -> jinja2.Environment:
    macros = "{% macro marks(link, root) %}{{ root }}{{ link.claim }}{% endmacro %}"
    (folder / "partials").mkdir(parents=True, exist_ok=True)
    (folder / "partials" / "fragments.html.j2").write_text(macros)
    environment = template_environment(TemplateFolders.alone(folder), IN_ENGLISH)
    add_fragments(environment)
    return environment


def test_a_fragment_is_rendered_once_for_a_value_and_a_path_to_the_root(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    made, one, other = environment(folder), Link("one", "<1>"), Link("other", "2")
    page = made.from_string("{{ link | marks }} {{ link | marks('../') }}")
    shown = [page.render(link=link) for link in (one, other, one, other)]
    assert shown == ["&lt;1&gt; ../&lt;1&gt;", "2 ../2"] * 2
    assert (one.asked, other.asked) == (2, 2)
    # The environment of the next build renders the fragment again.
    environment(folder).from_string("{{ link | marks }}").render(link=one)
    assert one.asked == 3


def test_dates_that_are_written_alike_do_not_share_a_fragment() -> None:
    made = template_environment(TemplateFolders.alone(PROJECT / "templates"), IN_ENGLISH)
    add_fragments(made)
    page, day = made.from_string("{{ date | time }}"), When.parse("2023-08-18")
    for _ in range(2):
        assert page.render(date=day) == '<time datetime="2023-08-18">18 August 2023</time>'
        about = page.render(date=replace(day, approximate=True))
        assert about == '<time datetime="2023-08-18">about 18 August 2023</time>'


def test_the_text_of_a_record_is_escaped_in_a_fragment(world: World) -> None:
    hostile = TINY[SOURCE].replace("title = {", "title = {<b>", 1)
    assert hostile != TINY[SOURCE]
    site = assemble(world({SOURCE: hostile}))
    assert not list(site.checked.report.errors)
    lines = [page for page in site.pages if "&lt;b&gt;" in page.body and page.kind == "claim"]
    assert lines
    assert not any("<b>" in page.body for page in site.pages)


@pytest.mark.parametrize("line", ["{{ nonsense }}", "{{ source.nonsense }}", "{% if %}"])
def test_an_error_in_a_fragment_is_reported_once_at_its_line(world: World, line: str) -> None:
    lines = TEXT.splitlines()
    number = next(at for at, text in enumerate(lines) if "macro source_line" in text) + 1
    changed = "\n".join([*lines[:number], line, *lines[number:]])
    site = assemble(world({FILE: changed}))
    faults = {(one.span.path, one.span.line) for one in site.checked.report.errors}
    assert faults == {(FILE, number + 1)}


def test_a_missing_fragment_is_reported_at_its_use(world: World) -> None:
    site = assemble(world({FILE: TEXT.replace("macro marks(", "macro signs(")}))
    faults = {one.span.path: one.message for one in site.checked.report.errors}
    assert "templates/partials/macros.html.j2" in faults
    assert all("marks" in message for message in faults.values())
