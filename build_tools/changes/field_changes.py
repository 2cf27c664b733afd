"""Compares two states of a record field by field, and ignores the formatting of the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from build_tools.changes.comparison import FieldChange
from build_tools.facts.records.fields import Part

Item = TypeVar("Item")

# Fields that identify a list item even if its other fields change.
_IDENTIFYING = ("id", "source", "article", "sentence", "claim", "what", "title")


def single_spaced(text: str) -> str:
    """Return the text on a single line, with single spaces."""
    return " ".join(text.split())


def plain(part: Part) -> dict[str, Any]:
    """Return the fields of a part as in a file, with single spaces and all defaults."""
    data = part.model_dump(mode="json", by_alias=True)
    return {key: _normal(value) for key, value in data.items()}


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return single_spaced(value)
    if isinstance(value, list):
        return [_normal(item) for item in value]
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    return value


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], above: str = ""
) -> Iterator[FieldChange]:
    """Yield each changed field. ``above`` is the path of the field that contains these fields."""
    for key in dict.fromkeys((*before, *after)):
        name = f"{above}.{key}" if above else key
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from differences(old, new, name)
        elif isinstance(old, list) and isinstance(new, list):
            yield from _list_differences(name, old, new)
        else:
            yield FieldChange(name, old, new)


def _list_differences(name: str, before: list[Any], after: list[Any]) -> Iterator[FieldChange]:
    pairs = paired(before, after, (lambda item: item, identifying))
    if all(old == new for old, new in pairs):
        yield FieldChange(name, before, after)
        return
    for old, new in pairs:
        if old is None or new is None:
            yield FieldChange(name, old, new)
        elif old != new:
            label = " ".join(str(part) for part in identifying(new) or ())
            yield from differences(old, new, f"{name}[{label}]")


def identifying(item: Any) -> tuple[Any, ...] | None:
    """Return the values that identify an item in its list, or None if there are none."""
    if not isinstance(item, dict):
        return None
    return tuple(item[key] for key in _IDENTIFYING if item.get(key) is not None) or None


def paired(
    before: Sequence[Item], after: Sequence[Item], keys: Iterable[Callable[[Item], Any]]
) -> list[tuple[Item | None, Item | None]]:
    """Pair items with the same key, by the first key that matches. All other items stay unpaired.

    The pairs are in the order of ``after``, and removed items follow. A key of None never matches.
    """
    partner: dict[int, int] = {}
    unpaired = list(range(len(before)))
    for key in keys:
        for number, item in enumerate(after):
            wanted = key(item)
            if number in partner or wanted is None:
                continue
            match = next((old for old in unpaired if key(before[old]) == wanted), None)
            if match is not None:
                partner[number] = match
                unpaired.remove(match)
    pairs: list[tuple[Item | None, Item | None]] = [
        (before[partner[number]] if number in partner else None, item)
        for number, item in enumerate(after)
    ]
    return pairs + [(before[old], None) for old in unpaired]
