"""Every page by its address, outlined at once or when somebody asks for it.

Of a kind whose path holds nothing but an item's id, the addresses follow from the ids alone: so a
server finds the page that a browser asks for, however many there are, and outlines no other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import jinja2
from jinja2 import nodes

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.records import Prose
from build_tools.pages.page import Outline
from build_tools.pages.page_kinds import ENDING, PageKind
from build_tools.pages.templates import template_fault

# What Jinja gives inside loops, macros and blocks.
_OF_JINJA = ("loop", "caller", "varargs", "kwargs", "self", "super")
_ASKS_AFTER = ("defined", "undefined", "default", "d")


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that there is: its kind, and what its outline is made of when somebody asks."""

    path: str
    kind: PageKind
    outline: Callable[[], Outline]


def entries(
    kind: PageKind, view: Callable[[str], Any], outline: Callable[[PageKind, Any], Outline]
) -> Iterator[Entry]:
    """Yield an entry for each page of the kind.

    ``view`` answers views by their names, ``outline`` makes the outline of a kind's item; it may
    raise what its front matter raises.
    """
    if not kind.each:
        yield _of(kind, outline(kind, None))
        return
    answer = view(kind.view)
    if kind.by_id is None:
        yield from (_of(kind, outline(kind, item)) for item in answer)
        return
    before, after = kind.by_id
    for identity, item in _items(answer):
        path = f"{before}{identity}{after}"
        yield Entry(path, kind, partial(_outlined, outline, kind, item))


def _of(kind: PageKind, made: Outline) -> Entry:
    return Entry(made.path, kind, lambda: made)


def ready(entry: Entry) -> Entry:
    """Return the entry with its outline made, so that nothing is made twice."""
    return _of(entry.kind, entry.outline())


def _items(answer: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield the id of each item, and what gives the item."""
    yield from ((item.id, partial(_itself, item)) for item in answer)


def _itself(item: Any) -> Any:
    return item


def _outlined(
    outline: Callable[[PageKind, Any], Outline], kind: PageKind, item: Callable[[], Any]
) -> Outline:
    return outline(kind, item())


def by_path(found: Iterable[Entry]) -> Mapping[str, Entry]:
    """Return the entries by their paths; of those that share one, the first."""
    catalogue: dict[str, Entry] = {}
    for entry in found:
        catalogue.setdefault(entry.path, entry)
    return catalogue


def doubtful(found: Iterable[Entry], written: Iterable[Prose]) -> Iterator[Entry]:
    """Yield the pages whose path another one has, made of records or written.

    Paths that differ by large and small letters alone are one on some machines.
    """
    alike: dict[str, list[Entry]] = {}
    for entry in found:
        alike.setdefault(entry.path.casefold(), []).append(entry)
    taken = {prose.address.casefold() for prose in written}
    for path, held in alike.items():
        if len(held) > 1 or path in taken:
            yield from held


def unknown_names(environment: jinja2.Environment, kind: PageKind) -> Iterator[Diagnostic]:
    """Yield all that a kind's template asks for and nobody gives it, before any page is made."""
    name = f"templates/pages/{kind.name}{ENDING}"
    given = {kind.variable, "root", *environment.globals}
    assert environment.loader is not None
    text, _, _ = environment.loader.get_source(environment, kind.template.name or "")
    for line, asked in _asked_for(text):
        if asked not in given:
            yield template_fault(name, line, jinja2.UndefinedError(f"'{asked}' is undefined"))


@lru_cache(maxsize=256)  # a server looks at the same templates after each change of a record
def _asked_for(text: str) -> tuple[tuple[int, str], ...]:
    """Return each name that a template itself sets nowhere, with the first line that asks.

    Of a name that it asks after, by ``is defined`` or ``default``, it knows that it may be missing.
    """
    tree = jinja2.Environment(autoescape=True).parse(text)
    names = list(tree.find_all(nodes.Name))
    known = {*_OF_JINJA, *(one.name for one in names if one.ctx != "load")}
    for asking in tree.find_all((nodes.Test, nodes.Filter)):
        if asking.name in _ASKS_AFTER and isinstance(asking.node, nodes.Name):
            known.add(asking.node.name)
    known.update(one.name for one in tree.find_all(nodes.Macro))
    known.update(one.target for one in tree.find_all(nodes.Import))
    for imported in tree.find_all(nodes.FromImport):
        known.update(one[1] if isinstance(one, tuple) else one for one in imported.names)
    lines = {one.name: one.lineno for one in reversed(names) if one.name not in known}
    return tuple((line, name) for name, line in lines.items())
