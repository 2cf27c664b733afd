"""Writes every record as JSON (RFC 8785), with all fields and the computed values.

Dates are in four forms. ``computed`` contains addresses, independent origins, the conditions for
the verdict, and the results of checking quotations. We publish data about checked articles, but
never their text.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field

from build_tools.exports.canonical import canonical, read_back
from build_tools.exports.export_file import ExportFile, rights
from build_tools.exports.json_schema import DIALECT, Closed, published, schemas_of
from build_tools.exports.plain_values import members
from build_tools.exports.stored_values import stored_in_ledger
from build_tools.facts.articles import page_of
from build_tools.facts.catalogue import N_, FilledMessage
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import Voice
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import (
    Article,
    Claim,
    Record,
    Redirect,
    Sentence,
    Source,
    Stance,
    TitleOrigin,
)
from build_tools.quotations.check import of_claim
from build_tools.quotations.support import Support, support_of
from build_tools.rules.permitted_verdict import conditions
from build_tools.views.parts.reference import origin_name
from build_tools.views.publication import Publication

# Raise this number if a name or a meaning changes, but not for a new field.
VERSION = 1

# Each kind of entity, and the singular of its name.
ENTITIES: Mapping[str, str] = {
    "countries": N_("country"),
    "people": N_("person"),
    "organisations": N_("organisation"),
    "places": N_("place"),
    "topics": N_("topic"),
    "publishers": N_("publisher"),
    "origins": N_("origin"),
    "owners": N_("owner"),
}
_SINGULARS = {
    "claims": N_("claim"),
    "sources": N_("source"),
    "articles": N_("article"),
    **ENTITIES,
}
_MODELS: Mapping[str, type[Record]] = {
    "claims": Claim,
    "sources": Source,
    "articles": Article,
    **{kind: VOCABULARY[kind] for kind in ENTITIES},
}
_PAGES = ("countries", "people", "organisations", "places", "topics")

# Each file that contains many records, and the file's description.
COLLECTIONS: Mapping[str, str] = {
    "claims": N_(
        "Every claim with its evidence, verdict and history, and what became of claims that "
        "moved or were withdrawn."
    ),
    "sources": N_("Every source, with the claims that cite it."),
    "entities": N_(
        "Countries, people, organisations, places, topics, publishers, origins and owners."
    ),
    "articles": N_("The checked articles, sentence by sentence, without their text."),
}

TITLE_ORIGIN = (
    "Whose words the title has: the published title, the words of the address, or ours. Brackets "
    "mark the last two; from an address, only the words are the publisher's, not capitals, accents "
    "and punctuation."
)
# The JSON of each record, by kind and id.
Records = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Computed(Closed):
    """Computed values that every record has."""

    page: str | None = Field(description="The address of its page, if it has one.")
    record: str = Field(description="The file that it is in.")


class ComputedSource(Computed):
    """Computed values of a source."""

    publisher: str = Field(description="The publisher's id.")
    title_origin: TitleOrigin = Field(description=TITLE_ORIGIN)
    cited_by: tuple[str, ...] = Field(description="The claims that cite it.")


class ComputedSentence(Closed):
    """Computed values of a sentence in an article."""

    claims: tuple[str, ...] = Field(description="The claims that appear in it.")


class IndependentOrigin(Closed):
    """An independent origin, and the numbers of its evidence items, from 1."""

    id: str
    name: str
    evidence: tuple[int, ...]


class Origins(Closed):
    """The independent origins for a claim, the origins against the claim, and all origins."""

    supports: tuple[IndependentOrigin, ...]
    contradicts: tuple[IndependentOrigin, ...]
    all: tuple[IndependentOrigin, ...]


class Condition(Closed):
    """A condition of the verdict, whether it is met, and the evidence that meets it."""

    words: str
    met: bool
    found: str


class QuotationResult(Closed):
    """How a quotation from a source was checked."""

    result: str = Field(description="Its class in the quotation contract.")
    checked_against: Literal["page", "excerpt"] | None = Field(
        description="The text with which it was compared; null if nothing is stored."
    )
    unseen: tuple[str, ...] = Field(
        description="The sides on which the excerpt ends within twelve words of it."
    )


class ComputedClaim(Computed):
    """Computed values of a claim."""

    counts_as: tuple[str, ...] = Field(
        description="For each evidence item, the origin it counts under."
    )
    origins: Origins = Field(
        description="The independent origins, with the numbers of their evidence, from 1."
    )
    quotations: tuple[QuotationResult | None, ...] = Field(
        description="For each evidence item, how its quotation was checked, if it has one."
    )
    conditions: tuple[Condition, ...] = Field(
        description="A condition of the verdict, whether it is met, and the evidence."
    )
    support: Support = Field(
        description="How the evidence behind the verdict supports it: by a quotation that its "
        "source's stored text contains, by paraphrase, in part, or by no source. For a verdict of "
        "misleading or wrong, this is the evidence against the claim."
    )
    embedded_by: tuple[str, ...] = Field(
        description="The claims that report that someone made this claim."
    )


_COMPUTED: Mapping[type[BaseModel], type[BaseModel]] = {
    **dict.fromkeys(_MODELS.values(), Computed),
    Claim: ComputedClaim,
    Source: ComputedSource,
    Sentence: ComputedSentence,
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield a file for each collection, a file for each record, and all schemas."""
    all_records = records(ledger, site)
    for name in COLLECTIONS:
        yield collection(ledger, all_records, name)
    for kind, singular in _SINGULARS.items():
        schema = f"data/schema/{singular}.schema.json"
        for identity, record in all_records[kind].items():
            data = canonical({**_head(ledger), singular: record})
            description = FilledMessage(
                N_("The %(kind)s %(id)s."),
                kind=FilledMessage(singular),
                id=_name_of(record, identity),
            )
            yield ExportFile(f"data/{kind}/{identity}.json", data, description, schema)
    yield from _schemas(site)


def _name_of(record: Mapping[str, Any], identity: str) -> str:
    """Return the record's name, or its id if it has no name.

    The page of open data sets words between backticks as code, so it shows the id of a record
    whose name contains backticks.
    """
    name = str(record.get("name", identity))
    return identity if "`" in name else name


def _head(ledger: Ledger) -> dict[str, Any]:
    licence = ledger.records.licence.name
    return {"version": VERSION, "licence": licence, "rights": rights(ledger)}


def collection(ledger: Ledger, all_records: Records, name: str) -> ExportFile:
    """Return a file with many records, which is named in :data:`COLLECTIONS`."""
    kinds = ENTITIES if name == "entities" else (name,)
    contents: dict[str, Any] = {kind: list(all_records[kind].values()) for kind in kinds}
    if name == "claims":
        contents["redirects"] = list(ledger.redirects.values())
    return ExportFile(
        f"data/{name}.json",
        canonical({**_head(ledger), **contents}),
        COLLECTIONS[name],
        f"data/schema/{name}.schema.json",
    )


@stored_in_ledger
def records(ledger: Ledger, site: Publication) -> Records:
    """Return every record's fields and ``computed`` values, as a program reads them."""
    records: Records = {
        "claims": {name: _claim(ledger, site, claim) for name, claim in ledger.claims.items()},
        "sources": {name: _source(ledger, site, source) for name, source in ledger.sources.items()},
        "articles": {
            name: _article(ledger, site, article) for name, article in ledger.articles.items()
        },
        **{kind: _entities(ledger, site, kind) for kind in ENTITIES},
    }
    plain_records: Records = read_back(records)
    return plain_records


def _claim(ledger: Ledger, site: Publication, claim: Claim) -> dict[str, Any]:
    computed = ComputedClaim(
        page=site.claim(claim.id),
        record=claim.path,
        counts_as=tuple(ledger.counts_as(claim)),
        origins=_origins(ledger, claim),
        quotations=_quotations(ledger, claim),
        conditions=tuple(
            Condition(words=condition.words, met=condition.met, found=condition.status)
            for condition in conditions(ledger, claim)
        ),
        support=support_of(ledger, claim),
        embedded_by=tuple(other.id for other in ledger.embedding(claim.id)),
    )
    return {**members(claim), "computed": computed}


def _quotations(ledger: Ledger, claim: Claim) -> tuple[QuotationResult | None, ...]:
    results = {
        quotation.index: QuotationResult(
            result=quotation.kind.value,
            checked_against=quotation.against.value if quotation.against else None,
            unseen=tuple(side.value for side in quotation.unseen),
        )
        for quotation in of_claim(ledger, claim)
    }
    return tuple(results.get(index) for index in range(len(claim.evidence)))


def _origins(ledger: Ledger, claim: Claim) -> Origins:
    numbers = {id(item): number for number, item in enumerate(claim.evidence, 1)}

    def origins(voices: Iterable[Voice]) -> tuple[IndependentOrigin, ...]:
        return tuple(
            IndependentOrigin(
                id=voice.id,
                name=origin_name(ledger, voice.id),
                evidence=tuple(numbers[id(item)] for item in voice.items),
            )
            for voice in voices
        )

    return Origins(
        supports=origins(ledger.voices(claim, Stance.SUPPORTS)),
        contradicts=origins(ledger.voices(claim, Stance.CONTRADICTS)),
        all=origins(ledger.voices(claim)),
    )


def _source(ledger: Ledger, site: Publication, source: Source) -> dict[str, Any]:
    computed = ComputedSource(
        page=site.url(f"sources/{source.id}.html"),
        record=source.path,
        publisher=source.publisher,
        title_origin=source.title_origin,
        cited_by=tuple(sorted({claim.id for claim, _ in ledger.citing(source.id)})),
    )
    return {**members(source), "computed": computed}


def _article(ledger: Ledger, site: Publication, article: Article) -> dict[str, Any]:
    """Return the data about an article, and the claims that appear in each sentence."""
    sentences = []
    for sentence in article.sentences:
        claims = tuple(ledger.ids_in_sentence(article.id, sentence.id))
        sentences.append({**members(sentence), "computed": ComputedSentence(claims=claims)})
    computed = Computed(page=site.url(page_of(ledger, article.id)), record=article.path)
    return {**members(article), "sentences": sentences, "computed": computed}


def _entities(ledger: Ledger, site: Publication, kind: str) -> dict[str, dict[str, Any]]:
    entities: Mapping[str, Record] = getattr(ledger, kind)
    computed = {
        name: Computed(
            page=site.url(f"{kind}/{name}.html") if kind in _PAGES else None, record=entity.path
        )
        for name, entity in entities.items()
    }
    return {
        name: {**members(entity), "computed": computed[name]} for name, entity in entities.items()
    }


def _schemas(site: Publication) -> Iterator[ExportFile]:
    """Yield a schema for each kind of file. The schemas do not depend on the records."""
    models = {kind: published(model, _COMPUTED) for kind, model in _MODELS.items()}
    lists: dict[str, Any] = {kind: list[model] for kind, model in models.items()}  # type: ignore[valid-type]
    redirects: Any = list[published(Redirect, _COMPUTED)]  # type: ignore[misc]
    contents: dict[str, dict[str, Any]] = {
        **{_SINGULARS[kind]: {_SINGULARS[kind]: model} for kind, model in models.items()},
        "claims": {"claims": lists["claims"], "redirects": redirects},
        "sources": {"sources": lists["sources"]},
        "entities": {kind: lists[kind] for kind in ENTITIES},
        "articles": {"articles": lists["articles"]},
    }
    head = {"version": Literal[VERSION], "licence": str, "rights": str}
    paths = {f"data/schema/{name}.schema.json": name for name in contents}
    files = {
        site.url(path): (
            f"{name}.json" if name in COLLECTIONS else f"One {name}",
            {**head, **contents[name]},
        )
        for path, name in paths.items()
    }
    for (path, name), schema in zip(paths.items(), schemas_of(files), strict=True):
        if name in COLLECTIONS:
            description = FilledMessage(N_("JSON Schema for %(file)s."), file=f"{name}.json")
        else:
            what = N_("JSON Schema for a record (%(kind)s) as JSON.")
            description = FilledMessage(what, kind=FilledMessage(name))
        yield ExportFile(path, canonical(schema), description, DIALECT)
