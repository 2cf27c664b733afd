"""JSON (RFC 8785): every record with all its fields, and beside them what the build works out.

Dates stand in four forms. ``computed`` holds what is no field: addresses, the origins that count,
the conditions of the verdict. Of a checked article only its data are held, never its text.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from build_tools.exports.canonical import braced, canonical, joined, member, of_known, parted
from build_tools.exports.export_file import LICENCE, RIGHTS, ExportFile, Publication
from build_tools.exports.plain_values import has_foreign_names, members, unfolded
from build_tools.exports.shared_results import kept
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import Voice
from build_tools.facts.records import Article, Claim, Record, Source, Stance
from build_tools.rules.permitted_verdict import conditions
from build_tools.views.parts.reference import origin_name

NAME = "JSON"
# Raised when a name or a meaning changes; a new field alone raises nothing.
VERSION = 1

# Each kind of entity, with the word for one.
ENTITIES: Mapping[str, str] = {
    "countries": "country",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "topics": "topic",
    "publishers": "publisher",
    "origins": "origin",
    "owners": "owner",
}
_SINGLE = {"claims": "claim", "sources": "source", "articles": "article", **ENTITIES}
_HEAD: Mapping[str, Any] = {"version": VERSION, "licence": LICENCE, "rights": RIGHTS}
_PAGES = ("countries", "people", "organisations", "places")

# Each file of many records: what it holds, in words.
WHOLE: Mapping[str, str] = {
    "claims": "Every claim with its evidence, verdict and history, and what is left of former "
    "claims.",
    "sources": "Every source, with the claims that cite it.",
    "entities": "Countries, people, organisations, places, topics, publishers, origins and owners.",
    "articles": "The checked articles, sentence by sentence, without their text.",
}


class Written(NamedTuple):
    """A record as canonical JSON with what the build works out of it.

    ``digest`` is the SHA-256, in hexadecimal digits, of the same without the record's ``computed``.
    """

    data: bytes
    digest: str


# By kind and id.
AllWritten = Mapping[str, Mapping[str, Written]]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield one file for each kind of record, and one for each record."""
    held = written(ledger, site)
    for name in WHOLE:
        yield whole(ledger, held, name)
    for kind, single in _SINGLE.items():
        yield from _each(kind, single, held[kind])


@kept(times=2)
def written(ledger: Ledger, site: Publication) -> AllWritten:
    """Return every record as canonical JSON: all these files and the bundle are made of these."""
    return {
        "claims": {one.id: _claim(ledger, site, one) for one in ledger.claims.values()},
        "sources": {one.id: _source(ledger, site, one) for one in ledger.sources.values()},
        "articles": {one.id: _article(ledger, site, one) for one in ledger.articles.values()},
        **{
            kind: {one.id: _entity(site, kind, one) for one in _of(ledger, kind)}
            for kind in ENTITIES
        },
    }


def _of(ledger: Ledger, kind: str) -> Iterable[Record]:
    found: Mapping[str, Record] = getattr(ledger, kind)
    return found.values()


def whole(ledger: Ledger, held: AllWritten, name: str) -> ExportFile:
    """Return the file of one of :data:`WHOLE`."""
    kinds = ENTITIES if name == "entities" else (name,)
    records = {kind: [one.data for one in held[kind].values()] for kind in kinds}
    if name == "claims":
        records["redirects"] = [canonical(one, unfolded) for one in ledger.redirects.values()]
    return ExportFile(
        f"data/{name}.json",
        joined({**{one: canonical(value) for one, value in _HEAD.items()}, **records}),
        WHOLE[name],
        f"data/schema/{name}.schema.json",
    )


def _each(kind: str, single: str, held: Mapping[str, Written]) -> Iterator[ExportFile]:
    """Yield a file for each record of a kind."""
    before, after = parted(_HEAD, single)
    schema = f"data/schema/{single}.schema.json"
    for name, one in held.items():
        data = braced(before, member(single, one.data), after)
        yield ExportFile(f"data/{kind}/{name}.json", data, f"The {single} {name}.", schema)


def _written(record: Record, own: Mapping[str, Any], computed: Mapping[str, Any]) -> Written:
    """Write the fields of a record, once for both forms."""
    # No record has a fraction, and few have names of objects that are not those of fields.
    write = canonical if has_foreign_names(record) else of_known
    before, after = parted(own, "computed", unfolded, write)
    data = braced(before, member("computed", of_known(computed)), after)
    return Written(data, hashlib.sha256(braced(before, after)).hexdigest())


def _claim(ledger: Ledger, site: Publication, claim: Claim) -> Written:
    """Return a claim's fields, and what the build works out for it."""
    computed = {
        "page": site.claim(claim.id),
        "record": claim.path,
        "counts_as": ledger.counts_as(claim),
        "origins": _origins(ledger, claim),
        "conditions": [
            {"words": one.words, "met": one.met, "found": one.found}
            for one in conditions(ledger, claim)
        ],
        "embedded_by": ledger.ids_embedding.get(claim.id, ()),
    }
    return _written(claim, members(claim), computed)


def _origins(ledger: Ledger, claim: Claim) -> dict[str, Any]:
    """Return the origins in support of a claim, those against it, and all."""
    numbers = {id(item): number for number, item in enumerate(claim.evidence, 1)}
    everybody, in_support = ledger.voices(claim), ledger.voices(claim, Stance.SUPPORTS)
    told = _voices(ledger, numbers, everybody)
    return {
        # Mostly they are the same.
        "supports": told if in_support is everybody else _voices(ledger, numbers, in_support),
        "contradicts": _voices(ledger, numbers, ledger.voices(claim, Stance.CONTRADICTS)),
        "all": told,
    }


def _voices(
    ledger: Ledger, numbers: Mapping[int, int], found: Iterable[Voice]
) -> list[dict[str, Any]]:
    """Return voices with the numbers of their evidence; ``numbers`` has one for each item."""
    return [
        {
            "id": voice.id,
            "name": origin_name(ledger, voice.id),
            "evidence": [numbers[id(item)] for item in voice.items],
        }
        for voice in found
    ]


def _source(ledger: Ledger, site: Publication, source: Source) -> Written:
    """Return a source's fields, and what follows from where it stands."""
    computed = {
        "page": site.url(f"sources/{source.id}.html"),
        "record": source.path,
        "publisher": source.publisher,
        "seen_as_published": source.seen_as_published,
        "cited_by": sorted(ledger.ids_citing.get(source.id, ())),
    }
    return _written(source, members(source), computed)


def _article(ledger: Ledger, site: Publication, article: Article) -> Written:
    """Return what is known of an article; each sentence with the claims that stand in it."""
    sentences = [
        {
            **members(one),
            "computed": {"claims": ledger.ids_in_sentence(article.id, one.id)},
        }
        for one in article.sentences
    ]
    computed = {"page": site.url("coverage.html"), "record": article.path}
    return _written(article, {**members(article), "sentences": sentences}, computed)


def _entity(site: Publication, kind: str, record: Record) -> Written:
    page = site.url(f"{kind}/{record.id}.html") if kind in _PAGES else None
    return _written(record, members(record), {"page": page, "record": record.path})
