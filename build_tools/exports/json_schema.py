"""Writes JSON Schemas (2020-12) of published records, by pydantic, from the fields as declared.

The schemas in ``schema/`` are of what people write. These are of what is published: dates in four
forms, every field present, and what the build works out under ``computed``.
"""

from collections.abc import Mapping
from typing import Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from build_tools.exports.plain_values import DATE_PARTS
from build_tools.facts.records import Record
from build_tools.facts.records.field_specs import FieldSpec, Shape, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# The model of what the build works out for each kind of record or part.
Computed = Mapping[type[BaseModel], type[BaseModel]]


class Closed(BaseModel):
    """An object with these fields and no others."""

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
    """Return the model of a record, or of a part of one, as it is published."""
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
    """Leaves out the titles that pydantic would make from the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_of(address: str, title: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a file at ``address`` that is an object with these fields."""
    required: dict[str, Any] = {name: (kind, ...) for name, kind in fields.items()}
    model = create_model(title, __base__=Closed, **required)
    schema = model.model_json_schema(schema_generator=_Untitled)
    return {"$schema": DIALECT, "$id": address, **schema}
