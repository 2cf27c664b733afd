"""What several formats are made of, made once, and let go when the last of them has had it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from build_tools.exports.export_file import Publication
from build_tools.facts.ledger import Ledger

Made = TypeVar("Made")
_Make = Callable[[Ledger, Publication], Made]

# By the ledger: the result of each function for each site, and how often it is still asked for.
_kept: WeakKeyDictionary[Ledger, dict[tuple[str, Publication], tuple[Any, int]]] = (
    WeakKeyDictionary()
)


def kept(times: int) -> Callable[[_Make[Made]], _Make[Made]]:
    """Return what lets a function work only once for so many questions of one ledger and site.

    ``times`` is how many formats ask. Who asks oftener has it made anew, at no harm but the time.
    The result is shared: it must be frozen, or be left as it is.
    """

    def shared(make: _Make[Made]) -> _Make[Made]:
        @wraps(make)
        def once(ledger: Ledger, site: Publication) -> Made:
            held = _kept.setdefault(ledger, {})
            key = (f"{make.__module__}.{make.__name__}", site)
            made, left = held.pop(key) if key in held else (make(ledger, site), times)
            if left > 1:
                held[key] = (made, left - 1)
            found: Made = made
            return found

        return once

    return shared
