"""Tests the files for GitHub: the permissions of workflows, and the schema of each file."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").iterdir())
BY_NAME = {path.stem: path for path in WORKFLOWS}
BIN = PROJECT / ".venv" / "bin"

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def load(path: Path) -> dict[str, Any]:
    # In YAML 1.2, "on" is a string, not a boolean.
    loaded: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return loaded


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def tool(name: str) -> Path:
    assert (BIN / name).is_file(), f"{name} is not in .venv. Run: make setup"
    return BIN / name


def run(*command: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_security_policy_lists_every_workflow() -> None:
    text = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    rights = text.split("## What the workflows may do")[1].split("## Reviewing")[0]
    named = re.findall(r"^\| `(\w+)` \|", rights, re.MULTILINE)
    assert sorted(named) == sorted(BY_NAME)


def test_the_security_policy_names_only_files_that_exist() -> None:
    text = (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    paths = re.findall(r"`([\w./-]+/[\w./-]*\w/?)`", text)
    assert len(paths) > 20
    made = {"facts/links.json"}  # the nightly link check writes this file
    assert [path for path in paths if path not in made and not (PROJECT / path).exists()] == []


@each_workflow
def test_every_action_is_pinned_by_commit_and_names_its_version(path: Path) -> None:
    lines = re.findall(r"^\s*(?:- )?uses:\s*(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == sum("uses" in step for step in steps(load(path)))
    for line in lines:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_every_action_is_published_by_github() -> None:
    used = {step["uses"] for path in WORKFLOWS for step in steps(load(path)) if "uses" in step}
    assert [item for item in used if not item.startswith("actions/")] == []


def test_each_action_has_the_same_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for step in steps(load(path)):
            name, _, commit = step.get("uses", "").partition("@")
            pins.setdefault(name, set()).add(commit)
    assert {name: len(commits) for name, commits in pins.items() if len(commits) > 1} == {}


@each_workflow
def test_each_job_names_its_permissions_and_the_workflow_has_none(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert isinstance(job["permissions"], dict)


def test_only_the_known_jobs_have_write_permissions() -> None:
    writes = {
        (path.stem, name, right)
        for path in WORKFLOWS
        for name, job in load(path)["jobs"].items()
        for right, degree in job["permissions"].items()
        if degree == "write"
    }
    assert writes == {
        ("comment", "comment", "pull-requests"),
        ("links", "report", "issues"),
        ("publish", "attest", "attestations"),
        ("publish", "attest", "id-token"),
        ("publish", "deploy", "pages"),
        ("publish", "deploy", "id-token"),
    }


@each_workflow
def test_a_job_that_may_write_runs_only_its_own_script(path: Path) -> None:
    for job in load(path)["jobs"].values():
        if "write" in job["permissions"].values():
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    # Without a ref, these triggers check out the default branch.
                    assert step["with"] == {"persist-credentials": False, "sparse-checkout": ".ci"}
            runs = [step["run"] for step in job["steps"] if "run" in step]
            assert all(re.fullmatch(r"python3 \.ci/\w+\.py", item) for item in runs)


@each_workflow
def test_workflows_run_only_scripts_that_exist(path: Path) -> None:
    for step in steps(load(path)):
        assert "python" not in step.get("shell", "")
        for script in re.findall(r"\.ci/\w+\.py", step.get("run", "")):
            assert (PROJECT / script).is_file()


@each_workflow
def test_every_job_has_a_timeout_and_a_concurrency_group(path: Path) -> None:
    workflow = load(path)
    assert workflow["concurrency"]["group"]
    assert isinstance(workflow["concurrency"]["cancel-in-progress"], bool)
    for job in workflow["jobs"].values():
        assert 0 < job["timeout-minutes"] <= 90


@each_workflow
def test_code_from_forks_runs_without_permissions_and_text_is_never_run_as_code(path: Path) -> None:
    workflow = load(path)
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in path.read_text(encoding="utf-8")
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")


@each_workflow
def test_checkouts_leave_no_credentials_and_nothing_is_cached(path: Path) -> None:
    for step in steps(load(path)):
        used, given = step.get("uses", ""), step.get("with", {})
        if used.startswith("actions/checkout@"):
            assert given["persist-credentials"] is False
            assert "ref" not in given
        assert "cache" not in given
        assert not used.startswith("actions/cache")


def test_pull_requests_and_publications_run_the_same_command() -> None:
    for name in ("check", "publish"):
        assert any(step.get("run") == ".ci/run" for step in steps(load(BY_NAME[name])))
    assert list(load(BY_NAME["check"])["on"]) == ["pull_request"]


VERSIONS = ["3.11", "3.12", "3.13"]


def test_the_facts_of_every_pull_request_are_checked_without_approval_or_permissions() -> None:
    facts = load(BY_NAME["check"])["jobs"]["facts"]
    assert not {"if", "needs"} & facts.keys()
    assert facts["permissions"] == {"contents": "read"}
    assert ".ci/facts-change" in [step.get("run") for step in facts["steps"]]
    uploads = [
        step["with"]["name"] for step in facts["steps"] if "/upload-" in step.get("uses", "")
    ]
    assert uploads == ["change", "site"]


def test_the_engine_is_tested_if_other_files_change_and_after_every_merge() -> None:
    check, publish = (load(BY_NAME[name])["jobs"] for name in ("check", "publish"))
    assert check["engine"]["if"] == "${{ needs.paths.outputs.engine == 'true' }}"
    assert check["engine"]["needs"] == "paths"
    assert "if" not in publish["engine"]
    assert publish["build"]["needs"] == "engine"
    for jobs in (check, publish):
        assert jobs["engine"]["strategy"]["matrix"]["python"] == VERSIONS
        assert ".ci/run" in [step.get("run") for step in jobs["engine"]["steps"]]


@pytest.mark.parametrize(
    ("paths", "needed", "facts", "engine", "passes"),
    [
        ("success", "true", "success", "success", True),
        ("success", "false", "success", "skipped", True),
        ("success", "true", "success", "skipped", False),
        ("success", "true", "success", "failure", False),
        ("success", "false", "success", "cancelled", False),
        ("success", "true", "failure", "success", False),
        ("success", "false", "failure", "skipped", False),
        ("failure", "", "success", "skipped", False),
    ],
)
def test_the_required_status_exists_whichever_files_change(
    paths: str, needed: str, facts: str, engine: str, passes: bool
) -> None:
    required = load(BY_NAME["check"])["jobs"]["required"]
    assert required["if"] == "${{ !cancelled() }}"
    assert f'"{required["name"]}" required' in (PROJECT / "SECURITY.md").read_text("utf-8")
    assert sorted(required["needs"]) == ["engine", "facts", "paths"]
    (step,) = required["steps"]
    results = {"PATHS": paths, "NEEDED": needed, "FACTS": facts, "ENGINE": engine}
    assert step["env"].keys() == results.keys()
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], env=results, check=False)
    assert (done.returncode == 0) is passes


def test_all_tests_run_every_night() -> None:
    nightly = load(BY_NAME["nightly"])
    assert "schedule" in nightly["on"]
    assert any(step.get("run") == "make test-all" for step in steps(nightly))


def test_jobs_that_sign_or_publish_run_none_of_our_code() -> None:
    jobs = load(BY_NAME["publish"])["jobs"]
    used = {
        name: [step.get("uses", "run").split("@")[0] for step in jobs[name]["steps"]]
        for name in ("attest", "deploy")
    }
    assert used == {
        "attest": ["actions/download-artifact"] * 2 + ["actions/attest"] * 2,
        "deploy": ["actions/deploy-pages"],
    }
    assert jobs["attest"]["needs"] == "build"
    assert jobs["attest"]["permissions"].keys() == {"id-token", "attestations"}


def test_only_attested_files_are_published() -> None:
    jobs = load(BY_NAME["publish"])["jobs"]
    assert "attest" in jobs["deploy"]["needs"]
    fetched = [step["with"]["name"] for step in jobs["attest"]["steps"][:2]]
    handed = {step["with"].get("name", "github-pages"): step["with"]["path"].split()
              for step in jobs["build"]["steps"] if "/upload-" in step.get("uses", "")}  # fmt: skip
    assert sorted(fetched) == sorted(handed)
    provenance, materials = (step["with"] for step in jobs["attest"]["steps"][2:])
    assert handed["github-pages"] == ["site/"]  # as artifact.tar
    sealed = [path.removeprefix("site/") for path in handed["seal"]]
    assert provenance == {"subject-path": "\n".join(["artifact.tar", *sealed]) + "\n"}
    assert materials["sbom-path"] in sealed
    assert materials["subject-path"].split() == ["artifact.tar", "SHA256SUMS"]


def test_the_published_site_is_the_one_that_was_reproduced() -> None:
    """`make` runs only once, and both builds have the same site address."""
    build = load(BY_NAME["publish"])["jobs"]["build"]["steps"]
    (sealing,) = (step for step in build if step.get("run") == "make dist")
    assert sealing["env"].keys() == {"FACTS_SITE_URL", "FACTS_REPOSITORY"}
    done = run("make", "--no-print-directory", "--dry-run", "--assume-old=.venv/ready", "dist")
    assert done.returncode == 0, done.stderr
    commands = [line.removeprefix("@") for line in done.stdout.splitlines()]
    assert [re.sub(r"^\.venv/bin/(python )?", "", line) for line in commands] == [
        "facts build",
        "facts links site",
        ".ci/reproduce.py site",
        "if [ -f facts/links.json ]; then cp facts/links.json site/cited-addresses.json; fi",
        ".ci/bill_of_materials.py site/bill-of-materials.cdx.json",
        ".ci/checksums.py site",
    ]
    assert any(step.get("run") == "make reproduce" for step in steps(load(BY_NAME["check"])))


def test_a_running_publication_is_not_cancelled() -> None:
    concurrency = load(BY_NAME["publish"])["concurrency"]
    assert concurrency == {"group": "pages", "cancel-in-progress": False}


def test_external_links_are_checked_only_on_a_schedule() -> None:
    assert sorted(load(BY_NAME["links"])["on"]) == ["schedule", "workflow_dispatch"]


# The first case changes nothing, because the real files have no weakness.
WEAK = [
    ("check.yml", "name: check", "name: check"),
    ("check.yml", "  pull_request:\n", "  pull_request_target:\n"),
    ("check.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7"),
    ("check.yml", "permissions: {}\n", "permissions: write-all\n"),
    ("check.yml", "printf '%s' \"$HEAD\"", "printf '${{ github.event.pull_request.title }}'"),
    ("check.yml", "          persist-credentials: false\n", ""),
    ("check.yml", "    timeout-minutes: 30\n", "    timeout-minuts: 30\n"),
    ("publish.yml", "@1e69f48acb82d1966a394da916b4c1698aa569d6", "@v4"),
    ("publish.yml", "permissions: {}\n", "permissions: {id-token: write}\n"),
    ("publish.yml", "attestations: write", "attestation: write"),
    ("publish.yml", "run: make dist", "run: make dist ${{ github.event.head_commit.message }}"),
    ("comment.yml", "workflow_run: # zizmor: ignore[dangerous-triggers]", "workflow_run:"),
]


@pytest.mark.parametrize(("name", "old", "new"), WEAK)
def test_the_tools_find_each_planted_weakness(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / ".github")
    shutil.copytree(PROJECT / ".ci", tmp_path / ".ci")
    (tmp_path / ".venv").symlink_to(PROJECT / ".venv")
    path = tmp_path / ".github" / "workflows" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    tool("zizmor"), tool("check-jsonschema")
    done = run("bash", ".ci/github", cwd=tmp_path)
    assert (done.returncode == 0) is (old == new), done.stdout + done.stderr


def test_a_missing_tool_is_reported_with_a_fix(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / ".ci", tmp_path / ".ci")
    done = run("bash", ".ci/github", cwd=tmp_path)
    assert done.returncode == 1
    assert "Run: make setup" in done.stderr


def test_an_issue_form_with_an_invalid_field_is_reported(tmp_path: Path) -> None:
    text = (FOLDER / "ISSUE_TEMPLATE" / "correction.yml").read_text(encoding="utf-8")
    bad = tmp_path / "bad.yml"
    bad.write_text(text.replace('type: "dropdown"', 'type: "drop-down"'), encoding="utf-8")
    schema = "vendor.github-issue-forms"
    done = run(tool("check-jsonschema"), "--builtin-schema", schema, bad)
    assert done.returncode == 1


def test_dependabot_updates_libraries_and_actions_weekly_after_a_waiting_period() -> None:
    updates = load(FOLDER / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}
    for update in updates:
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 7


def test_new_releases_enter_the_lock_file_after_the_same_waiting_period_as_in_dependabot() -> None:
    """The lock file includes indirect requirements, to which Dependabot's delay does not apply."""
    done = run("make", "--no-print-directory", "--dry-run", "lock")
    (wait,) = re.findall(r'--exclude-newer "(\d+) days"', done.stdout)
    updates = load(FOLDER / "dependabot.yml")["updates"]
    assert {update["cooldown"]["default-days"] for update in updates} == {int(wait)}


def test_the_lock_file_satisfies_the_projects_requirements() -> None:
    """Dependabot changes only pyproject.toml, so `make lock` must be run afterwards."""
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lines, re.MULTILINE))
    for line in [*asked["dependencies"], *asked["optional-dependencies"]["test"]]:
        wanted = Requirement(line)
        version = locked.get(canonicalize_name(wanted.name), "")
        assert version and version in wanted.specifier, f"{line}: the lock has {version or 'none'}"


def test_the_pull_request_template_has_three_questions() -> None:
    text = (FOLDER / "PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert re.findall("^## (.*)", text, re.MULTILINE) == [
        "What changes in the facts?",
        "Which source shows it?",
        "What are you unsure of?",
    ]


def test_code_owners_are_explained_and_their_paths_exist() -> None:
    lines = (FOLDER / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split() for line in lines if line and not line.startswith("#")]
    for pattern, *owners in owned:
        assert owners
        assert pattern == "*" or list(PROJECT.glob(pattern.strip("/"))), pattern
    if any("@OWNER/maintainers" in owners for owners in owned):
        for page in ("SECURITY.md", "CONTRIBUTING.md"):
            assert "@OWNER/maintainers" in (PROJECT / page).read_text(encoding="utf-8")


def test_hooks_call_commands_that_exist() -> None:
    offered = YAML(typ="safe").load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    local = load(PROJECT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {item["id"] for item in offered} == {"facts-check", "facts-fmt"}
    assert {"facts-check", "facts-fmt"} <= {item["id"] for item in local}
    for hook in [*offered, *local]:
        program, *rest = hook["entry"].split()
        if program.endswith("facts"):
            assert (PROJECT / "build_tools" / "cli" / f"{rest[0].replace('-', '_')}.py").is_file()
        elif program.startswith(".ci/"):
            assert (PROJECT / program).is_file()


def test_the_container_uses_the_oldest_supported_python() -> None:
    container = json.loads((PROJECT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    assert re.search(r"/python:3\.11(-\w+)?$", container["image"])
    assert container["postCreateCommand"] == "make setup"


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("facts/sources/lrt.bib", "eol", "lf"),
        ("facts/sources/lrt.bib", "diff", "bibtex"),
        ("facts/claims/borders/x.yaml", "diff", "set"),
        ("Makefile", "eol", "lf"),
        ("requirements.lock", "diff", "unset"),
    ],
)
def test_git_applies_the_declared_attributes(
    tmp_path: Path, path: str, attribute: str, value: str
) -> None:
    shutil.copy(PROJECT / ".gitattributes", tmp_path)
    run("git", "init", "--quiet", cwd=tmp_path)
    done = run("git", "check-attr", attribute, path, cwd=tmp_path)
    assert done.stdout.strip() == f"{path}: {attribute}: {value}"
