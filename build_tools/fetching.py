"""Asks one public web address within limits: http and https only, and no address of a private net.

The address that was looked up and allowed is the one that is connected to, so that a name cannot
lead elsewhere in between. Every redirect goes through the same checks.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from build_tools.text import web_address

MOST_BYTES = 5_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; facts; checks quotations)"
# What an address may hold (RFC 3986); a letter beyond ASCII is sent as its bytes.
_WRITTEN_AS_IT_IS = "%/:?#[]@!$&'()*+,;=-._~"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")

REDIRECTS = (301, 302, 303, 307, 308)

Allowed = Callable[[str], bool]


class FetchError(Exception):
    """Says in a sentence why the page was not fetched."""


class PrivateError(FetchError):
    """The host is at an address that is none of the public net."""


class NoHostError(FetchError):
    """No host of that name is known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take in seconds, and how large it may be in bytes.

    A larger body is an error, or cut where ``cut`` says so.
    """

    seconds: float
    most_bytes: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request; a header stands under its name in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """The page's text, its address after redirects, and whether it is HTML."""

    text: str
    address: str
    is_page: bool


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public net."""
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_global and not (mapped or found).is_multicast)


def fetch(address: str, allowed: Allowed = is_public) -> Fetched:
    """Fetch the page. ``allowed`` says of an IP address whether it may be connected to."""
    end = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        answer = ask(address, allowed, Limits(end - time.monotonic(), MOST_BYTES))
        if answer.status in REDIRECTS and (target := answer.headers.get("location")):
            address = urljoin(address, target)
            continue
        if answer.status != http.client.OK:
            raise FetchError(f"{address} answered {answer.status}, which is no page.")
        return _read(address, answer.headers, answer.body)
    raise FetchError(f"The address was redirected more than {MOST_REDIRECTS} times.")


def _read(address: str, headers: dict[str, str], data: bytes) -> Fetched:
    kind, _, rest = headers.get("content-type", "text/html").partition(";")
    if kind.strip().lower() not in _TYPES:
        raise FetchError(f"The page is of the type {kind.strip()}; save its text and use --file.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("The page came compressed unasked; save it and use --file.")
    named = re.search(r"charset=[\"']?([\w-]+)", rest) or re.search(
        r"<meta[^>]{0,200}charset=[\"']?([\w-]+)", data[:2048].decode("ascii", "replace")
    )
    try:
        text = data.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return Fetched(text, address, kind.strip().lower() != "text/plain")


def ask(
    address: str, allowed: Allowed, limits: Limits, agent: str = _AGENT, accept: str = ""
) -> Answer:
    """Ask one address once. The address that was looked up and allowed is the one connected to.

    Raises :class:`FetchError` where there is no answer, or one that goes beyond the limits.
    """
    if web_address(address) is None:
        raise FetchError(f"{address} is no http or https address that may be fetched.")
    deadline = time.monotonic() + limits.seconds
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = _connected(host, port, allowed, deadline, secure)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        target = quote(target, safe=_WRITTEN_AS_IT_IS)
        accepted = {"User-Agent": agent, "Accept": accept or ", ".join(_TYPES)}
        accepted |= {"Connection": "close", "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=accepted)
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, _body(answer, connection.sock, deadline, limits))
    except socket.gaierror as error:
        raise NoHostError(f"No host called {host} is known: {error.strerror}.") from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise FetchError(
            f"{address} could not be fetched: {error or type(error).__name__}."
        ) from error
    finally:
        connection.close()


def _connected(
    host: str, port: int, allowed: Allowed, deadline: float, secure: bool
) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    chosen = [str(one[4][0]) for one in found]
    refused = [one for one in chosen if not allowed(one.partition("%")[0])]
    if refused:
        raise PrivateError(f"{host} is at {refused[0]}, which is no address of the public net.")
    plain = socket.create_connection((chosen[0], port), timeout=_left(deadline))
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("The page took more than the seconds that it may take.")
    return min(left, 10.0)


def _body(
    answer: http.client.HTTPResponse,
    connected: socket.socket | None,
    deadline: float,
    limits: Limits,
) -> bytes:
    data = bytearray()
    while chunk := answer.read1(65536):
        data += chunk
        if len(data) > limits.most_bytes:
            if limits.cut:
                return bytes(data[: limits.most_bytes])
            raise FetchError(f"The page is larger than {limits.most_bytes // 1_000_000} MB.")
        left = _left(deadline)
        if connected is not None:
            connected.settimeout(left)
    return bytes(data)
