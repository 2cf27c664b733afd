"""Where each finding comes from, in PROV-O and CiTO: as JSON-LD and as Turtle, the same triples.

A claim is an entity; its review is an activity that used the sources and made the finding. How a
source bears on the claim is said in CiTO's words. A publisher is an agent, an origin that somebody
else's source carries is its primary source.
Terms: https://www.w3.org/TR/prov-o/ and http://purl.org/spar/cito/
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from build_tools.exports.canonical import canonical, of_known
from build_tools.exports.export_file import LICENCE_ADDRESS, ExportFile, Publication
from build_tools.facts.dates import When, once_for_each_date
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Origin, Publisher, Record, Source, Stance, Verdict

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
# To write each subject by itself takes longer, to write all at once much room.
_AT_ONCE = 64
_BARRED = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_KIND = "rdf:type"
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


class Node(NamedTuple):
    """The object of a triple, an address or a text, as Turtle and as JSON-LD have it."""

    turtle: str
    json_ld: Mapping[str, str]


_JSON_LD = attrgetter("json_ld")
# What is told of a subject: predicates, each with its objects in their order.
Told = Mapping[str, Sequence[Node]]
_Teller = Callable[[Ledger, Publication, Any], Iterator[tuple[Node, Told]]]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the graph in both forms, written side by side, some subjects after the others."""
    graph, lines = io.BytesIO(), io.BytesIO()
    for name, address in PREFIXES.items():
        lines.write(f"@prefix {name}: <{address}> .\n".encode())
    before = b'{"@context":' + canonical(dict(PREFIXES)) + b',"@graph":['
    found = subjects(ledger, site)
    while some := list(islice(found, _AT_ONCE)):
        graph.write(before + of_known([_json_ld(*one) for one in some])[1:-1])
        lines.write("".join(_turtle(*one) for one in some).encode())
        before = b","
    graph.write(b"]}")
    words = "Where each finding comes from, in PROV-O and CiTO"
    yield ExportFile("data/provenance.jsonld", graph.getvalue(), f"{words}, as JSON-LD.", SCHEMA)
    yield ExportFile("data/provenance.ttl", lines.getvalue(), f"{words}, as Turtle.", SCHEMA)


def subjects(ledger: Ledger, site: Publication) -> Iterator[tuple[Node, Told]]:
    """Yield every subject in its order, with all that is told of it.

    What stands on the page of a claim comes right after it.
    """
    found: dict[str, tuple[_Teller, Record | None]] = {_editors(site): (_of_editors, None)}
    for claim in ledger.claims.values():
        found[site.claim(claim.id)] = _of_claim, claim
    for source in ledger.sources.values():
        found[_page(site, source.id)] = _of_source, source
    for publisher in ledger.publishers.values():
        found[_publisher(site, publisher.id)] = _of_publisher, publisher
    for origin in ledger.origins.values():
        found[_origin(site, origin.id)] = _of_origin, origin
    for subject in sorted(found):
        tell, record = found[subject]
        yield from tell(ledger, site, record)


def _of_editors(ledger: Ledger, site: Publication, nothing: None) -> Iterator[tuple[Node, Told]]:
    told = {**_kinds("prov:Agent", "prov:Organization"), "rdfs:label": [_text(site.name)]}
    yield _node(_editors(site)), told


def _of_claim(ledger: Ledger, site: Publication, claim: Claim) -> Iterator[tuple[Node, Told]]:
    """Yield the claim, its finding and the reviewing of it."""
    # A source that bears on two parts of a claim is one source.
    names = dict.fromkeys([item.source for item in claim.evidence])
    pages = {name: _page(site, name) for name in names if name in ledger.sources}
    page = _iri(site.claim(claim.id))
    one, finding, reviewing = map(_node_of, (page, f"{page}#finding", f"{page}#reviewing"))
    # Of addresses, those of claims come first, however the sources are called.
    used = [one, *_at(*pages.values())]
    yield (
        one,
        {
            **_kinds("prov:Entity", "schema:Claim"),
            "rdfs:label": [_text(claim.claim, language="en")],
            **_bearing(claim, pages),
        },
    )
    yield (
        finding,
        {
            **_kinds("prov:Entity", "schema:Review"),
            "prov:wasGeneratedBy": [reviewing],
            "prov:wasDerivedFrom": used,
            "schema:itemReviewed": [one],
            "schema:reviewBody": [_text(claim.finding, language="en")],
            "dcterms:type": _verdict(claim.verdict),
            "dcterms:license": _LICENCE,
            **_dated(claim.checked.date),
        },
    )
    yield (
        reviewing,
        {
            **_kinds("prov:Activity"),
            "prov:wasAssociatedWith": _at(_editors(site)),
            "prov:used": used,
        },
    )


def _bearing(claim: Claim, pages: Mapping[str, str]) -> Told:
    """Return how the claim's sources, those that have a page, bear on it."""
    found: dict[str, set[str]] = {}
    for item in claim.evidence:
        if page := pages.get(item.source):
            found.setdefault(_BEARS[item.stance], set()).add(page)
            if item.quote:
                found.setdefault("cito:includesQuotationFrom", set()).add(page)
    return {predicate: _at(*held) for predicate, held in found.items()}


def _of_source(ledger: Ledger, site: Publication, source: Source) -> Iterator[tuple[Node, Told]]:
    known = [source.publisher] if source.publisher in ledger.publishers else []
    # Evidence may name an origin that the source itself is not said to have.
    named = {source.origin, *(item.origin for _, item in ledger.citing(source.id))}
    told = {
        **_kinds("prov:Entity"),
        "dcterms:title": [_text(source.title, language=source.langid)],
        "dcterms:source": [_node(source.url)],
        "prov:wasAttributedTo": _at(*(_publisher(site, one) for one in known)),
        "prov:hadPrimarySource": _at(
            *(_origin(site, str(one)) for one in named if one in ledger.origins)
        ),
        **_dated(source.date),
    }
    yield _node(_page(site, source.id)), {one: nodes for one, nodes in told.items() if nodes}


def _of_publisher(
    ledger: Ledger, site: Publication, publisher: Publisher
) -> Iterator[tuple[Node, Told]]:
    told = {**_kinds("prov:Agent", "prov:Organization"), "rdfs:label": [_text(publisher.name)]}
    yield _node(_publisher(site, publisher.id)), told


def _of_origin(ledger: Ledger, site: Publication, origin: Origin) -> Iterator[tuple[Node, Told]]:
    told = {**_kinds("prov:Entity"), "rdfs:label": [_text(origin.name, language="en")]}
    yield _node(_origin(site, origin.id)), told


@cache
def _kinds(*kinds: str) -> Told:
    names = (kind.split(":") for kind in kinds)
    return {_KIND: _at(*(PREFIXES[prefix] + name for prefix, name in names))}


@once_for_each_date
def _dated(when: When | None) -> Told:
    day = when.machine() if when else None
    if day is None or len(day) not in _DATES:
        return {}
    return {"dcterms:date": [_text(day, datatype=_DATES[len(day)])]}


def _at(*addresses: str) -> list[Node]:
    """Return addresses that are named again and again, each once and in their order."""
    return list(map(_kept_node, sorted(set(addresses)) if len(addresses) > 1 else addresses))


def _node(address: str) -> Node:
    return _node_of(_iri(address))


def _node_of(iri: str) -> Node:
    return Node(f"<{iri}>", {"@id": iri})


_kept_node = lru_cache(maxsize=4096)(_node)
_LICENCE = [_node_of(LICENCE_ADDRESS)]


@cache
def _verdict(verdict: Verdict) -> list[Node]:
    return [_text(verdict.value)]


def _text(text: str, language: str = "", datatype: str = "") -> Node:
    # Turtle 1.1, production 22 (STRING_LITERAL_QUOTE): what may not stand there bare.
    bare = text.replace("\\", "\\\\").replace('"', '\\"')
    bare = bare.replace("\n", "\\n").replace("\r", "\\r")
    if language:
        tag = language.lower()
        return Node(f'"{bare}"@{tag}', {"@value": text, "@language": tag})
    if datatype:
        return Node(f'"{bare}"^^{datatype}', {"@value": text, "@type": datatype})
    return Node(f'"{bare}"', {"@value": text})


def _editors(site: Publication) -> str:
    return site.url("method.html")


def _page(site: Publication, source: str) -> str:
    return site.url(f"sources/{source}.html")


def _publisher(site: Publication, identity: str) -> str:
    return site.url(f"sources.html#from-{identity}")


def _origin(site: Publication, identity: str) -> str:
    return site.url(f"data/entities.json#origins-{identity}")


def _json_ld(subject: Node, told: Told) -> dict[str, Any]:
    held: dict[str, Any] = {name: list(map(_JSON_LD, nodes)) for name, nodes in told.items()}
    kinds = [one["@id"] for one in held.pop(_KIND)]
    return {**subject.json_ld, "@type": kinds, **held}


def _turtle(subject: Node, told: Told) -> str:
    lines = [
        f"{subject.turtle} {name} {node.turtle} .\n" for name in sorted(told) for node in told[name]
    ]
    return "".join(lines)


def _iri(address: str) -> str:
    """Return the address without what no IRI may hold (Turtle 1.1, production 18)."""
    return _BARRED.sub(lambda one: f"%{ord(one[0]):02X}", address)
