"""Tests that ``facts check`` fails if an error is planted in a copy of a valid project.

A checker that accepts everything would also report no errors in our project. So these tests plant
each kind of error in a copy with a snapshot. The command must exit with 1 and report the error.
"""

import subprocess
import sys
from collections.abc import Callable

import pytest

from build_tools.facts.project import Project
from tests.snapshots import CLAIM, KEY, SNAPSHOT, captured, edit

World = Callable[..., Project]


def check(project: Project) -> tuple[int, str]:
    """Run the command in a separate process, as CI does."""
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "check"],
        cwd=project.root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_good_copy_passes_and_its_quotation_is_checked(world: World) -> None:
    code, output = check(captured(world))
    assert code == 0, output
    assert "1 from sources: 1 checked (1 exact)" in output


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        pytest.param(
            CLAIM,
            "text: due to geopolitical circumstances",
            "text: due to an imminent invasion",
            "checked-quotations",
            id="an invented quotation",
        ),
        pytest.param(
            CLAIM,
            f"source: {KEY}",
            "source: tass-2023-08-18-closed",
            "checked-quotations",
            id="a wrong source",
        ),
        pytest.param(
            CLAIM,
            f"source: {KEY}",
            "source: lrt-2023-08-16-other",
            "known-source",
            id="a source that does not exist",
        ),
        pytest.param(
            SNAPSHOT,
            "due to geopolitical circumstances",
            "due to an imminent invasion",
            "checked-quotations",
            id="an edited snapshot",
        ),
        pytest.param(
            SNAPSHOT,
            "characters: ",
            "characters: 9",
            "checked-quotations",
            id="an edited length",
        ),
        pytest.param(
            "facts/claims/borders/crossings-are-a-threat.yaml",
            "verdict: attributed-only",
            "verdict: supported",
            "permitted-verdict",
            id="a forged verdict",
        ),
        pytest.param(
            CLAIM,
            "text: due to geopolitical circumstances",
            "text: Šumskas and Tverečius … geopolitical reasons",
            "checked-quotations",
            id="an invented fragment",
        ),
    ],
)
def test_a_copy_with_a_planted_error_fails(
    world: World, name: str, old: str, new: str, rule: str
) -> None:
    project = captured(world)
    edit(project, name, old, new)
    code, output = check(project)
    assert code == 1, output
    assert f"error[{rule}]" in output


def test_a_snapshot_edited_together_with_its_quotation_fails(world: World) -> None:
    project = captured(world)
    for name in (CLAIM, SNAPSHOT):
        edit(project, name, "due to geopolitical circumstances", "due to an imminent invasion")
    code, output = check(project)
    assert code == 1, output
    assert f"{SNAPSHOT}:" in output
    assert "error[checked-quotations]" in output


def test_checking_writes_nothing(world: World) -> None:
    project = captured(world)

    def state() -> dict[str, tuple[int, bytes]]:
        files = [one for one in (project.root / "facts").rglob("*") if one.is_file()]
        return {str(one): (one.stat().st_mtime_ns, one.read_bytes()) for one in files}

    before = state()
    assert check(project)[0] == 0
    assert state() == before
