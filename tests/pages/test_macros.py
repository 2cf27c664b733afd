"""The macros that pages share: escaped, and with their faults at their lines."""

from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from tests.conftest import PROJECT, TINY
from tests.whole import assemble

World = Callable[..., Project]

FILE = "templates/partials/macros.html.j2"
TEXT = (PROJECT / FILE).read_text(encoding="utf-8")
SOURCE = "facts/sources/lrt.bib"


def test_the_text_of_a_record_is_escaped_in_a_macro(world: World) -> None:
    hostile = TINY[SOURCE].replace("title = {", "title = {<b>", 1)
    assert hostile != TINY[SOURCE]
    site = assemble(world({SOURCE: hostile}))
    assert not list(site.checked.report.errors)
    lines = [page for page in site.pages if "&lt;b&gt;" in page.body and page.kind == "claim"]
    assert lines
    assert not any("<b>" in page.body for page in site.pages)


@pytest.mark.parametrize("line", ["{{ nonsense }}", "{{ source.nonsense }}", "{% if %}"])
def test_a_fault_in_a_macro_is_reported_once_at_its_line(world: World, line: str) -> None:
    lines = TEXT.splitlines()
    number = next(at for at, text in enumerate(lines) if "macro source_line" in text) + 1
    changed = "\n".join([*lines[:number], line, *lines[number:]])
    site = assemble(world({FILE: changed}))
    faults = {(fault.span.path, fault.span.line) for fault in site.checked.report.errors}
    assert faults == {(FILE, number + 1)}


def test_a_missing_macro_is_reported_where_a_template_uses_it(world: World) -> None:
    site = assemble(world({FILE: TEXT.replace("macro source_line(", "macro source_lines(")}))
    faults = {fault.span.path: fault.message for fault in site.checked.report.errors}
    assert "templates/pages/claim.html.j2" in faults
    assert all("source_line" in message for message in faults.values())
