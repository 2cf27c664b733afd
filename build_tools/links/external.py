"""Checks each external address in a built site once, and returns the state of every address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from build_tools.facts.link_status import LinkStatus, State, next_status
from build_tools.facts.records import Records
from build_tools.facts.wording import clipped, counted, in_words, visible, web_address
from build_tools.links.link_targets import target
from build_tools.links.linkchecker import Row
from build_tools.links.read import read_page
from build_tools.links.url_check import Hosts, Manners, check_url

# A run ends after this many seconds. The remaining addresses keep their previous states.
MAX_SECONDS = 3600.0
# The states are saved after this many addresses, so that a crash loses little.
SAVE_EVERY = 20


def external_addresses(site: Path, site_url: str) -> list[str]:
    """Return the external http and https addresses that the site's pages link to, sorted.

    ``site_url`` is the site's public address. The addresses have no fragment.
    """
    addresses: set[str] = set()
    for path in site.rglob("*.html"):
        for link in read_page(path.read_bytes()).addresses:
            address = link.value.partition("#")[0]
            is_external = target(address, "", site_url) is None
            if address.startswith(("http://", "https://")) and is_external and web_address(address):
                addresses.add(address)
    return sorted(addresses)


def check_addresses(
    addresses: Iterable[str],
    known: Mapping[str, LinkStatus],
    day: str,
    manners: Manners,
    report: Callable[[str], None] = lambda line: None,
    save: Callable[[Mapping[str, LinkStatus]], None] = lambda states: None,
) -> dict[str, LinkStatus]:
    """Check addresses on ``day`` (ISO 8601), and return the state of each address checked so far.

    The addresses that were checked longest ago come first, so each run continues where the previous
    run ended. ``report`` prints a line. ``save`` is called with the states after every few
    addresses.
    """
    hosts = Hosts()
    waiting = sorted(addresses, key=lambda url: (known[url].asked if url in known else "", url))
    states = {address: known[address] for address in waiting if address in known}
    end = manners.clock() + MAX_SECONDS
    for number, address in enumerate(waiting, 1):
        if manners.clock() > end:
            report(f"not checked: {address} (out of time)")
            continue
        states[address] = next_status(known.get(address), check_url(address, hosts, manners), day)
        report(f"{states[address].state:8} {address}")
        if number % SAVE_EVERY == 0:
            save(states)
    return states


def add_linkchecker_results(
    known: Mapping[str, LinkStatus], rows: Iterable[Row]
) -> dict[str, LinkStatus]:
    """Return the states with linkchecker's results added."""
    results = {
        row["url"].partition("#")[0]: clipped(visible(row["result"]), 100)
        if row["valid"] != "True"
        else "valid"
        for row in rows
    }
    return {
        address: replace(status, linkchecker=results.get(address, status.linkchecker))
        for address, status in known.items()
    }


def needs_attention(known: Mapping[str, LinkStatus], records: Records) -> list[str]:
    """Return a line for each address that is gone and whose source has no other copy.

    An archived copy or a snapshot counts as another copy.
    """
    with_snapshot = {snapshot.id for snapshot in records.snapshots}
    preserved = {
        source.url.partition("#")[0]
        for source in records.sources
        if source.archiveurl or source.id in with_snapshot
    }
    return [
        f"{address} ({status.says.rstrip('.')}; gone since {status.since})"
        for address, status in sorted(known.items())
        if status.state is State.GONE and address not in preserved
    ]


def summary(known: Mapping[str, LinkStatus]) -> str:
    """Return a sentence with the number of addresses in each state."""
    states = [status.state for status in known.values()]
    parts = [f"{states.count(state)} {state}" for state in State]
    return f"Of {counted(len(states), 'address', 'addresses')} on other sites: {in_words(parts)}."
