"""Collects from the ledger the values that pages show, with a module for each kind of value.

A view is a module in this folder with ``collect(ledger)``. This returns the items that a page
kind's front matter iterates over (``each: claims``), or the value that it shows once (``once:
overview``). Views contain no HTML. Shared code is in ``parts``.
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
    """Return the view's answer, computed once for each ledger. Pages and exports share it."""
    if name not in ledger.answers:
        ledger.answers[name] = importlib.import_module(f"{__name__}.{name}").collect(ledger)
    return ledger.answers[name]
