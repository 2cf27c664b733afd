"""Tests that the bill of materials is valid CycloneDX 1.6 and matches the lock files."""

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from packaging.licenses import canonicalize_license_expression

from tests.conftest import PROJECT
from tests.sites import write_tiny

SCRIPT = PROJECT / ".ci" / "bill_of_materials.py"
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
NODE = "tests/browser/tools/package-lock.json"
A, B, C = ("a" * 64, "b" * 64, "c" * 64)

SMALL = f"""\
asked==1.0 \\
    --hash=sha256:{A}
    # via our-site (pyproject.toml)
both==2.0+local.1 ; python_full_version < '3.12' \\
    --hash=sha256:{A} \\
    --hash=sha256:{B}
    # via
    #   our-site (pyproject.toml)
    #   Asked
    #   tester
both==3.0 ; python_full_version >= '3.12' \\
    --hash=sha256:{C}
    # via
    #   asked
    #   tester[extra]
deep-test==0.1 \\
    --hash=sha256:{C}
    # via tester
tester==4.0 \\
    --hash=sha256:{B}
    # via our-site (pyproject.toml)
under==5.0 \\
    --hash=sha256:{A}
    # via Both
"""
TABLE = """\
[project]
name = "our-site"
version = "1.2"
description = "Ours."
license = "MIT"
dependencies = ["Asked>=1", "both"]
optional-dependencies = {test = ["tester", "both"]}
"""
PACKAGES = {
    "": {"dependencies": {"@scope/judge": "1.0.0"}},
    "node_modules/@scope/judge": {"version": "1.0.0", "integrity": "sha512-AAAA", "license": "MIT"},
    "node_modules/@scope/judge/node_modules/inner": {
        "name": "really-this",
        "version": "2.0.0",
        "integrity": "sha512-////",
        "license": "ISC",
    },
}


def run(root: Path, file: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    inherited = {name: text for name, text in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, SCRIPT, file],
        cwd=root,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def made(root: Path, file: Path, **environment: str) -> dict[str, Any]:
    done = run(root, file, **environment)
    assert done.returncode == 0, done.stderr
    bill: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return bill


def small(root: Path, lock: str = SMALL) -> Path:
    (root / NODE).parent.mkdir(parents=True, exist_ok=True)
    (root / NODE).write_text(json.dumps({"packages": PACKAGES}))
    (root / "requirements.lock").write_text(lock)
    (root / "pyproject.toml").write_text(TABLE)
    return root


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return made(PROJECT, tmp_path_factory.mktemp("bill") / "bill.json")


def test_the_bill_lists_every_release_and_hash_in_both_lock_files(ours: dict[str, Any]) -> None:
    locked = re.findall(r"^(\S+)==(\S+)", LOCK, re.MULTILINE)
    python = [
        component for component in ours["components"] if component["purl"].startswith("pkg:pypi/")
    ]
    assert sorted((item["name"], item["version"]) for item in python) == sorted(locked)
    hashes = [
        each["content"]
        for item in python
        for reference in item["externalReferences"]
        for each in reference["hashes"]
    ]
    assert sorted(hashes) == sorted(re.findall("sha256:([0-9a-f]+)", LOCK))
    packages = json.loads((PROJECT / NODE).read_text(encoding="utf-8"))["packages"]
    node = [
        component for component in ours["components"] if component["purl"].startswith("pkg:npm/")
    ]
    places = {
        (package.get("name") or place.split("node_modules/")[-1], package["version"])
        for place, package in packages.items()
        if place
    }
    assert {("/".join(filter(None, (item.get("group"), item["name"]))), item["version"])
            for item in node} == places  # fmt: skip


def test_the_bill_is_valid_cyclonedx(ours: dict[str, Any]) -> None:
    """Check the fields that we use against CycloneDX 1.6."""
    assert list(ours)[:2] == ["bomFormat", "specVersion"]
    assert (ours["bomFormat"], ours["specVersion"], ours["version"]) == ("CycloneDX", "1.6", 1)
    assert uuid.UUID(ours["serialNumber"].removeprefix("urn:uuid:")).version == 5
    assert ours["metadata"]["lifecycles"] == [{"phase": "build"}]
    itself = ours["metadata"]["component"]
    refs = [itself["bom-ref"], *(component["bom-ref"] for component in ours["components"])]
    assert len(refs) == len(set(refs))
    for item in (itself, *ours["components"]):
        assert item["type"] in ("application", "library")
        assert item["name"] and item["version"]
        for licence in item.get("licenses", []):
            expression = licence["expression"]
            assert canonicalize_license_expression(expression) == expression
        for file in (item, *item.get("externalReferences", [])):
            for each in file.get("hashes", []):
                length = {"SHA-256": 64, "SHA-512": 128}[each["alg"]]
                assert re.fullmatch(f"[0-9a-f]{{{length}}}", each["content"])
    for component in ours["components"]:
        assert component["scope"] in ("required", "excluded")
        assert re.fullmatch(r"pkg:(pypi|npm/%40[\w-]+|npm)/[\w.-]+@[\w.%-]+", component["purl"])
    asking = [dependency["ref"] for dependency in ours["dependencies"]]
    assert len(asking) == len(set(asking))
    for dependency in ours["dependencies"]:
        assert {dependency["ref"], *dependency["dependsOn"]} <= set(refs)
        assert dependency["ref"] not in dependency["dependsOn"]
    assert ours["compositions"] == [{"aggregate": "incomplete", "assemblies": [itself["bom-ref"]]}]


def test_the_bill_names_the_project_and_its_licence(ours: dict[str, Any]) -> None:
    itself = ours["metadata"]["component"]
    assert itself["name"] == "fact-checked-explainer"
    assert itself["licenses"] == [{"expression": "MIT AND CC-BY-4.0"}]


def test_the_same_lock_files_give_the_same_bytes(tmp_path: Path) -> None:
    for number in ("1", "2"):
        made(PROJECT, tmp_path / number, PYTHONHASHSEED=number, TZ=f"UTC-{number}")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert "timestamp" not in (tmp_path / "1").read_text()


def test_the_bill_has_a_timestamp_only_if_a_time_is_given(tmp_path: Path) -> None:
    root = small(tmp_path)
    bare = made(root, tmp_path / "bare")
    timed = made(root, tmp_path / "timed", SOURCE_DATE_EPOCH="1790000000")
    assert timed["metadata"].pop("timestamp") == "2026-09-21T14:13:20Z"
    assert timed == bare


def test_a_different_lock_file_gives_a_different_serial_number(tmp_path: Path) -> None:
    numbers = {
        made(small(tmp_path, lock), tmp_path / "bill")["serialNumber"]
        for lock in (SMALL, SMALL.replace(A, B), SMALL.replace("tester==4.0", "tester==4.1"))
    }
    assert len(numbers) == 3


def test_packages_that_only_tests_need_are_excluded(tmp_path: Path) -> None:
    bill = made(small(tmp_path), tmp_path / "bill")
    assert {component["bom-ref"]: component["scope"] for component in bill["components"]} == {
        "pkg:pypi/asked@1.0": "required",
        "pkg:pypi/both@2.0%2Blocal.1": "required",
        "pkg:pypi/both@3.0": "required",
        "pkg:pypi/deep-test@0.1": "excluded",
        "pkg:pypi/tester@4.0": "excluded",
        "pkg:pypi/under@5.0": "required",
        "pkg:npm/%40scope/judge@1.0.0": "excluded",
        "pkg:npm/really-this@2.0.0": "excluded",
    }
    both = next(
        component for component in bill["components"] if component["version"] == "2.0+local.1"
    )
    assert both["properties"][0]["value"] == "python_full_version < '3.12'"
    assert [item["content"] for item in both["externalReferences"][0]["hashes"]] == [A, B]
    assert {dependency["ref"]: dependency["dependsOn"] for dependency in bill["dependencies"]} == {
        "our-site": ["pkg:pypi/asked@1.0", "pkg:pypi/both@2.0%2Blocal.1", "pkg:pypi/tester@4.0"],
        "pkg:pypi/asked@1.0": ["pkg:pypi/both@2.0%2Blocal.1", "pkg:pypi/both@3.0"],
        "pkg:pypi/both@2.0%2Blocal.1": ["pkg:pypi/under@5.0"],
        "pkg:pypi/both@3.0": ["pkg:pypi/under@5.0"],
        "pkg:pypi/deep-test@0.1": [],
        "pkg:pypi/under@5.0": [],
        "pkg:pypi/tester@4.0": [
            "pkg:pypi/both@2.0%2Blocal.1",
            "pkg:pypi/both@3.0",
            "pkg:pypi/deep-test@0.1",
        ],
    }


@pytest.mark.parametrize(
    "lock",
    [
        SMALL + "loose>=1\n",
        SMALL + "bare==1.0\n    # via asked\n",
        SMALL + "git @ git+https://example.org/x\n",
        SMALL.replace(f"sha256:{B}\n    # via our-site", "md5:00\n    # via our-site"),
    ],
)
def test_an_invalid_lock_file_is_refused(tmp_path: Path, lock: str) -> None:
    done = run(small(tmp_path, lock), tmp_path / "bill")
    assert done.returncode == 1
    assert done.stderr.startswith("requirements.lock: ")
    assert not (tmp_path / "bill").exists()


IMPORTED = """
import importlib.metadata, json, sys
before = set(sys.modules)
from mkdocs.__main__ import cli
cli(["build", "--quiet", "--strict"], standalone_mode=False)
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
distributions = importlib.metadata.packages_distributions()
print(json.dumps([names for module, names in distributions.items() if module in loaded]))
"""


def test_a_build_imports_only_required_packages(tmp_path: Path, ours: dict[str, Any]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED],
        cwd=write_tiny(tmp_path),
        env={**os.environ, "PYTHONPATH": str(PROJECT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    scopes = {component["name"]: component["scope"] for component in ours["components"]}
    loaded = [
        [scopes.get(re.sub("[-_.]+", "-", name).lower(), "ours") for name in names]
        for names in json.loads(done.stdout.splitlines()[-1])
    ]
    assert len(loaded) > 15
    assert [scope for scope in loaded if "excluded" in scope] == []
