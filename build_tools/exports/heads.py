"""What open data add to the heads of pages: where a page's own data are, and what they say of it.

Whatever stands here is for programs: links to the same in other forms, and JSON-LD, which is data
and never run, so that the security policy need not name it.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from build_tools.exports.bibliography import cited_on_prose
from build_tools.exports.claim_review import (
    CONTEXT,
    articles_of,
    in_head,
    scripts,
    without_gaps,
    work,
)
from build_tools.exports.embeds import OEMBED
from build_tools.exports.file import LICENCE_ADDRESS, RIGHTS, Publication
from build_tools.ledger import Ledger
from build_tools.records import Claim, Prose
from build_tools.views.corrections import Corrections, answered

BIBTEX = "application/x-bibtex"
_WHOLE = (
    ("application/json", "data/claims.json"),
    ("application/vnd.sqlite3", "data/facts.sqlite"),
    ("text/csv", "data/tables/claims.csv"),
)


def heads(ledger: Ledger, site: Publication) -> dict[str, str]:
    """Return, by the path of its page, HTML for the head of each page that has data of its own."""
    cited = cited_on_prose(ledger)
    reviews = scripts(ledger, site)
    told = answered(ledger, site.history)
    found = {}
    for name, claim in ledger.claims.items():
        page = f"claims/{name}.html"
        links = "".join(_claim_links(ledger, claim))
        found[page] = links + reviews.get(page, "") + in_head(_trail(site, claim))
    for prose in ledger.records.prose:
        page = prose.path.removesuffix(".md")
        path = f"data/pages/{page}"
        if path in cited:
            address = "../" * page.count("/") + path
            links = _link(BIBTEX, f"{address}.bib", "The sources as BibTeX")
            found[f"{page}.html"] = links + in_head(_article(ledger, site, told, prose))
    found["data.html"] = in_head(_dataset(site))
    for kind in ("sources", "people", "organisations", "places", "countries"):
        for name in getattr(ledger, kind):
            link = _link("application/json", f"../data/{kind}/{name}.json", "This page's record")
            found[f"{kind}/{name}.html"] = link
    for name, country in ledger.countries.items():
        feed = _link("application/atom+xml", f"../feeds/{name}.xml", f"{site.name}: {country.name}")
        found[f"countries/{name}.html"] += feed
    return found


def _trail(site: Publication, claim: Claim) -> dict[str, Any]:
    """Return where the claim's page stands, as search engines show it."""
    steps = (
        (site.name, site.url()),
        ("Claims", site.url("claims.html")),
        (claim.claim, site.claim(claim.id)),
    )
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def _article(ledger: Ledger, site: Publication, told: Corrections, prose: Prose) -> dict[str, Any]:
    """Return what a hand-written page is: an article of the site that rests on its claims.

    It was last modified when one of these claims last was, not when its bytes were.
    """
    names = dict.fromkeys(citation.claim for citation in prose.citations)
    claims = [ledger.claims[name] for name in names if name in ledger.claims]
    page = f"{prose.path.removesuffix('.md')}.html"
    address = site.url("" if page == "index.html" else page)
    ours = {"@type": "Organization", "name": site.name, "url": site.url()}
    return without_gaps(
        {
            "@context": CONTEXT,
            "@type": "Article",
            "@id": f"{address}#article",
            "url": address,
            "headline": prose.front.get("title") or site.name,
            "description": prose.front.get("description"),
            "author": ours,
            "publisher": ours,
            "dateModified": max((told.last_changed(one) for one in claims), default="") or None,
            "about": [work(one) for one in articles_of(ledger, claims)],
            "citation": [site.claim(one.id) for one in claims],
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "license": LICENCE_ADDRESS,
        }
    )


def _dataset(site: Publication) -> dict[str, Any]:
    """Return what catalogues of data sets read of the whole."""
    described = site.description or f"The claims of {site.name}, with evidence and verdicts."
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{site.url('data.html')}#data",
        "name": site.name,
        "description": f"{described} {RIGHTS}",
        "url": site.url("data.html"),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": site.name, "url": site.url()},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": site.url(path)}
            for kind, path in _WHOLE
        ],
    }


def _claim_links(ledger: Ledger, claim: Claim) -> Iterator[str]:
    yield _link("application/json", f"../data/claims/{claim.id}.json", "This claim as JSON")
    yield _link(OEMBED, f"../embed/{claim.id}.json", "This claim as a card")
    yield _link("text/markdown", f"{claim.id}.md", "This claim as Markdown")
    if any(item.source in ledger.sources for item in claim.evidence):
        yield _link(BIBTEX, f"{claim.id}.bib", "The sources as BibTeX")


def _link(kind: str, address: str, title: str) -> str:
    return (
        f'<link rel="alternate" type="{kind}" href="{escape(address)}" title="{escape(title)}">\n'
    )
