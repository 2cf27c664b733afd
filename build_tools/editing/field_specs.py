"""The declared fields of a model, as writing needs them: name, order, parts, and what to say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.facts.records.fields import Block


@dataclass(frozen=True, slots=True)
class Declared:
    """One field: its name in the file, the model of its parts, and how its text is laid out."""

    name: str
    attribute: str
    info: FieldInfo
    part: type[BaseModel] | None
    is_block: bool

    @property
    def bad(self) -> Any:
        """The example of what not to write, or None."""
        extra = self.info.json_schema_extra
        return extra.get("bad") if isinstance(extra, dict) else None

    @property
    def good(self) -> Any:
        """The example of what to write, or None."""
        return self.info.examples[0] if self.info.examples else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that it may have, where they are few and named."""
        annotations = (self.info.annotation, *get_args(self.info.annotation))
        found = [one for one in annotations if isinstance(one, type) and issubclass(one, StrEnum)]
        return tuple(choice.value for one in found for choice in one)


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Declared]:
    """Return the model's fields by their name in the file, in the order of declaration."""
    found = {}
    for attribute, info in model.model_fields.items():
        seen = [info.annotation, *info.metadata, *_inside(info.annotation)]
        part = next((one for one in seen if _is_model(one)), None)
        is_block = any(isinstance(one, Block) for one in seen)
        name = info.alias or attribute
        found[name] = Declared(name, attribute, info, part, is_block)
    return found


def _inside(annotation: Any) -> Iterator[Any]:
    """Yield everything an annotation is made of: the members of unions, tuples and Annotated."""
    for argument in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield argument
        yield from _inside(argument)


def _is_model(one: Any) -> bool:
    return isinstance(one, type) and issubclass(one, BaseModel)
