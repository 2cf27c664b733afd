"""Finds the engine's own files, and describes the version and origin of the installed engine."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from build_tools import __version__

_PACKAGE = Path(__file__).parents[1]
# In an installed copy, this folder contains the repository's top-level folders (see setup.py).
_INSTALLED = _PACKAGE / "engine"
DISTRIBUTION = "fact-checked-explainer"
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_VERSION = re.compile(r"(\d+)\.(\d+)(?:\.\d+)?")


class Engine(NamedTuple):
    """The folders that contain the engine's own files."""

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
        """Return the series of a version such as 0.1 or 0.1.7, or None for any other text."""
        match = _VERSION.fullmatch(version)
        return cls(int(match[1]), int(match[2])) if match else None

    def __str__(self) -> str:
        """Return the series as settings give it."""
        return f"{self.major}.{self.minor}"


def present_series() -> Series:
    """Return the series of the running engine."""
    series = Series.of(__version__)
    assert series
    return series


class Origin(NamedTuple):
    """The public address and commit that pip installed this engine from. Each is "" if unknown."""

    address: str = ""
    commit: str = ""


def origin(direct_url: str) -> Origin:
    """Return the origin in the text of a direct_url.json (PEP 610).

    A local folder does not count as a public address. The address has no password, and has a user
    name only for ssh. An address with a query is not returned, because the query may contain a
    password.
    """
    try:
        read = json.loads(direct_url)
        parts = urlsplit(str(read["url"]))
        commit = str(read.get("vcs_info", {}).get("commit_id", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Origin()
    if not _COMMIT.fullmatch(commit):
        commit = ""
    if parts.scheme not in ("https", "http", "ssh") or not parts.hostname or parts.query:
        return Origin("", commit)
    user, _, host = parts.netloc.rpartition("@")
    is_account = parts.scheme == "ssh" and user and ":" not in user
    return Origin(parts._replace(netloc=f"{user}@{host}" if is_account else host).geturl(), commit)


def requirement(installed: Origin | None = None) -> str:
    """Return the requirement with which pip installs this engine from the same address."""
    address, commit = _installed_from() if installed is None else installed
    if address and commit:
        return f"{DISTRIBUTION} @ git+{address}@{commit}"
    return f"{DISTRIBUTION} @ {address}" if address else f"{DISTRIBUTION}=={__version__}"


def requirement_note(installed: Origin | None = None) -> str:
    """Return comment lines for a requirement that a site's author must complete, or ""."""
    address, commit = _installed_from() if installed is None else installed
    if address:
        return ""
    example = f"{DISTRIBUTION} @ git+https://ADDRESS@{commit or 'COMMIT'}"
    return (
        "# This engine was not installed from a public address. If no package index has it, the\n"
        f"# workflow cannot install it. Replace the next line by: {example}\n"
    )


def _installed_from() -> Origin:
    try:
        return origin(distribution(DISTRIBUTION).read_text("direct_url.json") or "")
    except PackageNotFoundError:
        return Origin()
