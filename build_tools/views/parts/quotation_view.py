"""Describes a quotation as readers see it: its words, the match, and links to the place."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Quotation, Side, Snapshot, TextKind
from build_tools.facts.wording import in_words, web_address
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
    QuoteClass.TYPOGRAPHIC: "found, only typography differs",
    QuoteClass.ELIDED: "found, shortened as marked",
    QuoteClass.AMBIGUOUS: "found in more than one place",
    QuoteClass.TRANSLATED: "original words found",
    QuoteClass.UNCHECKABLE: "quotation not checked",
    QuoteClass.OUT_OF_CONTEXT: "quoted out of context",
    QuoteClass.MISATTRIBUTED: "in another source, not in this one",
    QuoteClass.ABSENT: "not found in the source",
}
# Words shown on each side of a quotation; a passage may have many more.
AROUND = 14

AGAINST: Mapping[TextKind, str] = {
    TextKind.PAGE: "the page",
    TextKind.EXCERPT: "a stored excerpt",
}


class QuotedView(NamedTuple):
    """The quotation with its class in words.

    ``limits`` says what a check against an excerpt leaves open, in sentences. ``copy`` is the
    address of another copy of the page, if the excerpt was seen there. ``passage`` is the stored
    passage's path from the site's root, ``landing`` the address of the words on the source's own
    page (or on that copy); both are None if there is none. ``before`` and ``after`` are the words
    around the quotation in that passage, and empty if none are stored.
    """

    quote: Quotation
    kind: str
    label: str
    means: str
    limits: str
    copy: str | None
    passage: str | None
    landing: str | None
    before: str = ""
    after: str = ""


def quoted(ledger: Ledger, claim: Claim, index: int) -> QuotedView | None:
    """Return the quotation of an evidence item, or None if it has none."""
    item = claim.evidence[index]
    if item.quote is None:
        return None
    examined = of_evidence(ledger, claim, index)
    means = MEANINGS[examined.kind]
    reasons = [examined.reason, no_denials(examined.lang) if examined.lacks_denials else ""]
    snapshot = ledger.snapshots.get(item.source)
    before, after = _around(examined)
    return QuotedView(
        quote=item.quote,
        kind=examined.kind.value,
        label=_label(examined),
        means=": ".join(filter(None, [means, "; ".join(filter(None, reasons))])),
        limits=limits_of(snapshot, examined.unseen) if snapshot else "",
        copy=web_address(snapshot.address) if snapshot and snapshot.other_copy else None,
        passage=(
            f"sources/{item.source}.html#quote-{examined.passage + 1}"
            if examined.passage is not None
            else None
        ),
        landing=_landing(ledger, item.source, examined),
        before=before,
        after=after,
    )


def _around(examined: CheckedQuotation) -> tuple[str, str]:
    """Return a few words before and after the quotation in its stored passage."""
    if examined.passage is None or examined.match is None:
        return "", ""
    before = examined.text[: examined.match.start].split()
    after = examined.text[examined.match.end :].split()
    return " ".join(before[-AROUND:]), " ".join(after[:AROUND])


def _label(examined: CheckedQuotation) -> str:
    label = LABELS[examined.kind]
    return f"{label}, checked against {AGAINST[examined.against]}" if examined.against else label


def limits_of(snapshot: Snapshot, unseen: Sequence[Side]) -> str:
    """Return in sentences how much of a page was seen, or "" for the whole of it."""
    if snapshot.kind is TextKind.PAGE:
        return ""
    number, day = sum(snapshot.excerpt_words), snapshot.taken.words()
    where = "another copy of the page" if snapshot.other_copy else "the page"
    limits = f"We saw {number} words of {where} on {day}, not all of it."
    if unseen:
        limits += (
            f" We saw fewer than twelve words {in_words(unseen)} the quotation and nothing beyond, "
            "so we cannot rule out a denial there."
        )
    return limits


def _landing(ledger: Ledger, source: str, examined: CheckedQuotation) -> str | None:
    """Return the source's address with a text fragment that leads to these words only."""
    record, match = ledger.sources.get(source), examined.match
    if record is None or match is None or examined.passage is None:
        return None
    fragments = ledger.snapshots[source].passages[examined.passage].fragments
    for fragment in fragments:
        stretches = resolve(fragment, examined.text)
        if len(stretches) == 1 and match.start <= stretches[0][0] < match.end:
            # Words from another copy may not be on the source's own page.
            snapshot = ledger.snapshots[source]
            address = snapshot.address if snapshot.other_copy else record.url
            return web_address(address_with(address, fragment))
    return None
