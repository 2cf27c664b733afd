"""Where each finding comes from, in PROV-O and CiTO: as JSON-LD and as Turtle, the same triples.

A claim is an entity; its review is an activity that used the sources and made the finding. How a
source bears on the claim is said in CiTO's words. A publisher is an agent, an origin that somebody
else's source carries is its primary source.
Terms: https://www.w3.org/TR/prov-o/ and http://purl.org/spar/cito/
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from build_tools.exports.canonical import canonical
from build_tools.exports.file import LICENCE_ADDRESS, ExportFile, Publication
from build_tools.ledger import Ledger
from build_tools.records import Claim, Source, Stance

NAME = "PROV-O and CiTO"
SCHEMA = "https://www.w3.org/TR/prov-o/"

PREFIXES: Mapping[str, str] = {
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# CiTO's words are about whoever cites: here the claim's record.
_BEARS: Mapping[Stance, str] = {
    Stance.SUPPORTS: "cito:isSupportedBy",
    Stance.CONTRADICTS: "cito:isDisputedBy",
    Stance.CONTEXT: "cito:obtainsBackgroundFrom",
    Stance.SILENT: "cito:cites",
}
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


class Node(NamedTuple):
    """The object of a triple: an address, a term, or a text with its type or language."""

    value: str
    is_text: bool = False
    datatype: str = ""
    language: str = ""


Triple = tuple[str, str, Node]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the graph in both forms."""
    found = sorted(set(triples(ledger, site)))
    words = "Where each finding comes from, in PROV-O and CiTO"
    yield ExportFile("data/provenance.jsonld", _json_ld(found), f"{words}, as JSON-LD.", SCHEMA)
    yield ExportFile("data/provenance.ttl", _turtle(found), f"{words}, as Turtle.", SCHEMA)


def triples(ledger: Ledger, site: Publication) -> Iterator[Triple]:
    """Yield every triple; some come more than once."""
    editors = site.url("method.html")
    yield from _kinds(editors, "prov:Agent", "prov:Organization")
    yield editors, "rdfs:label", Node(site.name, is_text=True)
    for claim in ledger.claims.values():
        yield from _claim(ledger, site, claim, editors)
    for source in ledger.sources.values():
        yield from _source(ledger, site, source)
    for publisher in ledger.publishers.values():
        address = _publisher(site, publisher.id)
        yield from _kinds(address, "prov:Agent", "prov:Organization")
        yield address, "rdfs:label", Node(publisher.name, is_text=True)
    for origin in ledger.origins.values():
        address = _origin(site, origin.id)
        yield from _kinds(address, "prov:Entity")
        yield address, "rdfs:label", Node(origin.name, is_text=True, language="en")


def _claim(ledger: Ledger, site: Publication, claim: Claim, editors: str) -> Iterator[Triple]:
    page = site.claim(claim.id)
    finding, review = f"{page}#finding", f"{page}#reviewing"
    yield from _kinds(page, "prov:Entity", "schema:Claim")
    yield page, "rdfs:label", Node(claim.claim, is_text=True, language="en")
    yield from _kinds(review, "prov:Activity")
    yield review, "prov:wasAssociatedWith", Node(editors)
    yield review, "prov:used", Node(page)
    yield from _kinds(finding, "prov:Entity", "schema:Review")
    yield finding, "prov:wasGeneratedBy", Node(review)
    yield finding, "prov:wasDerivedFrom", Node(page)
    yield finding, "schema:itemReviewed", Node(page)
    yield finding, "schema:reviewBody", Node(claim.finding, is_text=True, language="en")
    yield finding, "dcterms:type", Node(claim.verdict.value, is_text=True)
    yield finding, "dcterms:license", Node(LICENCE_ADDRESS)
    yield from _dated(finding, claim.checked.date.machine())
    for item in claim.evidence:
        if item.source not in ledger.sources:
            continue
        source = _page(site, item.source)
        yield page, _BEARS[item.stance], Node(source)
        yield review, "prov:used", Node(source)
        yield finding, "prov:wasDerivedFrom", Node(source)
        if item.quote:
            yield page, "cito:includesQuotationFrom", Node(source)
        if item.origin in ledger.origins:
            yield source, "prov:hadPrimarySource", Node(_origin(site, str(item.origin)))


def _source(ledger: Ledger, site: Publication, source: Source) -> Iterator[Triple]:
    page = _page(site, source.id)
    yield from _kinds(page, "prov:Entity")
    yield page, "dcterms:title", Node(source.title, is_text=True, language=source.langid)
    yield page, "dcterms:source", Node(source.url)
    if source.publisher in ledger.publishers:
        yield page, "prov:wasAttributedTo", Node(_publisher(site, source.publisher))
    if source.origin in ledger.origins:
        yield page, "prov:hadPrimarySource", Node(_origin(site, str(source.origin)))
    yield from _dated(page, source.date.machine() if source.date else None)


def _kinds(subject: str, *kinds: str) -> Iterator[Triple]:
    for kind in kinds:
        prefix, _, name = kind.partition(":")
        yield subject, "rdf:type", Node(PREFIXES[prefix] + name)


def _dated(subject: str, day: str | None) -> Iterator[Triple]:
    if day and len(day) in _DATES:
        yield subject, "dcterms:date", Node(day, is_text=True, datatype=_DATES[len(day)])


def _page(site: Publication, source: str) -> str:
    return site.url(f"sources/{source}.html")


def _publisher(site: Publication, identity: str) -> str:
    return site.url(f"sources.html#from-{identity}")


def _origin(site: Publication, identity: str) -> str:
    return site.url(f"data/entities.json#origins-{identity}")


def _json_ld(found: Iterable[Triple]) -> bytes:
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, node in found:
        held = nodes.setdefault(subject, {"@id": _iri(subject)})
        if predicate == "rdf:type":
            held.setdefault("@type", []).append(_iri(node.value))
        else:
            held.setdefault(predicate, []).append(_value(node))
    return canonical({"@context": dict(PREFIXES), "@graph": list(nodes.values())})


def _value(node: Node) -> dict[str, str]:
    if not node.is_text:
        return {"@id": _iri(node.value)}
    more = {"@language": node.language.lower(), "@type": node.datatype}
    return {"@value": node.value, **{key: one for key, one in more.items() if one}}


def _turtle(found: Iterable[Triple]) -> bytes:
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    lines += [
        f"<{_iri(subject)}> {predicate} {_written(node)} ." for subject, predicate, node in found
    ]
    return ("\n".join(lines) + "\n").encode()


def _written(node: Node) -> str:
    if not node.is_text:
        return f"<{_iri(node.value)}>"
    # Turtle 1.1, production 22 (STRING_LITERAL_QUOTE): what may not stand there bare.
    text = node.value.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r")
    if node.language:
        return f'"{text}"@{node.language.lower()}'
    return f'"{text}"^^{node.datatype}' if node.datatype else f'"{text}"'


@lru_cache(maxsize=4096)
def _iri(address: str) -> str:
    """Return the address without what no IRI may hold (Turtle 1.1, production 18)."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda one: f"%{ord(one[0]):02X}", address)
