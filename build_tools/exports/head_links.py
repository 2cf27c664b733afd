"""What open data add to the heads of pages: where a page's own data are, and what they say of it.

Whatever stands here is for programs: links to the same in other forms, and JSON-LD, which is data
and never run, so that the security policy need not name it.
"""

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from build_tools.exports.bibliography import cited_on_prose
from build_tools.exports.canonical import in_script
from build_tools.exports.claim_review import (
    CONTEXT,
    articles_of,
    in_head,
    script,
    without_gaps,
    work,
)
from build_tools.exports.embeds import OEMBED
from build_tools.exports.export_file import LICENCE_ADDRESS, RIGHTS, Publication
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Prose
from build_tools.views.corrections import Corrections, answered

BIBTEX = "application/x-bibtex"
# Kinds of records, beside claims, that have a page and a file each.
_WITH_RECORDS = ("sources", "people", "organisations", "places", "countries")
_WHOLE = (
    ("application/json", "data/claims.json"),
    ("application/vnd.sqlite3", "data/facts.sqlite"),
    ("text/csv", "data/tables/claims.csv"),
)


def heads(ledger: Ledger, site: Publication) -> Callable[[str], str]:
    """Return what gives HTML for the head of the page at a path; empty without data of its own.

    All heads together are as large as the records, so each is made when its page is.
    """
    written = dict(_written(ledger, site))
    trail = _trails(site)

    def head(path: str) -> str:
        kind, _, name = path.removesuffix(".html").rpartition("/")
        if kind == "claims" and name in ledger.claims:
            claim = ledger.claims[name]
            return _claim_links(ledger, claim) + script(ledger, site, claim) + trail(claim)
        if kind in _WITH_RECORDS and name in getattr(ledger, kind):
            return _of_record(ledger, site, kind, name)
        return written.get(path, "")

    return head


def _of_record(ledger: Ledger, site: Publication, kind: str, name: str) -> str:
    link = _link("application/json", f"../data/{kind}/{name}.json", "This page's record")
    if kind == "countries":
        title = f"{site.name}: {ledger.countries[name].name}"
        link += _link("application/atom+xml", f"../feeds/{name}.xml", title)
    return link


def _written(ledger: Ledger, site: Publication) -> Iterator[tuple[str, str]]:
    """Yield the path and head of each hand-written page with citations, and of the data's page."""
    cited = cited_on_prose(ledger)
    told = answered(ledger, site.history)
    for prose in ledger.records.prose:
        page = prose.path.removesuffix(".md")
        path = f"data/pages/{page}"
        if path in cited:
            address = "../" * page.count("/") + path
            links = _link(BIBTEX, f"{address}.bib", "The sources as BibTeX")
            yield prose.address, links + in_head(_article(ledger, site, told, prose))
    yield "data.html", in_head(_dataset(site))


def _trails(site: Publication) -> Callable[[Claim], str]:
    """Return what tells, as search engines show it, where a claim's page stands.

    All claims have it alike but for the last step, so the whole is written once and cut around it.
    """

    def step(position: int, name: str, address: str) -> dict[str, Any]:
        return {"@type": "ListItem", "position": position, "name": name, "item": address}

    last = step(3, "", "")
    steps = [step(1, site.name, site.url()), step(2, "Claims", site.url("claims.html")), last]
    trail = {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": steps}
    before, _, after = in_head(trail).rpartition(in_script(last))

    def written(claim: Claim) -> str:
        return before + in_script(step(3, claim.claim, site.claim(claim.id))) + after

    return written


def _article(ledger: Ledger, site: Publication, told: Corrections, prose: Prose) -> dict[str, Any]:
    """Return what a hand-written page is: an article of the site that rests on its claims.

    It was last modified when one of these claims last was, not when its bytes were.
    """
    names = dict.fromkeys(citation.claim for citation in prose.citations)
    claims = [ledger.claims[name] for name in names if name in ledger.claims]
    address = site.url("" if prose.address == "index.html" else prose.address)
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


def _link(kind: str, address: str, title: str) -> str:
    return (
        f'<link rel="alternate" type="{kind}" href="{escape(address)}" title="{escape(title)}">\n'
    )


_OF_CLAIM = (
    _link("application/json", "../data/claims/{id}.json", "This claim as JSON"),
    _link(OEMBED, "../embed/{id}.json", "This claim as a card"),
    _link("text/markdown", "{id}.md", "This claim as Markdown"),
)
_WITHOUT_SOURCES = "".join(_OF_CLAIM)
_WITH_SOURCES = _WITHOUT_SOURCES + _link(BIBTEX, "{id}.bib", "The sources as BibTeX")


def _claim_links(ledger: Ledger, claim: Claim) -> str:
    is_sourced = any(item.source in ledger.sources for item in claim.evidence)
    links = _WITH_SOURCES if is_sourced else _WITHOUT_SOURCES
    return links.replace("{id}", escape(claim.id))
