"""Atom (RFC 4287) and JSON Feed (1.1): new and revised claims, of all and of each country."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from build_tools.exports.canonical import canonical
from build_tools.exports.file import LICENCE_ADDRESS, RIGHTS, ExportFile, Publication
from build_tools.exports.news import MOST_ITEMS, Channel, Item, channels
from build_tools.ledger import Ledger

NAME = "Feeds"
ATOM = "http://www.w3.org/2005/Atom"
SCHEMA = "https://www.rfc-editor.org/rfc/rfc4287"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def files(ledger: Ledger, site: Publication) -> Iterator[ExportFile]:
    """Yield each feed in both forms."""
    for channel in channels(ledger, site):
        words = f"New and revised claims, the newest {MOST_ITEMS} ({channel.title})"
        yield ExportFile(f"{channel.path}.xml", _atom(site, channel), f"{words}, as Atom.", SCHEMA)
        path = f"{channel.path}.json"
        yield ExportFile(path, _json(site, channel), f"{words}, as JSON Feed.", JSON_FEED)


def _atom(site: Publication, channel: Channel) -> bytes:
    """Return the feed. Its text is never HTML, so that nothing in it can run."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    address = site.url(f"{channel.path}.xml")
    _text(feed, "id", address)
    _text(feed, "title", channel.title)
    if channel.note:
        _text(feed, "subtitle", channel.note)
    _text(feed, "updated", channel.updated)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    page = {"rel": "alternate", "type": "text/html", "href": site.url(channel.page)}
    SubElement(feed, "link", page)
    _text(SubElement(feed, "author"), "name", site.name)
    SubElement(feed, "link", {"rel": "license", "href": LICENCE_ADDRESS})
    _text(feed, "rights", RIGHTS)
    for item in channel.items:
        _entry(SubElement(feed, "entry"), item)
    indent(feed)
    # As text first: written as UTF-8, each piece would be encoded by itself.
    written = tostring(feed, "unicode").encode("utf-8", "xmlcharrefreplace")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written + b"\n"


def _entry(entry: Element, item: Item) -> None:
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "updated", item.stamp)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.address})
    for tag in item.tags:
        SubElement(entry, "category", {"term": tag})
    _text(entry, "content", item.text)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _json(site: Publication, channel: Channel) -> bytes:
    return canonical(
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
