"""Finds addresses that only a machine can use, and addresses that do not suit every reader."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from build_tools.facts.addresses import is_tracking


class AddressFault(NamedTuple):
    """The problem with an address, and what to write instead.

    ``is_edition`` is True if the address leads to a special edition of the page, such as one for
    phones or without https. A note in the source excuses this problem.
    """

    words: str
    hint: str
    is_edition: bool = False


# Subdomains that a publisher uses internally or for machines.
_STAGING = re.compile(r"stag(?:e|ing)|stg(?:mobile)?|preprod|uat|qa|preview|test")
_RELEASE = re.compile(r"(?:digital-)?release")
_FEEDS = re.compile(r"rss|feeds?|api")
_DELIVERY = re.compile(r"cdn\d*|wp")
_DELIVERY_HOSTS = re.compile(
    r"(?:^|\.)(?:cloudfront\.net|akamaihd\.net|akamaized\.net|azureedge\.net|fastly\.net"
    r"|b-cdn\.net|cdn\.ampproject\.org)$"
)
_REDIRECTING = re.compile(r"clicks?|trk|redirect")
_REDIRECTOR_HOSTS = re.compile(
    r"(?:^|\.)(?:t\.co|bit\.ly|tinyurl\.com|goo\.gl|ow\.ly|buff\.ly|is\.gd|dlvr\.it|lnkd\.in"
    r"|clck\.ru|vk\.cc|cutt\.ly|rb\.gy|shorturl\.at|trib\.al|mlsend\.com|list-manage\.com"
    r"|feedproxy\.google\.com|feedburner\.com|news\.google\.com|safelinks\.protection\.outlook\.com"
    r"|urldefense\.com|l\.facebook\.com|out\.reddit\.com)$"
)
_REDIRECTOR_PATHS = re.compile(r"^/(?:away(?:\.php)?|url|redirect|out)$")
_ARCHIVE_HOSTS = re.compile(
    r"(?:^|\.)(?:web\.archive\.org|archive\.(?:today|ph|is|li|vn|md|fo)|webcitation\.org"
    r"|perma\.cc|ghostarchive\.org|webcache\.googleusercontent\.com)$"
)
_TRANSLATION_HOSTS = re.compile(
    r"(?:^|\.)(?:translate\.goog|translate\.google\.[a-z.]+|translate\.yandex\.[a-z.]+)$"
)
# Copies of Wikipedia, recognised by their addresses. A source can always cite the original article.
_WIKIPEDIA_COPIES = re.compile(
    r"(?:^|\.)(?:wikiwand\.com|wikimili\.com|piglix\.com|wiki\.li|wiki2\.org|wikizero\.com"
    r"|perceptio(?:de|fr|pt|es|it)?\.com|wikihandbk\.com|friendlywiki\.com"
    r"|theinfolist\.com|wikisum\.wiki|infogalactic\.com)$"
)
_WIKIPEDIA_WITHIN = re.compile(
    r"(?:^|[./-])kiwix[./]|wikipedia_[a-z]{2}_(?:all|top)_|[a-z]{2}\.(?:m\.)?wikipedia\.org"
    r"|academic\.com/dic\.nsf/[a-z]{2}wiki/"
)

_SCRIPTS = re.compile(r"\.(?:js|mjs|css|rss|atom)$|/wp-json/|/(?:feed|rss)/?$", re.IGNORECASE)
# The addresses of some journals' article pages end in .xml.
_DATA = re.compile(r"^(?!/view/journals/).*\.(?:json|xml|csv|tsv|ya?ml)$", re.IGNORECASE)
_PHONE_LABELS = ("amp", "m", "mobile", "mobi", "pda", "wap", "lite", "touch")
_PHONE_PATHS = re.compile(r"(?:^|/)amp(?:/|$)|[.-]amp(?:\.html?)?$", re.IGNORECASE)
_PHONE_PARTS = re.compile(
    r"amp(?:=1|=true)?|outputtype=amp|m=1|mobile=(?:1|true)|sitelayout=mob\w*|view=mobile",
    re.IGNORECASE,
)
_SHORT_LINK = re.compile(r"(?:p|page_id)=\d+", re.IGNORECASE)
_SESSION = re.compile(r"phpsessid|jsessionid|sphrase_id", re.IGNORECASE)
_SECOND_LEVEL = re.compile(r"\.(?:co|com|org|net|gov|ac|edu|gob|gouv)\.[a-z]{2}$")

_OWN = "Give the address at which readers find the page on the publisher's own site."


def address_fault(url: str, *, is_data: bool = False) -> AddressFault | None:
    """Return the first fault in an address, or None if readers can use the address.

    ``is_data`` is True if the source is itself a record, because a record may be a data file.
    """
    try:
        parts = urlsplit(url)
        labels = _labels(parts)
        _ = parts.port  # raises ValueError for a port that is not a number
    except ValueError:
        return AddressFault("This is not a web address.", _OWN)
    for fault_in in _FAULTS:
        if fault := fault_in(parts, labels):
            return fault
    if not is_data and _DATA.search(parts.path):
        return AddressFault("This is the address of a data file, not of a page.", _OWN)
    return _edition(parts, labels)


def _labels(parts: SplitResult) -> tuple[str, ...]:
    """Return the labels that precede the registered domain in the host's name."""
    host = (parts.hostname or "").removesuffix(".").removeprefix("www.")
    registered = 3 if _SECOND_LEVEL.search(host) else 2
    return tuple(host.split(".")[:-registered])


def _named(pattern: re.Pattern[str], labels: tuple[str, ...]) -> bool:
    return any(pattern.fullmatch(label) for label in labels)


def _of_query(parts: SplitResult, labels: tuple[str, ...]) -> AddressFault | None:
    del labels
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if is_tracking(name, value) or _SESSION.fullmatch(name):
            message = (
                f"`{name}` only tracks how readers reached the page. The page opens without it."
            )
            return AddressFault(message, f"Remove `{name}` from the address.")
    if "jsessionid=" in parts.path.lower():
        return AddressFault("The address contains a session id.", "Take it out.")
    if parts.fragment.startswith(":~:"):
        message = "The build itself adds links to a text within a page."
        return AddressFault(message, "Remove everything from `#:~:` onwards.")
    return None


def _of_host(parts: SplitResult, labels: tuple[str, ...]) -> AddressFault | None:
    host = parts.hostname or ""
    if host.endswith(".") or parts.port in (80, 443):
        return AddressFault("The host has a final dot or an unnecessary port.", "Take it out.")
    parts_of_labels = tuple(part for label in labels for part in label.split("-"))
    if _named(_STAGING, parts_of_labels) or _named(_RELEASE, labels):
        return AddressFault("This host is for a publisher's tests, not for readers.", _OWN)
    if _named(_FEEDS, labels) or _DELIVERY_HOSTS.search(host):
        return AddressFault("This host delivers files and feeds to machines.", _OWN)
    return None


def _of_go_between(parts: SplitResult, labels: tuple[str, ...]) -> AddressFault | None:
    host = parts.hostname or ""
    leads_on = _REDIRECTOR_PATHS.match(parts.path) and "http" in unquote(parts.query)
    if _named(_REDIRECTING, labels) or _REDIRECTOR_HOSTS.search(host) or leads_on:
        return AddressFault("This address only redirects to another address.", _OWN)
    if _ARCHIVE_HOSTS.search(host):
        message = "This is a copy in an archive."
        return AddressFault(
            message, "Put it into `archiveurl`, and the page's own address into `url`."
        )
    if _TRANSLATION_HOSTS.search(host):
        return AddressFault("This is a machine translation of a page.", _OWN)
    within = unquote(f"{host}{parts.path}?{parts.query}")
    is_wikipedia = re.search(r"(?:^|\.)wiki[mp]edia\.org$", host)
    if not is_wikipedia and (_WIKIPEDIA_COPIES.search(host) or _WIKIPEDIA_WITHIN.search(within)):
        hint = "Give the address of the article on Wikipedia, or a better source."
        return AddressFault("This is a copy of Wikipedia.", hint)
    return None


def _of_path(parts: SplitResult, labels: tuple[str, ...]) -> AddressFault | None:
    del labels
    if _SCRIPTS.search(parts.path):
        return AddressFault("This is the address of a script or feed, not of a page.", _OWN)
    return None


_Test = Callable[[SplitResult, tuple[str, ...]], AddressFault | None]
_FAULTS: tuple[_Test, ...] = (_of_query, _of_host, _of_go_between, _of_path)


def _edition(parts: SplitResult, labels: tuple[str, ...]) -> AddressFault | None:
    """Return a fault if the address leads to a special edition of the page."""
    hint = f"{_OWN} If you found no other, say so in `note`."
    host = parts.hostname or ""
    is_phone = host.split(".")[0] in _PHONE_LABELS and host.count(".") > 1
    asked = parts.query.split("&") if parts.query else []
    if is_phone or _PHONE_PATHS.search(parts.path) or any(map(_PHONE_PARTS.fullmatch, asked)):
        return AddressFault("This is an edition for phones.", hint, is_edition=True)
    if any(map(_SHORT_LINK.fullmatch, asked)) and parts.path in ("", "/"):
        return AddressFault("This is a short link to the page.", hint, is_edition=True)
    if _named(_DELIVERY, labels) and not parts.path.lower().endswith(".pdf"):
        return AddressFault("This host delivers files, not pages.", hint, is_edition=True)
    if labels and labels[0] == "old":
        return AddressFault("This is an older edition of the site.", hint, is_edition=True)
    if parts.scheme == "http":
        return AddressFault("This address is not encrypted (https).", hint, is_edition=True)
    return None
