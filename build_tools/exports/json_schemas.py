"""JSON Schema (2020-12) of every JSON file, from the fields as the records declare them.

The schemas in ``schema/`` are of what people write; these are of what is published: dates in four
forms, every field present, and what the build works out.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from build_tools.exports.canonical import canonical
from build_tools.exports.export_file import ExportFile, Publication
from build_tools.exports.json_records import ENTITIES, VERSION
from build_tools.exports.plain_values import DATE_PARTS, Field, Shape, fields_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import VOCABULARY
from build_tools.facts.records import Article, Claim, Redirect, Sentence, Source

NAME = "JSON Schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}
_PLAIN: dict[Shape, dict[str, Any]] = {
    Shape.TEXT: _TEXT,
    Shape.WHOLE: {"type": "integer"},
    Shape.TRUTH: {"type": "boolean"},
    Shape.TEXTS: _TEXTS,
    Shape.NAMED: {"type": "object", "additionalProperties": _TEXT},
    Shape.DATE: {"$ref": "#/$defs/date"},
}


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield a schema for each kind of file: they depend on no record."""
    claim = _record(Claim, _CLAIM)
    source = _record(Source, _SOURCE)
    article = _record(Article, _PLACED)
    entities = {kind: _record(VOCABULARY[kind], _PLACED) for kind in ENTITIES}
    single = {
        "claim": claim,
        "source": source,
        "article": article,
        **{ENTITIES[kind]: one for kind, one in entities.items()},
    }
    whole = {
        **{name: {name: one} for name, one in single.items()},
        "claims": {"claims": _list(claim), "redirects": _list(_record(Redirect))},
        "sources": {"sources": _list(source)},
        "entities": {kind: _list(one) for kind, one in entities.items()},
        "articles": {"articles": _list(article)},
    }
    for name, records in whole.items():
        path = f"data/schema/{name}.schema.json"
        head = {"version": {"const": VERSION}, "licence": _TEXT, "rights": _TEXT}
        schema = {
            "$schema": DIALECT,
            "$id": site.url(path),
            "title": f"{name}.json" if name not in single else f"One {name}",
            **_object({**head, **records}),
            "$defs": {"date": _date()},
        }
        yield ExportFile(path, canonical(schema), f"JSON Schema of the {name} in JSON.", DIALECT)


def _date() -> dict[str, Any]:
    written = ("written", "words")
    kinds = {name: _TEXT if name in written else _MAYBE for name in DATE_PARTS}
    return _object({name: {**kinds[name], "description": DATE_PARTS[name]} for name in DATE_PARTS})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _record(model: type[BaseModel], computed: dict[str, Any] | None = None) -> dict[str, Any]:
    properties = {"id": {**_TEXT, "description": "The record's id, which never changes."}}
    properties.update(_properties(model))
    if computed:
        properties["computed"] = _object(computed)
    return _object(properties)


def _properties(model: type[BaseModel]) -> dict[str, Any]:
    found = {one.name: _value(one) for one in fields_of(model)}
    if model is Sentence:
        found["computed"] = _object({"claims": _TEXTS})
    return found


def _value(field: Field) -> dict[str, Any]:
    value: dict[str, Any]
    if field.model:
        inner = _object(_properties(field.model))
        value = _list(inner) if field.shape is Shape.PARTS else inner
    else:
        value = {**_PLAIN[field.shape]}
    if field.choices:
        value["enum"] = list(field.choices)
    if field.may_lack:
        value = {"anyOf": [value, {"type": "null"}]}
    return {**value, "description": field.description}


_PLACED = {
    "page": {**_MAYBE, "description": "The address of its page, where it has one."},
    "record": {**_TEXT, "description": "The file that it stands in."},
}
_SOURCE = {
    **_PLACED,
    "publisher": {**_TEXT, "description": "The publisher's id."},
    "seen_as_published": {
        "type": "boolean",
        "description": "False where the title is our own wording.",
    },
    "cited_by": {**_TEXTS, "description": "The claims that cite it."},
}
_VOICES = _list(
    _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "evidence": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        }
    )
)
_CLAIM = {
    **_PLACED,
    "counts_as": {**_TEXTS, "description": "For each evidence item, the origin it counts under."},
    "origins": {
        **_object({"supports": _VOICES, "contradicts": _VOICES, "all": _VOICES}),
        "description": "The independent origins, with the numbers of their evidence, from 1.",
    },
    "conditions": {
        **_list(_object({"words": _TEXT, "met": {"type": "boolean"}, "found": _TEXT})),
        "description": "What the verdict needs, whether it holds, and what was found.",
    },
    "embedded_by": {**_TEXTS, "description": "The claims that say that somebody said this one."},
}
