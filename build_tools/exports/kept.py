"""What several formats are made of, made once: a result is kept as long as its ledger is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from build_tools.exports.file import Publication
from build_tools.ledger import Ledger

Made = TypeVar("Made")

_made: WeakKeyDictionary[Ledger, dict[tuple[str, Publication], Any]] = WeakKeyDictionary()


def kept(make: Callable[[Ledger, Publication], Made]) -> Callable[[Ledger, Publication], Made]:
    """Return the function so that it works only once for a ledger and a site.

    Its result is shared: it must be frozen, or be left as it is.
    """

    @wraps(make)
    def once(ledger: Ledger, site: Publication) -> Made:
        made = _made.setdefault(ledger, {})
        key = (f"{make.__module__}.{make.__name__}", site)
        if key not in made:
            made[key] = make(ledger, site)
        found: Made = made[key]
        return found

    return once
