"""Lists the addresses of all generated pages, and reports addresses that two pages share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.records import Prose
from build_tools.pages.page_kinds import PageKind


@dataclass(frozen=True, slots=True)
class Address:
    """The path of a page, and the item of the view that the page shows.

    ``item`` is None if the page shows the view's whole value.
    """

    path: str
    kind: PageKind
    item: Any = field(default=None, repr=False)


def shared_addresses(
    addresses: Iterable[Address], written: Iterable[Prose], record: Callable[[Address], str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page that shares its path with a generated or hand-written page.

    Paths that differ only in upper and lower case count as the same, because some file systems do
    not distinguish them. ``record`` returns the path of the record behind a page, or "".
    """
    first: dict[str, Address] = {}
    for address in addresses:
        key = address.path.casefold()
        if key in first:
            yield Diagnostic(
                Span(record(address) or address.kind.file),
                "template",
                f"Two pages have the address {address.path}: "
                f"of {first[key].kind.name} and {address.kind.name}.",
                "Change the path of one of them.",
            )
        first.setdefault(key, address)
    for prose in written:
        if generated := first.get(prose.address.casefold()):
            yield Diagnostic(
                prose.place.span(),
                "template",
                f"The address {generated.path} belongs to a page that is made of records.",
                "Rename the file.",
            )
