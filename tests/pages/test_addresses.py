"""Tests that each page has a unique address, which may contain any text."""

from collections.abc import Callable

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.site.assemble import Site, assemble
from tests.conftest import PROJECT, TINY

World = Callable[..., Project]

FRONT = "---\npath: {path}\ntitle: Extra\ndescription: More.\n---\n<h1>Extra</h1>\n"
EXTRA = "templates/pages/extra.html.j2"
CLAIM = "templates/pages/claim.html.j2"
CLAIM_TEXT = (PROJECT / CLAIM).read_text(encoding="utf-8")


def faults_of(site: Site) -> list[Diagnostic]:
    return [fault for fault in site.checked.report if fault.rule == "template"]


def test_every_page_has_its_listed_address(world: World) -> None:
    site = assemble(world())
    assert [page.path for page in site.renderer.pages()] == list(site.addresses)
    assert len(site.addresses) >= 30
    assert not faults_of(site)


def test_a_view_that_is_shown_once_is_not_computed_to_find_an_address(world: World) -> None:
    """For example, the list of open data is known only when the data are written."""
    asked: list[Ledger] = []
    site = assemble(world(), answers={"open_data": asked.append})
    assert "data.html" in site.addresses
    assert asked == []


@pytest.mark.parametrize(
    "path", ["method.html", "Method.html", "claims/two-crossings.html", "claims/Later-step.html"]
)
def test_an_address_shared_by_two_pages_is_reported_before_either_is_made(
    world: World, path: str
) -> None:
    (fault,) = faults_of(assemble(world({EXTRA: FRONT.format(path=path)})))
    assert path.casefold() in fault.message.casefold()
    assert "extra" in fault.message


@pytest.mark.parametrize("path", ["timeline.md", "claims/two-crossings.md", "Who.md"])
def test_prose_at_the_address_of_a_generated_page_is_reported(world: World, path: str) -> None:
    project = world({f"content/{path}": "---\ntitle: Mine\n---\n\n# Mine\n"})
    (fault,) = faults_of(assemble(project))
    assert fault.span.path == f"content/{path}"


def test_front_matter_that_fails_at_a_shared_address_is_reported_when_the_page_is_made(
    world: World,
) -> None:
    text = CLAIM_TEXT.replace(
        'record: "{{ claim.path }}"',
        "record: \"{{ claim.no.no if claim.id == 'two-crossings' else '' }}\"",
    )
    site = assemble(world({CLAIM: text, EXTRA: FRONT.format(path="claims/two-crossings.html")}))
    (shared,) = faults_of(site)
    assert shared.span.path in (CLAIM, EXTRA)
    list(site.renderer.pages())
    assert CLAIM in {fault.span.path for fault in site.renderer.faults}


def test_front_matter_that_fails_for_one_page_does_not_affect_other_pages(world: World) -> None:
    text = CLAIM_TEXT.replace(
        'title: "{{ claim.title }}"',
        "title: \"{{ claim.record.claim if claim.id != 'two-crossings' else claim.no.no }}\"",
    )
    site = assemble(world({CLAIM: text}))
    paths = [page.path for page in site.renderer.pages()]
    assert set(site.addresses) - set(paths) == {"claims/two-crossings.html"}
    (fault,) = site.renderer.faults
    assert fault.span.path == CLAIM


@pytest.mark.parametrize(
    "path",
    ["claims/{{ claim.path | length }}-{{ claim.id }}.html", "claims/{{ claim.record.id }}.html"],
)
def test_a_path_can_be_made_from_any_text(world: World, path: str) -> None:
    project = world(
        {CLAIM: CLAIM_TEXT.replace("path: claims/{{ claim.id }}.html", f"path: {path}")}
    )
    site = assemble(project)
    assert not faults_of(site)
    kinds = [address.kind.name for address in site.addresses.values()]
    claims = [path for path in TINY if path.startswith("facts/claims/")]
    assert kinds.count("claim") == len(claims) - len(site.checked.ledger.redirects)
