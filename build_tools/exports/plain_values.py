"""Turns records and dates into plain values for all formats."""

from typing import Any

from pydantic import BaseModel

from build_tools.facts.dates import When
from build_tools.facts.records import Record
from build_tools.facts.records.field_specs import fields_of

# The forms of a date in every export: as written, the first and last possible day, and in words.
DATE_PARTS = {
    "written": "as written, in EDTF",
    "earliest": "the first possible day; none if the date is open",
    "latest": "the last possible day; none if the date is open",
    "words": "in words",
}


def date_forms(when: When) -> dict[str, str | None]:
    """Return a date in the four forms in :data:`DATE_PARTS`, for programs that cannot read EDTF."""
    return {
        "written": when.written,
        "earliest": when.earliest.iso() if when.earliest else None,
        "latest": when.latest.iso() if when.latest else None,
        "words": when.words(),
    }


def members(part: BaseModel) -> dict[str, Any]:
    """Return the fields of a record or a part by their names in files."""
    specs = fields_of(type(part)).values()
    values = {spec.name: getattr(part, spec.attribute) for spec in specs}
    return {"id": part.id, **values} if isinstance(part, Record) else values


def plain(value: Any) -> dict[str, Any]:
    """Return a record, a part of a record or a date as an object for JSON.

    The values in the object may themselves be parts and dates. Raises TypeError if the value is
    something else.
    """
    if isinstance(value, BaseModel):
        return members(value)
    if isinstance(value, When):
        return date_forms(value)
    raise TypeError(f"{type(value).__name__} is neither a part of a record nor a date.")
