"""Checks that each internal link in a built site leads to an existing file and an existing id."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Report, Span
from build_tools.facts.wording import did_you_mean
from build_tools.links.built_site import Site, site_at
from build_tools.links.link_targets import Target, target
from build_tools.links.read import MAX_LINE, Link, Page, read_page, read_sitemap, read_style

BROKEN, NO_PLACE, TWICE = "inside-link", "anchor", "one-id"
# A broken link in a template is on every page, so it is reported only on this many pages.
MAX_PLACES = 5
# The number of hints is limited, because each hint requires comparing the names of all files.
MAX_HINTS = 100
MAX_ERRORS = 1000
_PLAINLY = "create that file, or remove the link."
# The 404 page is served at any missing address, so its relative links have no fixed base.
LOST = "404.html"


class Mention(NamedTuple):
    """A link in a file: the file's path, the link and the link's target."""

    path: str
    link: Link
    target: Target


def check(folder: Path) -> Report:
    """Return the errors in a built site: links that lead nowhere, and ids that a page uses twice.

    Paths in the report start from the site's folder. A link that is broken on many pages is
    reported only on the first five pages. The check stops after a thousand errors. Raises OSError
    if the folder cannot be read or has no index.html.
    """
    errors = _all_errors(site_at(folder))
    diagnostics = list(islice(errors, MAX_ERRORS))
    if more := next(errors, None):
        diagnostics.append(_many_more(more.span.path))
    return Report.of(diagnostics)


def _many_more(path: str) -> Diagnostic:
    message = f"There are more than {MAX_ERRORS} errors. Errors in further files are not listed."
    hint = "Fix their common cause, perhaps a missing folder, and check again."
    return Diagnostic(Span(path, 1, 1, 1, 2), BROKEN, message, hint)


def _all_errors(site: Site) -> Iterator[Diagnostic]:
    # Links to an id can be checked only after all pages have been read.
    doubtful: list[Mention] = []
    for path in sorted(site.files):
        if path.endswith(".html"):
            page = read_page(site.bytes_of(path))
            site.ids[path] = frozenset(known.value for known in page.ids)
            yield from _errors_within(site, path, page)
            folder = _base_folder(site, path, page)
            doubtful += _doubtful(site, path, page.addresses, folder)
        elif path.endswith(".css"):
            links = read_style(site.text_of(path))
            doubtful += _doubtful(site, path, links, path.rpartition("/")[0])
        elif path == "sitemap.xml":
            doubtful += _doubtful(site, path, read_sitemap(site.text_of(path)), "")
    for mention in doubtful:
        yield from _error_at(site, mention)


def _errors_within(site: Site, path: str, page: Page) -> Iterator[Diagnostic]:
    if not page.is_whole:
        message = "Elements are nested too deeply here, so the links on this page cannot be read."
        yield _error(site, path, Link("", 1), BROKEN, message, "Nest fewer elements.")
    known = site.ids[path]
    met: set[str] = set()
    for link in page.ids if len(known) < len(page.ids) else ():
        if link.value in met:
            message = f'The id "{link.value}" is already used on this page.'
            hint = "Give each element a different id: a link can lead only to the first."
            yield _error(site, path, link, TWICE, message, hint)
        met.add(link.value)
    for link in page.references:
        if link.value not in known:
            yield _missing_id(site, Mention(path, link, Target(path, link.value)))


def _base_folder(site: Site, path: str, page: Page) -> str:
    """Return the folder against which a page's relative addresses are resolved."""
    folder = path.rpartition("/")[0]
    base = target(page.bases[0], folder, site.site_url) if page.bases else None
    return base.path.rpartition("/")[0] if base else folder


def _doubtful(site: Site, path: str, links: Iterable[Link], folder: str) -> Iterator[Mention]:
    """Yield the links to a missing file, or to an id that cannot be checked yet."""
    for link in links:
        wanted = target(link.value, folder, site.site_url)
        if wanted is None or (path == LOST and not link.value.startswith(("/", "http"))):
            continue
        target_path = wanted.path or path
        if wanted.fragment or target_path not in site.files:
            yield Mention(path, link, Target(target_path, wanted.fragment))


def _error_at(site: Site, mention: Mention) -> Iterator[Diagnostic]:
    """Yield an error if the link's file or id is missing."""
    wanted = mention.target
    if site.has(wanted) or _is_repeated(site, mention):
        return
    if wanted.path in site.files:
        yield _missing_id(site, mention)
        return
    message = f"{mention.link.value} leads to {wanted.path}, which does not exist."
    if wanted.path.startswith(".."):
        message = f"{mention.link.value} leads out of the site."
    hint = _hint(site, wanted.path)
    yield _error(site, mention.path, mention.link, BROKEN, message, hint)


def _is_repeated(site: Site, mention: Mention) -> bool:
    """Return whether the target was already reported on enough pages. If not, count this page."""
    pages = site.reported.setdefault(mention.target, set())
    if mention.path not in pages and len(pages) == MAX_PLACES:
        return True
    pages.add(mention.path)
    return False


def _missing_id(site: Site, mention: Mention) -> Diagnostic:
    path, link, wanted = mention
    page = "this page" if wanted.path == path else wanted.path
    hint = did_you_mean(
        wanted.fragment,
        sorted(site.ids[wanted.path]),
        f"give {page} that id, or link to the whole page.",
    )
    message = f'{link.value} leads to the id "{wanted.fragment}", which {page} does not have.'
    return _error(site, path, link, NO_PLACE, message, hint)


def _hint(site: Site, wanted: str) -> str:
    """Return a hint, which proposes a path only for the first :data:`MAX_HINTS` missing paths."""
    if wanted not in site.hints:
        choices = _similar(site, wanted) if len(site.hints) < MAX_HINTS else ()
        site.hints[wanted] = did_you_mean(wanted, choices, _PLAINLY)
    return site.hints[wanted]


def _similar(site: Site, wanted: str) -> Sequence[str]:
    """Return the site's files with the same name or, if there are none, with a similar path."""
    folder, _, name = wanted.rpartition("/")
    ending, small = name.rpartition(".")[2], name.lower()
    same = [path for path in site.files if path.lower().endswith(small)]
    close = [
        path
        for path in site.files
        if path.startswith(folder) and path.endswith(ending) and abs(len(path) - len(wanted)) < 4
    ]
    return sorted(same)[:50] or sorted(close)[:2000]


def _error(site: Site, path: str, link: Link, rule: str, message: str, hint: str) -> Diagnostic:
    line, column = _place(site.text_of(path).split("\n"), link)
    span = Span(path, line, column, line, column + max(1, len(link.value)))
    return Diagnostic(span, rule, message, hint)


def _place(lines: Sequence[str], link: Link) -> tuple[int, int]:
    """Return a link's line and column. The column is 1 if the link's value was not found.

    Lines after :data:`MAX_LINE` are not counted, so on a very long page the value may be on a later
    line.
    """
    written = re.compile(rf"(?<=[\"'=\s(]){re.escape(link.value)}")
    last = len(lines) if len(lines) > MAX_LINE else link.line
    for number, line in enumerate(lines[link.line - 1 : last], link.line):
        if match := written.search(line):
            return number, match.start() + 1
    return link.line, 1
