"""Records as plain values, and their fields as declared: what every format is made of."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from build_tools.facts.dates import When, once_for_each_date
from build_tools.facts.records import Record

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


@once_for_each_date
def date_forms(when: When) -> tuple[str | None, ...]:
    """Return a date in the four forms of :data:`DATE_PARTS`, so that nobody needs to read EDTF."""
    return (
        when.written,
        when.earliest.iso() if when.earliest else None,
        when.latest.iso() if when.latest else None,
        when.words(),
    )


def members(part: BaseModel) -> dict[str, Any]:
    """Return what a record or a part of one holds, by the names that it has in files."""
    names, has_id = _names(type(part))
    held = vars(part)  # quicker than getattr, and there are many
    found = {name: held[attribute] for name, attribute in names}
    return {"id": part.id, **found} if has_id else found  # type: ignore[attr-defined]


@cache
def _names(model: type[BaseModel]) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the names of fields, each in files and in Python, and whether there is an id too."""
    return tuple((one.name, one.attribute) for one in fields_of(model)), issubclass(model, Record)


def has_foreign_names(part: BaseModel) -> bool:
    """Tell whether there is any name in the record, as it is in files, that is no field's."""
    return any(map(vars(part).__getitem__, _with_foreign_names(type(part))))


@cache
def _with_foreign_names(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that may hold such names, themselves or in a part of what they hold."""
    return tuple(
        one.attribute
        for one in fields_of(model)
        if one.shape is Shape.NAMED or (one.model and _with_foreign_names(one.model))
    )


def unfolded(value: Any) -> dict[str, Any]:
    """Return a part of a record, or a date, as an object, for :func:`canonical` to write.

    What is in it is left as it is: texts, enumerations and lists are JSON already, and of each part
    in it the writer asks again. TypeError: it is neither.
    """
    kind: type = type(value)
    return _unfolder(kind)(value)


@cache
def _unfolder(kind: type) -> Callable[[Any], dict[str, Any]]:
    if issubclass(kind, BaseModel):
        return vars if _holds_its_members(kind) else members
    if issubclass(kind, When):
        return _date
    raise TypeError(f"{kind.__name__} is neither a part of a record nor a date.")


def _holds_its_members(model: type[BaseModel]) -> bool:
    """Tell whether objects hold just their fields, by their names in files: most parts do."""
    own = (one for kind in model.__mro__ for one in vars(kind).values())
    names, _ = _names(model)
    return all(name == attribute for name, attribute in names) and not any(
        isinstance(one, cached_property) for one in own
    )


@once_for_each_date
def _date(when: When) -> dict[str, Any]:
    return dict(zip(DATE_PARTS, date_forms(when), strict=True))
