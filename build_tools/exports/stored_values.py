"""Caches in the ledger the data that several formats use, such as all records as JSON."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from build_tools.facts.ledger import Ledger
from build_tools.views.publication import Publication

Value = TypeVar("Value")


def stored_in_ledger(
    compute: Callable[[Ledger, Publication], Value],
) -> Callable[[Ledger, Publication], Value]:
    """Return the function with a cache in the ledger.

    The cache contains the value for the last publication only.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def stored(ledger: Ledger, site: Publication) -> Value:
        known: tuple[Publication, Value] | None = ledger.answers.get(name)
        if known is None or known[0] is not site:
            known = ledger.answers[name] = site, compute(ledger, site)
        return known[1]

    return stored
