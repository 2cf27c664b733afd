"""Installs a wheel of the engine in a separate folder, and runs it in empty folders."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT

# The contents of a wheel, and what it must leave out.
_TOP = ("build_tools", "templates", "schema", "content/assets", "examples")
_FILES = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "LICENSE-CONTENT")
_MAIN = "import sys; from build_tools.cli import main; sys.argv[0] = 'facts'; main()"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an installed copy of the engine, without the first site."""
    source = tmp_path_factory.mktemp("source")
    for name in _TOP:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, source / name, ignore=ignored)
    for name in _FILES:
        shutil.copy(PROJECT / name, source / name)
    build = "import setuptools.build_meta as build; build.build_wheel('wheel')"
    (source / "wheel").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = (source / "wheel").glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(target)
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
