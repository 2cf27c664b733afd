"""Tests the comments and issues that workflows write. GitHub's answers come from a folder."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from build_tools.facts.project import Project
from tests.repositories import commit, committed

PROJECT = Path(__file__).parents[2]
HEAD = "a" * 40
ARTIFACTS = "GET repos/o/r/actions/runs/7/artifacts?name=change"
ZIP = "GET repos/o/r/actions/artifacts/9/zip"
PULL = "GET repos/o/r/pulls/12"
COMMENTS = "GET repos/o/r/issues/12/comments?per_page=100&page=1"
ISSUES = "GET repos/o/r/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100"

# A substitute for `gh api` that answers from a folder and records write requests.
GH = f"""#!{sys.executable}
import json, pathlib, sys
folder = pathlib.Path(__file__).parent
_, api, _, method, path, *rest = sys.argv
assert api == "api" and rest in ([], ["--input", "-"])
question = f"{{method}} {{path}}"
if rest:
    with (folder / "written.jsonl").open("a") as file:
        file.write(json.dumps([question, json.load(sys.stdin)]) + "\\n")
    print("{{}}")
else:
    answer = folder / question.replace("/", "%")
    assert answer.is_file(), f"nobody should ask: {{question}}"
    sys.stdout.buffer.write(answer.read_bytes())
"""

Written = list[tuple[str, dict[str, Any]]]


def step(workflow: str, job: str) -> str:
    """Return the path of the script in the job's last step."""
    text = (PROJECT / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
    last = YAML(typ="safe").load(text)["jobs"][job]["steps"][-1]
    program, script = last["run"].split()
    assert program == "python3"
    return str(PROJECT / script)


def run(
    folder: Path, script: str, answers: Mapping[str, Any], **variables: str
) -> tuple[Written, str]:
    """Run the script. Return its write requests to GitHub and its output."""
    gh = folder / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    for question, answer in answers.items():
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        (folder / question.replace("/", "%")).write_bytes(raw)
    environment = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_REPOSITORY": "o/r",
        "RUN_ADDRESS": "https://github.com/o/r/actions/runs/7",
        **variables,
    }
    done = subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    record = folder / "written.jsonl"
    lines = record.read_text().splitlines() if record.is_file() else []
    return [tuple(json.loads(line)) for line in lines], done.stdout


def handed(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {"number": "12", "head": HEAD, "change.md": "One.", **files}.items():
            archive.writestr(name, text)
    return packed.getvalue()


def pull(**changes: Any) -> dict[str, Any]:
    return {"state": "open", "head": {"sha": HEAD, "repo": {"full_name": "them/r"}}, **changes}


def comment(
    folder: Path, answers: Mapping[str, Any] | None = None, conclusion: str = "success"
) -> tuple[Written, str]:
    usual = {
        ARTIFACTS: {"artifacts": [{"id": 9, "size_in_bytes": 500}]},
        ZIP: handed(),
        PULL: pull(),
        COMMENTS: [],
    }
    return run(
        folder,
        step("comment", "comment"),
        {**usual, **(answers or {})},
        RUN="7",
        CONCLUSION=conclusion,
        HEAD=HEAD,
        HEAD_REPOSITORY="them/r",
    )


def test_the_first_comment_has_a_marker_and_a_link_to_the_run(tmp_path: Path) -> None:
    written, _ = comment(tmp_path)
    [(question, sent)] = written
    assert question == "POST repos/o/r/issues/12/comments"
    assert sent["body"].startswith("<!-- facts: what this change does -->\n")
    assert "[the run](https://github.com/o/r/actions/runs/7)" in sent["body"]
    assert "The check of aaaaaaaaaaaa passed" in sent["body"]
    assert sent["body"].endswith("\n\n    One.\n")


def test_the_comment_says_that_the_check_failed(tmp_path: Path) -> None:
    [(_, sent)], _ = comment(tmp_path, conclusion="failure")
    assert "**did not pass**" in sent["body"]


def test_only_our_own_comment_is_edited(tmp_path: Path) -> None:
    marker = "<!-- facts: what this change does -->"
    comments = [
        {"id": 1, "user": {"login": "mallory"}, "body": marker},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": f"about {marker}"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{marker}\nold"},
    ]
    [(question, _)], _ = comment(tmp_path, {COMMENTS: comments})
    assert question == "PATCH repos/o/r/issues/comments/3"


def test_our_comment_is_found_on_the_second_page_of_comments(tmp_path: Path) -> None:
    others = [{"id": number, "user": {"login": "a"}, "body": "b"} for number in range(100)]
    marker = "<!-- facts: what this change does -->"
    ours = [{"id": 300, "user": {"login": "github-actions[bot]"}, "body": marker}]
    second = COMMENTS.replace("&page=1", "&page=2")
    [(question, _)], _ = comment(tmp_path, {COMMENTS: others, second: ours})
    assert question == "PATCH repos/o/r/issues/comments/300"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({ARTIFACTS: {"artifacts": []}}, "has no artifact"),
        ({ARTIFACTS: {"artifacts": [{"id": 9, "size_in_bytes": 1_000_001}]}}, "too large"),
        ({ZIP: handed(number="12/../../issues/1")}, "the pull request's number is invalid"),
        ({ZIP: handed(number="0")}, "the pull request's number is invalid"),
        ({ZIP: handed(number="12\n13")}, "the pull request's number is invalid"),
        ({ZIP: handed(head="b" * 40)}, "a different commit"),
        ({PULL: pull(state="closed")}, "current head"),
        ({PULL: pull(head={"sha": "b" * 40, "repo": {"full_name": "them/r"}})}, "current head"),
        ({PULL: pull(head={"sha": HEAD, "repo": {"full_name": "other/r"}})}, "current head"),
        ({PULL: pull(head={"sha": HEAD, "repo": None})}, "current head"),
    ],
)
def test_nothing_is_written_if_the_artifact_is_suspicious(
    tmp_path: Path, answers: dict[str, Any], reason: str
) -> None:
    written, said = comment(tmp_path, answers)
    assert written == []
    assert said.startswith("::notice::No comment: ")
    assert reason in said


def test_an_artifact_without_a_comparison_is_reported(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("number", "12")
        archive.writestr("head", HEAD)
    written, said = comment(tmp_path, {ZIP: packed.getvalue()})
    assert written == []
    assert "before it listed the changes" in said


def test_the_latest_artifact_is_used(tmp_path: Path) -> None:
    several = [{"id": item, "size_in_bytes": 5} for item in (8, 9, 2)]
    written, _ = comment(tmp_path, {ARTIFACTS: {"artifacts": several}})
    assert len(written) == 1


HOSTILE = (
    "# Approved @everyone\n```\n<img src=https://evil.example/x.png>\n[sign in](https://evil.example)\n"
    "\r\n\x1b[31m\u202etxt\u2066\u200b\n<!-- facts: what this change does -->\n~~~\n- [x] done #1"
)


def test_untrusted_text_is_shown_as_code(tmp_path: Path) -> None:
    """Every line is indented by four spaces after a blank line, which makes a code block."""
    [(_, sent)], _ = comment(tmp_path, {ZIP: handed(**{"change.md": HOSTILE})})
    head, _, shown = sent["body"].partition("\n\n")
    assert "evil" not in head
    assert shown.splitlines()
    assert all(line.startswith("    ") for line in shown.splitlines())
    assert "    [sign in](https://evil.example)\n" in shown
    assert not set("\r\x1b\u202e\u2066\u200b\u2028") & set(shown)
    blocks = MarkdownIt("commonmark").parse(sent["body"])
    assert [block.type for block in blocks] == [
        "html_block",
        *["paragraph_open", "inline", "paragraph_close"],
        "code_block",
    ]
    links = [child.attrs["href"] for child in blocks[2].children or [] if child.type == "link_open"]
    assert links == ["https://github.com/o/r/actions/runs/7"]


def test_unusual_line_separators_do_not_end_the_code_block(tmp_path: Path) -> None:
    text = "one\u2028two\u0085three\x0bfour\x0cfive\x1csix"
    [(_, sent)], _ = comment(tmp_path, {ZIP: handed(**{"change.md": text})})
    assert "    onetwothreefourfivesix\n" in sent["body"]


@pytest.mark.parametrize("text", ["x" * 2_000_000, "x\n" * 100_000, "`" * 60_000])
def test_a_long_text_is_cut_with_a_note(tmp_path: Path, text: str) -> None:
    [(_, sent)], _ = comment(tmp_path, {ZIP: handed(**{"change.md": text})})
    assert "… (truncated; see the run for the rest)" in sent["body"]
    assert len(sent["body"]) < 40_000


def test_the_comment_on_an_empty_change_says_that_nothing_has_changed(tmp_path: Path) -> None:
    [(_, sent)], _ = comment(tmp_path, {ZIP: handed(**{"change.md": "\n"})})
    assert sent["body"].endswith("\n\n    Nothing.\n")


def test_the_comment_shows_the_output_of_the_check(
    tmp_path: Path, world: Callable[..., Project]
) -> None:
    """Run the check's steps in a repository. The base is the first parent of the merge commit."""
    project = committed(world())
    (claim,) = project.facts.rglob("two-crossings.yaml")
    text = claim.read_text(encoding="utf-8")
    claim.write_text(text.replace("confidence: high", "confidence: moderate"), encoding="utf-8")
    commit(project)
    for name in (".venv", ".ci"):
        (project.root / name).symlink_to(PROJECT / name)
    workflow = YAML(typ="safe").load((PROJECT / ".github/workflows/check.yml").read_text("utf-8"))
    commands = [step["run"] for step in workflow["jobs"]["facts"]["steps"] if "run" in step]
    assert commands[0] == "make setup"
    summary = tmp_path / "summary.md"
    for command in commands[1:]:
        subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
            cwd=project.root,
            env={
                **os.environ,
                **workflow["env"],
                "NUMBER": "12",
                "HEAD": HEAD,
                "GITHUB_STEP_SUMMARY": str(summary),
            },
            check=False,  # a project without mkdocs.yml has no site
        )
    change = {path.name: path.read_text("utf-8") for path in (project.root / "change").iterdir()}
    assert change.keys() == {"number", "head", "change.md"}
    assert summary.read_text("utf-8") == change["change.md"]
    written, _ = comment(tmp_path, {ZIP: handed(**change)})
    assert "two-crossings" in written[0][1]["body"]


TITLE = "Cited addresses that are gone"
GONE = {"words": "Of 3 addresses …", "gone": ["404 https://example.org/a_b"]}
OPEN = [{"number": 4, "title": "Other"}, {"number": 5, "title": TITLE}]


@pytest.mark.parametrize(
    ("links", "listed", "asked"),
    [
        (GONE, [], "POST repos/o/r/issues"),
        (GONE, OPEN, "PATCH repos/o/r/issues/5"),
        ({**GONE, "gone": []}, OPEN, "PATCH repos/o/r/issues/5"),
        ({**GONE, "gone": []}, OPEN[:1], None),
    ],
)
def test_only_one_issue_is_open_while_links_are_broken(
    tmp_path: Path, links: dict[str, Any], listed: list[Any], asked: str | None
) -> None:
    (tmp_path / "links.json").write_text(json.dumps(links), encoding="utf-8")
    written, _ = run(tmp_path, step("links", "report"), {ISSUES: listed})
    assert [question for question, _ in written] == ([asked] if asked else [])
    for question, sent in written:
        if links["gone"]:
            assert "\n\n    404 https://example.org/a_b\n\n" in sent["body"]
            assert ("title" in sent) is question.startswith("POST")
        else:
            assert sent == {"state": "closed", "state_reason": "completed"}


REPOSITORY = "GET repos/o/r"
RUNS = "GET repos/o/r/actions/workflows/links.yml/runs?branch=main&per_page=20"
LAST = "GET repos/o/r/actions/runs/8/artifacts?name=links"
OWN = {"id": 8, "head_branch": "main", "head_repository": {"full_name": "o/r"}}
FORK = {"id": 6, "head_branch": "main", "head_repository": {"full_name": "stranger/r"}}


def left_behind(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in files.items():
            file.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


@pytest.mark.parametrize("name", ["links", "publish"])
def test_the_last_link_status_is_fetched_but_never_from_a_fork(tmp_path: Path, name: str) -> None:
    text = (PROJECT / ".github/workflows" / f"{name}.yml").read_text(encoding="utf-8")
    assert "run: python3 .ci/fetch_link_status.py" in text
    (tmp_path / "facts").mkdir()
    answers = {
        REPOSITORY: {"default_branch": "main"},
        RUNS: {"workflow_runs": [FORK, OWN]},
        LAST: {"artifacts": [{"id": 3, "expired": True}, {"id": 9, "expired": False}]},
        ZIP: left_behind(links_json="{}", facts__links_json='{"addresses": {}}', more_txt="x"),
    }
    run(tmp_path, str(PROJECT / ".ci" / "fetch_link_status.py"), answers)
    assert (tmp_path / "facts" / "links.json").read_text() == '{"addresses": {}}'
    assert [path.name for path in (tmp_path / "facts").iterdir()] == ["links.json"]


def test_nothing_is_written_without_an_earlier_link_status(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    answers = {REPOSITORY: {"default_branch": "main"}, RUNS: {"workflow_runs": [FORK]}}
    run(tmp_path, str(PROJECT / ".ci" / "fetch_link_status.py"), answers)
    assert list((tmp_path / "facts").iterdir()) == []
