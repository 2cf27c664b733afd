"""Tests ``facts fmt``: which files it changes, and its exit status."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import facts
from build_tools.facts.project import Project
from build_tools.rules.check import check_project

TWO = "facts/claims/borders/two-crossings.yaml"
TASS = "facts/sources/tass.bib"


def run(project: Project, *arguments: str) -> Result:
    found = CliRunner().invoke(facts, ["--project", str(project.root), "fmt", *arguments])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def contents(project: Project) -> dict[str, bytes]:
    files = (path for path in project.root.rglob("*") if path.is_file())
    return {str(path.relative_to(project.root)): path.read_bytes() for path in files}


def test_check_lists_files_that_would_change_and_exits_with_1(world):
    project = world()
    before = contents(project)
    found = run(project, "--check")
    assert found.exit_code == 1
    assert f"would change: {TWO}\n" in found.stdout
    assert TASS not in found.stdout
    assert contents(project) == before


def test_a_formatted_project_needs_no_further_formatting(world):
    project = world()
    assert run(project).exit_code == 0
    found = run(project, "--check")
    assert found.exit_code == 0
    assert found.stdout == "16 files: 0 would change, 0 could not be read.\n"


def test_only_records_that_need_formatting_change(world):
    project = world()
    before = contents(project)
    found = run(project)
    changed = {name for name, data in contents(project).items() if data != before.get(name)}
    assert changed == {line.removeprefix("formatted: ") for line in found.stdout.splitlines()[:-1]}
    assert TWO in changed
    assert not [name for name in changed if not name.startswith(("facts/", "seeds/"))]


@pytest.mark.parametrize("path", [TWO, "facts/claims"])
def test_only_the_given_paths_are_formatted(world, path):
    project = world({TASS: "@online{ tass-2023-08-18-closed,title={x}}\n"})
    before = contents(project)
    assert run(project, str(project.root / path)).exit_code == 0
    assert contents(project)[TWO] != before[TWO]
    assert contents(project)[TASS] == before[TASS]


def test_a_path_without_records_is_wrong_usage(world):
    project = world()
    found = run(project, str(project.content))
    assert found.exit_code == 2
    assert "None of these is a record file" in found.output


def test_an_unreadable_file_is_reported_and_others_are_formatted(world):
    broken = "facts/claims/borders/a-broken.yaml"
    project = world({broken: "claim: [\n"})
    found = run(project)
    assert found.exit_code == 1
    assert f"{broken}:2:1: error[yaml]" in found.stderr
    assert f"formatted: {TWO}\n" in found.stdout
    assert (project.root / broken).read_text() == "claim: [\n"


def test_a_symbolic_link_is_refused(world, tmp_path):
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


def test_a_file_that_would_lose_a_comment_is_reported_and_left_unchanged(world, monkeypatch):
    def lose_comments(tree, comments):
        return tree.text

    monkeypatch.setattr("build_tools.editing.fmt.with_comments", lose_comments)
    project = world({TWO: "# why\nclaim: Words.\nkind: event\n"})
    result = run(project)
    assert result.exit_code == 1
    assert f"{TWO}:1:1: error[fmt]" in result.stderr
    assert (project.root / TWO).read_text() == "# why\nclaim: Words.\nkind: event\n"
    assert "formatted: " in result.stdout


def test_a_byte_order_mark_is_no_error_and_is_removed(world, tiny):
    faults = []
    marked = {"seeds/story/article.yaml", TWO, TASS}
    for path in (*marked, "content/index.md", "mkdocs.yml"):
        text = tiny.get(path, "theme: {name: material, language: de}\n")
        plain, project = (world({path: mark + text.encode()}) for mark in (b"", b"\xef\xbb\xbf"))
        before, after = (
            [str(error) for error in check_project(site).report.errors] for site in (plain, project)
        )
        faults += [path] * (before != after)
        run(project)
        is_marked = (project.root / path).read_bytes().startswith(b"\xef\xbb\xbf")
        assert is_marked == (path not in marked)
    assert faults == []
