"""Checks that each address within a built site leads to a file of it, and to an id in that file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.wording import did_you_mean
from build_tools.links.built_site import Site, site_at
from build_tools.links.fast_scan import Folder, skim
from build_tools.links.html_links import (
    ADDRESS,
    BASE,
    ID,
    REFERENCE,
    Mention,
    decoded,
    mentions,
    style_addresses,
)
from build_tools.links.link_targets import Target, quick_look, target

BROKEN, NO_PLACE, TWICE = "inside-link", "anchor", "one-id"
# One broken address of the frame stands on each page: on so many it is told of.
MAX_PLACES = 5
# Each hint takes a look at the names of all files.
MAX_HINTS = 100
MAX_FAULTS = 1000
_PLAINLY = "make that file, or take the link out."
_LOCATION = re.compile(rb"<loc>([^<]*)</loc>")
# The page of lost addresses stands in for any page: what is relative on it leads by chance.
LOST = "404.html"


@dataclass(slots=True)
class Asked:
    """Where an address leads that stands on pages of one folder, and the first of these pages."""

    wanted: Target
    pages: list[str]


def check(folder: Path) -> Report:
    """Return every address, anchor and reference within the site that leads nowhere.

    Paths in the report count from the site's folder. An address that stands on many pages of a
    folder is told of on the first five or so, and a site with more faults than anybody reads is
    looked through no further. Raises OSError where the folder cannot be read.
    """
    faults = _all_faults(site_at(folder))
    found = list(islice(faults, MAX_FAULTS))
    if more := next(faults, None):
        found.append(_many_more(more.span.path))
    return Report.of(found)


def _all_faults(site: Site) -> Iterator[Diagnostic]:
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in sorted(path for path in site.files if path.endswith(".html")):
        by_folder[path.rpartition("/")[0]].append(path)
    shared: dict[frozenset[bytes], frozenset[bytes]] = {}
    doubtful = {name: _doubts(site, name, pages, shared) for name, pages in by_folder.items()}
    for name, (pages, asked) in doubtful.items():
        wrong = {one: MAX_PLACES for one, told in asked.items() if not site.leads(told.wanted)}
        pages.update(path for one in wrong for path in asked[one].pages)
        for path in by_folder[name] if wrong else sorted(pages):
            data = site.bytes_of(path)
            here = [one for one in wrong if one in data]
            if here or path in pages:
                yield from _faults(site, path, data, list(mentions(data)))
            wrong = {one: left - (one in here) for one, left in wrong.items() if left > 1}
    yield from _other_files(site)


def _many_more(path: str) -> Diagnostic:
    message = f"There are more than {MAX_FAULTS} faults; from this file on none is told."
    hint = "Mend what these have in common, perhaps a folder that is missing, and look again."
    return Diagnostic(Span(path, 1, 1, 1, 2), BROKEN, message, hint)


def _doubts(
    site: Site,
    folder: str,
    pages: Iterable[str],
    shared: dict[frozenset[bytes], frozenset[bytes]],
) -> tuple[set[str], dict[bytes, Asked]]:
    """Return the pages with a fault of their own, and the folder's addresses that may be wrong."""
    memory, is_right = Folder(), quick_look(site.plain, folder, site.site_url)
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
                if len(asked[written].pages) < MAX_PLACES:
                    asked[written].pages.append(path)
                continue
            wanted = target(decoded(written).strip(), folder, site.site_url)
            if wanted and (wanted.path not in site.files or wanted.fragment):
                asked[written] = Asked(wanted, [path])
    return wrong, asked


def _faults(site: Site, path: str, data: bytes, found: Sequence[Mention]) -> Iterator[Diagnostic]:
    """Yield what is wrong on one page, read exactly."""
    ids = [one.value for one in found if one.kind == ID]
    site.ids[path] = frozenset(one.encode("utf-8", "replace") for one in ids)
    folder = path.rpartition("/")[0]
    bases = [target(one.value, folder, site.site_url) for one in found if one.kind == BASE]
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
    wanted = target(one.value, folder, site.site_url)
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
    """Return what may have been meant. Where whole folders are missing, nobody asks of each."""
    if wanted not in site.hints:
        knows = len(site.hints) < MAX_HINTS
        site.hints[wanted] = did_you_mean(wanted, _alike(site, wanted) if knows else (), _PLAINLY)
    return site.hints[wanted]


def _alike(site: Site, wanted: str) -> Sequence[str]:
    """Return files of the site with the same name, or with nearly the same path."""
    folder, _, name = wanted.rpartition("/")
    ending, small = name.rpartition(".")[2], name.lower()
    same = [one for one in site.files if one.lower().endswith(small)]
    close = [
        one
        for one in site.files
        if one.startswith(folder) and one.endswith(ending) and abs(len(one) - len(wanted)) < 4
    ]
    return sorted(same)[:50] or sorted(close)[:2000]


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
        data, is_right = site.bytes_of("sitemap.xml"), quick_look(site.plain, "", site.site_url)
        for found in _LOCATION.finditer(data):
            if is_right(found[1]):
                continue
            one = Mention(ADDRESS, decoded(found[1]), found.start(1))
            yield from _of_address(site, "sitemap.xml", data, one, "")
