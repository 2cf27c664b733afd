"""Describes a quotation as readers see it: its words, its match, and links to its location."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.nested_marks import around_marks
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Evidence, Quotation, Side, Snapshot, TextKind
from build_tools.facts.wording import web_address
from build_tools.quotations.check import CheckedQuotation, of_claim
from build_tools.quotations.matching import (
    MEANINGS,
    QuoteClass,
    address_with,
    no_denials,
    resolve,
)

LABELS: Mapping[QuoteClass, str] = {
    QuoteClass.EXACT: N_("found word for word"),
    QuoteClass.TYPOGRAPHIC: N_("found, only typography differs"),
    QuoteClass.ELIDED: N_("found, shortened as marked"),
    QuoteClass.AMBIGUOUS: N_("found in more than one place"),
    QuoteClass.TRANSLATED: N_("original words found"),
    QuoteClass.UNCHECKABLE: N_("quotation not checked"),
    QuoteClass.OUT_OF_CONTEXT: N_("quoted out of context"),
    QuoteClass.MISATTRIBUTED: N_("in another source, not in this one"),
    QuoteClass.ABSENT: N_("not found in the source"),
}
# The number of words shown on each side of a quotation. A passage may contain many more words.
AROUND = 14

AGAINST: Mapping[TextKind, str] = {
    TextKind.PAGE: N_("the page"),
    TextKind.EXCERPT: N_("a stored excerpt"),
}


class QuotedView(NamedTuple):
    """A quotation, and the class of its match in words.

    ``limits`` describes the limits of a check against an excerpt. ``copy`` is the address of
    another copy of the page, if we saw the excerpt in that copy. ``passage`` is the path and
    fragment of the stored passage on the site, or None without a passage. ``landing`` is the
    address of the words on the source's own page or on the other copy, or None if no link can lead
    to the words. ``before`` and ``after`` are the words around the quotation in the passage, or
    empty without a passage. ``is_nested`` is True if the quotation is inside other quotation marks.
    ``result`` is the label without the kind of text, which the page of a source gives only once.
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
    is_nested: bool = False
    result: str = ""


def quoted(ledger: Ledger, claim: Claim, index: int) -> QuotedView | None:
    """Return the quotation in an evidence item, or None if the item has no quotation."""
    return _all_quoted(ledger, claim).get(index)


@memoized_per_ledger
def _all_quoted(ledger: Ledger, claim: Claim) -> Mapping[int, QuotedView]:
    return {
        examined.index: _view(ledger, claim.evidence[examined.index], examined)
        for examined in of_claim(ledger, claim)
    }


def _view(ledger: Ledger, item: Evidence, examined: CheckedQuotation) -> QuotedView:
    assert item.quote is not None
    means = ledger.words.message(MEANINGS[examined.kind])
    reasons = [examined.reason, no_denials(examined.lang) if examined.lacks_denials else ""]
    snapshot = ledger.snapshots.get(item.source)
    before, after, is_nested = around_marks(*_around(examined))
    return QuotedView(
        quote=item.quote,
        kind=examined.kind.value,
        label=_label(ledger.words, examined),
        means=": ".join(
            filter(None, [means, "; ".join(filter(None, map(ledger.words.filled, reasons)))])
        ),
        limits=limits_of(ledger.words, snapshot, examined.unseen) if snapshot else "",
        copy=web_address(snapshot.address) if snapshot and snapshot.other_copy else None,
        passage=(
            f"sources/{item.source}.html#quote-{examined.passage + 1}"
            if examined.passage is not None
            else None
        ),
        landing=_landing(ledger, item.source, examined),
        before=before,
        after=after,
        is_nested=is_nested,
        result=ledger.words.message(LABELS[examined.kind]),
    )


def _around(examined: CheckedQuotation) -> tuple[str, str]:
    """Return a few words from before and after the quotation in its stored passage."""
    if examined.passage is None or examined.match is None:
        return "", ""
    before = examined.text[: examined.match.start].split()
    after = examined.text[examined.match.end :].split()
    return " ".join(before[-AROUND:]), " ".join(after[:AROUND])


def _label(words: Catalogue, examined: CheckedQuotation) -> str:
    label = words.message(LABELS[examined.kind])
    if not examined.against:
        return label
    against = words.message(AGAINST[examined.against])
    return words.gettext("%(label)s, checked against %(text)s", label=label, text=against)


def limits_of(words: Catalogue, snapshot: Snapshot, unseen: Sequence[Side]) -> str:
    """Return sentences about the part of a page that we saw, or "" if we saw the whole page."""
    if snapshot.kind is TextKind.PAGE:
        return ""
    values = {"number": sum(snapshot.excerpt_words), "day": words.date(snapshot.taken)}
    if snapshot.other_copy:
        limits = words.gettext(
            "We saw %(number)s words of another copy of the page on %(day)s, not all of it.",
            **values,
        )
    else:
        limits = words.gettext(
            "We saw %(number)s words of the page on %(day)s, not all of it.", **values
        )
    if unseen:
        beyond = words.gettext(
            "We saw fewer than twelve words of the text %(sides)s the quotation, so we cannot "
            "rule out a denial there.",
            sides=side_words(words, unseen),
        )
        limits = f"{limits} {beyond}"
    return limits


def side_words(words: Catalogue, sides: Sequence[Side]) -> str:
    """Return the sides of a quotation in words, such as "before and after"."""
    names = {"before": words.gettext("before"), "after": words.gettext("after")}
    return words.listed([names[side] for side in sides])


def _landing(ledger: Ledger, source: str, examined: CheckedQuotation) -> str | None:
    """Return the source's address with a text fragment that leads only to these words, or None."""
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
