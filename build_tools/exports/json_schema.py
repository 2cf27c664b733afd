"""Writes JSON Schemas (2020-12) for published records, from the declared fields, with pydantic.

The schemas in ``schema/`` describe the records that people write. The schemas from this module
describe the records that we publish: dates are in four forms, all fields are present, and computed
values are under ``computed``.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from build_tools.exports.plain_values import DATE_PARTS
from build_tools.facts.records import Record
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# For each model of a record or part, the model of its computed values.
Computed = Mapping[type[BaseModel], type[BaseModel]]


class Closed(BaseModel):
    """An object that has only the declared fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PublishedDate(Closed):
    """A date in four forms."""

    written: str = Field(description=DATE_PARTS["written"])
    earliest: str | None = Field(description=DATE_PARTS["earliest"])
    latest: str | None = Field(description=DATE_PARTS["latest"])
    words: str = Field(description=DATE_PARTS["words"])


_TYPES: Mapping[Shape, Any] = {
    Shape.TEXT: str,
    Shape.WHOLE: int,
    Shape.TRUTH: bool,
    Shape.DATE: PublishedDate,
    Shape.TEXTS: list[str],
    Shape.NAMED: dict[str, str],
}


def published(model: type[BaseModel], computed: Computed) -> type[BaseModel]:
    """Return the published form of a model, for a record or for a part of a record."""
    fields: dict[str, Any] = {}
    if issubclass(model, Record):
        fields["id"] = (str, Field(description="The record's id, which never changes."))
    for name, spec in fields_of(model).items():
        fields[name] = (_type(spec, computed), Field(description=spec.description))
    if model in computed:
        fields["computed"] = (computed[model], ...)
    return create_model(model.__name__, __base__=Closed, **fields)


def _type(spec: FieldSpec, computed: Computed) -> Any:
    annotation = _TYPES.get(spec.shape)
    if spec.part:
        part = published(spec.part, computed)
        annotation = list[part] if spec.shape is Shape.PARTS else part  # type: ignore[valid-type]
    if spec.choices:
        annotation = Literal[spec.choices]
    return Optional[annotation] if spec.may_lack else annotation  # noqa: UP045


class _Untitled(GenerateJsonSchema):
    """A schema generator without the titles that pydantic would derive from field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schemas_of(files: Mapping[str, tuple[str, Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Yield the schema of each file. ``files`` maps each address to a title and an object's fields.

    Pydantic describes all files in a single call, which takes half the time of separate calls.
    """
    models = [_file_model(title, fields) for title, fields in files.values()]
    inputs: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "validation") for model in models
    ]
    references, described = models_json_schema(inputs, schema_generator=_Untitled)
    definitions = described["$defs"]
    for address, model in zip(files, models, strict=True):
        name = _referred(references[model, "validation"])[0]
        needed = _needed(definitions, definitions[name])
        parts = {"$defs": {part: definitions[part] for part in sorted(needed)}} if needed else {}
        yield {"$schema": DIALECT, "$id": address, **definitions[name], **parts}


def _file_model(title: str, fields: Mapping[str, Any]) -> type[BaseModel]:
    required: dict[str, Any] = {name: (kind, ...) for name, kind in fields.items()}
    return create_model(title, __base__=Closed, **required)


def _needed(definitions: Mapping[str, Any], schema: Any) -> set[str]:
    """Return the names of the definitions that a schema refers to, directly or indirectly."""
    needed: set[str] = set()
    waiting = list(_referred(schema))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(_referred(definitions[name]))
    return needed


def _referred(schema: Any) -> list[str]:
    """Return the names of the definitions that a schema refers to directly."""
    if isinstance(schema, dict):
        own = [schema["$ref"].rpartition("/")[2]] if "$ref" in schema else []
        return own + [name for value in schema.values() for name in _referred(value)]
    if isinstance(schema, list):
        return [name for value in schema for name in _referred(value)]
    return []
