"""Fetches a public web page within limits: only over http and https, and from no private network.

The connection goes to the IP address that was checked, so a host cannot change its address between
the check and the connection. Every redirect passes the same checks.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from build_tools.facts.wording import clipped, visible, web_address
from build_tools.links.charset import decoded

MAX_BYTES = 5_000_000
MAX_SECONDS = 30.0
MAX_REDIRECTS = 5
_AGENT = "Mozilla/5.0 (compatible; facts; checks quotations)"
# Characters that an address may contain besides letters and digits (RFC 3986). All other characters
# are percent-encoded.
_WRITTEN_AS_IT_IS = "%/:?#[]@!$&'()*+,;=-._~"
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")

REDIRECTS = (301, 302, 303, 307, 308)

# The public part of IPv6 (RFC 4291, section 2.4). The rest includes private networks and embedded
# IPv4 addresses. In the public part, 2002::/16 embeds IPv4 addresses too (RFC 3056).
_PUBLIC_NET = ipaddress.IPv6Network("2000::/3")
_IPV4_IN_IPV6 = ipaddress.IPv6Network("2002::/16")
# IPv6-only networks reach IPv4 hosts through this prefix (RFC 6052), so we check the embedded IPv4
# address.
_TRANSLATED_NET = ipaddress.IPv6Network("64:ff9b::/96")

# The resolver's errors for a host that does not exist. Other errors do not show whether the host
# exists.
_NO_SUCH_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))

Allowed = Callable[[str], bool]


class FetchError(Exception):
    """The page was not fetched. The message is a sentence that says why."""


class PrivateError(FetchError):
    """The host has an address that is not public."""


class NoHostError(FetchError):
    """There is no host with that name."""


class Limits(NamedTuple):
    """The limits for an answer: the time in seconds, and the size of the body in bytes.

    A larger body is truncated if ``cut`` is true, and is an error otherwise.
    """

    seconds: float
    max_bytes: int
    cut: bool = False


class Answer(NamedTuple):
    """A server's answer to a request. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class Fetched(NamedTuple):
    """A page's text, its address after redirects, and whether it is HTML."""

    text: str
    address: str
    is_page: bool


def is_public(address: str) -> bool:
    """Return whether an IP address is public."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped
        if inner is None and parsed in _TRANSLATED_NET:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)
        if inner is not None:
            parsed = inner
        elif parsed not in _PUBLIC_NET or parsed in _IPV4_IN_IPV6:
            return False
    return parsed.is_global and not parsed.is_multicast


def redirected(address: str, target: str) -> str:
    """Return the address to which a server redirects ``address``, without a fragment.

    Raises :class:`FetchError` if the new address may not be fetched.
    """
    try:
        location = urldefrag(urljoin(address, target)).url
    except ValueError:
        location = target
    if web_address(location) is None:
        shown = clipped(visible(location), 100)
        raise FetchError(
            f"It redirects to {shown}, which is not an http or https address that may be fetched."
        )
    return location


def fetch(address: str, allowed: Allowed = is_public) -> Fetched:
    """Fetch a page, following redirects.

    ``allowed`` decides whether we may connect to an IP address. Raises :class:`FetchError` if the
    page cannot be fetched.
    """
    end = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask(address, allowed, Limits(end - time.monotonic(), MAX_BYTES))
        if answer.status in REDIRECTS and (target := answer.headers.get("location")):
            address = redirected(address, target)
            continue
        if answer.status != http.client.OK:
            raise FetchError(f"{address} answered {answer.status} instead of a page.")
        return _read(address, answer.headers, answer.body)
    raise FetchError(f"The address was redirected more than {MAX_REDIRECTS} times.")


def _read(address: str, headers: dict[str, str], data: bytes) -> Fetched:
    kind, _, rest = headers.get("content-type", "text/html").partition(";")
    if kind.strip().lower() not in _TYPES:
        shown = clipped(visible(kind.strip()), 100)
        raise FetchError(f"The page has the type {shown}; save it and use --file.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError("The server compressed the page unasked; save it and use --file.")
    named = re.search(r"charset=[\"']?([\w-]+)", rest)
    return Fetched(
        decoded(data, named[1] if named else ""), address, kind.strip().lower() != "text/plain"
    )


def ask(
    address: str, allowed: Allowed, limits: Limits, agent: str = _AGENT, accept: str = ""
) -> Answer:
    """Send a request, and return the answer without following redirects.

    Raises :class:`FetchError` if there is no answer, or if the answer exceeds the limits.
    """
    if web_address(address) is None:
        raise FetchError(f"{_shown(address)} is not an http or https address that may be fetched.")
    deadline = time.monotonic() + limits.seconds
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        with (
            _connected(host, port, allowed, deadline, secure) as connected,
            _ending(connected, deadline),
        ):
            if isinstance(connected, ssl.SSLSocket):
                connected.do_handshake()
            connection = http.client.HTTPConnection(host, port)
            connection.sock = connected
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            target = quote(target, safe=_WRITTEN_AS_IT_IS)
            accepted = {"User-Agent": agent, "Accept": accept or ", ".join(_TYPES)}
            accepted |= {"Connection": "close", "Accept-Encoding": "identity"}
            connection.request("GET", target, headers=accepted)
            with closing(connection.getresponse()) as answer:
                headers = {name.lower(): value for name, value in answer.getheaders()}
                body = _body(answer, connected, deadline, limits)
                return Answer(answer.status, headers, body)
    except socket.gaierror as error:
        kind = NoHostError if error.errno in _NO_SUCH_HOST else FetchError
        said = (
            "The host {} does not exist"
            if kind is NoHostError
            else "The host {} could not be looked up"
        )
        raise kind(f"{said.format(_shown(host))}: {error.strerror}.") from error
    # A server may also send a number that Python cannot read.
    except (OSError, http.client.HTTPException, ValueError, OverflowError) as error:
        _left(deadline)  # raises an error if time ran out
        why = clipped(visible(str(error)), 200) or type(error).__name__
        raise FetchError(f"{_shown(address)} could not be fetched: {why}.") from error


def _shown(address: str) -> str:
    return clipped(visible(address), 100)


@contextmanager
def _ending(connected: socket.socket, deadline: float) -> Iterator[None]:
    """Shut the connection down at the deadline, because each byte restarts a socket's timeout.

    The code that reads the answer then gets an end of file. With TLS, the underlying connection is
    shut down.
    """

    def shut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _connected(
    host: str, port: int, allowed: Allowed, deadline: float, secure: bool
) -> socket.socket:
    """Connect without a TLS handshake, because the deadline must cover the handshake too."""
    results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(result[4][0]) for result in results]
    refused = [address for address in addresses if not allowed(address.partition("%")[0])]
    if refused:
        raise PrivateError(f"{host} is at {refused[0]}, which is not a public address.")
    plain = socket.create_connection((addresses[0], port), timeout=_left(deadline))
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(
            plain, server_hostname=host, do_handshake_on_connect=False
        )
    except OSError:
        plain.close()
        raise


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("The page took longer than the time limit.")
    return min(left, 10.0)


def _body(
    answer: http.client.HTTPResponse, connected: socket.socket, deadline: float, limits: Limits
) -> bytes:
    data = bytearray()
    while chunk := answer.read1(65536):
        data += chunk
        if len(data) > limits.max_bytes:
            if limits.cut:
                return bytes(data[: limits.max_bytes])
            raise FetchError(f"The page is larger than {limits.max_bytes // 1_000_000} MB.")
        # From Python 3.13, the connection closes as soon as the whole answer has been read.
        if not answer.isclosed():
            connected.settimeout(_left(deadline))
    _left(deadline)  # raises an error if the deadline cut the body off
    return bytes(data)
