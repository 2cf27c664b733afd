"""Describes the declared fields of a model for forms, drafts, schemas, exports and messages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.facts.dates import When
from build_tools.facts.records.fields import Block


class Shape(StrEnum):
    """A kind of field value that exports and forms distinguish."""

    TEXT = "text"
    WHOLE = "whole number"
    TRUTH = "true or false"
    DATE = "date"
    PART = "part"
    PARTS = "parts"
    TEXTS = "texts"
    NAMED = "texts by name"


@dataclass(frozen=True)
class FieldSpec:
    """A field: its name in files, its attribute in Python and its declaration.

    ``types`` contains the annotation and everything inside the annotation: members of unions,
    items, metadata.
    """

    name: str
    attribute: str
    info: FieldInfo
    types: tuple[Any, ...]

    @property
    def description(self) -> str:
        """The sentence that explains the field, or ""."""
        return self.info.description or ""

    @property
    def is_required(self) -> bool:
        """Whether a record must have the field."""
        return self.info.is_required()

    @property
    def may_lack(self) -> bool:
        """Whether the field is None if a record omits it."""
        return self.info.default is None

    @property
    def good(self) -> Any:
        """An example of a good value, or None."""
        return self.info.examples[0] if self.info.examples else None

    @property
    def bad(self) -> Any:
        """An example of a bad value, or None."""
        extra = self.info.json_schema_extra
        return extra.get("bad") if isinstance(extra, dict) else None

    @cached_property
    def part(self) -> type[BaseModel] | None:
        """The model of the field's value or items, or None for plain values."""
        return next((kind for kind in self.types if _is_class(kind, BaseModel)), None)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values that an enumeration allows in the field, or none for any other type."""
        kinds = (kind for kind in self.types if _is_class(kind, StrEnum))
        return tuple(choice.value for kind in kinds for choice in kind)

    @cached_property
    def is_block(self) -> bool:
        """Whether files contain the text as a block, even if the text is short."""
        return any(isinstance(kind, Block) for kind in self.types)

    @cached_property
    def max_length(self) -> int | None:
        """The maximum number of characters in a text, or None without a limit."""
        limits = (getattr(kind, "max_length", None) for kind in self.types)
        return min((limit for limit in limits if isinstance(limit, int)), default=None)

    @cached_property
    def shape(self) -> Shape:
        """The kind of the field's value. Raises TypeError if the kind is unknown."""
        origins = [get_origin(kind) for kind in self.types]
        if dict in origins:
            return Shape.NAMED
        if tuple in origins:
            return Shape.PARTS if self.part else Shape.TEXTS
        if self.part:
            return Shape.PART
        for kind, shape in ((When, Shape.DATE), (bool, Shape.TRUTH), (int, Shape.WHOLE)):
            if kind in self.types:
                return shape
        if not any(_is_class(kind, str) for kind in self.types):
            raise TypeError(f"The field {self.name} has no known shape: {self.types}.")
        return Shape.TEXT


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, FieldSpec]:
    """Return a model's fields by their names in files, in order of declaration."""
    specs = (
        FieldSpec(info.alias or attribute, attribute, info, tuple(_types(info)))
        for attribute, info in model.model_fields.items()
    )
    return {spec.name: spec for spec in specs}


def model_at(model: type[BaseModel], names: tuple[str, ...]) -> type[BaseModel] | None:
    """Return the model of the value at a path of field names, starting from ``model``, or None."""
    current: type[BaseModel] | None = model
    for name in names:
        spec = fields_of(current).get(name) if current else None
        current = spec.part if spec else None
    return current


def _types(info: FieldInfo) -> Iterator[Any]:
    yield info.annotation
    yield from _flat(info.metadata)
    yield from _inside(info.annotation)


def _inside(annotation: Any) -> Iterator[Any]:
    for argument in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield argument
        yield from _inside(argument)
        if isinstance(argument, FieldInfo):
            yield from _flat(argument.metadata)


def _flat(metadata: Any) -> Iterator[Any]:
    for item in metadata:
        yield item
        if isinstance(item, FieldInfo):
            yield from item.metadata


def _is_class(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
