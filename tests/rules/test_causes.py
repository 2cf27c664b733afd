"""Tests that an unknown id or unreadable claim is reported once, and not again by other rules."""

from collections.abc import Mapping

import pytest

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project
from build_tools.reports import as_text
from build_tools.rules.check import check_project

CLAIMS = "facts/claims/borders"
TWO = f"{CLAIMS}/two-crossings.yaml"
SAID = f"{CLAIMS}/said-threat.yaml"
THREAT = f"{CLAIMS}/crossings-are-a-threat.yaml"
LATER = f"{CLAIMS}/later-step.yaml"
PAGE = "content/explainers/border.md"
OF_PAGE = """\
# Why did the border close?

“Due to geopolitical circumstances”, Lithuania closed 2 of 6 crossings on 18 August 2023
[@two-crossings].
"""
SNAPSHOT = "facts/snapshots/lrt-2023-08-16-closures.yaml"


def errors(project: Project, before: Project) -> list[Diagnostic]:
    """Return the errors of a project that the project before a change does not have."""
    known = {(fault.rule, fault.message) for fault in check_project(before).report}
    report = check_project(project).report
    return [fault for fault in report if (fault.rule, fault.message) not in known]


def stored(tiny: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a project with a stored passage."""
    from build_tools import rules
    from tests.rules.samples import unmarked_files

    (rule,) = [rule for rule in rules.all_rules() if rule.name == "checked-quotations"]
    return {**tiny, **unmarked_files(rule.good)[0]}


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (PAGE, "@two-crossings", "@two-crossing", "known-citation"),
        (TWO, "when: 2023-08-18", "when: 18.08.2023", "shape"),
        (SAID, "when: 2023-08-17", "when: 17.08.2023", "shape"),
        (TWO, "source: lrt-2023", "source: lrt-2032", "known-source"),
        (LATER, "claim: two-crossings", "claim: two-crosings", "known-ids"),
    ],
)
def test_an_unknown_id_and_an_unreadable_claim_are_reported_once(
    world, tiny, path, old, new, rule
) -> None:
    files = {**stored(tiny), PAGE: OF_PAGE}
    assert old in files[path]
    changed = {path: files[path].replace(old, new, 1)}
    faults = errors(world(files, **changed), world(files))
    assert [(fault.span.path, fault.rule) for fault in faults] == [(path, rule)]


@pytest.mark.parametrize("name", ["Two-Crossings.yaml", "two_crossings.yaml", "two-crößings.yaml"])
def test_a_claim_with_a_wrong_file_name_is_reported_once(world, tiny, name) -> None:
    files = {**stored(tiny), PAGE: OF_PAGE}
    moved = {TWO: None, f"{CLAIMS}/{name}": files[TWO]}
    faults = errors(world(files, **moved), world(files))
    assert [(fault.span.path, fault.rule) for fault in faults] == [
        (f"{CLAIMS}/{name}", "file-name")
    ]


def test_a_citation_unlike_the_wrong_file_name_is_still_an_error(world, tiny) -> None:
    moved = {PAGE: "# What?\n\nIt rained [@quite-another].\n", f"{CLAIMS}/Nö.yaml": tiny[LATER]}
    rules = {fault.rule for fault in errors(world(moved), world())}
    assert {"file-name", "known-citation"} <= rules


def test_causes_are_printed_before_their_consequences(world, tiny) -> None:
    project = world({TWO: tiny[TWO].replace("of its six", "of its nine"), SAID: "claim: ["})
    checked = check_project(project)
    printed = as_text(checked.report, checked.counts, project.root)
    assert printed.startswith(f"{SAID}:")
    assert f"\n{TWO}:" in printed
