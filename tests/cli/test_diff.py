import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.reading import Home
from tests.repositories import REVISION, add, commit, committed, edit, git

TWO = "facts/claims/borders/two-crossings.yaml"


def run(home: Home, *arguments: str) -> Result:
    found = CliRunner().invoke(facts, ["--project", str(home.root), "diff", *arguments])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def test_a_silent_change_ends_with_1_and_shows_its_place(world):
    home = committed(world())
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    found = run(home, "main")
    assert found.exit_code == 1
    assert "  Verdict: Supported -> Disputed\n" in found.stdout
    lines = (home.root / TWO).read_text().split("\n")
    line = lines.index("verdict: disputed") + 1
    assert f"{TWO}:{line}:10: error[recorded-change]" in found.stdout


def test_with_a_revision_it_ends_with_0(world):
    home = committed(world())
    edit(home, TWO, "verdict: supported", "verdict: disputed")
    add(home, TWO, REVISION)
    assert run(home, "main").exit_code == 0


def test_head_may_be_a_revision_and_the_form_another(world):
    home = committed(world())
    edit(home, TWO, "confidence: high", "confidence: low")
    commit(home)
    edit(home, TWO, "verdict: supported", "verdict: wrong")
    found = run(home, "HEAD~1", "HEAD", "--format", "json")
    assert found.exit_code == 0
    (claim,) = json.loads(found.stdout)["claims"]
    assert claim["fields"] == [{"field": "confidence", "before": "high", "after": "low"}]
    markdown = run(home, "HEAD~1", "HEAD", "--format", "markdown").stdout
    assert markdown.startswith("**Facts, `HEAD~1` to `HEAD`.** One claim changed;")


def test_it_compares_with_a_branch_left_behind_by_its_merge_base(world):
    home = committed(world())
    git(home.root, "checkout", "--quiet", "-b", "mine")
    edit(home, TWO, "confidence: high", "confidence: low")
    commit(home)
    base = git(home.root, "merge-base", "main", "HEAD").strip()
    assert "One claim changed" in run(home, base).stdout


def test_outside_a_repository_it_ends_with_2(world):
    found = run(world(), "main")
    assert found.exit_code == 2
    assert "This project is not in a git repository" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], 'There is no revision "nowhere" here.'),
        (["main", "nowhere"], 'There is no revision "nowhere" here.'),
        (["--upload-pack=touch pwned"], "No such option"),
        (["--", "--upload-pack=touch pwned"], "is not a revision"),
        (["main", "--", "-x"], "is not a revision"),
        ([], "Missing argument 'BASE'"),
    ],
)
def test_what_is_no_revision_ends_with_2(world, arguments, said):
    home = committed(world())
    found = run(home, *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr
    assert not (home.root / "pwned").exists()


def test_the_installed_command_passes_the_exit_code_on(world):
    home = committed(world())
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "diff", "nowhere"],
        cwd=home.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
