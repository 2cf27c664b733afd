"""A card of each claim for other sites to show in a frame, and the oEmbed answer that tells of it.

oEmbed 1.0 (oembed.com) as static files: the claim's page links its answer. A card runs no script,
asks nobody for anything but its style sheet, and its links open outside of the frame.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

from build_tools.exports.canonical import of_known
from build_tools.exports.export_file import ExportFile, Publication
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.evidence import origin_words
from build_tools.views.parts.labels import VERDICTS

NAME = "Embeds"
WIDTH, HEIGHT = 560, 440
OEMBED = "application/json+oembed"
# The site's name stands on every card, and many were checked on one day.
_escaped = lru_cache(maxsize=256)(escape)
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each claim's card, and its oEmbed answer."""
    for claim in ledger.claims.values():
        title = escape(claim.claim)  # it stands on the card twice, and in the answer
        card = _card(ledger, site, claim, title)
        yield ExportFile(
            f"embed/{claim.id}.html", card.encode(), f"The claim {claim.id} as a card in a frame."
        )
        yield ExportFile(
            f"embed/{claim.id}.json",
            of_known(_answer(site, claim, title)),
            f"What oEmbed tells of the card of {claim.id}.",
            "https://oembed.com/",
        )


def _frame(site: Publication, identity: str, title: str) -> str:
    """Return the HTML that shows the card on another site; the title is escaped already."""
    address = escape(site.url(f"embed/{identity}.html"))
    return (
        f'<iframe src="{address}" width="{WIDTH}" height="{HEIGHT}" loading="lazy" '
        f'title="{title}"></iframe>'
    )


def _answer(site: Publication, claim: Claim, title: str) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": site.name,
        "provider_url": site.url(),
        "title": claim.claim,
        "width": WIDTH,
        "height": HEIGHT,
        "html": _frame(site, claim.id, title),
    }


def _card(ledger: Ledger, site: Publication, claim: Claim, title: str) -> str:
    words = VERDICTS[claim.verdict]
    checked = claim.checked.date.words()
    later = "<p class='later'>Concerns what happened after the article.</p>" if claim.later else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{escape(site.claim(claim.id))}">
<link rel="stylesheet" href="../assets/embed.css">
</head>
<body>
<main class="card card--{words.key}">
<p class="verdict"><span aria-hidden="true">{words.shape}</span> {words.label}</p>
<h1>{title}</h1>
<p class="finding">{escape(claim.finding)}</p>
{later}
<p class="facts">{_escaped(origin_words(ledger, claim))} · checked {_escaped(checked)}</p>
<p><a href="../claims/{claim.id}.html" target="_blank" rel="noopener">\
The evidence, on {_escaped(site.name)}</a></p>
</main>
</body>
</html>
"""
