"""Finds the required fields that a new record lacks, and explains fields."""

from collections.abc import Collection, Iterator

from pydantic import BaseModel

from build_tools.cli.new.fields import TODAY, Plain
from build_tools.facts.records.field_specs import Shape, fields_of
from build_tools.facts.wording import in_words

# The model, the name and the option of a required field.
Needed = tuple[type[BaseModel], str, str]


def missing_fields(model: type[BaseModel], plain: Plain, proposals: Collection[str]) -> list[str]:
    """Return the required fields without a value or a proposal, in order."""
    names = (name for name, spec in fields_of(model).items() if spec.is_required)
    return [name for name in names if not {name} & {*plain, *proposals, *TODAY}]


def missing_in_items(
    model: type[BaseModel], plain: Plain, path: str = "", besides: str = ""
) -> Iterator[Needed]:
    """Yield the required fields that items from the options lack, each with its ``--set`` option.

    ``besides`` is a field to skip.
    """
    for name, value in plain.items():
        spec = fields_of(model)[name]
        if not spec.part or name == besides:
            continue
        is_list = spec.shape is Shape.PARTS
        for number, item in enumerate(value if is_list else [value], 1):
            inner = f"{path}{name}.{number}." if is_list else f"{path}{name}."
            for part in missing_fields(spec.part, item, ()):
                yield spec.part, part, f"--set {inner}{part}"
            yield from missing_in_items(spec.part, item, inner)


def explained(model: type[BaseModel], name: str) -> str:
    """Return the description of a field, and its choices or an example."""
    spec = fields_of(model)[name]
    if spec.choices:
        return f"{spec.description} One of {in_words(spec.choices, 'or')}."
    good = ", ".join(spec.good) if isinstance(spec.good, list) else str(spec.good or "")
    return f"{spec.description} For example: {good.rstrip('.')}." if good else spec.description
