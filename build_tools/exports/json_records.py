"""JSON (RFC 8785): every record with all its fields, and beside them what the build works out.

Dates stand in four forms. ``computed`` holds what is no field: addresses, the origins that count,
the conditions of the verdict. Of a checked article only its data are held, never its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from build_tools.exports.canonical import canonical, joined
from build_tools.exports.file import LICENCE, RIGHTS, ExportFile, Publication
from build_tools.exports.kept import kept
from build_tools.exports.plain import plain
from build_tools.ledger import Ledger
from build_tools.origins import Voice, origin_of
from build_tools.records import Article, Claim, Record, Source, Stance
from build_tools.rules.fitting_verdict import conditions
from build_tools.views.reference import origin_name

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
_PAGES = ("countries", "people", "organisations", "places")

# Each file of many records: what it holds, in words.
WHOLE: Mapping[str, str] = {
    "claims": "Every claim with its evidence, verdict and history, and what is left of former "
    "claims.",
    "sources": "Every source, with the claims that cite it.",
    "entities": "Countries, people, organisations, places, topics, publishers, origins and owners.",
    "articles": "The checked articles, sentence by sentence, without their text.",
}

# By kind and id: a record with what the build works out of it, as canonical JSON.
Written = Mapping[str, Mapping[str, bytes]]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield one file for each kind of record, and one for each record."""
    held = written(ledger, site)
    for name in WHOLE:
        yield whole(ledger, held, name)
    for kind, single in _SINGLE.items():
        yield from _each(kind, single, held[kind])


@kept(times=2)
def written(ledger: Ledger, site: Publication) -> Written:
    """Return every record as canonical JSON: all these files and the bundle are made of these."""
    return {
        "claims": {
            name: canonical(claim_data(ledger, site, one)) for name, one in ledger.claims.items()
        },
        "sources": {
            name: canonical(source_data(ledger, site, one)) for name, one in ledger.sources.items()
        },
        "articles": {
            name: canonical(article_data(ledger, site, one))
            for name, one in ledger.articles.items()
        },
        **{
            kind: {one.id: canonical(_entity(site, kind, one)) for one in _of(ledger, kind)}
            for kind in ENTITIES
        },
    }


def _of(ledger: Ledger, kind: str) -> Iterable[Record]:
    found: Mapping[str, Record] = getattr(ledger, kind)
    return found.values()


def whole(ledger: Ledger, held: Written, name: str) -> ExportFile:
    """Return the file of one of :data:`WHOLE`."""
    kinds = ENTITIES if name == "entities" else (name,)
    records = {kind: tuple(held[kind].values()) for kind in kinds}
    if name == "claims":
        records["redirects"] = tuple(canonical(plain(one)) for one in ledger.redirects.values())
    return ExportFile(
        f"data/{name}.json",
        joined({**_head(), **records}),
        WHOLE[name],
        f"data/schema/{name}.schema.json",
    )


def _each(kind: str, single: str, held: Mapping[str, bytes]) -> Iterator[ExportFile]:
    """Yield a file for each record of a kind."""
    for name, data in held.items():
        yield ExportFile(
            f"data/{kind}/{name}.json",
            joined({**_head(), single: data}),
            f"The {single} {name}.",
            f"data/schema/{single}.schema.json",
        )


@cache
def _head() -> Mapping[str, bytes]:
    head = {"version": VERSION, "licence": LICENCE, "rights": RIGHTS}
    return {name: canonical(value) for name, value in head.items()}


def claim_data(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any]:
    """Return a claim's fields, and what the build works out for it."""
    numbers = {id(item): number for number, item in enumerate(claim.evidence, 1)}
    computed = {
        "page": site.claim(claim.id),
        "record": claim.path,
        "counts_as": [
            origin_of(item, ledger.sources, ledger.publishers) for item in claim.evidence
        ],
        "origins": {
            "supports": _voices(ledger, numbers, ledger.voices(claim, Stance.SUPPORTS)),
            "contradicts": _voices(ledger, numbers, ledger.voices(claim, Stance.CONTRADICTS)),
            "all": _voices(ledger, numbers, ledger.voices(claim)),
        },
        "conditions": [
            {"words": one.words, "met": one.met, "found": one.found}
            for one in conditions(ledger, claim)
        ],
        "embedded_by": [one.id for one in ledger.embedding(claim.id)],
    }
    return {**plain(claim), "computed": computed}


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


def source_data(ledger: Ledger, site: Publication, source: Source) -> dict[str, Any]:
    """Return a source's fields, and what follows from where it stands."""
    computed = {
        "page": site.url(f"sources/{source.id}.html"),
        "record": source.path,
        "publisher": source.publisher,
        "seen_as_published": source.seen_as_published,
        "cited_by": sorted({claim.id for claim, _ in ledger.citing(source.id)}),
    }
    return {**plain(source), "computed": computed}


def article_data(ledger: Ledger, site: Publication, article: Article) -> dict[str, Any]:
    """Return what is known of an article; each sentence with the claims that stand in it."""
    found: dict[str, Any] = plain(article)
    for sentence in found["sentences"]:
        claims = ledger.in_sentence(article.id, sentence["id"])
        sentence["computed"] = {"claims": [one.id for one in claims]}
    return {**found, "computed": {"page": site.url("coverage.html"), "record": article.path}}


def _entity(site: Publication, kind: str, record: Record) -> dict[str, Any]:
    page = site.url(f"{kind}/{record.id}.html") if kind in _PAGES else None
    return {**plain(record), "computed": {"page": page, "record": record.path}}
