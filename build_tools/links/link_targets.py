"""Where an address within a built site leads: to a file, perhaps to an id in it, or out of it."""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"(?:[hH][tT][tT][pP][sS]?:)?//")
# Short text only: matched at the beginning of an address.
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# Browsers take these for the top of the page, whatever ids it has.
_TOP = frozenset(("", "top"))
# Without anything that has a meaning in addresses, but for folders.
_PLAIN = re.compile(r"[\w./-]*+", re.ASCII)
_HOST = re.compile(r"https?://([\w.:-]++)[/?#]", re.ASCII)
# What is no path within a site stands for all that lead out of it. So many beginnings are kept.
_OUT, _MAX_WAYS = "//", 10_000
# Stands for what was not looked at yet.
_NEW: Collection[bytes] = (b"",)


class Target(NamedTuple):
    """A path within the site, from its root, and the id looked for there (empty: none)."""

    path: str
    fragment: str


def target(address: str, folder: str, site_url: str) -> Target | None:
    """Return what an address leads to that stands on a page of ``folder``; None where it leads out.

    ``folder`` is a path from the site's root ("" or "claims"); ``site_url`` the address where the
    site is published. The path may be one that no file has, also one above the site ("../x").
    """
    if (own := _below(address, site_url)) is not None:
        address = "/" + own
    elif _SCHEME.match(address) or address.startswith("//"):
        return None
    elif address.startswith("/"):
        way = urlsplit(site_url).path if site_url else "/"
        if not address.startswith(way):
            return Target(".." + address, "")
        address = "/" + address[len(way) :]
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        whole = path[1:]
    elif path:
        whole = posixpath.join(folder, path)
    else:
        return Target("", _id(fragment))
    ends_in_folder = whole.endswith("/") or whole.rpartition("/")[2] in ("", ".", "..")
    whole = posixpath.normpath(whole) if whole else "."
    if ends_in_folder:
        whole = posixpath.normpath(posixpath.join(whole, "index.html"))
    return Target(whole, _id(fragment))


def _id(fragment: str) -> str:
    """Return the id that a fragment names: what follows `:~:` tells a browser to look for text."""
    named = unquote(fragment.partition(":~:")[0])
    return "" if named.lower() in _TOP else named


def holds(ids: Collection[bytes], fragment: str) -> bool:
    """Return whether a page with these ids has the place."""
    return fragment.encode("utf-8", "replace") in ids


def is_plain(path: str) -> bool:
    """Return whether a path is written the same in an address."""
    return bool(_PLAIN.fullmatch(path))


def quick_look(
    plain: Mapping[str, Collection[bytes]], folder: str, site_url: str
) -> Callable[[bytes], bool]:
    """Return what tells of most good addresses, as they are written, that no fault is in them.

    They lead to one of the files as a whole, or out of the site; of others :func:`target` tells.
    ``plain`` has by the path of each folder ("" or "claims/") the names of those of its files that
    :func:`is_plain`. What stands before an address's last slash is looked at once.
    """
    # What may follow each beginning; None: whatever does leads out of the site.
    led: dict[bytes, Collection[bytes] | None] = {}
    beside = plain.get(_way(site_url, folder, ""), ())

    def is_right(written: bytes) -> bool:
        head, slash, name = written.rpartition(b"/")
        names = led.get(head, _NEW) if slash else beside
        if names is _NEW:
            # Not as UTF-8: bytes that are none are no name of a plain file either.
            way = _way(site_url, folder, f"{head.decode('latin-1')}/")
            names = None if way == _OUT else plain.get(way, ())
            if len(led) < _MAX_WAYS:
                led[head] = names
        return names is None or name in names

    return is_right


def _way(site_url: str, folder: str, head: str) -> str:
    """Return the path, from the site's root, that the beginning of an address leads to.

    Where that is not plain to see it is one that no file has.
    """
    if site_url and head.startswith(site_url):
        folder, head = "", head[len(site_url) :]
    elif (host := _HOST.match(head)) and host[1].lower() != urlsplit(site_url).netloc.lower():
        return _OUT
    if head.startswith("/") or not _PLAIN.fullmatch(head):
        return "/"
    way = posixpath.normpath(posixpath.join(folder, head))
    return "" if way == "." else way + "/"


def _below(address: str, site_url: str) -> str | None:
    """Return the rest of an address below ``site_url``, or None where it is no address of the site.

    http and https lead to the same site, and the case of a host says nothing.
    """
    if not site_url or not _WEB.match(address):
        return None
    try:
        own, asked = urlsplit(site_url), urlsplit(address)
    except ValueError:
        return None
    if asked.netloc.lower() != own.netloc.lower():
        return None
    way = asked.path or "/"
    if f"{way}/" == own.path:  # the site itself, without its last slash
        way = own.path
    if not way.startswith(own.path):
        return None
    more = f"?{asked.query}" if asked.query else ""
    return way[len(own.path) :] + more + (f"#{asked.fragment}" if asked.fragment else "")
