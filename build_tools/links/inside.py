"""Checks that each address within a built site leads to a file of it, and to an id in that file."""

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
from build_tools.links.places import Target, holds, target
from build_tools.links.skimming import Folder, Skimmed, skim
from build_tools.text import did_you_mean

BROKEN, NO_PLACE, TWICE = "inside-link", "anchor", "one-id"
# One broken address of the frame stands on each page: on so many it is told of.
MOST_PLACES = 5
_CANONICAL = re.compile(rb'<link rel="canonical" href="(https?://[^"]+)"')
# Without anything that has a meaning in addresses, but for folders.
_PLAIN = re.compile(rb"[\w./-]*\w")
_LOCATION = re.compile(rb"<loc>([^<]*)</loc>")
# The page of lost addresses stands in for any page: what is relative on it leads by chance.
LOST = "404.html"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, its files (paths from there), and where it is published.

    ``names`` are the files as bytes; ``ids`` those of each page that was read.
    """

    folder: Path
    files: frozenset[str]
    home: str
    names: frozenset[bytes]
    ids: dict[str, frozenset[bytes]] = field(default_factory=dict)

    def bytes_of(self, path: str) -> bytes:
        """Return what a file holds."""
        with open(f"{self.folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  (faster)
            return file.read()

    def leads(self, wanted: Target) -> bool:
        """Return whether the file is there, and has the place where one is named."""
        if wanted.path not in self.files:
            return False
        known = self.ids.get(wanted.path)
        return not wanted.fragment or known is None or holds(known, wanted.fragment)


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
    doubtful = {
        name: doubts
        for name, pages in by_folder.items()
        if any(doubts := _doubts(site, name, pages))
    }
    found: list[Diagnostic] = []
    for name, (pages, asked) in doubtful.items():
        wrong = {one: MOST_PLACES for one, wanted in asked.items() if not site.leads(wanted)}
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
    names = frozenset(os.fsencode(one) for one in files)
    site = Site(folder, frozenset(files), "", names)
    if "index.html" not in site.files:
        raise FileNotFoundError(f"{folder} is no built site: it has no index.html.")
    home = _CANONICAL.search(site.bytes_of("index.html"))
    address = _folder_of(home[1].decode("utf-8", "replace")) if home else ""
    return Site(folder, site.files, address, names)


def home_of(folder: Path) -> str:
    """Return the address that a built site is published at, as its home page says."""
    return _site(folder).home


def _folder_of(address: str) -> str:
    return unescape(address).removesuffix("index.html").rstrip("/") + "/"


def _doubts(site: Site, folder: str, pages: Sequence[str]) -> tuple[set[str], dict[bytes, Target]]:
    """Return the pages with a fault of their own, and the folder's addresses that may be wrong."""
    shared, seen = Folder(), set[bytes]()
    ways: dict[bytes, bytes] = {}
    wrong: set[str] = set()
    asked: dict[bytes, Target] = {}
    for path in pages:
        found = skim(site.bytes_of(path), shared)
        own = (
            frozenset(map(_plain, found.ids))
            if any(b"&" in one for one in found.ids)
            else (frozenset(found.ids))
        )
        site.ids[path] = own
        if _has_own_fault(found, own):
            wrong.add(path)
        fresh = found.addresses - seen
        seen |= fresh
        for written in fresh:
            if _PLAIN.fullmatch(written):
                head, slash, name = written.rpartition(b"/")
                if head not in ways:
                    ways[head] = _way((head + slash).decode(), folder)
                if ways[head] + name in site.names:
                    continue
            wanted = target(decoded(written).strip(), folder, site.home)
            if wanted is None or not wanted.path:
                continue
            if wanted.path not in site.files or wanted.fragment:
                asked[written] = wanted
    return wrong, asked


def _way(head: str, folder: str) -> bytes:
    way = posixpath.normpath(posixpath.join(folder, head))
    return b"" if way == "." else way.encode() + b"/"


def _plain(written: bytes) -> bytes:
    return decoded(written).encode("utf-8", "replace")


def _has_own_fault(found: Skimmed, own: frozenset[bytes]) -> bool:
    if found.has_base or len(own) != len(found.ids) or not own.issuperset(found.references):
        return True
    for address in found.addresses:
        if address.startswith(b"#") and address[1:] not in own:
            wanted = target(decoded(address), "", "")
            if wanted and wanted.fragment and not holds(own, wanted.fragment):
                return True
    return False


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
        data = site.bytes_of("sitemap.xml")
        for found in _LOCATION.finditer(data):
            one = Mention(ADDRESS, decoded(found[1]), found.start(1))
            yield from _of_address(site, "sitemap.xml", data, one, "")
