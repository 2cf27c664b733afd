"""Tests the output and the exit codes of the installed command."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools import __version__
from build_tools.facts.project import Project

World = Callable[..., Project]
BROKEN = {"facts/vocabulary/topics.yaml": "borders:\n  name: Borders\n  sumary: Č.\n"}


def run(
    folder: Path, *arguments: str, code: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command, or Python ``code`` that wraps the command, in a folder."""
    command = ["-c", code] if code else ["-m", "build_tools"]
    return subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_clean_project_exits_with_0_and_shows_the_counts(world: World) -> None:
    done = run(world().root, "check")
    assert done.stderr == ""
    assert done.returncode == 0
    assert done.stdout.startswith("Records read: ")
    assert "Sentences: 2 of 2 accounted for, 0 to do.\n" in done.stdout
    assert done.stdout.endswith("No errors.\n")


def test_errors_exit_with_1_and_are_shown_with_their_location(world: World) -> None:
    done = run(world(BROKEN).root, "check")
    assert done.returncode == 1
    assert (
        'facts/vocabulary/topics.yaml:3:3: error[shape]: There is no field called "sumary"'
        in done.stdout
    )
    assert "    3 |   sumary: Č.\n" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--no-such-option"], "--no-such-option"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["chek"], "Did you mean check?"),
        (["check", "one", "two"], "unexpected extra argument"),
        (["--project", "/no/such/folder", "check"], "does not exist"),
        ([], "Usage:"),
    ],
)
def test_wrong_usage_exits_with_2(world: World, arguments: list[str], words: str) -> None:
    done = run(world().root, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_outside_a_project_exits_with_2_and_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert done.returncode == 2
    assert "facts init" in done.stderr
    assert "--project" in done.stderr


def test_a_python_package_called_facts_is_not_a_project(world: World) -> None:
    project = world()
    package = project.root / "tools"
    (package / "facts" / "reading").mkdir(parents=True)
    (package / "facts" / "__init__.py").touch()
    for folder in (package, package / "facts" / "reading"):
        done = run(folder, "check")
        assert (done.returncode, done.stdout) == (0, run(project.root, "check").stdout)


def test_a_folder_with_facts_and_configuration_is_a_project_even_without_claims(
    tmp_path: Path,
) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "mkdocs.yml").write_text("site_name: New\n")
    done = run(tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 claims" in done.stdout


@pytest.mark.parametrize("plugins", ["  - facts", "  - search\n  - facts:\n      exports: []"])
def test_settings_that_name_the_plugin_make_a_project(tmp_path: Path, plugins: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: New\nplugins:\n{plugins}\n")
    assert run(tmp_path, "check").returncode == 0
    (tmp_path / "mkdocs.yml").write_text("site_name: Other\nplugins:\n  - search\n")
    assert run(tmp_path, "check").returncode == 2


def test_help_works_outside_a_project(tmp_path: Path) -> None:
    for option in ("-h", "--help"):
        done = run(tmp_path, "check", option)
        assert (done.returncode, done.stderr) == (0, "")
        assert "--format" in done.stdout


def test_the_project_is_found_from_a_subfolder_and_by_the_option(
    world: World, tmp_path: Path
) -> None:
    project = world()
    for folder, arguments in (
        (project.facts / "claims" / "borders", ["check"]),
        (tmp_path, ["--project", str(project.root), "check"]),
    ):
        done = run(folder, *arguments)
        assert (done.returncode, done.stderr) == (0, "")


RAISING = """
import sys
import build_tools.rules.check

def raising(*arguments):
    raise {}

build_tools.rules.check.check_project = raising
from build_tools.cli import main
sys.argv = ["facts", *sys.argv[1:]]
main()
"""


def test_a_bug_in_facts_exits_with_3_and_asks_for_a_report(world: World) -> None:
    done = run(world().root, "check", code=RAISING.format('KeyError("boom")'))
    assert done.returncode == 3
    assert done.stdout == ""
    assert "KeyError: 'boom'" in done.stderr
    assert (
        f"This is a bug in facts, not a mistake in your records (facts {__version__}" in done.stderr
    )
    assert "Please report it" in done.stderr


def test_an_interruption_exits_with_130_without_a_traceback(world: World) -> None:
    done = run(world().root, "check", code=RAISING.format("KeyboardInterrupt"))
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert "Interrupted." in done.stderr


def test_json_output_can_be_parsed_and_the_command_exits_with_1(world: World) -> None:
    done = run(world(BROKEN).root, "check", "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert ("facts/vocabulary/topics.yaml", 3, 3) in {
        (diagnostic["path"], diagnostic["line"], diagnostic["column"])
        for diagnostic in data["diagnostics"]
    }


def test_a_github_annotation_is_at_the_start_of_its_line(world: World) -> None:
    done = run(world(BROKEN).root, "check", "--format", "github")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=facts/")


def test_file_names_that_are_not_utf_8_are_printed_escaped(world: World) -> None:
    project = world()
    Path(os.fsdecode(bytes(project.facts) + b"/claims/borders/\xff\x1b.yaml")).write_text("x")
    done = run(project.root, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert "facts/claims/borders/\ufffd\\x1b.yaml:1:1: error[file-name]" in done.stdout


def test_a_closed_pipe_causes_no_traceback(world: World) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "build_tools", "check"],
            cwd=world(BROKEN).root,
            stdout=pipe,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_help_lists_the_commands_and_the_version_is_shown(tmp_path: Path) -> None:
    assert __version__ in run(tmp_path, "--version").stdout
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    for verb in ("build", "check", "coverage"):
        assert f"\n  {verb} " in done.stdout


def test_coverage_counts_sentences_and_verdicts(world: World) -> None:
    done = run(world().root, "coverage")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 of 2 sentences accounted for, 0 to do" in done.stdout
