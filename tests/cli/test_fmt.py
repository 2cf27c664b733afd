"""``facts fmt``: what it changes, what it leaves, and how it ends."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.reading import Project

TWO = "facts/claims/borders/two-crossings.yaml"
TASS = "facts/sources/tass.bib"


def run(project: Project, *arguments: str) -> Result:
    found = CliRunner().invoke(facts, ["--project", str(project.root), "fmt", *arguments])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def contents(project: Project) -> dict[str, bytes]:
    files = (path for path in project.root.rglob("*") if path.is_file())
    return {str(path.relative_to(project.root)): path.read_bytes() for path in files}


def test_check_names_what_would_change_writes_nothing_and_ends_with_1(world):
    project = world()
    before = contents(project)
    found = run(project, "--check")
    assert found.exit_code == 1
    assert f"would change: {TWO}\n" in found.stdout
    assert TASS not in found.stdout
    assert contents(project) == before


def test_after_it_nothing_is_left_to_change(world):
    project = world()
    assert run(project).exit_code == 0
    found = run(project, "--check")
    assert found.exit_code == 0
    assert found.stdout == "16 files: 0 would change, 0 could not be read.\n"


def test_only_records_change_and_only_those_that_must(world):
    project = world()
    before = contents(project)
    found = run(project)
    changed = {name for name, data in contents(project).items() if data != before.get(name)}
    assert changed == {line.removeprefix("formatted: ") for line in found.stdout.splitlines()[:-1]}
    assert TWO in changed
    assert not [name for name in changed if not name.startswith(("facts/", "seeds/"))]


@pytest.mark.parametrize("path", [TWO, "facts/claims"])
def test_paths_choose_what_is_laid_out(world, path):
    project = world({TASS: "@online{ tass-2023-08-18-closed,title={x}}\n"})
    before = contents(project)
    assert run(project, str(project.root / path)).exit_code == 0
    assert contents(project)[TWO] != before[TWO]
    assert contents(project)[TASS] == before[TASS]


def test_a_path_without_records_is_wrong_use(world):
    project = world()
    found = run(project, str(project.content))
    assert found.exit_code == 2
    assert "None of these is a record file" in found.output


def test_a_file_that_cannot_be_read_is_told_of_and_hides_no_other(world):
    broken = "facts/claims/borders/a-broken.yaml"
    project = world({broken: "claim: [\n"})
    found = run(project)
    assert found.exit_code == 1
    assert f"{broken}:2:1: error[yaml]" in found.stderr
    assert f"formatted: {TWO}\n" in found.stdout
    assert (project.root / broken).read_text() == "claim: [\n"


def test_a_link_is_neither_followed_nor_replaced(world, tmp_path):
    project = world()
    outside = tmp_path / "outside.yaml"
    outside.write_text("kind: event\nclaim: x\n")
    link = project.facts / "claims" / "borders" / "link.yaml"
    link.symlink_to(outside)
    found = run(project)
    assert found.exit_code == 1
    assert "link.yaml:1:1: error[readable]: This is a symbolic link" in found.stderr
    assert link.is_symlink()
    assert Path(outside).read_text() == "kind: event\nclaim: x\n"
