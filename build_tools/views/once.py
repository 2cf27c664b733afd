"""What views make of a record once for each ledger, because many pages show it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from build_tools.ledger import Ledger
from build_tools.records import Record

Shown = TypeVar("Shown")
Held = TypeVar("Held", bound=Record)


def once(make: Callable[[Ledger, Held], Shown]) -> Callable[[Ledger, Held], Shown]:
    """Return the function with its answers kept as long as the ledger is."""
    kept: WeakKeyDictionary[Ledger, dict[str, tuple[Held, Shown]]] = WeakKeyDictionary()

    @wraps(make)
    def made(ledger: Ledger, record: Held) -> Shown:
        known = kept.get(ledger)
        if known is None:
            known = kept[ledger] = {}
        held = known.get(record.id)
        # A draft may have the id of a record and be another one.
        if held is None or held[0] is not record:
            held = known[record.id] = record, make(ledger, record)
        return held[1]

    return made
