"""What is new, for feeds: each claim on the day it was last checked, and what changed in it.

Changes are those of the page of corrections: what records tell of under ``revisions``, and what
only the project's history shows since the site was first published.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from build_tools.exports.export_file import Publication
from build_tools.facts.dates import When, once_for_each_date
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Redirect
from build_tools.views.corrections import Corrections, Difference, Entry, EntryKind, answered
from build_tools.views.parts.labels import VERDICTS

# What stands for a day that no calendar of a feed can hold: feeds refuse an entry without one.
_NO_DAY = "1970-01-01"

# A feed tells what is new. Programs ask for it again and again; the data hold everything.
MAX_ITEMS = 300

# A new claim is an entry of its own, and what became of an id is told from its record.
_TOLD_OTHERWISE = (EntryKind.ADDED, EntryKind.MOVED, EntryKind.WITHDRAWN)


class Item(NamedTuple):
    """One entry of a feed. ``id`` is an address that never changes, ``stamp`` is RFC 3339."""

    id: str
    address: str
    title: str
    text: str
    stamp: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its path without an ending, its title, its page, and its entries, the newest ones.

    ``all_items`` is how many there would be without a limit.
    """

    path: str
    title: str
    page: str
    items: tuple[Item, ...]
    all_items: int

    @property
    def note(self) -> str:
        """What tells that the feed does not go back to the beginning; empty where it does."""
        if self.all_items == len(self.items):
            return ""
        return f"The newest {len(self.items):,} of {self.all_items:,}; data/claims.json holds all."

    @property
    def updated(self) -> str:
        """When the feed last changed: the day of its newest entry."""
        return max((item.stamp for item in self.items), default=stamp(None))


def channels(ledger: Ledger, site: Publication) -> Iterator[Channel]:
    """Yield the feed of all claims, then one for each country."""
    told = answered(ledger, site.history)
    gone = [_gone(site, one) for one in ledger.redirects.values()]
    # What was taken out of the project has no page any more, and no country.
    removed = [
        _change(site, entry, site.url("corrections.html"), ())
        for name, entries in told.by_claim.items()
        for entry in entries
        if name not in ledger.claims and entry.kind is EntryKind.REMOVED
    ]
    held = {name: tuple(_items(ledger, site, told, one)) for name, one in ledger.claims.items()}
    yield _channel("feed", site.name, "", [*chain.from_iterable(held.values()), *gone, *removed])
    by_country: dict[str, list[Item]] = {name: [] for name in ledger.countries}
    for claim in ledger.claims.values():
        for name in by_country.keys() & claim.countries:
            by_country[name].extend(held[claim.id])
    for country in ledger.countries.values():
        yield _channel(
            f"feeds/{country.id}",
            f"{site.name}: {country.name}",
            f"countries/{country.id}.html",
            by_country[country.id],
        )


def _channel(path: str, title: str, page: str, found: Iterable[Item]) -> Channel:
    held = _newest_first(found)
    return Channel(path, title, page, held[:MAX_ITEMS], len(held))


def _newest_first(found: Iterable[Item]) -> tuple[Item, ...]:
    by_id = sorted(found, key=lambda item: item.id)
    return tuple(sorted(by_id, key=lambda item: item.stamp, reverse=True))


def _gone(site: Publication, redirect: Redirect) -> Item:
    """Return what tells of a claim that was withdrawn, or went into others."""
    page = site.claim(redirect.id)
    what = "Moved" if redirect.moved_to else "Withdrawn"
    text = redirect.withdrawn or f"Now: {', '.join(map(site.claim, redirect.moved_to))}"
    title = f"{what}: {redirect.claim}"
    return Item(f"{page}#gone", page, title, text, stamp(redirect.date), ())


def _items(ledger: Ledger, site: Publication, told: Corrections, claim: Claim) -> Iterator[Item]:
    label, page = VERDICTS[claim.verdict].label, site.claim(claim.id)
    tags = tuple(
        held[name].name
        for held, names in ((ledger.countries, claim.countries), (ledger.topics, claim.topics))
        for name in names
        if name in held
    )
    text = f"{label}. {claim.finding}"
    yield Item(page, page, f"{label}: {claim.claim}", text, stamp(claim.checked.date), tags)
    for entry in told.of(claim.id):
        if entry.kind not in _TOLD_OTHERWISE:
            yield _change(site, entry, page, tags)


def _change(site: Publication, entry: Entry, page: str, tags: tuple[str, ...]) -> Item:
    return Item(
        f"{site.claim(entry.claim)}#{_name(entry)}",
        page,
        f"{entry.kind.value.capitalize()}: {entry.statement}",
        " ".join(filter(None, (entry.reason, *map(_told, entry.differences)))),
        stamp(entry.day),
        tags,
    )


def _name(entry: Entry) -> str:
    """Return what the change is called for ever.

    Revisions are only ever added, so the number of one is its name. A change that only the history
    shows is named by its day and by what it changed.
    """
    if entry.number:
        return f"revision-{entry.number}"
    parts = [part for one in entry.differences for part in (one.what, one.before, one.after)]
    mark = hashlib.sha256("\0".join((entry.kind.value, *parts)).encode()).hexdigest()[:12]
    return f"change-{entry.day.machine()}-{mark}"


def _told(one: Difference) -> str:
    if not (one.before or one.after):
        return f"Changed: {one.what}."
    return f"Changed: {one.what}, from “{one.before}” to “{one.after}”."


@once_for_each_date
def stamp(when: When | None) -> str:
    """Return the first moment, in UTC, of the first day that the date can be."""
    day = (when.earliest or when.latest) if when else None
    text = day.iso() if day and 1 <= day.year <= 9999 else _NO_DAY
    return f"{text}T00:00:00Z"
