"""Checks an external address, and returns its state: alive, moved, blocked or unknown.

A host gets at most one request every few seconds, and only for addresses that its robots.txt
allows. After an error we wait for the time that the host sets. We never follow a redirect to a
private address.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from protego import Protego

from build_tools.facts.link_status import LinkResult, State
from build_tools.facts.wording import clipped, visible
from build_tools.links import robots
from build_tools.links.fetch import (
    REDIRECTS,
    Allowed,
    Answer,
    FetchError,
    Limits,
    NoHostError,
    PrivateError,
    ask,
    is_public,
    redirected,
)

NAME = "facts-links"
_AGENT = f"Mozilla/5.0 (compatible; {NAME}; checks whether cited pages still exist)"
_FOR_GOOD = (301, 308)
_REFUSED = (401, 402, 403, 407, 429, 451)
_MISSING = re.compile(
    r"\b(404|(page|article|document|file|content) (was |is |could )?(not|no longer) (be )?"
    r"(found|exist|available)|not found)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)


class Manners(NamedTuple):
    """Rate limits and time limits for requests, in seconds.

    ``allowed`` decides whether we may connect to an IP address. ``clock`` and ``wall_clock``
    return the time, and ``sleep`` waits.
    """

    allowed: Allowed = is_public
    delay: float = 2.0
    retries: int = 2
    longest_wait: float = 60.0
    seconds: float = 20.0
    max_bytes: int = 200_000
    max_redirects: int = 6
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    wall_clock: Callable[[], float] = time.time


@dataclass(slots=True)
class Hosts:
    """The rules of each host requested so far, and the time of our last request to it.

    If a host's robots.txt could not be fetched, ``rules`` contains the result for all addresses on
    that host.
    """

    rules: dict[str, Protego | LinkResult] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)


def check_url(address: str, hosts: Hosts, manners: Manners) -> LinkResult:
    """Request an address, follow its redirects, and return its state."""
    current, moved, visited = address, True, {address}
    try:
        for _ in range(manners.max_redirects + 1):
            if (refusal := _refusal(current, hosts, manners)) is not None:
                return refusal
            answer = _request_with_retries(current, hosts, manners)
            location = answer.headers.get("location")
            if answer.status not in REDIRECTS or not location:
                return _verdict(address, current, answer, moved)
            moved = moved and answer.status in _FOR_GOOD
            current = redirected(current, location)
            if current in visited:
                return LinkResult(State.UNKNOWN, "It redirects in a circle.")
            visited.add(current)
    except PrivateError as error:
        return LinkResult(State.UNKNOWN, _reason("It was not checked: ", error))
    except NoHostError as error:
        return LinkResult(State.UNKNOWN, _reason("", error), failed=current == address)
    except FetchError as error:
        return LinkResult(State.UNKNOWN, _reason("", error))
    return LinkResult(State.UNKNOWN, f"It redirects more than {manners.max_redirects} times.")


def _reason(before: str, error: FetchError) -> str:
    """Return why there is no answer. The text may come from the server, so it is escaped."""
    return clipped(visible(before + str(error)), 200)


def _refusal(address: str, hosts: Hosts, manners: Manners) -> LinkResult | None:
    """Return a result if the host's robots.txt excludes the address. The file is fetched once."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin not in hosts.rules:
        hosts.rules[origin] = _rules(origin, hosts, manners)
    rules = hosts.rules[origin]
    if isinstance(rules, LinkResult):
        return rules
    if not rules.can_fetch(address, NAME):
        return LinkResult(State.BLOCKED, "Its robots.txt excludes programs like ours.")
    return None


def _rules(origin: str, hosts: Hosts, manners: Manners) -> Protego | LinkResult:
    """Return a host's rules (RFC 9309). Without a robots.txt, everything is allowed.

    If the file cannot be fetched, return the result for all addresses of the host. Raises
    :class:`PrivateError` or :class:`NoHostError` if no request to the host is possible.
    """
    current = first = f"{origin}/robots.txt"
    try:
        for _ in range(manners.max_redirects):
            answer = _request(current, hosts, manners, robots.MAX_BYTES)
            location = answer.headers.get("location")
            if answer.status in REDIRECTS and location:
                current = redirected(current, location)
                continue
            if answer.status >= 500:
                return LinkResult(
                    State.BLOCKED,
                    "Its robots.txt could not be fetched, so nothing else was requested.",
                )
            if answer.status == 200:
                return robots.read_rules(answer.body.decode("utf-8", "replace"), NAME)
            break
    except FetchError as error:
        if current == first and isinstance(error, PrivateError | NoHostError):
            raise
        return LinkResult(State.UNKNOWN, _reason("Only its robots.txt was requested: ", error))
    return robots.read_rules("", NAME)


def _request(address: str, hosts: Hosts, manners: Manners, max_bytes: int = 0) -> Answer:
    """Send a request, waiting first if the last request to the host was too recent."""
    host = urlsplit(address).netloc
    delay = manners.delay
    rules = hosts.rules.get(f"{urlsplit(address).scheme}://{host}")
    if isinstance(rules, Protego):
        delay = max(delay, min(rules.crawl_delay(NAME) or 0.0, manners.longest_wait))
    if host in hosts.last and (left := hosts.last[host] + delay - manners.clock()) > 0:
        manners.sleep(left)
    try:
        limits = Limits(manners.seconds, max_bytes or manners.max_bytes, cut=True)
        return ask(address, manners.allowed, limits, _AGENT, "text/html, */*;q=0.5")
    finally:
        hosts.last[host] = manners.clock()


def _request_with_retries(address: str, hosts: Hosts, manners: Manners) -> Answer:
    """Send a request, and repeat it after a delay if the host is busy or fails."""
    for attempt in range(manners.retries + 1):
        last = attempt == manners.retries
        try:
            answer = _request(address, hosts, manners)
        except (PrivateError, NoHostError):
            raise
        except FetchError:
            if last:
                raise
            continue
        if last or answer.status not in (429, 500, 502, 503, 504):
            return answer
        wait = _named_wait(answer, manners)
        if wait > manners.longest_wait:
            return answer
        manners.sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _named_wait(answer: Answer, manners: Manners) -> float:
    """Return the seconds to wait according to Retry-After, which is a number or a date."""
    named = answer.headers.get("retry-after", "").strip()
    if named.isascii() and named.isdigit():
        return float(named)
    try:
        return max(0.0, parsedate_to_datetime(named).timestamp() - manners.wall_clock())
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return manners.delay


def _verdict(address: str, final: str, answer: Answer, moved: bool) -> LinkResult:
    status = answer.status
    if status in (404, 410):
        return LinkResult(State.UNKNOWN, f"It answered {status}.", failed=True)
    if status in _REFUSED:
        return LinkResult(State.BLOCKED, f"It answered {status}: access is denied.")
    if not 200 <= status < 300:
        return LinkResult(State.UNKNOWN, f"It answered {status}.")
    title = _TITLE.search(answer.body)
    title_text = unescape(title[1].decode("utf-8", "replace")).strip() if title else ""
    if _MISSING.search(title_text):
        return LinkResult(
            State.UNKNOWN, "It answered 200, but its title is that of a missing page."
        )
    if final != address and _is_home(final) and not _is_home(address):
        return LinkResult(
            State.UNKNOWN, "It now redirects to a home page; the page itself may be gone."
        )
    if final != address and moved:
        return LinkResult(
            State.MOVED, f"It moved permanently and answered {status}.", moved_to=final
        )
    return LinkResult(State.ALIVE, f"It answered {status}.")


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
