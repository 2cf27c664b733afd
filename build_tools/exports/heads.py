"""What open data add to the heads of pages: where a page's own data are, and what they say of it.

Whatever stands here is for programs: links to the same in other forms, and JSON-LD, which is data
and never run, so that the security policy need not name it.
"""

from collections.abc import Iterator
from html import escape

from build_tools.exports.claim_review import scripts
from build_tools.exports.file import Publication
from build_tools.ledger import Ledger


def heads(ledger: Ledger, site: Publication) -> dict[str, str]:
    """Return, by the path of its page, HTML for the head of each page that has data of its own."""
    reviews = scripts(ledger, site)
    found = {}
    for name in ledger.claims:
        page = f"claims/{name}.html"
        found[page] = "".join(_claim_links(name)) + reviews.get(page, "")
    for name, country in ledger.countries.items():
        feed = _link("application/atom+xml", f"../feeds/{name}.xml", f"{site.name}: {country.name}")
        found[f"countries/{name}.html"] = feed
    return found


def _claim_links(name: str) -> Iterator[str]:
    yield _link("application/json", f"../data/claims/{name}.json", "This claim as JSON")
    yield _link("text/markdown", f"{name}.md", "This claim as Markdown")


def _link(kind: str, address: str, title: str) -> str:
    return (
        f'<link rel="alternate" type="{kind}" href="{escape(address)}" title="{escape(title)}">\n'
    )
