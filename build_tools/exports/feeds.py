"""Atom (RFC 4287) and JSON Feed (1.1): new and revised claims, of all and of each country."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from xml.sax.saxutils import escape

from build_tools.exports.canonical import of_known
from build_tools.exports.export_file import LICENCE_ADDRESS, RIGHTS, ExportFile, Publication
from build_tools.exports.feed_items import MAX_ITEMS, Channel, Item, channels
from build_tools.facts.ledger import Ledger

NAME = "Feeds"
ATOM = "http://www.w3.org/2005/Atom"
SCHEMA = "https://www.rfc-editor.org/rfc/rfc4287"
# Beside what begins and ends elements; a reader would take white space for a mere blank.
_IN_QUOTES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}
JSON_FEED = "https://jsonfeed.org/version/1.1"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each feed in both forms."""
    for channel in channels(ledger, site):
        words = f"New and revised claims, the newest {MAX_ITEMS} ({channel.title})"
        yield ExportFile(f"{channel.path}.xml", _atom(site, channel), f"{words}, as Atom.", SCHEMA)
        path = f"{channel.path}.json"
        yield ExportFile(path, _json(site, channel), f"{words}, as JSON Feed.", JSON_FEED)


def _atom(site: Publication, channel: Channel) -> bytes:
    """Return the feed. Its text is never HTML, so that nothing in it can run."""
    address = site.url(f"{channel.path}.xml")
    lines = [
        _element("id", address),
        _element("title", channel.title),
        *([_element("subtitle", channel.note)] if channel.note else []),
        _element("updated", channel.updated),
        _empty("link", rel="self", type="application/atom+xml", href=address),
        _page(site.url(channel.page)),
        *("<author>", f"  {_element('name', site.name)}", "</author>"),
        _empty("link", rel="license", href=LICENCE_ADDRESS),
        _element("rights", RIGHTS),
        *chain.from_iterable(map(_entry, channel.items)),
    ]
    begun = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{ATOM}" xml:lang="en">'
    whole = "\n  ".join([begun, *lines])
    return f"{whole}\n</feed>\n".encode("utf-8", "xmlcharrefreplace")


def _entry(item: Item) -> list[str]:
    return [
        "<entry>",
        f"  {_element('id', item.id)}",
        f"  {_element('title', item.title)}",
        f"  {_element('updated', item.stamp)}",
        f"  {_page(item.address)}",
        *map(_category, item.tags),
        f"  {_element('content', item.text)}",
        "</entry>",
    ]


@lru_cache(maxsize=256)  # countries and topics come again and again
def _category(tag: str) -> str:
    return f"  {_empty('category', term=tag)}"


def _page(address: str) -> str:
    return f'<link rel="alternate" type="text/html" href="{escape(address, _IN_QUOTES)}" />'


def _element(name: str, text: str) -> str:
    """Return an element on a line of its own, its text escaped."""
    return f"<{name}>{escape(text)}</{name}>" if text else f"<{name} />"


def _empty(name: str, **attributes: str) -> str:
    """Return an element without a text, its attributes escaped."""
    held = "".join([f' {one}="{escape(value, _IN_QUOTES)}"' for one, value in attributes.items()])
    return f"<{name}{held} />"


def _json(site: Publication, channel: Channel) -> bytes:
    return of_known(
        {
            "version": JSON_FEED,
            "title": channel.title,
            "description": " ".join(filter(None, (site.description or site.name, channel.note))),
            "home_page_url": site.url(channel.page),
            "feed_url": site.url(f"{channel.path}.json"),
            "language": "en",
            "authors": [{"name": site.name, "url": site.url()}],
            "items": [
                {
                    "id": item.id,
                    "url": item.address,
                    "title": item.title,
                    "content_text": item.text,
                    "date_modified": item.stamp,
                    "tags": list(item.tags),
                }
                for item in channel.items
            ],
        }
    )
