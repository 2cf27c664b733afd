"""Adds links to records, and JSON-LD, to the heads of pages.

JSON-LD is data and never runs, so the security policy need not mention it.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from build_tools.exports.export_file import rights
from build_tools.exports.formats.claim_review import (
    CONTEXT,
    articles_of,
    in_head,
    script,
    without_gaps,
    work,
)
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Prose
from build_tools.views.corrections import corrections_of
from build_tools.views.parts.titles import claim_title
from build_tools.views.publication import Publication

# The kinds of records, other than claims, that have a page and a file for each record.
_WITH_RECORDS = ("sources", "people", "organisations", "places", "countries", "topics")
# The format, media type and path of each file that contains all claims.
_DOWNLOADS = (
    ("json_records", "application/json", "data/claims.json"),
    ("sqlite", "application/vnd.sqlite3", "data/facts.sqlite"),
    ("csv_tables", "text/csv", "data/tables/claims.csv"),
)


def heads(ledger: Ledger, site: Publication) -> Callable[[str], str]:
    """Return a function that returns the HTML for the head of the page at a path.

    The HTML is empty if we have no data about the page.
    """
    prose_pages = {prose.address: prose for prose in ledger.records.prose}

    def head(path: str) -> str:
        kind, _, name = path.removesuffix(".html").rpartition("/")
        if kind == "claims" and name in ledger.claims:
            return _of_claim(ledger, site, ledger.claims[name])
        if kind in _WITH_RECORDS and name in getattr(ledger, kind):
            return _record_link(
                site, f"../data/{kind}/{name}.json", ledger.words.gettext("This page's record")
            )
        if path == "data.html":
            return in_head(_dataset(ledger, site))
        return _of_prose(ledger, site, prose_pages[path]) if path in prose_pages else ""

    return head


def _of_claim(ledger: Ledger, site: Publication, claim: Claim) -> str:
    link = _record_link(
        site, f"../data/claims/{claim.id}.json", ledger.words.gettext("This claim as JSON")
    )
    review = script(ledger, site, claim) if site.offers("claim_review") else ""
    return link + review + in_head(_breadcrumbs(ledger, site, claim))


def _record_link(site: Publication, address: str, title: str) -> str:
    if not site.offers("json_records"):
        return ""
    return (
        f'<link rel="alternate" type="application/json" href="{escape(address)}" '
        f'title="{escape(title)}">\n'
    )


def _breadcrumbs(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any]:
    """Return the position of a claim's page in the site, in the form that search engines show."""
    steps = (
        (site.name, site.url()),
        (ledger.words.gettext("Claims"), site.url("claims.html")),
        (claim_title(ledger, claim), site.claim(claim.id)),
    )
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, 1)
        ],
    }


def _of_prose(ledger: Ledger, site: Publication, prose: Prose) -> str:
    """Return JSON-LD for a hand-written page if it cites claims with sources, or ""."""
    names = dict.fromkeys(citation.claim for citation in prose.citations)
    claims = [ledger.claims[name] for name in names if name in ledger.claims]
    is_sourced = any(item.source in ledger.sources for claim in claims for item in claim.evidence)
    return in_head(_article(ledger, site, prose, claims)) if is_sourced else ""


def _article(
    ledger: Ledger, site: Publication, prose: Prose, claims: list[Claim]
) -> dict[str, Any]:
    """Return a hand-written page as an article based on these claims.

    The article's date of modification is the day on which these claims last changed.
    """
    address = site.url("" if prose.address == "index.html" else prose.address)
    us = {"@type": "Organization", "name": site.name, "url": site.url()}
    corrections = corrections_of(ledger, site.history)
    return without_gaps(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "@id": f"{address}#article",
            "url": address,
            "headline": prose.front.get("title") or site.name,
            "description": prose.front.get("description"),
            "author": us,
            "publisher": us,
            "dateModified": max(map(corrections.last_changed, claims), default="") or None,
            "about": [work(ledger, article) for article in articles_of(ledger, claims)],
            "citation": [site.claim(claim.id) for claim in claims],
            "inLanguage": prose.lang or ledger.records.lang,
            "isAccessibleForFree": True,
            "license": ledger.records.licence.address,
        }
    )


def _dataset(ledger: Ledger, site: Publication) -> dict[str, Any]:
    """Return a description of the open data in the form that catalogues of data sets use."""
    description = site.description or f"The claims of {site.name}, with evidence and verdicts."
    return without_gaps(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": f"{site.url('data.html')}#data",
            "name": site.name,
            "description": f"{description} {rights(ledger)}",
            "url": site.url("data.html"),
            "license": ledger.records.licence.address,
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": site.name, "url": site.url()},
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": site.url(path)}
                for name, kind, path in _DOWNLOADS
                if site.offers(name)
            ],
        }
    )
