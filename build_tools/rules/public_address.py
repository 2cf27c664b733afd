"""A source must have the page's own address, and every reader must be able to open the page.

Why: readers check a claim by following its sources. Links from newsletters, feeds, test hosts,
scripts and copies may break, change or track readers.
Fix: give the page's own address on the publisher's site, without tracking. If you found only a
phone edition, a short link or plain http, say so in `note`.
"""

from collections.abc import Iterator

from build_tools.facts.addresses import Comparable, comparable_address, host_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Source, SourceKind
from build_tools.links.address_faults import AddressFault, address_fault
from build_tools.rules.problem import Problem

_ENTRY = """-- facts/sources/lrt.bib --
@online{{lrt-2023-08-16-closures,
  title = {{Lithuania to close two border crossings with Belarus}},
  date = {{2023-08-16}},
  url = {{{url}}},{mark}
  urldate = {{2026-11}},
  langid = {{en}},
  kind = {{newspaper}},{more}
}}
"""

GOOD = _ENTRY.format(
    url="https://www.lrt.lt/amp/19/1",
    more="\n  note = {Only the AMP edition was found.},",
    mark="",
)

BAD = _ENTRY.format(
    url="https://www.lrt.lt/en/news/19/1?utm_source=rss", more="", mark=" %! public-address"
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield repeated addresses, and addresses that readers cannot use or that need a note."""
    yield from _shared(ledger)
    encrypted = {host_of(url) for url in _addresses(ledger) if url.startswith("https:")}
    for source in ledger.sources.values():
        if fault := _fault(source, encrypted):
            yield Problem(source.place.span("url"), fault.words, fault.hint)


def _shared(ledger: Ledger) -> Iterator[Problem]:
    """Yield each source with the address of an earlier source, because a page is one source."""
    first: dict[Comparable, str] = {}
    for source in ledger.sources.values():
        other = first.setdefault(comparable_address(source.url), source.id)
        if other != source.id:
            message = f'"{other}" has the same address.'
            yield Problem(
                source.place.span("url"), message, f'Cite "{other}", and delete this entry.'
            )


def _addresses(ledger: Ledger) -> Iterator[str]:
    yield from (source.url for source in ledger.sources.values())
    yield from (snapshot.address for snapshot in ledger.snapshots.values())


def _fault(source: Source, encrypted: set[str]) -> AddressFault | None:
    is_data = source.kind is SourceKind.PRIMARY
    fault = address_fault(source.url, is_data=is_data)
    if fault is None or not (fault.is_edition and source.note):
        return fault
    if source.url.startswith("http:") and host_of(source.url) in encrypted:
        hint = "Write `https:`."
        return AddressFault("Another record uses https for the same site.", hint)
    return None
