"""A card of each claim for other sites to show in a frame.

A card runs no script, loads nothing but its style sheet, and its links open outside of the frame.
"""

from collections.abc import Iterator
from html import escape

from build_tools.exports.export_file import ExportFile
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.evidence import origin_words
from build_tools.views.parts.labels import VERDICTS
from build_tools.views.parts.titles import claim_title
from build_tools.views.publication import Publication

_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each claim's card."""
    for claim in ledger.claims.values():
        description = f"The claim {claim.id} as a card in a frame."
        card = _card(ledger, site, claim).encode()
        yield ExportFile(f"embed/{claim.id}.html", card, description)


def _card(ledger: Ledger, site: Publication, claim: Claim) -> str:
    title = escape(claim_title(claim))
    verdict = VERDICTS[claim.verdict]
    checked = claim.checked.date.words()
    later = '<p class="later">Concerns what happened after the article.</p>' if claim.later else ""
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
<main class="card card--{verdict.key}">
<p class="verdict"><span aria-hidden="true">{verdict.shape}</span> {verdict.label}</p>
<h1>{title}</h1>
<p class="finding">{escape(claim.finding)}</p>
{later}
<p class="facts">{escape(origin_words(ledger, claim))} · checked {escape(checked)}</p>
<p><a href="../claims/{claim.id}.html" target="_blank" rel="noopener">\
The evidence, on {escape(site.name)}</a></p>
</main>
</body>
</html>
"""
