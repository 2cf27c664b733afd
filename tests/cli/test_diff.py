import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project
from tests.repositories import REVISION, add, commit, committed, edit, git

TWO = "facts/claims/borders/two-crossings.yaml"


def run(project: Project, *arguments: str) -> Result:
    result = CliRunner().invoke(facts, ["--project", str(project.root), "diff", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_silent_change_exits_with_1_and_shows_its_location(world):
    project = committed(world())
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    result = run(project, "main")
    assert result.exit_code == 1
    assert "  Verdict: Supported -> Disputed\n" in result.stdout
    lines = (project.root / TWO).read_text().split("\n")
    line = lines.index("verdict: disputed") + 1
    assert f"{TWO}:{line}:10: error[recorded-change]" in result.stdout


def test_a_change_with_a_revision_exits_with_0(world):
    project = committed(world())
    edit(project, TWO, "verdict: supported", "verdict: disputed")
    add(project, TWO, REVISION)
    assert run(project, "main").exit_code == 0


def test_head_can_be_a_revision_in_every_output_format(world):
    project = committed(world())
    edit(project, TWO, "confidence: high", "confidence: low")
    commit(project)
    edit(project, TWO, "verdict: supported", "verdict: wrong")
    result = run(project, "HEAD~1", "HEAD", "--format", "json")
    assert result.exit_code == 0
    (claim,) = json.loads(result.stdout)["claims"]
    assert claim["fields"] == [{"field": "confidence", "before": "high", "after": "low"}]
    markdown = run(project, "HEAD~1", "HEAD", "--format", "markdown").stdout
    assert markdown.startswith("**Facts, `HEAD~1` to `HEAD`.** One claim changed;")


def test_a_branch_is_compared_with_its_merge_base(world):
    project = committed(world())
    git(project.root, "checkout", "--quiet", "-b", "mine")
    edit(project, TWO, "confidence: high", "confidence: low")
    commit(project)
    base = git(project.root, "merge-base", "main", "HEAD").strip()
    assert "One claim changed" in run(project, base).stdout


def test_a_comparison_outside_a_repository_exits_with_2(world):
    result = run(world(), "main")
    assert result.exit_code == 2
    assert "This project is not in a git repository" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], 'This repository does not contain the revision "nowhere".'),
        (["main", "nowhere"], 'This repository does not contain the revision "nowhere".'),
        (["--upload-pack=touch pwned"], "No such option"),
        (["--", "--upload-pack=touch pwned"], "is not a revision"),
        (["main", "--", "-x"], "is not a revision"),
        ([], "Missing argument 'BASE'"),
    ],
)
def test_an_unknown_revision_exits_with_2(world, arguments, said):
    project = committed(world())
    result = run(project, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (project.root / "pwned").exists()


def test_the_installed_command_returns_the_exit_code(world):
    project = committed(world())
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "diff", "nowhere"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
