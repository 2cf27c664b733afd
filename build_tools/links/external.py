"""Asks each address outside that a built site leads to, once, and keeps how it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.facts.link_status import LinkStatus, State, next_status
from build_tools.facts.records import Records
from build_tools.facts.wording import clipped, counted, in_words, visible, web_address
from build_tools.links.html_links import ADDRESS, mentions
from build_tools.links.link_targets import target
from build_tools.links.linkchecker import Row
from build_tools.links.url_check import Hosts, Manners, found_at

# A whole run ends after so many seconds; what was not asked stays as it stood.
MAX_SECONDS = 3600.0
# After so many addresses what was learnt is kept, so that no accident takes all of it.
KEPT_EVERY = 20


def cited(site: Path, site_url: str) -> list[str]:
    """Return each http or https address out of the site that its pages lead to, sorted.

    ``site_url`` is where the site is published. What follows ``#`` is for the reader's browser.
    """
    found: set[str] = set()
    for path in site.rglob("*.html"):
        for one in mentions(path.read_bytes()):
            if one.kind == ADDRESS and one.value.startswith(("http://", "https://")):
                address = one.value.partition("#")[0]
                if target(address, "", site_url) is None and web_address(address):
                    found.add(address)
    return sorted(found)


def look(
    addresses: Iterable[str],
    known: Mapping[str, LinkStatus],
    day: str,
    manners: Manners,
    tell: Callable[[str], None] = lambda line: None,
    keep: Callable[[Mapping[str, LinkStatus]], None] = lambda states: None,
) -> dict[str, LinkStatus]:
    """Return how each address stands after it was asked, on a day as ``2026-11-22``.

    What was asked longest ago comes first, so that a run that ends early goes on the next day.
    ``keep`` is given the states every few addresses.
    """
    hosts = Hosts()
    waiting = sorted(addresses, key=lambda one: (known[one].asked if one in known else "", one))
    after = {address: known[address] for address in waiting if address in known}
    end = manners.clock() + MAX_SECONDS
    for number, address in enumerate(waiting, 1):
        if manners.clock() > end:
            tell(f"not asked: {address} (the time was over)")
            continue
        after[address] = next_status(known.get(address), found_at(address, hosts, manners), day)
        tell(f"{after[address].state:8} {address}")
        if number % KEPT_EVERY == 0:
            keep(after)
    return after


def beside(known: Mapping[str, LinkStatus], rows: Iterable[Row]) -> dict[str, LinkStatus]:
    """Return the states with linkchecker's verdict beside each."""
    said = {
        row["url"].partition("#")[0]: clipped(visible(row["result"]), 100)
        if row["valid"] != "True"
        else "valid"
        for row in rows
    }
    return {
        address: replace(one, linkchecker=said.get(address, one.linkchecker))
        for address, one in known.items()
    }


def needs_attention(known: Mapping[str, LinkStatus], records: Records) -> list[str]:
    """Return each address that is gone, of no source with an archived copy or a stored text."""
    stored = {one.id for one in records.snapshots}
    kept = {
        source.url.partition("#")[0]
        for source in records.sources
        if source.archiveurl or source.id in stored
    }
    return [
        f"{address} ({one.says.rstrip('.')}; gone since {one.since})"
        for address, one in sorted(known.items())
        if one.state is State.GONE and address not in kept
    ]


def summary(known: Mapping[str, LinkStatus]) -> str:
    """Return honest counts in words."""
    states = [one.state for one in known.values()]
    parts = [f"{states.count(state)} {state}" for state in State]
    return f"Of {counted(len(states), 'address', 'addresses')} outside: {in_words(parts)}."
