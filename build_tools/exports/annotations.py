"""Quotations as W3C Web Annotations: where exactly in its source each quoted word stands.

A quotation that was found in the stored text is given by its words there, a little of what stands
around them, and its place in the whole text as it was read; one whose source has no stored text by
its words alone. Words that we rendered from another language stand in no source, and are left out.
An elided quotation has a target for each of its pieces. Terms: https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterator
from typing import Any

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import LICENCE_ADDRESS, RIGHTS, ExportFile, Publication
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source
from build_tools.quotations.check import NO_TEXT, Examined, of_sources

NAME = "Web Annotation"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SCHEMA = "https://www.w3.org/TR/annotation-model/"

# As much of the neighbouring words as tells two places apart, and no more.
_AROUND = 32


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the one collection."""
    items = [found for one in of_sources(ledger) if (found := _annotation(ledger, site, one))]
    address = site.url("data/annotations.jsonld")
    whole = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"Quotations in {site.name}",
        "rights": LICENCE_ADDRESS,
        "summary": RIGHTS,
        "total": len(items),
        "first": {"id": f"{address}#all", "type": "AnnotationPage", "startIndex": 0}
        | {"items": items},
    }
    words = "Every quotation from a source, with the place of its words, as Web Annotations."
    yield ExportFile("data/annotations.jsonld", canonical(whole), words, SCHEMA)


def _annotation(ledger: Ledger, site: Publication, one: Examined) -> dict[str, Any] | None:
    item = one.claim.evidence[one.index]
    source = ledger.sources.get(item.source)
    if source is None:
        return None
    selectors = list(_selectors(ledger, one, source))
    if not selectors:
        return None
    page = site.claim(one.claim.id)
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
        "id": f"{page}#quotation-{one.index + 1}",
        "type": "Annotation",
        "motivation": "linking",
        "rights": LICENCE_ADDRESS,
        "body": {"id": page, "type": "TextualBody", "value": one.claim.claim, "language": "en"}
        | {"format": "text/plain"},
        "target": targets if len(targets) > 1 else targets[0],
    }


def _selectors(ledger: Ledger, one: Examined, source: Source) -> Iterator[list[dict[str, Any]]]:
    """Yield for each piece of the quotation the selectors that all find it."""
    if one.found is None or one.passage is None:
        quote = one.claim.evidence[one.index].quote
        assert quote is not None
        own = quote.lang.partition("-")[0] == source.langid.partition("-")[0]
        if one.reason == NO_TEXT and own and not quote.insertions and "…" not in quote.text:
            yield [{"type": "TextQuoteSelector", "exact": quote.text}]
        return
    passage = ledger.snapshots[source.id].passages[one.passage]
    for start, end in one.found.fragments or ((one.found.start, one.found.end),):
        yield [
            {
                "type": "TextQuoteSelector",
                "exact": passage.text[start:end],
                "prefix": passage.text[max(0, start - _AROUND) : start],
                "suffix": passage.text[end : end + _AROUND],
            },
            {
                "type": "TextPositionSelector",
                "start": passage.start + start,
                "end": passage.start + end,
            },
        ]


def _state(ledger: Ledger, source: Source) -> dict[str, Any]:
    """Return when the source was read, and where a copy of it is kept."""
    snapshot = ledger.snapshots.get(source.id)
    read = snapshot.taken if snapshot else source.urldate
    found = {
        "type": "TimeState",
        # The model asks for a moment: the days that it can have been.
        "sourceDateStart": f"{read.earliest.iso()}T00:00:00Z" if read.earliest else None,
        "sourceDateEnd": f"{read.latest.iso()}T23:59:59Z" if read.latest else None,
        "cached": source.archiveurl,
    }
    return {key: value for key, value in found.items() if value}
