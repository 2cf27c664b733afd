"""Installs the engine in a separate folder with pip, and runs the engine in empty folders."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.repositories import git

# Files that a wheel must contain, and files that it must leave out.
_TOP = ("build_tools", "templates", "schema", "content/assets", "examples")
_FILES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "LICENSE-CONTENT")
_MAIN = "import sys; from build_tools.cli import main; sys.argv[0] = 'facts'; main()"

# pip builds a wheel from the address and installs the wheel, without the network.
_INSTALL = (
    *("install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"),
    "--no-build-isolation",
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository with the current engine, without the first site."""
    source = tmp_path_factory.mktemp("source")
    for name in _TOP:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, source / name, ignore=ignored)
    for name in _FILES:
        shutil.copy(PROJECT / name, source / name)
    git(source, "init", "--quiet")
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "The engine")
    return source


@pytest.fixture(scope="session")
def installed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which pip installed the engine from its repository's address."""
    target = tmp_path_factory.mktemp("installed")
    done = subprocess.run(
        [sys.executable, "-m", "pip", *_INSTALL, "--target", target, f"git+{repository.as_uri()}"],
        # The settings of this machine, such as a different package index, are ignored.
        env={**os.environ, "PIP_CONFIG_FILE": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def facts(installed: Path) -> Run:
    """Return a function that runs the installed ``facts`` in a folder."""

    def run(
        folder: Path, *arguments: str | Path, code: int = 0
    ) -> "subprocess.CompletedProcess[str]":
        clean = {key: value for key, value in os.environ.items() if not key.startswith("FACTS_")}
        done = subprocess.run(
            [sys.executable, "-P", "-c", _MAIN, *arguments],
            cwd=folder,
            env={**clean, "PYTHONPATH": str(installed), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=300,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run
