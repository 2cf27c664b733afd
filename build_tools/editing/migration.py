"""Updates a site to the version of the running engine.

Records have no version. The settings name the series of engine versions for which the site was
written, and requirements.txt names the engine to install.
"""

import re
from collections.abc import Callable
from pathlib import Path

from build_tools.facts.engine import DISTRIBUTION, Series, present_series, requirement
from build_tools.facts.project import Project

_ENGINE = re.compile(r"(?m)^(?P<name>[ \t]{1,8}engine:[ \t]{1,8})(?P<version>[^\s#]{1,20})")
_REQUIREMENT = re.compile(rf"(?m)^{DISTRIBUTION}[ \t]{{0,4}}(?:==|~=|@)[^\n]{{0,500}}$")


class NewerSiteError(Exception):
    """A site was written for a newer engine."""


def migrated_files(project: Project) -> dict[Path, str]:
    """Return the new text of each file that must change.

    Raises NewerSiteError if the site was written for a newer engine.
    """
    settings, pins = project.root / "mkdocs.yml", project.root / "requirements.txt"
    changed = [
        (settings, _changed(settings, _with_engine)),
        (pins, _changed(pins, _with_requirement)),
    ]
    return {path: text for path, text in changed if text is not None}


def _changed(path: Path, change: Callable[[str], str]) -> str | None:
    """Return the file's changed text, or None if there is no file or no difference."""
    if path.is_symlink() or not path.is_file():
        return None
    before = path.read_text(encoding="utf-8")
    after = change(before)
    return after if after != before else None


def _with_engine(settings: str) -> str:
    present = present_series()
    match = _ENGINE.search(settings)
    written = Series.of(match["version"].strip("\"'")) if match else None
    if written and written > present:
        raise NewerSiteError(
            f"This engine is too old: it is {present}, and the site needs {written}. "
            "Install the site's own engine: pip install -r requirements.txt."
        )
    return _ENGINE.sub(rf'\g<name>"{present}"', settings, count=1)


def _with_requirement(pins: str) -> str:
    return _REQUIREMENT.sub(lambda _: requirement(), pins)
