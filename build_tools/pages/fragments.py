"""Pieces that look the same on many pages: rendered once, and kept as the HTML that they are."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import jinja2
from markupsafe import Markup

_FILE = "partials/fragments.html.j2"
# Each macro of that file, with what tells the values apart that it shows.
_TOLD_APART: Mapping[str, Callable[[Any], Any]] = {
    "time": lambda date: date,
    "marks": attrgetter("id"),
    "source_line": attrgetter("id"),
}


def add_fragments(environment: jinja2.Environment) -> None:
    """Let the environment's templates ask for each of the macros, as a filter of its name."""
    for name, identity in _TOLD_APART.items():
        environment.filters[name] = _kept(environment, name, identity)


def _kept(
    environment: jinja2.Environment, name: str, identity: Callable[[Any], Any]
) -> Callable[[Any, str], Markup]:
    known: dict[tuple[str, Any], Markup] = {}

    def fragment(value: Any, root: str = "") -> Markup:
        asked = root, identity(value)
        found = known.get(asked)
        if found is None:
            macro = getattr(environment.get_template(_FILE).module, name)
            found = known[asked] = macro(value, root)
        return found

    return fragment
