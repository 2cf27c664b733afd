"""Writes a card for each claim, which other sites can show in a frame.

A card runs no script and loads only its style sheets. Its links open outside the frame.
"""

from collections.abc import Iterator, Mapping
from html import escape

from build_tools.exports.export_file import ExportFile
from build_tools.facts.articles import Lateness, lateness
from build_tools.facts.catalogue import N_, FilledMessage, with_languages, without_marks
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim
from build_tools.views.parts.evidence import origin_words
from build_tools.views.parts.labels import verdict_words
from build_tools.views.parts.reference import first_sentence, titles_before
from build_tools.views.parts.titles import claim_title
from build_tools.views.publication import Publication

_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"

# What a card says of a later claim: if the site checks one article, and if it checks several.
_LATER: Mapping[Lateness, tuple[str, str]] = {
    Lateness.WHOLLY: (
        N_("Concerns what happened after the article."),
        N_("Concerns what happened after %(articles)s."),
    ),
    Lateness.PARTLY: (
        N_("Concerns what happened partly after the article."),
        N_("Concerns what happened partly after %(articles)s."),
    ),
    Lateness.PERHAPS: (
        N_("Concerns what perhaps happened after the article."),
        N_("Concerns what perhaps happened after %(articles)s."),
    ),
}

# The symbols of the verdicts, as on the pages. A card shows only one symbol, so the symbol is
# inline.
_MARKS: Mapping[str, str] = {
    "supported": '<circle class="fill" cx="8" cy="8" r="7.4"/>'
    '<path class="cut" d="M4.7 8.3l2.3 2.3 4.4-5"/>',
    "supported-with-nuance": '<circle class="line" cx="8" cy="8" r="6.5"/>'
    '<path class="fill" d="M8 1.5a6.5 6.5 0 0 0 0 13z"/>',
    "misleading": '<path class="line" d="M1.8 1.8h12.4v12.4H1.8z"/>'
    '<path class="fill" d="M1.8 14.2L14.2 1.8v12.4z"/>',
    "wrong": '<path class="fill" d="M4.9.6h6.2l4.3 4.3v6.2l-4.3 4.3H4.9L.6 11.1V4.9z"/>'
    '<path class="cut" d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6"/>',
    "disputed": '<path class="fill" d="M7 1.2v13.6L.4 8zM9 1.2v13.6L15.6 8z"/>',
    "attributed-only": '<path class="line" d="M1.4 2.2h13.2v8.6H7.6l-3.4 3.4v-3.4H1.4z"/>',
    "unverified": '<circle class="line dash" cx="8" cy="8" r="6.5"/>',
    "not-checkable": '<path class="line" d="M8 1.2L14.8 8 8 14.8 1.2 8z"/>',
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each claim's card."""
    for claim in ledger.claims.values():
        description = FilledMessage(N_("The claim %(id)s as a card in a frame."), id=claim.id)
        card = _card(ledger, site, claim).encode()
        yield ExportFile(f"embed/{claim.id}.html", card, description)


def _card(ledger: Ledger, site: Publication, claim: Claim) -> str:
    words = ledger.words
    title = escape(without_marks(claim_title(ledger, claim)))
    verdict = verdict_words(ledger)[claim.verdict]
    checked = words.gettext("checked %(day)s", day=words.date(claim.checked.date))
    direction = "" if words.direction == "ltr" else ' dir="rtl"'
    own = "colours.css" if ledger.records.colours else ""
    colours = f'\n<link rel="stylesheet" href="../assets/{own}">' if own else ""
    link = words.gettext("The evidence, on %(site)s", site=site.name)
    return with_languages(
        f"""<!DOCTYPE html>
<html lang="{words.lang}"{direction}>
<head>
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{escape(site.claim(claim.id))}">
<link rel="stylesheet" href="../assets/embed.css">{colours}
</head>
<body>
<main class="card card--{verdict.key}">
<p class="verdict verdict--{verdict.key}">{_mark(verdict.key)}{escape(verdict.label)}</p>
<h1>{title}</h1>
<p class="finding">{_finding(claim)}</p>
{_later(ledger, claim)}
<p class="facts">{escape(origin_words(ledger, claim))} · {escape(checked)}</p>
<p><a href="../claims/{claim.id}.html" target="_blank" rel="noopener">\
{escape(link)}</a></p>
</main>
</body>
</html>
""",
        words.direction,
    )


def _later(ledger: Ledger, claim: Claim) -> str:
    """Return a paragraph if the claim is later than an article, or "" if it is not.

    The paragraph names the articles if the site has several.
    """
    late = lateness(ledger, claim)
    if late is None:
        return ""
    words = ledger.words
    single, several = _LATER[late]
    text = words.message(single)
    if titles := titles_before(ledger, claim):
        text = words.gettext(several, articles=words.titles(titles))
    return f'<p class="later">{escape(text)}</p>'


def _mark(verdict: str) -> str:
    shapes = _MARKS.get(verdict, "")
    return f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shapes}</svg>'


def _finding(claim: Claim) -> str:
    """Return the finding with its deciding sentence in bold."""
    decision = claim.finding_short or first_sentence(claim.finding)
    rest = claim.finding.removeprefix(decision).strip()
    return f"<strong>{escape(decision)}</strong> {escape(rest)}".rstrip()
