"""Describes a quotation as readers see it: its words, the match, and links to the place."""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Quotation
from build_tools.facts.wording import web_address
from build_tools.quotations.check import CheckedQuotation, of_evidence
from build_tools.quotations.matching import (
    MEANINGS,
    QuoteClass,
    address_with,
    no_denials,
    resolve,
)

LABELS: Mapping[QuoteClass, str] = {
    QuoteClass.EXACT: "found word for word",
    QuoteClass.TYPOGRAPHIC: "found, only type differs",
    QuoteClass.ELIDED: "found, shortened as marked",
    QuoteClass.AMBIGUOUS: "found in more than one place",
    QuoteClass.TRANSLATED: "original words found",
    QuoteClass.UNCHECKABLE: "quotation not checked by machine",
    QuoteClass.OUT_OF_CONTEXT: "cut from what turns it",
    QuoteClass.MISATTRIBUTED: "not found in the source, but in another",
    QuoteClass.ABSENT: "not found in the source",
}


@dataclass(frozen=True, slots=True)
class QuotedView:
    """The quotation with its class in words.

    ``passage`` is the stored passage's path from the site's root, ``landing`` the address of the
    words on the source's own page; both are None if there is none.
    """

    quote: Quotation
    kind: str
    label: str
    means: str
    passage: str | None
    landing: str | None


def quoted(ledger: Ledger, claim: Claim, index: int) -> QuotedView | None:
    """Return the quotation of an evidence item, or None if it has none."""
    item = claim.evidence[index]
    if item.quote is None:
        return None
    examined = of_evidence(ledger, claim, index)
    means = MEANINGS[examined.kind]
    reasons = [examined.reason, no_denials(examined.lang) if examined.lacks_denials else ""]
    return QuotedView(
        quote=item.quote,
        kind=examined.kind.value,
        label=LABELS[examined.kind],
        means=": ".join(filter(None, [means, "; ".join(filter(None, reasons))])),
        passage=(
            f"sources/{item.source}.html#quote-{examined.passage + 1}"
            if examined.passage is not None
            else None
        ),
        landing=_landing(ledger, item.source, examined),
    )


def _landing(ledger: Ledger, source: str, examined: CheckedQuotation) -> str | None:
    """Return the source's address with a text fragment that leads to these words only."""
    record, match = ledger.sources.get(source), examined.match
    if record is None or match is None or examined.passage is None:
        return None
    fragments = ledger.snapshots[source].passages[examined.passage].fragments
    for fragment in fragments:
        stretches = resolve(fragment, examined.text)
        if len(stretches) == 1 and match.start <= stretches[0][0] < match.end:
            return web_address(address_with(record.url, fragment))
    return None
