"""The sitemap, with the days on which facts really changed: a build changes no fact.

A page changed when a claim that it shows did: when the claim was last checked, or last corrected
since. A page that shows no claim has no such day, and none is made up. Form: sitemaps.org, 0.9.
"""

import gzip
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from pathlib import Path

from build_tools.ledger import Ledger
from build_tools.pages import Page
from build_tools.views.corrections import Corrections

_SHOWN = re.compile(r'href="(?:\.\./)*claims/([a-z0-9-]+)\.html')
_OWN = re.compile(r"claims/([a-z0-9-]+)\.html")
_PLACE = re.compile(r"<loc>([^<]*)</loc>")


def changed(ledger: Ledger, corrections: Corrections, pages: Iterable[Page]) -> dict[str, str]:
    """Return by the path of its page the day (ISO 8601) on which what it shows last changed."""
    days = {one.id: corrections.last_changed(one) for one in ledger.claims.values()}
    shown = {page.path: _claims_of(page) for page in pages}
    for prose in ledger.records.prose:
        path = prose.path.removesuffix(".md") + ".html"
        shown[path] = {citation.claim for citation in prose.citations}
    newest = {
        path: max((days.get(claim, "") for claim in claims), default="")
        for path, claims in shown.items()
    }
    return {path: day for path, day in newest.items() if day}


def _claims_of(page: Page) -> set[str]:
    own = _OWN.fullmatch(page.path)
    return {own[1]} if own else set(_SHOWN.findall(page.body))


def pack_again(site: Path) -> None:
    """Pack the sitemap without the day of the build, which the engine puts into the archive."""
    plain, packed = site / "sitemap.xml", site / "sitemap.xml.gz"
    if packed.is_file():
        packed.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))


def completed(xml: str, base: str, more: Iterable[str], days: Mapping[str, str]) -> str:
    """Return the engine's sitemap with pages of ours added, and true days in all of it.

    ``base`` is the site's address, ``more`` the paths of pages that the engine does not know.
    """
    base = f"{base.rstrip('/')}/"
    places = [unescape(one) for one in _PLACE.findall(xml)]
    places += [base + path for path in more]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for place in dict.fromkeys(places):
        day = days.get(place.removeprefix(base) or "index.html", "")
        dated = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(place)}</loc>{dated}</url>")
    return "\n".join([*lines, "</urlset>", ""])
