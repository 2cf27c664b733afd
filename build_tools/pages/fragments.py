"""Pieces that look the same on many pages: rendered once, and kept as the HTML that they are."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import jinja2
from markupsafe import Markup

from build_tools.dates import When

_FILE = "partials/fragments.html.j2"
# Each macro of that file, with the field by which what it shows is known from others of its kind.
_FIELDS = {"time": "written", "marks": "id", "source_line": "id"}


def add_fragments(environment: jinja2.Environment) -> None:
    """Let the environment's templates ask for each of the macros, as a filter of its name."""
    for name, field in _FIELDS.items():
        environment.filters[name] = _kept(environment, name, attrgetter(field))
    environment.filters["words"] = _words()


def _kept(
    environment: jinja2.Environment, name: str, identity: Callable[[Any], str]
) -> Callable[[Any, str], Markup]:
    known: dict[tuple[str, str], Markup] = {}

    def fragment(value: Any, root: str = "") -> Markup:
        asked = root, identity(value)
        found = known.get(asked)
        if found is None:
            macro = getattr(environment.get_template(_FILE).module, name)
            found = known[asked] = macro(value, root)
        return found

    return fragment


def _words() -> Callable[[When], str]:
    """Return what gives a date in words: the claims of a story share few of them."""
    known: dict[str, str] = {}

    def words(date: When) -> str:
        found = known.get(date.written)
        if found is None:
            found = known[date.written] = date.words()
        return found

    return words
