"""Stores values computed from a ledger or record for as long as the ledger exists.

Rules, pages and open data share these values.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Record

Value = TypeVar("Value")
AnyRecord = TypeVar("AnyRecord", bound=Record)


def once_per_ledger(compute: Callable[[Ledger], Value]) -> Callable[[Ledger], Value]:
    """Return the function, changed to store its result in the ledger."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def stored(ledger: Ledger) -> Value:
        if name not in ledger.answers:
            ledger.answers[name] = compute(ledger)
        value: Value = ledger.answers[name]
        return value

    return stored


def memoized_per_ledger(
    compute: Callable[[Ledger, AnyRecord], Value],
) -> Callable[[Ledger, AnyRecord], Value]:
    """Return the function, changed to store its result for each record in the ledger."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def stored(ledger: Ledger, record: AnyRecord) -> Value:
        values: dict[str, tuple[AnyRecord, Value]] = ledger.answers.setdefault(name, {})
        known = values.get(record.id)
        # A draft may have the same id as another record.
        if known is None or known[0] is not record:
            known = values[record.id] = record, compute(ledger, record)
        return known[1]

    return stored
