"""JSON (RFC 8785): every record with all its fields, and beside them what the build works out.

Dates stand in four forms. ``computed`` holds what is no field: addresses, the origins that count,
the conditions of the verdict. Of a checked article only its data are held, never its text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.exports.canonical import canonical, ready
from build_tools.exports.file import LICENCE, RIGHTS, ExportFile, Publication
from build_tools.exports.kept import kept
from build_tools.exports.plain import plain
from build_tools.ledger import Ledger
from build_tools.origins import origin_of
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
_PAGES = ("countries", "people", "organisations", "places")


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield one file for each kind of record, and one for each record."""
    yield from made(ledger, site)


@kept
def made(ledger: Ledger, site: Publication) -> tuple[ExportFile, ...]:
    """Return those files; other formats are made of them too."""
    return tuple(_made(ledger, site))


def _made(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    # A claim is written once, and stands as it is in the file of all and in its own.
    claims = {name: canonical(claim_data(ledger, site, one)) for name, one in ledger.claims.items()}
    redirects = [plain(one) for one in ledger.redirects.values()]
    sources = {
        name: canonical(source_data(ledger, site, one)) for name, one in ledger.sources.items()
    }
    articles = {
        name: canonical(article_data(ledger, site, one)) for name, one in ledger.articles.items()
    }
    entities = {
        kind: {one.id: canonical(_entity(site, kind, one)) for one in _of(ledger, kind)}
        for kind in ENTITIES
    }
    words = "Every claim with its evidence, verdict and history, and what is left of former claims."
    yield _whole("claims", words, claims=_all(claims), redirects=redirects)
    yield _whole("sources", "Every source, with the claims that cite it.", sources=_all(sources))
    words = "Countries, people, organisations, places, topics, publishers, origins and owners."
    yield _whole("entities", words, **{kind: _all(held) for kind, held in entities.items()})
    words = "The checked articles, sentence by sentence, without their text."
    yield _whole("articles", words, articles=_all(articles))
    yield from _each("claims", "claim", claims)
    yield from _each("sources", "source", sources)
    yield from _each("articles", "article", articles)
    for kind, single in ENTITIES.items():
        yield from _each(kind, single, entities[kind])


def _all(written: Mapping[str, bytes]) -> list[Any]:
    return [ready(one) for one in written.values()]


def _each(kind: str, single: str, written: Mapping[str, bytes]) -> Iterator[ExportFile]:
    """Yield a file for each record of a kind."""
    for name, data in written.items():
        yield ExportFile(
            f"data/{kind}/{name}.json",
            canonical({**_head(), single: ready(data)}),
            f"The {single} {name}.",
            f"data/schema/{single}.schema.json",
        )


def _whole(name: str, description: str, **records: Iterable[Any]) -> ExportFile:
    return ExportFile(
        f"data/{name}.json",
        canonical({**_head(), **records}),
        description,
        f"data/schema/{name}.schema.json",
    )


def _head() -> dict[str, Any]:
    return {"version": VERSION, "licence": LICENCE, "rights": RIGHTS}


@kept
def plain_claims(ledger: Ledger, site: Publication) -> Mapping[str, Mapping[str, Any]]:
    """Return every claim's own fields as JSON values, by id; hashes are of them too."""
    return {name: plain(one) for name, one in ledger.claims.items()}


def claim_data(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any]:
    """Return a claim's fields, and what the build works out for it."""
    computed = {
        "page": site.claim(claim.id),
        "record": claim.path,
        "counts_as": [
            origin_of(item, ledger.sources, ledger.publishers) for item in claim.evidence
        ],
        "origins": {
            "supports": _voices(ledger, claim, Stance.SUPPORTS),
            "contradicts": _voices(ledger, claim, Stance.CONTRADICTS),
            "all": _voices(ledger, claim),
        },
        "conditions": [
            {"words": one.words, "met": one.met, "found": one.found}
            for one in conditions(ledger, claim)
        ],
        "embedded_by": [one.id for one in ledger.embedding(claim.id)],
    }
    return {**plain_claims(ledger, site)[claim.id], "computed": computed}


def _voices(ledger: Ledger, claim: Claim, *stances: Stance) -> list[dict[str, Any]]:
    numbers = {id(item): number for number, item in enumerate(claim.evidence, 1)}
    return [
        {
            "id": voice.id,
            "name": origin_name(ledger, voice.id),
            "evidence": [numbers[id(item)] for item in voice.items],
        }
        for voice in ledger.voices(claim, *stances)
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


def _of(ledger: Ledger, kind: str) -> Iterable[Record]:
    found: Mapping[str, Record] = getattr(ledger, kind)
    return found.values()


def _entity(site: Publication, kind: str, record: Record) -> dict[str, Any]:
    page = site.url(f"{kind}/{record.id}.html") if kind in _PAGES else None
    return {**plain(record), "computed": {"page": page, "record": record.path}}
