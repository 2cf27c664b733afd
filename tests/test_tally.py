"""Tests that hostile inputs are counted, and that an input which does harm fails the run."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

PROJECT = Path(__file__).parents[1]

TESTS = """
import pytest

@pytest.mark.parametrize("number", range(5))
def test_refused(tally, number):
    tally.add("refused")

def test_harmless(tally):
    tally.add("harmless", 40)

def test_other(tally):
    {other}
"""


@pytest.mark.parametrize(
    ("other", "code", "line"),
    [
        (
            "pass",
            0,
            "hostile inputs: 45 tried; refused with a diagnostic: 5; published harmlessly: 40; "
            "crashes 0, hangs 0, silent acceptances 0",
        ),
        (
            "tally.add('crash'); tally.add('hang'); tally.add('accepted')",
            1,
            "hostile inputs: 48 tried; refused with a diagnostic: 5; published harmlessly: 40; "
            "crashes 1, hangs 1, silent acceptances 1",
        ),
    ],
)
def test_the_run_prints_all_counts_and_fails_if_an_input_did_harm(
    tmp_path: Path, other: str, code: int, line: str
) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(TESTS.format(other=other))
    command = [sys.executable, "-m", "pytest", "-c", PROJECT / "pyproject.toml"]
    command += ["-p", "tests.conftest", "-p", "no:cacheprovider", "-n", "2"]
    done = subprocess.run(
        [*command, "--rootdir", tmp_path, tmp_path / "tests"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert line in done.stdout.splitlines(), done.stdout + done.stderr
    assert done.returncode == code
