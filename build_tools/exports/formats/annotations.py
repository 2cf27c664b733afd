"""Writes quotations as W3C Web Annotations, with their exact positions in their sources.

If a stored passage contains the quotation, the annotation contains the passage's own words, some
text around the words, and their position in the whole text. A quotation from an excerpt has no
position on the page. If we read a different copy of the page, the state names that copy. If we
store no text, the annotation contains only the words. Our own translations are left out, because
their words do not appear in a source. A quotation with omissions has a target for each piece.
Terms: https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, rights
from build_tools.facts.catalogue import N_
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source, TextKind
from build_tools.quotations.check import CheckedQuotation, of_sources
from build_tools.quotations.matching import QuoteClass
from build_tools.views.parts.titles import claim_title
from build_tools.views.publication import Publication

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SCHEMA = "https://www.w3.org/TR/annotation-model/"

# The length of the text on each side of a quotation, just enough to tell two positions apart.
_AROUND = 32


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the collection of annotations."""
    annotations = (_annotation(ledger, site, quotation) for quotation in of_sources(ledger))
    items = [annotation for annotation in annotations if annotation]
    address = site.url("data/annotations.jsonld")
    collection = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Quotations in {site.name}",
        "rights": ledger.records.licence.address,
        "summary": rights(ledger),
        "total": len(items),
        "first": {"id": f"{address}#all", "type": "AnnotationPage", "startIndex": 0}
        | {"items": items},
    }
    description = N_(
        "Every quotation from a source, with its location in the text, as Web Annotations."
    )
    yield ExportFile("data/annotations.jsonld", canonical(collection), description, SCHEMA)


def _annotation(
    ledger: Ledger, site: Publication, quotation: CheckedQuotation
) -> dict[str, Any] | None:
    """Return the annotation, or None if the quotation cannot be located in a known source."""
    item = quotation.claim.evidence[quotation.index]
    source = ledger.sources.get(item.source)
    if source is None:
        return None
    selectors = list(_selectors(ledger, quotation, source))
    if not selectors:
        return None
    page = site.claim(quotation.claim.id)
    targets = [
        {
            "type": "SpecificResource",
            "source": source.url,
            "state": _state(ledger, source),
            "selector": selector,
        }
        for selector in selectors
    ]
    return {
        "id": f"{page}#quotation-{quotation.index + 1}",
        "type": "Annotation",
        "motivation": "linking",
        "rights": ledger.records.licence.address,
        "body": {"id": page, "type": "TextualBody", "language": ledger.records.lang}
        | {"value": claim_title(ledger, quotation.claim), "format": "text/plain"},
        "target": targets if len(targets) > 1 else targets[0],
    }


def _selectors(
    ledger: Ledger, quotation: CheckedQuotation, source: Source
) -> Iterator[list[dict[str, Any]]]:
    """Yield the selectors for each piece of the quotation. Each selector alone finds the piece."""
    if quotation.match is None or quotation.passage is None:
        quote = quotation.claim.evidence[quotation.index].quote
        assert quote is not None
        is_original = quote.lang.partition("-")[0] == source.langid.partition("-")[0]
        if (
            quotation.kind is QuoteClass.UNCHECKABLE
            and is_original
            and not quote.insertions
            and "…" not in quote.text
        ):
            yield [{"type": "TextQuoteSelector", "exact": quote.text}]
        return
    snapshot = ledger.snapshots[source.id]
    passage = snapshot.passages[quotation.passage]
    match = quotation.match
    for start, end in match.fragments or ((match.start, match.end),):
        words = {
            "type": "TextQuoteSelector",
            "exact": passage.text[start:end],
            "prefix": passage.text[max(0, start - _AROUND) : start],
            "suffix": passage.text[end : end + _AROUND],
        }
        position = {
            "type": "TextPositionSelector",
            "start": passage.start + start,
            "end": passage.start + end,
        }
        yield [words, position] if snapshot.kind is TextKind.PAGE else [words]


def _state(ledger: Ledger, source: Source) -> dict[str, Any]:
    """Return the date on which we read the source, and the address of a copy."""
    snapshot = ledger.snapshots.get(source.id)
    read = snapshot.taken if snapshot else source.urldate
    state = {
        "type": "TimeState",
        # The model requires times of day, so these are the earliest and the latest possible times.
        "sourceDateStart": f"{read.earliest.iso()}T00:00:00Z" if read.earliest else None,
        "sourceDateEnd": f"{read.latest.iso()}T23:59:59Z" if read.latest else None,
        "cached": snapshot.address if snapshot and snapshot.other_copy else source.archiveurl,
    }
    return {key: value for key, value in state.items() if value}
