"""Compares web addresses to find those that lead to the same page."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_.*|fbclid|gclid|dclid|yclid|msclkid|igshid|twclid|mc_[ce]id|ref|cmpid|xtor|_ga"
    r"|_openstat|at_(?:medium|campaign)|ns_(?:mchannel|campaign|source)|traffic_source)",
    re.IGNORECASE,
)
# On some sites, these parameters select the page. A parameter whose value names one of the channels
# below only tracks the reader.
_PERHAPS_TRACKING = re.compile(
    r"(?:source|src|from|partner|aid|via|share|cmp|smid|ocid)", re.IGNORECASE
)
_CHANNEL = re.compile(
    r"rss|feed|twitter|facebook|telegram|whatsapp|newsletter|email|push|social",
    re.IGNORECASE,
)
_USUAL_PORTS = re.compile(r":(?:80|443)$")

Comparable = tuple[str, str, str]


def comparable_address(url: str) -> Comparable:
    """Return an address's host, path and query, without "www.", tracking or a final slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url, "", "")
    query = parse_qsl(parts.query, keep_blank_values=True)
    asked = [pair for pair in query if not is_tracking(*pair)]
    host = _USUAL_PORTS.sub("", parts.netloc.lower()).removeprefix("www.")
    return (host, unquote(parts.path).rstrip("/"), urlencode(sorted(asked)))


def is_tracking(name: str, value: str) -> bool:
    """Return whether a query parameter only tracks how a reader reached the page."""
    if _TRACKING.fullmatch(name):
        return True
    return bool(_PERHAPS_TRACKING.fullmatch(name) and _CHANNEL.search(value))


def host_of(url: str) -> str:
    """Return an address's host without "www.", or "" if the address has no host."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
