import os
import subprocess
from pathlib import Path

import pytest

from build_tools.changes.trees import RevisionError, tree_of
from tests.repositories import commit, committed, edit, git

CLAIM = "facts/claims/borders/two-crossings.yaml"


def files_under(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def test_a_tree_contains_the_same_bytes_as_the_revision(world):
    odd = {"facts/vocabulary/topics.yaml": "borders:\r\n  name: Zażółć\r\n"}
    # Without the outlines, the pages of all countries would seem to differ.
    project = committed(world({**odd, "maps/shapes/lithuania.yaml": "lines: []\n"}))
    before = {
        path: data
        for path, data in files_under(project.root).items()
        if path.split("/")[0] in ("facts", "maps", "seeds", "content")
    }
    edit(project, CLAIM, "confidence: high", "confidence: low")
    (project.root / "facts/vocabulary/places.yaml").unlink()
    with tree_of(project.root, "HEAD") as old:
        assert files_under(old.root) == before


def test_the_temporary_folder_is_deleted(world):
    project = committed(world())
    with tree_of(project.root, "main") as old:
        assert old.facts.is_dir()
    assert not old.root.exists()


def test_git_attributes_do_not_change_the_files_in_a_tree(world):
    project = world()
    (project.root / "facts/.gitattributes").write_text(
        f"{CLAIM.removeprefix('facts/')} export-ignore\n*.bib export-subst\n*.yaml eol=crlf\n"
    )
    bib = project.root / "facts/sources/lrt.bib"
    bib.write_text(bib.read_text() + "% $Format:%H$\n")
    committed(project)
    with tree_of(project.root, "HEAD") as old:
        assert (old.root / CLAIM).read_text().startswith("claim: ")
        assert "$Format:%H$" in (old.root / "facts/sources/lrt.bib").read_text()


def test_a_symlink_remains_a_symlink_but_without_its_target(world, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("claim: secret\n")
    project = world()
    (project.root / "facts/claims/borders/linked.yaml").symlink_to(secret)
    committed(project)
    with tree_of(project.root, "HEAD") as old:
        linked = old.root / "facts/claims/borders/linked.yaml"
        assert linked.is_symlink()
        assert not linked.exists()


def test_a_forged_tree_writes_nothing_outside_its_folder(world, tmp_path, monkeypatch):
    project = committed(world())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    blob = git(project.root, "rev-parse", f"HEAD:{CLAIM}").strip()

    def tree(entries: bytes) -> str:
        done = subprocess.run(
            ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
            cwd=project.root,
            input=entries,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    inner = tree(b"100644 escaped.yaml\0" + bytes.fromhex(blob))
    up = tree(b"40000 ..\0" + bytes.fromhex(inner))
    outer = tree(b"40000 facts\0" + bytes.fromhex(tree(b"40000 ..\0" + bytes.fromhex(up))))
    made = git(project.root, "commit-tree", outer, "-m", "made up").strip()
    assert "facts/../../escaped.yaml" in git(project.root, "ls-tree", "-r", made)
    with tree_of(project.root, made) as old:
        assert not (old.root.parent / "escaped.yaml").exists()
        assert files_under(old.root) == {}


def test_a_file_name_too_long_for_the_disk_is_an_error(world):
    project = committed(world())
    blob = git(project.root, "rev-parse", f"HEAD:{CLAIM}").strip()
    for path, problem in (
        (f"facts/claims/borders/{'a' * 300}.yaml", "File name too long"),
        (f"facts/claims/{'a/' * 2500}x.yaml", "File name too long"),
    ):
        git(project.root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        tree = git(project.root, "write-tree").strip()
        made = git(project.root, "commit-tree", tree, "-m", "long").strip()
        git(project.root, "read-tree", "HEAD")
        with pytest.raises(RevisionError, match=problem) as told, tree_of(project.root, made):
            pass
        assert "Compare with" in str(told.value)
        assert len(str(told.value)) < 400


def test_a_project_in_a_subfolder_of_the_repository_is_read(world, tmp_path):
    project = world()
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", f"{project.root.name}/facts")
    git(tmp_path, "commit", "--quiet", "--message", "A project among others")
    with tree_of(project.root, "HEAD") as old:
        assert (old.root / CLAIM).is_file()


def test_git_variables_set_by_a_hook_are_ignored(world, monkeypatch):
    project, other = committed(world()), committed(world({CLAIM: None}))
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    with tree_of(project.root, "HEAD") as old:
        assert (old.root / CLAIM).is_file()


def test_a_missing_repository_is_an_error(world):
    with (
        pytest.raises(RevisionError, match="This project is not in a git repository"),
        tree_of(world().root, "HEAD"),
    ):
        pass


def test_an_unknown_revision_suggests_a_similar_one(world):
    project = committed(world())
    git(project.root, "branch", "crossings")
    with (
        pytest.raises(RevisionError, match=r'revision "crossing". Did you mean crossings'),
        tree_of(project.root, "crossing"),
    ):
        pass


HOSTILE = ("--upload-pack=touch pwned", "-h", "--output=pwned", "a\nb", "a\x00b", "x" * 300)


@pytest.mark.parametrize("revision", HOSTILE)
def test_an_option_is_not_accepted_as_a_revision(world, revision):
    project = committed(world())
    with (
        pytest.raises(RevisionError, match="is not a revision"),
        tree_of(project.root, revision),
    ):
        pass
    assert not (project.root / "pwned").exists()


@pytest.mark.parametrize("revision", ["", "^main", "main..main", "main:facts", "HEAD@{upstream}"])
def test_a_range_is_not_accepted_as_a_revision(world, revision):
    project = committed(world())
    with (
        pytest.raises(RevisionError, match="does not contain the revision"),
        tree_of(project.root, revision),
    ):
        pass


def test_a_branch_named_like_an_option_does_no_harm(world):
    project = committed(world())
    git(project.root, "update-ref", "refs/heads/--upload-pack=x", "HEAD")
    with tree_of(project.root, "refs/heads/--upload-pack=x") as old:
        assert (old.root / CLAIM).is_file()
    with (
        pytest.raises(RevisionError, match="is not a revision"),
        tree_of(project.root, "--upload-pack=x"),
    ):
        pass


def test_a_missing_object_is_an_error_and_is_not_fetched(world):
    project = committed(world())
    identity = git(project.root, "rev-parse", f"HEAD:{CLAIM}").strip()
    (project.root / ".git/objects" / identity[:2] / identity[2:]).unlink()
    with (
        pytest.raises(RevisionError, match=f"lacks {CLAIM} of that revision"),
        tree_of(project.root, "HEAD"),
    ):
        pass


def test_missing_git_is_an_error(world, monkeypatch):
    project = committed(world())
    monkeypatch.setitem(os.environ, "PATH", "/nowhere")
    with pytest.raises(RevisionError, match="Git is not installed"), tree_of(project.root, "HEAD"):
        pass


def test_any_earlier_revision_can_be_read(world):
    project = committed(world())
    edit(project, CLAIM, "confidence: high", "confidence: low")
    commit(project)
    with tree_of(project.root, "HEAD~1") as old:
        assert "confidence: high" in (old.root / CLAIM).read_text()
