"""Checks that each address within a built site leads to a file of it, and to an id in that file."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from build_tools.diagnostics import Diagnostic, Report, Span
from build_tools.links.markup import (
    ADDRESS,
    BASE,
    ID,
    REFERENCE,
    Mention,
    decoded,
    mentions,
    style_addresses,
)
from build_tools.links.places import Target, holds, is_plain, quick_look, target
from build_tools.links.skimming import Folder, skim
from build_tools.text import did_you_mean

BROKEN, NO_PLACE, TWICE = "inside-link", "anchor", "one-id"
# One broken address of the frame stands on each page: on so many it is told of.
MOST_PLACES = 5
_CANONICAL = re.compile(rb'<link rel="canonical" href="(https?://[^"]+)"')
_LOCATION = re.compile(rb"<loc>([^<]*)</loc>")
# The page of lost addresses stands in for any page: what is relative on it leads by chance.
LOST = "404.html"
# Bytes: more than most pages have.
_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, its files (paths from there), and where it is published.

    ``plain`` are the files whose names are their addresses; ``ids`` those of each page that was
    read; pages with the same ids share one set.
    """

    folder: Path
    files: frozenset[str]
    home: str
    plain: frozenset[str] = frozenset()
    ids: dict[str, frozenset[bytes]] = field(default_factory=dict)

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


@dataclass(slots=True)
class Asked:
    """Where an address leads that stands on pages of one folder, and the first of these pages."""

    wanted: Target
    pages: list[str]


def check(folder: Path) -> Report:
    """Return every address, anchor and reference within the site that leads nowhere.

    Paths in the report count from the site's folder. An address that stands on many pages of a
    folder is told of on the first five or so. Raises OSError where the folder cannot be read.
    """
    site = _site(folder)
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.files):
        if path.endswith(".html"):
            by_folder[path.rpartition("/")[0]].append(path)
    shared: dict[frozenset[bytes], frozenset[bytes]] = {}
    doubtful = {name: _doubts(site, name, pages, shared) for name, pages in by_folder.items()}
    found: list[Diagnostic] = []
    for name, (pages, asked) in doubtful.items():
        wrong = {one: MOST_PLACES for one, told in asked.items() if not site.leads(told.wanted)}
        pages.update(path for one in wrong for path in asked[one].pages)
        for path in by_folder[name] if wrong else sorted(pages):
            data = site.bytes_of(path)
            here = [one for one in wrong if one in data]
            if here or path in pages:
                found += _faults(site, path, data, list(mentions(data)))
            wrong = {one: left - (one in here) for one, left in wrong.items() if left > 1}
    return Report.of([*found, *_other_files(site)])


def _site(folder: Path) -> Site:
    files: list[str] = []
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    files.append(inside + entry.name)
    site = Site(folder, frozenset(files), "")
    if "index.html" not in site.files:
        raise FileNotFoundError(f"{folder} is no built site: it has no index.html.")
    home = _CANONICAL.search(site.bytes_of("index.html"))
    address = _folder_of(home[1].decode("utf-8", "replace")) if home else ""
    odd = {one for one in files if not is_plain(one)}
    return Site(folder, site.files, address, site.files - odd if odd else site.files)


def home_of(folder: Path) -> str:
    """Return the address that a built site is published at, as its home page says."""
    return _site(folder).home


def _folder_of(address: str) -> str:
    return unescape(address).removesuffix("index.html").rstrip("/") + "/"


def _doubts(
    site: Site,
    folder: str,
    pages: Iterable[str],
    shared: dict[frozenset[bytes], frozenset[bytes]],
) -> tuple[set[str], dict[bytes, Asked]]:
    """Return the pages with a fault of their own, and the folder's addresses that may be wrong."""
    memory, is_right = Folder(), quick_look(site.plain, folder, site.home)
    wrong: set[str] = set()
    asked: dict[bytes, Asked] = {}
    for path in pages:
        told = skim(site.bytes_of(path), memory)
        ids = frozenset(told.ids)
        ids = site.ids[path] = shared.setdefault(ids, ids)
        if told.has_base or len(ids) < len(told.ids) or not ids.issuperset(told.needed):
            wrong.add(path)
        for written in told.addresses:
            if is_right(written):
                continue
            if written in asked:
                if len(asked[written].pages) < MOST_PLACES:
                    asked[written].pages.append(path)
                continue
            wanted = target(decoded(written).strip(), folder, site.home)
            if wanted and (wanted.path not in site.files or wanted.fragment):
                asked[written] = Asked(wanted, [path])
    return wrong, asked


def _faults(site: Site, path: str, data: bytes, found: Sequence[Mention]) -> Iterator[Diagnostic]:
    """Yield what is wrong on one page, read exactly."""
    ids = [one.value for one in found if one.kind == ID]
    site.ids[path] = frozenset(one.encode("utf-8", "replace") for one in ids)
    folder = path.rpartition("/")[0]
    bases = [target(one.value, folder, site.home) for one in found if one.kind == BASE]
    if bases and bases[0]:
        folder = bases[0].path.rpartition("/")[0]
    met: set[str] = set()
    for one in found:
        if one.kind == ID:
            if one.value in met:
                yield _fault(
                    path,
                    data,
                    one,
                    TWICE,
                    f'The id "{one.value}" stands here again.',
                    "Give each its own id: an address can lead only to the first.",
                )
            met.add(one.value)
        elif one.kind == REFERENCE and one.value not in ids:
            yield _no_place(path, data, one, path, one.value, ids)
        elif one.kind == ADDRESS:
            yield from _of_address(site, path, data, one, folder)


def _of_address(
    site: Site, path: str, data: bytes, one: Mention, folder: str
) -> Iterator[Diagnostic]:
    wanted = target(one.value, folder, site.home)
    if wanted is None or (path == LOST and not one.value.startswith(("/", "http"))):
        return
    wanted = Target(wanted.path or path, wanted.fragment)
    if wanted.path not in site.files:
        message = f"{one.value} leads to {wanted.path}, and there is no such file."
        if wanted.path.startswith(".."):
            message = f"{one.value} leads out of the site."
        yield _fault(path, data, one, BROKEN, message, _way_out(site, wanted.path))
    elif not site.leads(wanted):
        ids = [known.decode("utf-8", "replace") for known in site.ids[wanted.path]]
        yield _no_place(path, data, one, wanted.path, wanted.fragment, ids)


def _no_place(
    path: str, data: bytes, one: Mention, where: str, wanted: str, ids: Sequence[str]
) -> Diagnostic:
    page = "this page" if where == path else where
    hint = did_you_mean(
        wanted, sorted(ids), f"give {page} that id, or lead to the page as a whole."
    )
    message = f'{one.value} leads to the id "{wanted}", which {page} does not have.'
    return _fault(path, data, one, NO_PLACE, message, hint)


def _way_out(site: Site, wanted: str) -> str:
    folder, _, name = wanted.rpartition("/")
    ending, small = name.rpartition(".")[2], name.lower()
    same = [one for one in site.files if one.lower().endswith(small)]
    close = [
        one
        for one in site.files
        if one.startswith(folder) and one.endswith(ending) and abs(len(one) - len(wanted)) < 4
    ]
    choices = sorted(same)[:50] or sorted(close)[:2000]
    return did_you_mean(wanted, choices, "make that file, or take the link out.")


def _fault(path: str, data: bytes, one: Mention, rule: str, message: str, hint: str) -> Diagnostic:
    line = data.count(b"\n", 0, one.offset) + 1
    start = data.rfind(b"\n", 0, one.offset) + 1
    column = len(data[start : one.offset].decode("utf-8", "replace")) + 1
    span = Span(path, line, column, line, column + max(1, len(one.value)))
    return Diagnostic(span, rule, message, hint)


def _other_files(site: Site) -> Iterator[Diagnostic]:
    """Yield what style sheets and the sitemap lead to in vain."""
    for path in sorted(site.files):
        if path.endswith(".css"):
            data = site.bytes_of(path)
            for one in style_addresses(data):
                yield from _of_address(site, path, data, one, path.rpartition("/")[0])
    if "sitemap.xml" in site.files:
        data, is_right = site.bytes_of("sitemap.xml"), quick_look(site.plain, "", site.home)
        for found in _LOCATION.finditer(data):
            if is_right(found[1]):
                continue
            one = Mention(ADDRESS, decoded(found[1]), found.start(1))
            yield from _of_address(site, "sitemap.xml", data, one, "")
