"""Writes the sitemap, with the dates of changes to facts instead of the build date.

The date of a page is the day on which a claim on the page was last checked or changed. A page
without claims has no date, and we do not invent a date. Format: sitemaps.org, version 0.9.
"""

import gzip
import re
from collections.abc import Collection, Iterable, Mapping
from html import escape, unescape
from pathlib import Path

from build_tools.facts.ledger import Ledger
from build_tools.pages import Page
from build_tools.views.corrections import Corrections

_SHOWN = re.compile(r'href="(?:\.\./)*claims/([a-z0-9-]+)\.html')
_OWN = re.compile(r"claims/([a-z0-9-]+)\.html")
_PLACE = re.compile(r"<loc>([^<]*)</loc>")
FILES = PLAIN, PACKED = "sitemap.xml", "sitemap.xml.gz"


def changed(
    ledger: Ledger, corrections: Corrections, shown: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Return the day (ISO 8601) of the last change to the facts on each page, by the page's path.

    ``shown`` maps the path of each generated page to the ids of the claims on the page.
    """
    days = {claim.id: corrections.last_changed(claim) for claim in ledger.claims.values()}
    claims_on = dict(shown)
    for prose in ledger.records.prose:
        path = prose.address
        claims_on[path] = {citation.claim for citation in prose.citations}
    newest = {
        path: max((days.get(claim, "") for claim in claims), default="")
        for path, claims in claims_on.items()
    }
    return {path: day for path, day in newest.items() if day}


def claims_of(page: Page) -> Collection[str]:
    """Return the ids of the claims on a page: the page's own claim, or all linked claims."""
    own = _OWN.fullmatch(page.path)
    return (own[1],) if own else frozenset(_SHOWN.findall(page.body))


def taken(site: Path) -> str | None:
    """Remove MkDocs' sitemap from ``site`` and return it, or return None if there is no sitemap."""
    plain = site / PLAIN
    if not plain.is_file():
        return None
    text = plain.read_text(encoding="utf-8")
    plain.unlink()
    (site / PACKED).unlink(missing_ok=True)
    return text


def complete(
    site: Path, text: str, base: str, more: Iterable[str], days: Mapping[str, str]
) -> None:
    """Complete MkDocs' sitemap ``text``, and write it below ``site``, plain and compressed.

    MkDocs' compressed sitemap contains the build date, so the sitemap is compressed again. Without
    the site's address ``base``, the sitemap stays unchanged.
    """
    xml = (completed(text, base, more, days) if base else text).encode()
    (site / PLAIN).write_bytes(xml)
    (site / PACKED).write_bytes(gzip.compress(xml, mtime=0))


def completed(xml: str, base: str, more: Iterable[str], days: Mapping[str, str]) -> str:
    """Return MkDocs' sitemap with our pages and with correct dates.

    ``base`` is the site's address, and ``more`` contains the paths of pages that MkDocs did not
    list.
    """
    base = f"{base.rstrip('/')}/"
    places = [unescape(address) for address in _PLACE.findall(xml)]
    places += [base + path for path in more]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for place in dict.fromkeys(places):
        day = days.get(place.removeprefix(base) or "index.html", "")
        dated = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(place)}</loc>{dated}</url>")
    return "\n".join([*lines, "</urlset>", ""])
