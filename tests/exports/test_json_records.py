"""Tests that the exported JSON equals the ledger without the article's text."""

import json
from collections.abc import Iterator
from typing import Any, get_origin

import jsonschema
import pytest
from pydantic import BaseModel

from build_tools.exports import plain_values, tables
from build_tools.exports.canonical import canonical
from build_tools.exports.formats.json_records import ENTITIES
from build_tools.exports.json_schema import published
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Article, Claim, Record
from build_tools.facts.records.field_specs import fields_of
from tests.exports.conftest import SITE, made_by
from tests.hostile import hostile


def as_written(value: Any) -> Any:
    """Return an exported value with dates as in a record file, and without ``computed``."""
    if isinstance(value, dict):
        if set(value) == set(plain_values.DATE_PARTS):
            return value["written"]
        return {key: as_written(item) for key, item in value.items() if key != "computed"}
    return [as_written(item) for item in value] if isinstance(value, list) else value


def as_recorded(record: Record) -> dict[str, Any]:
    """Return the record as exported by pydantic, which our export does not use."""
    return {"id": record.id, **record.model_dump(mode="json", by_alias=True)}


def loaded(ledger: Ledger) -> dict[str, Any]:
    return {
        path: json.loads(file.data)
        for path, file in made_by("json_records", ledger).items()
        if not path.startswith("data/schema/")
    }


def test_every_record_is_read_back_unchanged(any_ledger: Ledger) -> None:
    found = loaded(any_ledger)
    held = {
        "claims": found["data/claims.json"]["claims"],
        "redirects": found["data/claims.json"]["redirects"],
        "sources": found["data/sources.json"]["sources"],
        "articles": found["data/articles.json"]["articles"],
        **{kind: found["data/entities.json"][kind] for kind in ENTITIES},
    }
    for kind, records in held.items():
        expected = [as_recorded(item) for item in getattr(any_ledger, kind).values()]
        assert as_written(records) == expected, kind
    # Texts of sources are stored only to check quotations, and are not republished. Outlines are
    # other people's work. Texts in the settings belong to the site and are not facts.
    others = {"records", "snapshots", "maps", "site_texts"}
    assert set(any_ledger.__dataclass_fields__) - others == set(held)


def test_each_claim_has_a_file_with_the_same_data_as_in_the_list(any_ledger: Ledger) -> None:
    found = loaded(any_ledger)
    listed = {claim["id"]: claim for claim in found["data/claims.json"]["claims"]}
    own = {path: item for path, item in found.items() if path.startswith("data/claims/")}
    assert set(own) == {f"data/claims/{name}.json" for name in any_ledger.claims}
    for path, item in own.items():
        assert item["claim"] == listed[path[12:-5]]


def test_each_other_record_has_a_file_with_the_same_data_as_in_the_list(any_ledger: Ledger) -> None:
    found = loaded(any_ledger)
    lists = {
        "sources": ("source", found["data/sources.json"]["sources"]),
        "articles": ("article", found["data/articles.json"]["articles"]),
        **{kind: (single, found["data/entities.json"][kind]) for kind, single in ENTITIES.items()},
    }
    for kind, (single, listed) in lists.items():
        own = {
            path: item[single] for path, item in found.items() if path.startswith(f"data/{kind}/")
        }
        assert own == {f"data/{kind}/{item['id']}.json": item for item in listed}, kind


def test_every_file_is_canonical_and_fits_its_schema(any_ledger: Ledger) -> None:
    files = made_by("json_records", any_ledger)
    schemas = {path: file for path, file in files.items() if path.startswith("data/schema/")}
    used = set()
    for path, file in files.items():
        if path in schemas:
            continue
        value = json.loads(file.data)
        assert canonical(value) == file.data, path
        assert file.schema is not None
        if file.schema in used and not path.endswith(("hostile.json", "two-crossings.json")):
            continue  # one file of each kind is enough, because the list has all records
        used.add(file.schema)
        schema = json.loads(schemas[file.schema].data)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(value)
    # A kind without records has a schema but no files.
    kinds = [*ENTITIES.values(), "article"]
    kinds += ["claim"] if not any_ledger.claims else []
    kinds += ["source"] if not any_ledger.sources else []
    single = {f"data/schema/{kind}.schema.json" for kind in kinds}
    assert used | single == set(schemas)


def test_a_schema_rejects_undeclared_and_missing_fields(tiny_ledger: Ledger) -> None:
    schema = json.loads(made_by("json_records", tiny_ledger)["data/schema/claim.schema.json"].data)
    value = loaded(tiny_ledger)["data/claims/two-crossings.json"]
    check = jsonschema.Draft202012Validator(schema)
    assert check.is_valid(value)
    for change in ({"verdict": "true"}, {"extra": 1}, {"when": "2023"}, {"embeds": 1}):
        assert not check.is_valid({**value, "claim": {**value["claim"], **change}}), change
    del value["claim"]["finding"]
    assert not check.is_valid(value)
    description = schema["$defs"]["Claim"]["properties"]["verdict"]["description"]
    assert description == Claim.model_fields["verdict"].description


def test_each_date_is_exported_with_its_bounds_and_words(tiny_ledger: Ledger) -> None:
    when = loaded(tiny_ledger)["data/claims/crossings-are-a-threat.json"]["claim"]["when"]
    assert when == {
        "written": "2023-08~",
        "earliest": "2023-08-01",
        "latest": "2023-08-31",
        "words": "about August 2023",
    }
    place = loaded(tiny_ledger)["data/entities.json"]["places"][0]
    assert place["periods"][0]["when"]["latest"] is None


def test_computed_values_are_published(tiny_ledger: Ledger) -> None:
    found = loaded(tiny_ledger)
    computed = found["data/claims/two-crossings.json"]["claim"]["computed"]
    assert computed["page"] == SITE.address + "/claims/two-crossings.html"
    assert computed["counts_as"] == ["lrt", "russian-state"]
    unchecked = {"result": "uncheckable", "checked_against": None, "unseen": []}
    assert computed["quotations"] == [unchecked, None]
    assert computed["origins"]["supports"] == [
        {"evidence": [1], "id": "lrt", "name": "LRT"},
        {"evidence": [2], "id": "russian-state", "name": "Russian state (TASS)"},
    ]
    assert computed["origins"]["contradicts"] == []
    assert computed["support"] == "paraphrase"
    assert {condition["words"]: condition["met"] for condition in computed["conditions"]} == {
        "two or more independent origins in support": True,
        "at least one of them says so directly": True,
        "no unresolved evidence against it": True,
    }
    said = found["data/claims/crossings-are-a-threat.json"]["claim"]["computed"]
    assert said["embedded_by"] == ["said-threat"]
    source = next(item for item in found["data/sources.json"]["sources"] if "tass" in item["id"])
    assert source["computed"]["cited_by"] == ["two-crossings"]
    assert source["computed"]["publisher"] == "tass"
    assert source["computed"]["title_origin"] == "ours"
    (article,) = found["data/articles.json"]["articles"]
    assert [sentence["computed"]["claims"] for sentence in article["sentences"]] == [
        ["two-crossings"],
        [],
    ]


def test_no_sentence_of_the_article_is_republished(any_ledger: Ledger) -> None:
    written = b"".join(item.data for item in made_by("json_records", any_ledger).values()).decode()
    quoted = {place.quote for claim in any_ledger.claims.values() for place in claim.appears_in}
    # A claim may have the same words as a short sentence.
    quoted |= {claim.claim for claim in any_ledger.claims.values()}
    for article in any_ledger.articles.values():
        quoted |= {article.title, article.byline}
    for article in any_ledger.articles.values():
        assert isinstance(article, Article)
        for sentence in article.sentences:
            words = article.words_of(sentence)
            if len(words) < 12:
                continue  # a time in a film, such as “0:00”, may also be in other texts
            own = {quote for quote in quoted if quote and words.strip(". ") in quote}
            assert own or json.dumps(words, ensure_ascii=False)[1:-1] not in written


def test_hostile_text_is_read_back_unchanged(hostile_ledger: Ledger) -> None:
    claim = loaded(hostile_ledger)["data/claims/hostile.json"]["claim"]
    assert claim["claim"] == hostile("claim")
    assert claim["evidence"][0]["quote"]["translation"] == hostile("translation")
    assert claim["revisions"][0]["from"] == hostile("from")


def test_an_unsupported_kind_of_field_raises_an_error() -> None:
    class Odd(Record):
        number: float

    with pytest.raises(TypeError, match="number"):
        published(Odd, {})


def types_in(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str, type]]:
    """Yield each type declared for a field of the model or of its parts."""
    for name, spec in fields_of(model).items():
        for kind in spec.types:
            if get_origin(kind) is None and isinstance(kind, type):
                yield model, name, kind
                if issubclass(kind, BaseModel):
                    yield from types_in(kind)


def test_a_record_cannot_contain_a_fractional_number() -> None:
    # Without fractions, JSON with sorted names is canonical according to RFC 8785: see
    # ``canonical``.
    for model, _, _ in tables.RECORDS.values():
        for owner, name, kind in types_in(model):
            if kind is not type(None):
                assert issubclass(kind, (str, int, When, BaseModel)), (owner, name, kind)


def test_field_names_are_ascii() -> None:
    for model, _, _ in tables.RECORDS.values():
        assert all(name.isascii() for name in fields_of(model))
