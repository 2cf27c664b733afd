"""Two states of a record, field by field: what it says counts, not how its file is laid out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from build_tools.changes.comparison import FieldChange
from build_tools.facts.records.fields import Part

Item = TypeVar("Item")

# What names an item of a list, so that it is known again when something else in it changed.
_NAMING = ("id", "source", "article", "sentence", "claim", "what", "title")


def plain(part: Part) -> dict[str, Any]:
    """Return the part as a file would hold it, white space and defaults made even."""
    return {key: _even(value) for key, value in part.model_dump(mode="json", by_alias=True).items()}


def _even(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_even(item) for item in value]
    if isinstance(value, dict):
        return {key: _even(item) for key, item in value.items()}
    return value


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], above: str = ""
) -> Iterator[FieldChange]:
    """Yield every field that differs; ``above`` is the name of what holds the two."""
    for key in dict.fromkeys((*before, *after)):
        name = f"{above}.{key}" if above else key
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            yield from differences(one, other, name)
        elif isinstance(one, list) and isinstance(other, list):
            yield from _of_lists(name, one, other)
        else:
            yield FieldChange(name, one, other)


def _of_lists(name: str, before: list[Any], after: list[Any]) -> Iterator[FieldChange]:
    pairs = paired(before, after, (lambda item: item, naming))
    if all(one == other for one, other in pairs):
        yield FieldChange(name, before, after)
        return
    for one, other in pairs:
        if one is None or other is None:
            yield FieldChange(name, one, other)
        elif one != other:
            label = " ".join(str(part) for part in naming(other) or ())
            yield from differences(one, other, f"{name}[{label}]")


def naming(item: Any) -> tuple[Any, ...] | None:
    """Return what names an item among its neighbours; None where nothing does."""
    if not isinstance(item, dict):
        return None
    return tuple(item[key] for key in _NAMING if item.get(key) is not None) or None


def paired(
    before: Sequence[Item], after: Sequence[Item], keys: Iterable[Callable[[Item], Any]]
) -> list[tuple[Item | None, Item | None]]:
    """Return items of both with their like, by the first key that finds it; others stand alone.

    The order is that of ``after``, then what is gone. A key that is None finds nothing.
    """
    partner: dict[int, int] = {}
    left = list(range(len(before)))
    for key in keys:
        for number, item in enumerate(after):
            wanted = key(item)
            if number in partner or wanted is None:
                continue
            found = next((old for old in left if key(before[old]) == wanted), None)
            if found is not None:
                partner[number] = found
                left.remove(found)
    pairs: list[tuple[Item | None, Item | None]] = [
        (before[partner[number]] if number in partner else None, item)
        for number, item in enumerate(after)
    ]
    return pairs + [(before[old], None) for old in left]
