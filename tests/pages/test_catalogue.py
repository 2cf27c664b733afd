"""The catalogue: the same pages as a whole build has, and no outline that nobody asked for."""

from collections.abc import Callable

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.reading import Project
from build_tools.site.assemble import Site, assemble
from tests.conftest import PROJECT, TINY

World = Callable[..., Project]

FRONT = "---\npath: {path}\ntitle: Extra\ndescription: More.\n---\n<h1>Extra</h1>\n"
EXTRA = "templates/pages/extra.html.j2"
CLAIM = "templates/pages/claim.html.j2"
CLAIM_TEXT = (PROJECT / CLAIM).read_text(encoding="utf-8")


def part_of(project: Project) -> Site:
    """Return the project as a server reads it."""
    return assemble(project, whole=False)


def faults_of(site: Site) -> list[Diagnostic]:
    return [one for one in site.checked.report if one.rule == "template"]


def test_the_pages_are_those_of_a_whole_build_in_its_order(world: World) -> None:
    project = world()
    whole, part = assemble(project), part_of(project)
    assert list(part.catalogue) == list(whole.catalogue)
    assert part.outlines == whole.outlines
    assert len(whole.outlines) == 30
    assert [part.outline(one.path) for one in whole.outlines] == list(whole.outlines)
    assert not faults_of(part)


@pytest.mark.parametrize(
    "path", ["method.html", "Method.html", "claims/two-crossings.html", "claims/Later-step.html"]
)
def test_a_double_address_is_told_as_in_a_whole_build(world: World, path: str) -> None:
    project = world({EXTRA: FRONT.format(path=path)})
    assert faults_of(part_of(project)) == faults_of(assemble(project)) != []


@pytest.mark.parametrize("path", ["timeline.md", "claims/two-crossings.md", "Who.md"])
def test_prose_at_the_address_of_a_page_is_told_as_in_a_whole_build(
    world: World, path: str
) -> None:
    project = world({f"content/{path}": "---\ntitle: Mine\n---\n\n# Mine\n"})
    assert faults_of(part_of(project)) == faults_of(assemble(project)) != []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ nonsense }}", True),
        ("{% if false %}{{ nonsense.deeply }}{% endif %}", True),
        ("{{ claim.nonsense }}", False),  # known when a page is made
        ("{% set mine = 1 %}{{ mine }}{{ loop }}", False),
        ("{% for one, other in [] %}{{ one }}{{ other }}{{ loop.index }}{% endfor %}", False),
        ("{% macro drawn(a, b=1) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{{ drawn }}", False),
        ('{% import "partials/macros.html.j2" as all %}{{ all }}', False),
        ('{% from "partials/macros.html.j2" import when as then %}{{ then }}', False),
        ("{{ counts.claims }}{{ root }}{{ view }}{{ badges }}", False),
        # Who asks after a name knows that it may be missing.
        ("{% if nobody is defined %}{{ nobody }}{% endif %}", False),
        ("{{ nothing | default('') }}{{ less | d('') }}", False),
        ("{% if nonsense is string %}{% endif %}", True),
    ],
)
def test_a_name_that_nobody_gives_is_told_before_any_page_is_made(
    world: World, line: str, told: bool
) -> None:
    faults = faults_of(part_of(world({CLAIM: f"{CLAIM_TEXT}{line}\n"})))
    assert [(one.span.path, one.span.line) for one in faults] == (
        [(CLAIM, CLAIM_TEXT.count("\n") + 1)] if told else []
    )
    assert all("'nonsense' is undefined" in one.message for one in faults)


def test_front_matter_that_fails_where_prose_has_the_address_is_told_and_ends_nothing(
    world: World,
) -> None:
    text = CLAIM_TEXT.replace(
        'search: "{{ claim.record.finding }}"',
        "search: \"{{ claim.no.no if claim.id == 'two-crossings' else '' }}\"",
    )
    prose = {"content/claims/two-crossings.md": "---\ntitle: Mine\n---\n\n# Mine\n"}
    (fault,) = faults_of(part_of(world({CLAIM: text, **prose})))
    assert fault.span.path == CLAIM


def test_front_matter_that_fails_for_one_page_is_told_when_that_is_asked_for(world: World) -> None:
    text = CLAIM_TEXT.replace(
        'title: "{{ claim.record.claim }}"',
        "title: \"{{ claim.record.claim if claim.id != 'two-crossings' else claim.no.no }}\"",
    )
    site = part_of(world({CLAIM: text}))
    assert not faults_of(site)
    assert site.outline("claims/later-step.html") is not None
    assert not site.renderer.faults
    assert site.outline("claims/two-crossings.html") is None
    (fault,) = site.renderer.faults
    assert fault.span.path == CLAIM
    # The others are listed all the same.
    assert len(site.outlines) == len(site.catalogue) - 1


@pytest.mark.parametrize(
    "path",
    ["claims/{{ claim.path | length }}-{{ claim.id }}.html", "claims/{{ claim.record.id }}.html"],
)
def test_a_path_may_be_made_of_anything(world: World, path: str) -> None:
    project = world(
        {CLAIM: CLAIM_TEXT.replace("path: claims/{{ claim.id }}.html", f"path: {path}")}
    )
    part = part_of(project)
    assert part.outlines == assemble(project).outlines
    assert len([one for one in part.outlines if one.kind == "claim"]) == len(
        [one for one in TINY if one.startswith("facts/claims/")]
    ) - len(part.checked.ledger.redirects)
