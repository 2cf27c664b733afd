"""Turns plain values into records. Each validation error becomes a diagnostic at its location."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from build_tools.facts.diagnostics import Diagnostic, FilePlace, Place, Span
from build_tools.facts.records.field_specs import FieldSpec, fields_of, model_at
from build_tools.facts.records.fields import Record
from build_tools.facts.wording import as_sentence, clipped, did_you_mean, in_words, strange_letter

Shaped = TypeVar("Shaped", bound=Record)

RULE = "shape"
OF_TEXTS = ("string_type", "enum", "value_error", "bool_type", "int_type")
MADE_A_MAPPING = (
    "A colon and a space turn it into a mapping: put the whole text in quotation marks."
)


def to_record(
    model: type[Shaped], plain: Any, identity: str, place: Place
) -> tuple[Shaped | None, list[Diagnostic]]:
    """Return the record, or None and the diagnostics that say why the values are invalid."""
    if not isinstance(plain, dict):
        return None, [
            Diagnostic(
                place.span(), RULE, "A record must be a mapping of fields.", "Write `field: value`."
            )
        ]
    try:
        record = model.model_validate(plain)
    except ValidationError as error:
        return None, [_diagnostic(model, detail, place) for detail in error.errors()]
    record.placed(identity, place.path, place)
    return record, []


def _diagnostic(model: type[BaseModel], detail: ErrorDetails, place: Place) -> Diagnostic:
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    name = str(keys[-1]) if keys else "record"
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        fields = list(_fields_at(model, keys[:-1]))
        return Diagnostic(
            place.span(*keys, of_key=True),
            RULE,
            f'There is no field called "{clipped(name, 60)}" here.{strange_letter(name)}',
            did_you_mean(name, fields, f"the fields are {in_words(sorted(fields))}."),
        )
    if kind == "missing":
        return Diagnostic(
            place.span(*keys),
            RULE,
            f'The field "{name}" is missing.',
            as_sentence(f"Add `{name}:`. {_explanation(model, keys)}"),
        )
    message, hint = _in_words(kind, _named(keys), detail, context)
    hint = hint or _explanation(model, keys) or "Correct the value."
    return Diagnostic(place.span(*keys), RULE, as_sentence(message), as_sentence(hint))


def _named(keys: tuple[str | int, ...]) -> str:
    """Return the name of a value in messages: a field's name, or an item's number."""
    names = [key for key in keys if isinstance(key, str)]
    if not keys or not names:
        return "the record"
    last = keys[-1]
    return f'item {last + 1} of "{names[-1]}"' if isinstance(last, int) else f'"{last}"'


def _in_words(
    kind: str, name: str, detail: ErrorDetails, context: Mapping[str, Any]
) -> tuple[str, str]:
    """Return the message for an error and, for some kinds of error, a hint."""
    given, strange = clipped(str(detail["input"]), 60), strange_letter(str(detail["input"]))
    if isinstance(detail["input"], dict) and kind in OF_TEXTS:
        return f"{name} must be a text.", MADE_A_MAPPING
    if kind == "enum":
        allowed = [
            word.strip(" '") for word in str(context["expected"]).replace(" or ", ",").split(",")
        ]
        choice = did_you_mean(given, allowed, f"choose {in_words(allowed, 'or')}.")
        return f'"{given}" is not a value of {name}.{strange}', choice
    if kind == "value_error":
        message, _, hint = str(context["error"]).partition("\n")
        return message, hint
    if kind == "string_pattern_mismatch":
        return f'"{given}" does not have the form of {name}.{strange}', ""
    if kind == "string_too_short":
        return f"{name} is empty.", "Write the value, or delete the field."
    if kind == "string_too_long":
        return f"{name} has more than {context['max_length']} characters.", "Shorten it."
    if kind == "string_type":
        return f"{name} must be a text.", ""
    if kind in ("tuple_type", "list_type"):
        return f"{name} must be a list.", "Begin each item with `- `, or write [first, second]."
    if kind in ("dict_type", "model_type"):
        return f"{name} must be a mapping of fields.", "Write `field: value` on lines below it."
    return f"{name} cannot be read: {detail['msg']}.", ""


def _fields_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> Mapping[str, FieldSpec]:
    names = tuple(key for key in keys if isinstance(key, str))
    owner = model_at(model, names)
    return fields_of(owner) if owner else {}


def _explanation(model: type[BaseModel], keys: tuple[str | int, ...]) -> str:
    names = [key for key in keys if isinstance(key, str)]
    field = _fields_at(model, tuple(names[:-1])).get(names[-1]) if names else None
    if field is None:
        return ""
    example = f" For example: {field.good}" if field.good is not None else ""
    return f"{field.description}{example}"


def error_in_field(model: type[BaseModel], name: str, value: Any) -> Diagnostic | None:
    """Return the problem with the value of a field, or None. Other fields are ignored."""
    try:
        model.model_validate({name: value})
    except ValidationError as error:
        for detail in error.errors():
            if detail["loc"][:1] == (name,) and detail["type"] != "missing":
                return _diagnostic(model, detail, FilePlace(Span(name)))
    return None
