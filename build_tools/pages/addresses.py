"""Lists the addresses of all generated pages, and finds addresses that two pages share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.records import Prose
from build_tools.pages.page_kinds import PageKind


@dataclass(frozen=True, slots=True)
class Address:
    """The path of a page, and the item of its view that the page shows.

    ``item`` is None for a page that shows all that the view returns.
    """

    path: str
    kind: PageKind
    item: Any = field(default=None, repr=False)


def shared_addresses(
    addresses: Iterable[Address], written: Iterable[Prose], record: Callable[[Address], str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page that shares its path with a generated or hand-written page.

    Paths that differ only in upper and lower case count as the same, as they are on some machines.
    ``record`` returns the path of the record that a page is made from, or an empty text.
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
