"""Completes an article's fields, and marks an unknown date or publisher as unknown."""

from collections.abc import Mapping
from typing import Any

from build_tools.editing.drafts import host_of
from build_tools.facts.dates import today

_FIELDS = ("title", "publisher", "date", "url")
# The values for unknown fields, in the readers' language.
_UNKNOWN: Mapping[str, Mapping[str, str]] = {
    "en": {
        "publisher": "Publisher not known",
        "date_basis": "No date was given. This is the day on which the text was taken in.",
    },
    "es": {
        "publisher": "Medio no indicado",
        "date_basis": "No se indicó la fecha. Este es el día en que se tomó el texto.",
    },
}


def known_fields(old: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of the present record, without the values for unknown fields."""
    fields = {name: str(old[name]) for name in _FIELDS if old.get(name)}
    if _is_ours(old, "date_basis"):
        fields.pop("date", None)
    if _is_ours(old, "publisher") or fields.get("publisher") == host_of(fields.get("url", "")):
        fields.pop("publisher", None)
    return fields


def whole_fields(
    chosen: Mapping[str, str], old: Mapping[str, Any], site_lang: str
) -> dict[str, str]:
    """Return the chosen fields, and the values for unknown fields.

    The caller must remove empty fields from the record.
    """
    words = _UNKNOWN.get(site_lang.partition("-")[0], _UNKNOWN["en"])
    fields = {name: value for name, value in chosen.items() if value}
    fields.setdefault("publisher", host_of(fields.get("url", "")) or words["publisher"])
    if "date" not in fields:
        date = old.get("date") or today()
        return {**fields, "date": str(date), "date_basis": words["date_basis"]}
    return {**fields, "date_basis": ""} if _is_ours(old, "date_basis") else fields


def _is_ours(old: Mapping[str, Any], name: str) -> bool:
    return any(old.get(name) == words[name] for words in _UNKNOWN.values())
