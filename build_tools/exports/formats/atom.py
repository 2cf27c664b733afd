"""Writes an Atom feed (RFC 4287) of claims, dated by their last check, and of changes to claims.

The changes are the same as on the corrections page: revisions in the records, and changes since
first publication that only the project's history shows.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from build_tools.exports.export_file import ExportFile, rights
from build_tools.facts.catalogue import N_, Catalogue, FilledMessage, without_marks
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Redirect
from build_tools.views.corrections import (
    CorrectionEntry,
    CorrectionKind,
    Corrections,
    Difference,
    corrections_of,
    removed_title,
)
from build_tools.views.parts.labels import verdict_words
from build_tools.views.parts.reference import claim_link
from build_tools.views.parts.titles import redirect_title, titled
from build_tools.views.publication import Publication

PATH = "feed.xml"
SCHEMA = "https://www.rfc-editor.org/rfc/rfc4287"
# Programs fetch a feed often, so the feed contains only recent entries. The open data contain
# everything.
MAX_ITEMS = 300

# Every entry needs a date. This date replaces days that RFC 3339 cannot express.
_NO_DAY = "1970-01-01"
# These changes do not have entries of their own. A new claim has an entry, and a redirect's record
# provides the entry for the redirect.
_OTHER_ENTRIES = (CorrectionKind.ADDED, CorrectionKind.MOVED, CorrectionKind.WITHDRAWN)


class Item(NamedTuple):
    """An entry in the feed. ``id`` is a permanent address, and ``stamp`` is an RFC 3339 time."""

    id: str
    address: str
    title: str
    text: str
    stamp: str
    tags: tuple[str, ...]


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield the feed."""
    description = FilledMessage(
        N_("New and revised claims, the newest %(number)s (%(site)s), as Atom."),
        number=MAX_ITEMS,
        site=site.name,
    )
    yield ExportFile(PATH, _feed(ledger, site, items(ledger, site)), description, SCHEMA)


def items(ledger: Ledger, site: Publication) -> list[Item]:
    """Return all entries, newest first."""
    corrections = corrections_of(ledger, site.history)
    entries = [
        *(_gone(ledger, site, redirect) for redirect in ledger.redirects.values()),
        # A claim that was removed from the project no longer has a page.
        *(
            _change(
                ledger,
                site,
                entry,
                removed_title(ledger.words, entry),
                site.url("corrections.html"),
                (),
            )
            for name, changes in corrections.by_claim.items()
            for entry in changes
            if name not in ledger.claims and entry.kind is CorrectionKind.REMOVED
        ),
    ]
    for claim in ledger.claims.values():
        entries.extend(_of_claim(ledger, site, corrections, claim))
    entries.sort(key=lambda item: item.id)
    return sorted(entries, key=lambda item: item.stamp, reverse=True)


def _gone(ledger: Ledger, site: Publication, redirect: Redirect) -> Item:
    """Return the entry for a claim that was withdrawn or merged into other claims."""
    page = site.claim(redirect.id)
    addresses = ", ".join(map(site.claim, redirect.moved_to))
    text = redirect.withdrawn or ledger.words.gettext("Now: %(addresses)s", addresses=addresses)
    title = redirect_title(ledger, redirect)
    return Item(f"{page}#gone", page, title, text, stamp(redirect.date), ())


def _of_claim(
    ledger: Ledger, site: Publication, corrections: Corrections, claim: Claim
) -> Iterator[Item]:
    label, page = verdict_words(ledger)[claim.verdict].label, site.claim(claim.id)
    tags = (
        *(ledger.countries[name].name for name in claim.countries if name in ledger.countries),
        *(ledger.topics[name].name for name in claim.topics if name in ledger.topics),
    )
    text = f"{label}. {claim.finding}"
    title = titled(ledger.words, claim.claim, label.lower())
    yield Item(page, page, title, text, stamp(claim.checked.date), tags)
    for entry in corrections.of(claim.id):
        if entry.kind not in _OTHER_ENTRIES:
            # The verdict is the present verdict, so the statement must be the present statement.
            # The earlier statement may be wrong.
            kind = ledger.words.message(entry.kind.value)
            title = titled(ledger.words, claim.claim, label.lower(), kind)
            # If a title contains a verdict, the finding follows, as on the pages.
            finding = f"{label}: {claim_link(ledger, claim).brief}"
            yield _change(ledger, site, entry, title, page, tags, finding)


def _change(
    ledger: Ledger,
    site: Publication,
    entry: CorrectionEntry,
    title: str,
    page: str,
    tags: tuple[str, ...],
    finding: str = "",
) -> Item:
    differences = [_difference(ledger.words, one) for one in entry.differences]
    return Item(
        f"{site.claim(entry.claim)}#{_fragment(entry)}",
        page,
        title,
        " ".join(
            filter(
                None,
                (
                    entry.reason,
                    *differences,
                    finding,
                ),
            )
        ),
        stamp(entry.day),
        tags,
    )


def _fragment(entry: CorrectionEntry) -> str:
    """Return the permanent name of a change.

    Revisions are never removed, so a revision is named by its number. A change that only the
    history shows is named by its day and content.
    """
    if entry.number:
        return f"revision-{entry.number}"
    parts = [
        part
        for difference in entry.differences
        for part in (difference.what, difference.before, difference.after)
    ]
    mark = hashlib.sha256("\0".join((entry.kind.value, *parts)).encode()).hexdigest()[:12]
    return f"change-{entry.day.machine()}-{mark}"


def _difference(words: Catalogue, difference: Difference) -> str:
    what = words.message(difference.what)
    if not (difference.before or difference.after):
        return words.gettext("Changed: %(what)s.", what=what)
    return words.gettext(
        "Changed: %(what)s, from “%(before)s” to “%(after)s”.",
        what=what,
        before=difference.before,
        after=difference.after,
    )


def stamp(when: When | None) -> str:
    """Return the start (UTC) of a date's earliest known day, or of ``_NO_DAY`` if there is none."""
    day = (when.earliest or when.latest) if when else None
    text = day.iso() if day and 1 <= day.year <= 9999 else _NO_DAY
    return f"{text}T00:00:00Z"


def _feed(ledger: Ledger, site: Publication, all_items: list[Item]) -> bytes:
    """Return the feed. All text in the feed is plain, so no part of it can run."""
    newest = all_items[:MAX_ITEMS]
    address = site.url(PATH)
    feed = Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": ledger.records.lang}
    )
    _add(feed, "id", address)
    _add(feed, "title", site.name)
    if len(newest) < len(all_items):
        subtitle = ledger.words.gettext(
            "The newest %(newest)s of %(all)s; data/claims.json has them all.",
            newest=ledger.words.number(len(newest)),
            all=ledger.words.number(len(all_items)),
        )
        _add(feed, "subtitle", subtitle)
    _add(feed, "updated", newest[0].stamp if newest else stamp(None))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=address)
    SubElement(feed, "link", rel="alternate", type="text/html", href=site.url())
    _add(SubElement(feed, "author"), "name", site.name)
    SubElement(feed, "link", rel="license", href=ledger.records.licence.address)
    _add(feed, "rights", rights(ledger, ledger.words))
    _add_entries(feed, newest)
    ElementTree.indent(feed)
    # ElementTree's own declaration has single quotes and depends on the case of the encoding's
    # name.
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add_entries(feed: Element, newest: Iterable[Item]) -> None:
    for item in newest:
        entry = SubElement(feed, "entry")
        _add(entry, "id", item.id)
        _add(entry, "title", item.title)
        _add(entry, "updated", item.stamp)
        SubElement(entry, "link", rel="alternate", type="text/html", href=item.address)
        for tag in item.tags:
            SubElement(entry, "category", term=tag)
        _add(entry, "content", item.text)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = without_marks(text)
