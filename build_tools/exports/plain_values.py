"""Turns records into plain values and describes their declared fields, for all formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from build_tools.facts.dates import When
from build_tools.facts.records import Record

# A date in every export: as written, its first and last possible day, and the words readers see.
DATE_PARTS = {
    "written": "as written, in EDTF",
    "earliest": "the first day it can be; none where the date is open",
    "latest": "the last day it can be; none where the date is open",
    "words": "in words",
}


class Shape(StrEnum):
    """The kinds of content that formats treat differently."""

    TEXT = "text"
    WHOLE = "whole number"
    TRUTH = "true or false"
    DATE = "date"
    PART = "part"
    PARTS = "parts"
    TEXTS = "texts"
    NAMED = "texts by name"


@dataclass(frozen=True, slots=True)
class Field:
    """A declared field: its name in files and in Python, description, shape, model and choices."""

    name: str
    attribute: str
    description: str
    shape: Shape
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    may_lack: bool


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the model's fields in the order of declaration."""
    return tuple(
        _field(attribute, info.alias or attribute, info.description or "", info.annotation, info)
        for attribute, info in model.model_fields.items()
    )


def _field(attribute: str, name: str, description: str, annotation: Any, info: Any) -> Field:
    pieces = list(_pieces(annotation))
    types = [piece for piece in pieces if isinstance(piece, type)]
    model = next((kind for kind in types if issubclass(kind, BaseModel)), None)
    enumeration = next((kind for kind in types if issubclass(kind, StrEnum)), None)
    return Field(
        name=name,
        attribute=attribute,
        description=description,
        shape=_shape(pieces, types, model),
        model=model,
        choices=tuple(choice.value for choice in enumeration) if enumeration else (),
        may_lack=info.default is None,
    )


def _shape(pieces: list[Any], types: list[type], model: type[BaseModel] | None) -> Shape:
    origins = [get_origin(piece) for piece in pieces]
    if dict in origins:
        return Shape.NAMED
    if tuple in origins:
        return Shape.PARTS if model else Shape.TEXTS
    if model:
        return Shape.PART
    for kind, shape in ((When, Shape.DATE), (bool, Shape.TRUTH), (int, Shape.WHOLE)):
        if kind in types:
            return shape
    if not any(issubclass(kind, str) for kind in types):
        raise TypeError(f"Exports cannot write a field of {pieces}.")
    return Shape.TEXT


def _pieces(annotation: Any) -> Iterator[Any]:
    """Yield the annotation and every type inside it."""
    yield annotation
    for argument in get_args(annotation):
        yield from _pieces(argument)


def date_forms(when: When) -> dict[str, str | None]:
    """Return a date in the four forms of :data:`DATE_PARTS`, so that nobody needs to read EDTF."""
    return {
        "written": when.written,
        "earliest": when.earliest.iso() if when.earliest else None,
        "latest": when.latest.iso() if when.latest else None,
        "words": when.words(),
    }


def members(part: BaseModel) -> dict[str, Any]:
    """Return the fields of a record, or of a part of one, by their names in files."""
    values = {field.name: getattr(part, field.attribute) for field in fields_of(type(part))}
    return {"id": part.id, **values} if isinstance(part, Record) else values


def plain(value: Any) -> dict[str, Any]:
    """Return a record, a part of one, or a date as an object that JSON can hold.

    Its values may be parts and dates in turn. Raises TypeError for anything else.
    """
    if isinstance(value, BaseModel):
        return members(value)
    if isinstance(value, When):
        return date_forms(value)
    raise TypeError(f"{type(value).__name__} is neither a part of a record nor a date.")
