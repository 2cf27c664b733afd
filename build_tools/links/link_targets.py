"""Resolves an address to a file in the built site and an id in that file."""

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"(?:[hH][tT][tT][pP][sS]?:)?//")
# Short text only: the pattern is matched only at the beginning of an address.
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# These fragments are valid on every page. Browsers show the top of the page if no id matches.
_TOP = frozenset(("", "top"))


class Target(NamedTuple):
    """A path from the site's root, and an id on that page, or "" for the top of the page."""

    path: str
    fragment: str


# The pages in a folder have most of their links in common.
@lru_cache(maxsize=10_000)
def target(address: str, folder: str, site_url: str) -> Target | None:
    """Return the target of an address on a page in ``folder``, or None for an external address.

    ``folder`` is a path from the site's root ("" or "claims"), and ``site_url`` is the site's
    public address. The target's path is "" for the page itself, and begins with "../" above the
    site's root. The target may not exist.
    """
    if (below := _below(address, site_url)) is not None:
        address = "/" + below
    elif _SCHEME.match(address) or address.startswith("//"):
        return None
    elif address.startswith("/"):
        root = urlsplit(site_url).path if site_url else "/"
        if not address.startswith(root):
            return Target(".." + address, "")
        address = "/" + address[len(root) :]
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return Target("", _id(fragment))
    path = path[1:] if path.startswith("/") else posixpath.join(folder, path)
    is_folder = path.rpartition("/")[2] in ("", ".", "..")
    path = posixpath.normpath(path) if path else "."
    if is_folder:
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return Target(path, _id(fragment))


def _id(fragment: str) -> str:
    """Return the id in a fragment, without a text directive (``:~:``)."""
    name = unquote(fragment.partition(":~:")[0])
    return "" if name.lower() in _TOP else name


def _below(address: str, site_url: str) -> str | None:
    """Return the part of an address after ``site_url``, or None for another site's address.

    The scheme (http or https) and capitals in the host's name make no difference.
    """
    if not site_url or not _WEB.match(address):
        return None
    if address.startswith(site_url) and address.isprintable():
        return address[len(site_url) :]  # the usual case, without parsing both
    try:
        site, parts = urlsplit(site_url), urlsplit(address)
    except ValueError:
        return None
    if parts.netloc.lower() != site.netloc.lower():
        return None
    path = parts.path or "/"
    if f"{path}/" == site.path:  # the site's address without its final slash
        path = site.path
    if not path.startswith(site.path):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return path[len(site.path) :] + query + (f"#{parts.fragment}" if parts.fragment else "")
