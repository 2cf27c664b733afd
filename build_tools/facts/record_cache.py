"""What is worked out of a record once for each ledger, because rules, pages and data all ask."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Record

Answer = TypeVar("Answer")
Held = TypeVar("Held", bound=Record)


def once(work_out: Callable[[Ledger, Held], Answer]) -> Callable[[Ledger, Held], Answer]:
    """Return the function with its answers kept as long as the ledger is."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def answer(ledger: Ledger, record: Held) -> Answer:
        known: dict[str, tuple[Held, Answer]]
        try:
            known = ledger.answers[name]
        except KeyError:  # once, and it costs the other askings nothing
            known = ledger.answers[name] = {}
        found = known.get(record.id)
        # A draft may have the id of a record and be another one.
        if found is None or found[0] is not record:
            found = known[record.id] = record, work_out(ledger, record)
        return found[1]

    return answer
