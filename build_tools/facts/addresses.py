"""Compares web addresses: which of them lead to the same page?"""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(r"(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|cmpid)", re.IGNORECASE)
_USUAL_PORTS = re.compile(r":(?:80|443)$")

Comparable = tuple[str, str, str]


def comparable_address(url: str) -> Comparable:
    """Return the address without scheme, "www.", tracking, fragment and final slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url, "", "")
    query = parse_qsl(parts.query, keep_blank_values=True)
    asked = [pair for pair in query if not _TRACKING.fullmatch(pair[0])]
    host = _USUAL_PORTS.sub("", parts.netloc.lower()).removeprefix("www.")
    return (host, unquote(parts.path).rstrip("/"), urlencode(sorted(asked)))


def host_of(url: str) -> str:
    """Return the host without "www.", or "" if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
