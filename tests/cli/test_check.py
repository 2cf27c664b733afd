import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project
from tests.repositories import committed, edit

TWO = "facts/claims/borders/two-crossings.yaml"
LATER = "facts/claims/borders/later-step.yaml"
SAID = "facts/claims/borders/said-threat.yaml"


def run(project: Project, *arguments: str) -> Result:
    result = CliRunner().invoke(facts, ["--project", str(project.root), "check", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def faulty(world) -> Project:
    """Return the tiny project with an error in its last commit."""
    project = world()
    edit(project, TWO, "source: tass-2023-08-18-closed", "source: tass-2023-08-18-close")
    return committed(project)


def test_a_clean_project_exits_with_0_and_shows_counts(world):
    result = run(world())
    assert result.exit_code == 0
    assert "Quotations: " in result.stdout
    assert "Older errors" not in result.stdout


def test_any_error_fails_the_check_if_no_base_is_given(faulty):
    result = run(faulty)
    assert result.exit_code == 1
    assert 'No source is called "tass-2023-08-18-close".' in result.stdout


def test_older_errors_are_listed_separately_and_do_not_fail(faulty):
    edit(faulty, TWO, "kind: event", "# a line more\nkind: event")
    result = run(faulty, "--base", "HEAD")
    assert result.exit_code == 0
    head, _, older = result.stdout.partition("Older errors, not from this change: ")
    assert "error[" not in head
    number, line = older.split("\n")[:2]
    assert int(number) >= 1
    assert "error[" in line
    assert "No errors." in older


def test_a_new_error_fails_among_older_ones(faulty):
    edit(faulty, SAID, "source: lrt-2023-08-16-closures", "source: lrt-2023-08-16-closure")
    result = run(faulty, "--base", "HEAD")
    assert result.exit_code == 1
    new, _, older = result.stdout.partition("Older errors, not from this change: ")
    assert 'called "lrt-2023-08-16-closure"' in new
    assert 'called "tass-2023-08-18-close"' in older
    assert 'called "tass-2023-08-18-close"' not in new
    assert "\n1 error." in older


def test_a_silent_change_of_a_verdict_fails(world):
    project = committed(world())
    edit(project, TWO, "verdict: supported", "verdict: supported-with-nuance")
    assert run(project).exit_code == 0
    result = run(project, "--base", "HEAD")
    assert result.exit_code == 1
    assert "error[recorded-change]" in result.stdout


def test_a_deleted_claim_fails(world):
    project = committed(world())
    (project.root / LATER).unlink()
    assert run(project).exit_code == 0
    result = run(project, "--base", "HEAD")
    assert result.exit_code == 1
    assert f"{LATER}:1:1: error[lasting-id]" in result.stdout


def test_a_fixed_error_is_no_longer_listed(faulty):
    edit(faulty, TWO, "tass-2023-08-18-close\n", "tass-2023-08-18-closed\n")
    result = run(faulty, "--base", "HEAD")
    assert result.exit_code == 0
    assert "Older errors, not from this change: 0" in result.stdout


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_machine_readable_formats_mark_older_errors(faulty, form):
    edit(faulty, SAID, "source: lrt-2023-08-16-closures", "source: lrt-2023-08-16-closure")
    result = run(faulty, "--base", "HEAD", "--format", form)
    assert result.exit_code == 1
    if form == "github":
        assert "tass-2023-08-18-close" not in result.stdout
        assert "\nOlder errors, not from this change: " in result.stdout
        return
    data = json.loads(result.stdout)
    if form == "json":
        assert "tass-2023-08-18-close" in json.dumps(data["older"])
        assert "tass-2023-08-18-close" not in json.dumps(data["diagnostics"])
        return
    states = {
        item["message"]["text"].split('"')[1]: item["baselineState"]
        for item in data["runs"][0]["results"]
        if item["ruleId"] == "known-source"
    }
    assert states == {"lrt-2023-08-16-closure": "new", "tass-2023-08-18-close": "unchanged"}


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=touch pwned", "-x"])
def test_an_unknown_revision_exits_with_2(world, revision):
    project = committed(world())
    result = run(project, f"--base={revision}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "revision" in result.stderr
    assert not (project.root / "pwned").exists()


def test_a_base_outside_a_repository_exits_with_2(world):
    result = run(world(), "--base", "HEAD")
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr


def test_watch_prints_only_text(world):
    result = run(world(), "--watch", "--format", "json")
    assert result.exit_code == 2
    assert "--watch prints text only" in result.stderr


@contextmanager
def watching(project: Project, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Run ``facts check --watch`` during the test, and always end the process."""
    command = [sys.executable, "-u", "-m", "build_tools", "check", "--watch", *arguments]
    with (project.root / "printed.txt").open("w") as printed:
        process = subprocess.Popen(
            command, cwd=project.root, stdout=printed, stderr=subprocess.PIPE, text=True
        )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def printed(project: Project, separators: int) -> str:
    """Return the output once this number of checks has finished."""
    last = time.monotonic() + 30
    while time.monotonic() < last:
        text = (project.root / "printed.txt").read_text()
        if text.count("Ctrl+C ends ----\n") >= separators:
            return text
        time.sleep(0.05)
    raise AssertionError(f"Only this was printed: {text}")


def test_watch_checks_again_after_a_change_and_ends_on_ctrl_c(world):
    project = world()
    with watching(project) as process:
        assert ": errors 0, " in printed(project, 1)
        edit(project, SAID, "source: lrt-2023-08-16-closures", "source: lrt-2023-08-16-closure")
        text = printed(project, 2)
        assert f"Changed: {SAID}\n" in text
        assert 'No source is called "lrt-2023-08-16-closure".' in text
        assert ": errors 1, " in text
        edit(project, SAID, "lrt-2023-08-16-closure\n", "lrt-2023-08-16-closures\n")
        assert printed(project, 3).count(": errors 0, ") == 2
        assert "\x1b" not in text
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in said


def test_watch_lists_older_errors_separately(faulty):
    with watching(faulty, "--base", "HEAD"):
        assert ": errors 0, " in printed(faulty, 1)


def test_watch_prints_each_warning_once(world):
    """A warning that moves within its file is not printed again, but one that reappears is."""
    entry = (
        "@online{{{key},\n  title = {{Latvia shuts the Silene crossing}},\n  date = {{2023-09-19}},"
        "\n  url = {{https://{key}.example/}},\n  urldate = {{2026-11}},\n  langid = {{en}},\n"
        "  kind = {{newspaper}},\n}}\n"
    )
    stories = {f"facts/sources/{key}.bib": entry.format(key=f"{key}-story") for key in "ab"}
    project = world(stories)
    output = "warning[shared-origin]"
    with watching(project):
        first = printed(project, 1)
        assert first.count(output) == 1
        edit(project, "facts/sources/b.bib", "@online", "\n@online")
        second = printed(project, 2)
        assert second.count(output) == 1
        edit(project, "facts/sources/b.bib", "2023-09-19", "2021-01-01")
        printed(project, 3)
        edit(project, "facts/sources/b.bib", "2021-01-01", "2023-09-19")
        text = printed(project, 4)
        assert text.count(output) == 2
    assert re.findall(r"(\d) warnings?\.", text) == ["1", "1", "1"]
    result = re.findall(r"---- \S+: errors \d+, warnings (.*);", text)
    assert result == ["1", "1 (1 shown before)", "0", "1"]
