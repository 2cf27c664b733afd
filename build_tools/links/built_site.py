"""A built site as a checker of links sees it: its files, their bytes, and where it is published."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from build_tools.links.link_targets import Target, holds, is_plain

_CANONICAL = re.compile(rb'<link rel="canonical" href="(https?://[^"]+)"')
# Bytes: more than most pages have.
_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, its files (paths from there), and where it is published.

    ``plain`` has by the path of each folder ("" or "claims/") the names of those files whose paths
    are their addresses; ``ids`` are those of each page that was read; pages with the same ids share
    one set. ``hints`` are ways out by the missing path.
    """

    folder: Path
    files: frozenset[str]
    site_url: str
    plain: Mapping[str, frozenset[bytes]] = field(default_factory=dict)
    ids: dict[str, frozenset[bytes]] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)

    def bytes_of(self, path: str) -> bytes:
        """Return what a file holds."""
        # Without a file object, which costs as much as all the reading of a small page.
        handle = os.open(f"{self.folder}/{path}", os.O_RDONLY)
        try:
            read = os.read(handle, _AT_ONCE)
            if len(read) < _AT_ONCE:
                return read
            return b"".join((read, *iter(lambda: os.read(handle, 1_000_000), b"")))
        finally:
            os.close(handle)

    def leads(self, wanted: Target) -> bool:
        """Return whether the file is there, and has the place where one is named."""
        if wanted.path not in self.files:
            return False
        known = self.ids.get(wanted.path)
        return not wanted.fragment or known is None or holds(known, wanted.fragment)


def site_at(folder: Path) -> Site:
    """Return the built site in a folder. Raises OSError where none can be read there."""
    files: list[str] = []
    plain: dict[str, frozenset[bytes]] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        names: list[str] = []
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    names.append(entry.name)
        files += [inside + name for name in names]
        if is_plain(inside):
            plain[inside] = frozenset(name.encode() for name in names if is_plain(name))
    site = Site(folder, frozenset(files), "")
    if "index.html" not in site.files:
        raise FileNotFoundError(f"{folder} is no built site: it has no index.html.")
    site_url = _CANONICAL.search(site.bytes_of("index.html"))
    address = _folder_of(site_url[1].decode("utf-8", "replace")) if site_url else ""
    return Site(folder, site.files, address, plain)


def site_url_of(folder: Path) -> str:
    """Return the address that a built site is published at, as its home page says."""
    return site_at(folder).site_url


def _folder_of(address: str) -> str:
    return unescape(address).removesuffix("index.html").rstrip("/") + "/"
