"""The canary: copies of a good project with a known fault must fail, or the checks are dead.

A checker that lets everything pass looks just like a clean project. So each fault that it exists
for is planted into a copy with a stored text, and ``facts check`` must end with 1 and name it.
"""

import subprocess
import sys
from collections.abc import Callable

import pytest

from build_tools.facts.reading import Project
from tests.snapshots import CLAIM, KEY, SNAPSHOT, captured, edit

World = Callable[..., Project]


def check(project: Project) -> tuple[int, str]:
    """Run the command as CI does, in a process of its own."""
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


def test_the_good_copy_passes_with_its_quotation_checked(world: World) -> None:
    code, told = check(captured(world))
    assert (code, told.splitlines()[-1]) == (0, "No errors.")
    assert (
        "Quotations: 1 of the article, all found in it (1 exact); 1 of sources: "
        "1 checked (1 exact), 0 uncheckable, 0 failed, 0 skipped."
    ) in told


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "words"),
    [
        pytest.param(
            CLAIM,
            "text: due to geopolitical circumstances",
            "text: due to an imminent invasion",
            "checked-quotations",
            "do not stand in what is stored",
            id="an invented quotation",
        ),
        pytest.param(
            CLAIM,
            f"source: {KEY}",
            "source: tass-2023-08-18-closed",
            "checked-quotations",
            "No quotation stands in this passage any more",
            id="a wrong source",
        ),
        pytest.param(
            CLAIM,
            f"source: {KEY}",
            "source: lrt-2023-08-16-other",
            "known-source",
            "No source is called",
            id="a source that does not exist",
        ),
        pytest.param(
            SNAPSHOT,
            "due to geopolitical circumstances",
            "due to an imminent invasion",
            "checked-quotations",
            "its seal does not hold",
            id="an edited snapshot",
        ),
        pytest.param(
            SNAPSHOT,
            "characters: ",
            "characters: 9",
            "checked-quotations",
            "its seal does not hold",
            id="an edited length",
        ),
        pytest.param(
            "facts/claims/borders/crossings-are-a-threat.yaml",
            "verdict: attributed-only",
            "verdict: supported",
            "permitted-verdict",
            "",
            id="a forged verdict",
        ),
        pytest.param(
            CLAIM,
            "text: due to geopolitical circumstances",
            "text: Šumskas and Tverečius … geopolitical reasons",
            "checked-quotations",
            "do not stand in what is stored",
            id="an invented fragment",
        ),
    ],
)
def test_a_known_bad_copy_fails(
    world: World, name: str, old: str, new: str, rule: str, words: str
) -> None:
    project = captured(world)
    edit(project, name, old, new)
    code, told = check(project)
    assert code == 1, told
    assert f"error[{rule}]" in told
    assert words in told


def test_an_edited_snapshot_with_the_quotation_edited_alike_fails(world: World) -> None:
    project = captured(world)
    for name in (CLAIM, SNAPSHOT):
        edit(project, name, "due to geopolitical circumstances", "due to an imminent invasion")
    code, told = check(project)
    assert code == 1
    assert "its seal does not hold" in told


def test_checking_writes_nothing(world: World) -> None:
    project = captured(world)

    def state() -> dict[str, tuple[int, bytes]]:
        files = [one for one in (project.root / "facts").rglob("*") if one.is_file()]
        return {str(one): (one.stat().st_mtime_ns, one.read_bytes()) for one in files}

    before = state()
    assert check(project)[0] == 0
    assert state() == before
