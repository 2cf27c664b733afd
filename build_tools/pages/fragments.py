"""Renders and caches the pieces of HTML that many pages share."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import jinja2
from markupsafe import Markup

_FILE = "partials/fragments.html.j2"
# Each macro in the file, and a function that identifies the value to show.
_IDENTITIES: Mapping[str, Callable[[Any], Any]] = {
    "time": lambda date: date,
    "marks": attrgetter("id"),
    "source_line": attrgetter("id"),
}


def add_fragments(environment: jinja2.Environment) -> None:
    """Add each macro to the environment as a filter of the same name."""
    for name, identity in _IDENTITIES.items():
        environment.filters[name] = _stored(environment, name, identity)


def _stored(
    environment: jinja2.Environment, name: str, identity: Callable[[Any], Any]
) -> Callable[[Any, str], Markup]:
    known: dict[tuple[str, Any], Markup] = {}

    def fragment(value: Any, root: str = "") -> Markup:
        key = root, identity(value)
        if key not in known:
            macro = getattr(environment.get_template(_FILE).module, name)
            known[key] = macro(value, root)
        return known[key]

    return fragment
