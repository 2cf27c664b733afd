"""Finds the engine's own files: templates, assets and schemas, installed or in its repository."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from build_tools import __version__

_PACKAGE = Path(__file__).parents[1]
# The place of the repository's top-level files in an installed copy (see setup.py).
_INSTALLED = _PACKAGE / "engine"
DISTRIBUTION = "fact-checked-explainer"
_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.\d+)?")


class Engine(NamedTuple):
    """The folders with the engine's own files."""

    templates: Path
    assets: Path
    schema: Path


def _engine() -> Engine:
    if _INSTALLED.is_dir():
        return Engine(_INSTALLED / "templates", _INSTALLED / "assets", _INSTALLED / "schema")
    root = _PACKAGE.parent
    return Engine(root / "templates", root / "content" / "assets", root / "schema")


ENGINE = _engine()


class Series(NamedTuple):
    """A series of versions that can read the same sites: 0.1 includes 0.1.0, 0.1.7 and so on."""

    major: int
    minor: int

    @classmethod
    def of(cls, version: str) -> "Series | None":
        """Return the series of a version such as 0.1 or 0.1.7; None if it is not a version."""
        match = _VERSION.fullmatch(version)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        """Return the series as written in the settings."""
        return f"{self.major}.{self.minor}"


def present_series() -> Series:
    """Return the series of the running engine."""
    series = Series.of(__version__)
    assert series
    return series


def requirement() -> str:
    """Return a requirement with which pip installs this engine from the same address."""
    try:
        origin = distribution(DISTRIBUTION).read_text("direct_url.json") or ""
    except PackageNotFoundError:
        origin = ""
    url = re.search(r'"url":\s*"([a-z+]+://[^"]+)"', origin)
    commit = re.search(r'"commit_id":\s*"([0-9a-f]+)"', origin)
    if url and commit:
        return f"{DISTRIBUTION} @ git+{url[1]}@{commit[1]}"
    if url and url[1].startswith("http"):
        return f"{DISTRIBUTION} @ {url[1]}"
    # A folder or a wheel on this computer: another computer has no such file.
    return f"{DISTRIBUTION}=={__version__}"
