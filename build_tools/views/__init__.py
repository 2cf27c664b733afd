"""Collects from the ledger the values that pages show. Each kind of value has its own module.

A view is a module in this folder with a function ``collect(ledger)``. The function returns the
items that a page kind's front matter iterates over (``each: claims``), or the value that a page
shows once (``once: overview``). Views contain no HTML. Shared code is in ``parts``.
"""

import importlib
import pkgutil
from typing import Any

from build_tools.facts.ledger import Ledger


def names() -> tuple[str, ...]:
    """Return the names of all views."""
    return tuple(
        sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    )


def collect(name: str, ledger: Ledger) -> Any:
    """Return the value that a view collects, which is computed only once for each ledger."""
    if name not in ledger.answers:
        ledger.answers[name] = importlib.import_module(f"{__name__}.{name}").collect(ledger)
    return ledger.answers[name]
