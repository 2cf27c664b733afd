"""Tests that every hostile project is refused within limits, with the location of each error."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_tools.facts.project import Project
from tests.hostile_projects.checking import Checker, Outcome, checker
from tests.hostile_projects.made import Made, all_made
from tests.tally import Tally

World = Callable[..., Project]

FOLDER = Path(__file__).parent / "hostile_projects"


def in_folders() -> Iterator[Made]:
    """Yield the projects that are folders in ``hostile_projects``."""
    for expected in sorted(FOLDER.glob("*/expected")):
        folder = expected.parent
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path != expected
        }
        lines = expected.read_text(encoding="utf-8").splitlines()
        yield Made(folder.name, dict(files), tuple(line for line in lines if line))


PROJECTS = {made.name: made for made in (*in_folders(), *all_made())}


@pytest.fixture(scope="module")
def checking() -> Iterator[Checker]:
    with checker() as started:
        yield started


@pytest.mark.parametrize("name", PROJECTS)
def test_a_hostile_project_is_refused_with_every_error_at_its_location(
    world: World, checking: Checker, tmp_path: Path, name: str, tally: Tally
) -> None:
    made = PROJECTS[name]
    project = world(made.files)
    for path, target in made.links.items():
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).symlink_to(target)
    made.more(project.root)
    outcome = checking.check(project.root, tmp_path)
    tally.add(became(outcome))
    assert became(outcome) == "refused", outcome.err[-2000:]
    assert outcome.err == ""
    for diagnostic in outcome.diagnostics:
        assert diagnostic["hint"]
        assert diagnostic["rule"] != "internal"
    if made.expected != ("*",):
        assert missing_and_surplus(made.expected, outcome) == ([], [])


def became(outcome: Outcome) -> str:
    if outcome.code is None:
        return "hang"
    if outcome.code != 1 or "Traceback" in outcome.err:
        return "accepted" if outcome.code == 0 else "crash"
    return "refused"


def missing_and_surplus(expected: tuple[str, ...], outcome: Outcome) -> tuple[list[str], list[str]]:
    """Return the expected reports that are missing, and the reports that were not expected."""
    surplus = [
        f"{fault['path']}:{fault['line']}:{fault['column']} {fault['rule']} {fault['message']}"
        for fault in outcome.diagnostics
        if fault["level"] == "error"
    ]
    missing = []
    for line in expected:
        wanted = pattern_of(line)
        match = next((report for report in surplus if wanted.fullmatch(report)), None)
        if match is None:
            missing.append(line)
        else:
            surplus.remove(match)
    return missing, surplus


def pattern_of(line: str) -> re.Pattern[str]:
    """Return a pattern for an expected line: a location (* for any part), a rule, and words."""
    parts = re.fullmatch(r"(.*?:[\d*]+:[\d*]+) (\S+) ?(.*)", line, re.DOTALL)
    assert parts, line
    location = re.escape(parts[1]).replace(r"\*", ".*")
    return re.compile(f"{location} {re.escape(parts[2])} .*{re.escape(parts[3])}.*", re.DOTALL)
