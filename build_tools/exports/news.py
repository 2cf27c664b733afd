"""What is new, for feeds: each claim on the day it was last checked, and each of its revisions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.dates import When
from build_tools.exports.file import Publication
from build_tools.ledger import Ledger
from build_tools.records import Claim, Redirect, Revision
from build_tools.views.words import VERDICTS

# What stands for a day that no calendar of a feed can hold: feeds refuse an entry without one.
_NO_DAY = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. ``id`` is an address that never changes, ``stamp`` is RFC 3339."""

    id: str
    address: str
    title: str
    text: str
    stamp: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its paths without an ending, its title, the page it belongs to, its entries."""

    path: str
    title: str
    page: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> str:
        """When the feed last changed: the day of its newest entry."""
        return max((item.stamp for item in self.items), default=stamp(None))


def channels(ledger: Ledger, site: Publication) -> Iterator[Channel]:
    """Yield the feed of all claims, then one for each country."""
    gone = [_gone(site, one) for one in ledger.redirects.values()]
    held = items(ledger, site, ledger.claims.values())
    yield Channel("feed", site.name, "", _newest_first([*held, *gone]))
    for country in ledger.countries.values():
        claims = [one for one in ledger.claims.values() if country.id in one.countries]
        yield Channel(
            f"feeds/{country.id}",
            f"{site.name}: {country.name}",
            f"countries/{country.id}.html",
            items(ledger, site, claims),
        )


def items(ledger: Ledger, site: Publication, claims: Iterable[Claim]) -> tuple[Item, ...]:
    """Return the entries of these claims, the newest first."""
    return _newest_first(one for claim in claims for one in _items(ledger, site, claim))


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


def _items(ledger: Ledger, site: Publication, claim: Claim) -> Iterator[Item]:
    label, page = VERDICTS[claim.verdict].label, site.claim(claim.id)
    tags = tuple(
        held[name].name
        for held, names in ((ledger.countries, claim.countries), (ledger.topics, claim.topics))
        for name in names
        if name in held
    )
    text = f"{label}. {claim.finding}"
    yield Item(page, page, f"{label}: {claim.claim}", text, stamp(claim.checked.date), tags)
    for number, revision in enumerate(claim.revisions, 1):
        # Revisions are only ever added, so the number of one is its name.
        yield Item(
            f"{page}#revision-{number}",
            page,
            f"{revision.kind.value.capitalize()}: {claim.claim}",
            _told(revision),
            stamp(revision.date),
            tags,
        )


def _told(revision: Revision) -> str:
    return (
        f"{revision.reason} Changed: {revision.field}, from “{revision.before}” "
        f"to “{revision.after}”."
    )


def stamp(when: When | None) -> str:
    """Return the first moment, in UTC, of the first day that the date can be."""
    day = (when.earliest or when.latest) if when else None
    text = day.iso() if day and 1 <= day.year <= 9999 else _NO_DAY
    return f"{text}T00:00:00Z"
