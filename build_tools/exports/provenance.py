"""Where each finding comes from, in PROV-O and CiTO: as JSON-LD and as Turtle, the same triples.

A claim is an entity; its review is an activity that used the sources and made the finding. How a
source bears on the claim is said in CiTO's words. A publisher is an agent, an origin that somebody
else's source carries is its primary source.
Terms: https://www.w3.org/TR/prov-o/ and http://purl.org/spar/cito/
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from build_tools.exports.canonical import canonical
from build_tools.exports.file import LICENCE_ADDRESS, ExportFile, Publication
from build_tools.ledger import Ledger
from build_tools.records import Claim, Origin, Publisher, Record, Source, Stance

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


# What is told of a subject: a predicate and its object.
Told = tuple[str, Node]
_Teller = Callable[[Ledger, Publication, Any], Iterator[Told]]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the graph in both forms, written side by side, one subject after the other."""
    graph, lines = io.BytesIO(), io.BytesIO()
    for name, address in PREFIXES.items():
        lines.write(f"@prefix {name}: <{address}> .\n".encode())
    before = b'{"@context":' + canonical(dict(PREFIXES)) + b',"@graph":['
    for subject, told in subjects(ledger, site):
        found = sorted(set(told))
        graph.write(before + _json_ld(subject, found))
        lines.write(_turtle(subject, found))
        before = b","
    graph.write(b"]}")
    words = "Where each finding comes from, in PROV-O and CiTO"
    yield ExportFile("data/provenance.jsonld", graph.getvalue(), f"{words}, as JSON-LD.", SCHEMA)
    yield ExportFile("data/provenance.ttl", lines.getvalue(), f"{words}, as Turtle.", SCHEMA)


def subjects(ledger: Ledger, site: Publication) -> Iterator[tuple[str, Iterator[Told]]]:
    """Yield every subject in its order, with all that is told of it; some comes more than once."""
    found: dict[str, tuple[_Teller, Record | None]] = {_editors(site): (_of_editors, None)}
    for claim in ledger.claims.values():
        found[site.claim(claim.id)] = _of_claim, claim
        found[_review(site, claim)] = _of_review, claim
        found[_finding(site, claim)] = _of_finding, claim
    for source in ledger.sources.values():
        found[_page(site, source.id)] = _of_source, source
    for publisher in ledger.publishers.values():
        found[_publisher(site, publisher.id)] = _of_publisher, publisher
    for origin in ledger.origins.values():
        found[_origin(site, origin.id)] = _of_origin, origin
    for subject in sorted(found):
        tell, record = found[subject]
        yield subject, tell(ledger, site, record)


def _of_editors(ledger: Ledger, site: Publication, nothing: None) -> Iterator[Told]:
    yield from _kinds("prov:Agent", "prov:Organization")
    yield "rdfs:label", Node(site.name, is_text=True)


def _of_claim(ledger: Ledger, site: Publication, claim: Claim) -> Iterator[Told]:
    yield from _kinds("prov:Entity", "schema:Claim")
    yield "rdfs:label", Node(claim.claim, is_text=True, language="en")
    for item in claim.evidence:
        if item.source in ledger.sources:
            source = Node(_page(site, item.source))
            yield _BEARS[item.stance], source
            if item.quote:
                yield "cito:includesQuotationFrom", source


def _of_review(ledger: Ledger, site: Publication, claim: Claim) -> Iterator[Told]:
    yield from _kinds("prov:Activity")
    yield "prov:wasAssociatedWith", Node(_editors(site))
    yield "prov:used", Node(site.claim(claim.id))
    for item in claim.evidence:
        if item.source in ledger.sources:
            yield "prov:used", Node(_page(site, item.source))


def _of_finding(ledger: Ledger, site: Publication, claim: Claim) -> Iterator[Told]:
    page = Node(site.claim(claim.id))
    yield from _kinds("prov:Entity", "schema:Review")
    yield "prov:wasGeneratedBy", Node(_review(site, claim))
    yield "prov:wasDerivedFrom", page
    yield "schema:itemReviewed", page
    yield "schema:reviewBody", Node(claim.finding, is_text=True, language="en")
    yield "dcterms:type", Node(claim.verdict.value, is_text=True)
    yield "dcterms:license", Node(LICENCE_ADDRESS)
    yield from _dated(claim.checked.date.machine())
    for item in claim.evidence:
        if item.source in ledger.sources:
            yield "prov:wasDerivedFrom", Node(_page(site, item.source))


def _of_source(ledger: Ledger, site: Publication, source: Source) -> Iterator[Told]:
    yield from _kinds("prov:Entity")
    yield "dcterms:title", Node(source.title, is_text=True, language=source.langid)
    yield "dcterms:source", Node(source.url)
    if source.publisher in ledger.publishers:
        yield "prov:wasAttributedTo", Node(_publisher(site, source.publisher))
    # Evidence may name an origin that the source itself is not said to have.
    for origin in (source.origin, *(item.origin for _, item in ledger.citing(source.id))):
        if origin in ledger.origins:
            yield "prov:hadPrimarySource", Node(_origin(site, str(origin)))
    yield from _dated(source.date.machine() if source.date else None)


def _of_publisher(ledger: Ledger, site: Publication, publisher: Publisher) -> Iterator[Told]:
    yield from _kinds("prov:Agent", "prov:Organization")
    yield "rdfs:label", Node(publisher.name, is_text=True)


def _of_origin(ledger: Ledger, site: Publication, origin: Origin) -> Iterator[Told]:
    yield from _kinds("prov:Entity")
    yield "rdfs:label", Node(origin.name, is_text=True, language="en")


def _kinds(*kinds: str) -> Iterator[Told]:
    for kind in kinds:
        prefix, _, name = kind.partition(":")
        yield "rdf:type", Node(PREFIXES[prefix] + name)


def _dated(day: str | None) -> Iterator[Told]:
    if day and len(day) in _DATES:
        yield "dcterms:date", Node(day, is_text=True, datatype=_DATES[len(day)])


def _editors(site: Publication) -> str:
    return site.url("method.html")


def _finding(site: Publication, claim: Claim) -> str:
    return f"{site.claim(claim.id)}#finding"


def _review(site: Publication, claim: Claim) -> str:
    return f"{site.claim(claim.id)}#reviewing"


def _page(site: Publication, source: str) -> str:
    return site.url(f"sources/{source}.html")


def _publisher(site: Publication, identity: str) -> str:
    return site.url(f"sources.html#from-{identity}")


def _origin(site: Publication, identity: str) -> str:
    return site.url(f"data/entities.json#origins-{identity}")


def _json_ld(subject: str, found: Iterable[Told]) -> bytes:
    held: dict[str, Any] = {"@id": _iri(subject)}
    for predicate, node in found:
        if predicate == "rdf:type":
            held.setdefault("@type", []).append(_iri(node.value))
        else:
            held.setdefault(predicate, []).append(_value(node))
    return canonical(held)


def _value(node: Node) -> dict[str, str]:
    if not node.is_text:
        return {"@id": _iri(node.value)}
    more = {"@language": node.language.lower(), "@type": node.datatype}
    return {"@value": node.value, **{key: one for key, one in more.items() if one}}


def _turtle(subject: str, found: Iterable[Told]) -> bytes:
    begun = f"<{_iri(subject)}>"
    lines = [f"{begun} {predicate} {_written(node)} .\n" for predicate, node in found]
    return "".join(lines).encode()


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
