"""Every hostile project is refused: at once, without a crash, each fault told at its own place."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_tools.facts.reading import Project
from tests.hostile_projects.checking import Checker, Outcome, checker
from tests.hostile_projects.made import Made, all_made
from tests.tally import Tally

World = Callable[..., Project]

FOLDER = Path(__file__).parent / "hostile_projects"


def in_folders() -> Iterator[Made]:
    """Yield the projects that stand here as files."""
    for folder in sorted(one for one in FOLDER.iterdir() if (one / "expected").is_file()):
        files = {
            one.relative_to(folder).as_posix(): one.read_bytes()
            for one in folder.rglob("*")
            if one.is_file() and one.name != "expected"
        }
        lines = (folder / "expected").read_text(encoding="utf-8").splitlines()
        yield Made(folder.name, dict(files), tuple(one for one in lines if one))


PROJECTS = {one.name: one for one in (*in_folders(), *all_made())}


@pytest.fixture(scope="module")
def checking() -> Iterator[Checker]:
    with checker() as started:
        yield started


@pytest.mark.parametrize("name", PROJECTS)
def test_a_hostile_project_is_refused_with_every_fault_at_its_place(
    world: World, checking: Checker, tmp_path: Path, name: str, tally: Tally
) -> None:
    project = PROJECTS[name]
    project = world(project.files)
    for path, target in project.links.items():
        (project.root / path).parent.mkdir(parents=True, exist_ok=True)
        (project.root / path).symlink_to(target)
    project.more(project.root)
    outcome = checking.check(project.root, tmp_path)
    tally.add(became(outcome))
    assert became(outcome) == "refused", outcome.err[-2000:]
    assert outcome.err == ""
    for one in outcome.diagnostics:
        assert one["hint"]
        assert one["rule"] != "internal"
    if project.expected != ("*",):
        assert missing_and_surplus(project.expected, outcome) == ([], [])


def became(outcome: Outcome) -> str:
    if outcome.code is None:
        return "hang"
    if outcome.code != 1 or "Traceback" in outcome.err:
        return "accepted" if outcome.code == 0 else "crash"
    return "refused"


def missing_and_surplus(expected: tuple[str, ...], outcome: Outcome) -> tuple[list[str], list[str]]:
    """Return what was expected and not found, and what was found and not expected."""
    found = [
        f"{one['path']}:{one['line']}:{one['column']} {one['rule']} {one['message']}"
        for one in outcome.diagnostics
        if one["level"] == "error"
    ]
    missing = []
    for line in expected:
        # A place is given whole, or with * for what is not worth counting.
        place, _, rest = re.fullmatch(r"(.*?:[\d*]+:[\d*]+)( )(.*)", line, re.DOTALL).groups()
        rule, _, words = rest.partition(" ")
        wanted = re.compile(
            f"{re.escape(place)} {re.escape(rule)} .*".replace(r"\*", ".*")
            + re.escape(words)
            + ".*",
            re.DOTALL,
        )
        match = next((one for one in found if wanted.fullmatch(one)), None)
        if match is None:
            missing.append(line)
        else:
            found.remove(match)
    return missing, found
