"""Describes a built site for the link check: its files, their contents, and its public address."""

import os
import re
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

from build_tools.links.link_targets import Target

_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^"]+)"')


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, the paths of its files in that folder, and its public address.

    The check fills the other fields. ``ids`` contains the ids of each page that was read, ``hints``
    a hint for each missing path, and ``reported`` the pages on which each broken target was
    reported.
    """

    folder: Path
    files: frozenset[str]
    site_url: str
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    reported: dict[Target, set[str]] = field(default_factory=dict)

    def bytes_of(self, path: str) -> bytes:
        """Return the contents of a file."""
        return (self.folder / path).read_bytes()

    def text_of(self, path: str) -> str:
        """Return the contents of a file as text. Bytes that are not UTF-8 are replaced."""
        return self.bytes_of(path).decode("utf-8", "replace")

    def has(self, wanted: Target) -> bool:
        """Return whether the target's file exists and contains the target's id, if it has one.

        The ids in files other than pages are unknown, so every such id counts as present.
        """
        if wanted.path not in self.files:
            return False
        ids = self.ids.get(wanted.path)
        return not wanted.fragment or ids is None or wanted.fragment in ids


def site_at(folder: Path) -> Site:
    """Return the built site in a folder.

    Raises OSError if the folder cannot be read or has no index.html.
    """
    paths: set[str] = set()
    for inside, _, names in os.walk(folder, onerror=_raise, followlinks=True):
        below = os.path.relpath(inside, folder).replace(os.sep, "/")
        paths.update(names if below == "." else (f"{below}/{name}" for name in names))
    site = Site(folder, frozenset(paths), "")
    if "index.html" not in site.files:
        raise FileNotFoundError(f"{folder} is not a built site: it has no index.html.")
    canonical = _CANONICAL.search(site.text_of("index.html"))
    return replace(site, site_url=_folder_of(canonical[1])) if canonical else site


def _raise(error: OSError) -> None:
    raise error


def site_url_of(folder: Path) -> str:
    """Return a built site's public address, or "" if its home page has no canonical link.

    Raises OSError if the folder cannot be read or has no index.html.
    """
    return site_at(folder).site_url


def _folder_of(address: str) -> str:
    return unescape(address).removesuffix("index.html").rstrip("/") + "/"
