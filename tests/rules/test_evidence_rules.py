"""Tests the rules on first-hand evidence, official records and public addresses."""

from collections.abc import Callable, Mapping

import pytest

from build_tools import rules
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read

World = Callable[..., Project]
TWO = "facts/claims/borders/two-crossings.yaml"
BIB = "facts/sources/tass.bib"
PUBLISHERS = "facts/vocabulary/publishers.yaml"
ORIGINS = "facts/vocabulary/origins.yaml"


def places(project: Project, rule: str) -> list[tuple[str, str]]:
    """Return the path, and the text of the line, for each problem that the rule reports."""
    return [
        (
            item.span.path,
            (project.root / item.span.path).read_text().split("\n")[item.span.line - 1].strip(),
        )
        for item in rules.run(Ledger(read(project)[0]))
        if item.rule == rule
    ]


def with_basis(tiny: Mapping[str, str], basis: str, origin: str = "") -> dict[str, str]:
    """Return the tiny project with a different basis and an origin for the evidence from TASS."""
    before, item, after = tiny[TWO].partition("  - source: tass-2023-08-18-closed\n")
    assert item
    after = after.replace("basis: reporting", f"basis: {basis}{origin}", 1)
    return {TWO: before + item + after}


def test_an_outlet_that_names_no_other_origin_may_be_a_first_hand_source(
    world: World, tiny
) -> None:
    for basis in ("own-observation", "interview"):
        assert places(world(with_basis(tiny, basis)), "first-hand") == []


@pytest.mark.parametrize("basis", ["own-observation", "interview"])
def test_evidence_from_another_origin_is_not_first_hand(world: World, tiny, basis: str) -> None:
    project = world(with_basis(tiny, basis, "\n    origin: lrt"))
    assert places(project, "first-hand") == [(TWO, f"basis: {basis}")]


def test_an_aggregator_is_never_a_first_hand_source(world: World, tiny) -> None:
    files = with_basis(tiny, "interview")
    text = tiny[PUBLISHERS]
    head, name, rest = text.partition("tass:\n")
    kind = next(line for line in rest.split("\n") if "kind:" in line)
    files[PUBLISHERS] = head + name + rest.replace(kind, "  kind: aggregator", 1)
    assert places(world(files), "first-hand") == [(TWO, "basis: interview")]


def test_the_interviewer_may_share_the_origin_of_its_interview(world: World, tiny) -> None:
    files = with_basis(tiny, "interview", "\n    origin: talk")
    entry = "talk:\n  name: An interview\n  by: The minister, asked by {}\n"
    for asker, expected in (("TASS", []), ("LRT", [(TWO, "basis: interview")])):
        files[ORIGINS] = tiny.get(ORIGINS, "") + entry.format(asker)
        assert places(world(files), "first-hand") == expected, asker


@pytest.mark.parametrize(
    ("url", "note", "is_fault"),
    [
        ("https://tass.com/world/1/amp", "", True),
        ("https://tass.com/world/1/amp", "Only the AMP edition was found.", False),
        ("https://tass.com/world/1?utm_source=x", "A note does not mend this.", True),
        ("https://tass.com/world/1", "", False),
        ("http://alone.example/world/1", "Only plain http was found.", False),
        ("http://www.lrt.lt/world/1", "Only plain http was found.", True),
    ],
)
def test_an_edition_of_a_page_needs_a_note_and_a_tracking_address_is_never_accepted(
    world: World, tiny, url: str, note: str, is_fault: bool
) -> None:
    old = next(line for line in tiny[BIB].splitlines() if line.strip().startswith("url = "))
    new = f"  url = {{{url}}}," + (f"\n  note = {{{note}}}," if note else "")
    found = places(world({BIB: tiny[BIB].replace(old, new, 1)}), "public-address")
    assert found == ([(BIB, f"url = {{{url}}},")] if is_fault else [])


@pytest.mark.parametrize(
    ("url", "is_fault"),
    [
        ("https://www.lrt.lt/{path}", True),
        ("https://lrt.lt/{path}/", True),
        ("https://www.lrt.lt/{path}-2", False),
    ],
)
def test_two_sources_with_the_same_page_are_refused(
    world: World, tiny, url: str, is_fault: bool
) -> None:
    shared = "facts/sources/lrt.bib"
    path = tiny[shared].partition("url = {https://www.lrt.lt/")[2].partition("}")[0]
    assert path
    old = next(line for line in tiny[BIB].splitlines() if line.strip().startswith("url = "))
    new = f"  url = {{{url.format(path=path)}}},"
    found = places(world({BIB: tiny[BIB].replace(old, new, 1)}), "public-address")
    assert bool(found) == is_fault
    assert all(place == (BIB, new.strip()) for place in found)
