"""A quotation as readers see it: its words, what the contract says of them, where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Quotation
from build_tools.facts.wording import web_address
from build_tools.quotations.check import Examined, of_evidence
from build_tools.quotations.matching import MEANINGS, QuoteClass, address_with, resolve

LABELS: Mapping[QuoteClass, str] = {
    QuoteClass.EXACT: "found word for word",
    QuoteClass.TYPOGRAPHIC: "found, only type differs",
    QuoteClass.ELIDED: "found, shortened as marked",
    QuoteClass.TRANSLATED: "original words found",
    QuoteClass.UNCHECKABLE: "quotation not checked by machine",
    QuoteClass.OUT_OF_CONTEXT: "cut from what turns it",
    QuoteClass.ABSENT: "not found in the source",
}


@dataclass(frozen=True, slots=True)
class QuotedView:
    """The quotation with its class in words.

    ``passage`` leads from the site's root to the stored passage, and ``landing`` to the very words
    on the source's own page; None where there is none.
    """

    quote: Quotation
    kind: str
    label: str
    means: str
    passage: str | None
    landing: str | None


def quoted(ledger: Ledger, claim: Claim, index: int) -> QuotedView | None:
    """Return the quotation of an evidence item, or None where it has none."""
    item = claim.evidence[index]
    if item.quote is None:
        return None
    found = of_evidence(ledger, claim, index)
    means = MEANINGS[found.kind]
    return QuotedView(
        quote=item.quote,
        kind=found.kind.value,
        label=LABELS[found.kind],
        means=f"{means}: {found.reason}" if found.reason else means,
        passage=(
            f"sources/{item.source}.html#quote-{found.passage + 1}"
            if found.passage is not None
            else None
        ),
        landing=_landing(ledger, item.source, found),
    )


def _landing(ledger: Ledger, source: str, found: Examined) -> str | None:
    """Return the source's address with the fragment that means these words and nothing else."""
    held, match = ledger.sources.get(source), found.found
    if held is None or match is None or found.passage is None:
        return None
    fragments = ledger.snapshots[source].passages[found.passage].fragments
    for fragment in fragments:
        stretches = resolve(fragment, found.held)
        if len(stretches) == 1 and match.start <= stretches[0][0] < match.end:
            return web_address(address_with(held.url, fragment))
    return None
