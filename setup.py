"""Copies the engine's files from the repository's top folders into the installed package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# The folder below build_tools/engine/ for each folder: see build_tools/facts/engine.py.
_FOLDERS = {"templates": "templates", "content/assets": "assets", "schema": "schema"}


class BuildWithEngineFiles(build_py):
    """Copies templates, assets and schemas beside the modules."""

    def run(self) -> None:
        """Build as usual. An editable installation reads the original folders."""
        super().run()
        if self.editable_mode:
            return
        for folder, name in _FOLDERS.items():
            target = Path(self.build_lib, "build_tools", "engine", name)
            shutil.copytree(folder, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithEngineFiles})
