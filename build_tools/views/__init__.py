"""The questions that the site asks of the ledger: one module for each, found by its name.

A view is a module with ``collect(ledger)``: it returns what a page kind's front matter iterates
over (``each: claims``) or shows once (``once: overview``). Views say nothing of HTML.
"""

import importlib
import pkgutil
from functools import cache
from typing import Any

from build_tools.facts.ledger import Ledger

# Parts that views share; they answer no question of their own.
SHARED = (
    "bibtex",
    "citations",
    "evidence",
    "labels",
    "map_geometry",
    "pagination",
    "quotation_view",
    "reference",
    "sides",
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all views."""
    return tuple(
        sorted(one.name for one in pkgutil.iter_modules(__path__) if one.name not in SHARED)
    )


def collect(name: str, ledger: Ledger) -> Any:
    """Ask the view's question of the ledger, once: pages and open data are made of one answer."""
    if name not in ledger.answers:
        ledger.answers[name] = importlib.import_module(f"{__name__}.{name}").collect(ledger)
    return ledger.answers[name]
