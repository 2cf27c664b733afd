"""Records as plain values, and their fields as declared: what every format is made of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache, partial
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from build_tools.dates import When
from build_tools.records import Record

# A date in every export: as written, the first and last day it can be, and the words readers see.
DATE_PARTS = {
    "written": "as written, in EDTF",
    "earliest": "the first day it can be; none where the date is open",
    "latest": "the last day it can be; none where the date is open",
    "words": "in words",
}


class Shape(StrEnum):
    """What a field holds, as formats need to tell apart."""

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
    """One declared field: its name in files and in Python, its words, shape, model and choices."""

    name: str
    attribute: str
    description: str
    shape: Shape
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    may_lack: bool


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """Return the model's fields, in the order of declaration."""
    return tuple(
        _field(attribute, info.alias or attribute, info.description or "", info.annotation, info)
        for attribute, info in model.model_fields.items()
    )


def _field(attribute: str, name: str, description: str, annotation: Any, info: Any) -> Field:
    seen = list(_inside(annotation))
    kinds = [one for one in seen if isinstance(one, type)]
    model = next((one for one in kinds if issubclass(one, BaseModel)), None)
    enumeration = next((one for one in kinds if issubclass(one, StrEnum)), None)
    return Field(
        name=name,
        attribute=attribute,
        description=description,
        shape=_shape(seen, kinds, model),
        model=model,
        choices=tuple(one.value for one in enumeration) if enumeration else (),
        may_lack=info.default is None,
    )


def _shape(seen: list[Any], kinds: list[type], model: type[BaseModel] | None) -> Shape:
    origins = [get_origin(one) for one in seen]
    if dict in origins:
        return Shape.NAMED
    if tuple in origins:
        return Shape.PARTS if model else Shape.TEXTS
    if model:
        return Shape.PART
    for kind, shape in ((When, Shape.DATE), (bool, Shape.TRUTH), (int, Shape.WHOLE)):
        if kind in kinds:
            return shape
    if not any(issubclass(kind, str) for kind in kinds):
        raise TypeError(f"No export knows what to do with a field of {seen}.")
    return Shape.TEXT


def _inside(annotation: Any) -> Iterator[Any]:
    """Yield the annotation and everything that it is made of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _inside(argument)


@lru_cache(maxsize=4096)  # most dates of a project are the same few
def date_forms(when: When) -> tuple[str | None, ...]:
    """Return a date in the four forms of :data:`DATE_PARTS`, so that nobody needs to read EDTF."""
    return (
        when.written,
        when.earliest.iso() if when.earliest else None,
        when.latest.iso() if when.latest else None,
        when.words(),
    )


def plain(value: Any) -> Any:
    """Return a record, a part of one or a field's value as plain JSON values, nothing left out."""
    if value is None or type(value) is str:  # by far the most
        return value
    kind: type = type(value)
    return _maker(kind)(value)


@cache
def _maker(kind: type) -> Callable[[Any], Any]:
    """Return what makes plain values of this type."""
    if issubclass(kind, BaseModel):
        names = tuple((one.name, one.attribute) for one in fields_of(kind))
        return partial(_object, names, issubclass(kind, Record))
    if issubclass(kind, When):
        return lambda value: dict(zip(DATE_PARTS, date_forms(value), strict=True))
    if issubclass(kind, StrEnum):
        return lambda value: value.value
    if issubclass(kind, tuple):
        return lambda value: [plain(one) for one in value]
    if issubclass(kind, Mapping):
        return lambda value: {name: plain(one) for name, one in value.items()}
    return lambda value: value


def _object(names: tuple[tuple[str, str], ...], has_id: bool, value: Any) -> dict[str, Any]:
    """Return a record or a part of one, its values by the names that they have in files."""
    held = vars(value)  # quicker than getattr, and there are many
    found = {name: plain(held[attribute]) for name, attribute in names}
    return {"id": value.id, **found} if has_id else found
